"""The words of the catalogue in other languages: `data/catalogue/<language>.po`."""

from pathlib import Path

from etl.language.i18n import OTHERS
from etl.language.po_files import read_translations
from etl.problems import BuildError, Problem
from etl.regular_files import UnreadableError


def translations(folder: Path) -> list[dict[str, str]]:
    """The rows of `translation`: every translated text of the catalogue in `folder`.

    Raises BuildError if a language has no file, or one that cannot be read whole: an edition of it
    would be Vietnamese without a word.
    """
    rows: list[dict[str, str]] = []
    problems: list[Problem] = []
    for language in OTHERS:
        try:
            messages = read_translations(folder / f"{language}.po")
        except UnreadableError as error:
            file = f"data/catalogue/{language}.po"
            problems.append(Problem(file, error.expected, error.line))
            continue
        rows += [
            {"language": language, "text_vi": str(message.id), "text": str(message.string)}
            for message in messages
            if message.id and message.string
        ]
    if problems:
        raise BuildError(problems)
    return rows
