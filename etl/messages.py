"""`python -m etl.messages`: bring the translation catalogues up to date with the texts.

Two files per language: `etl/language/locale/<language>.po` for the words of the program, gathered
from its source, and `data/catalogue/<language>.po` for those of the data, gathered from a build.
New texts come in with an empty translation, texts nobody uses any more go.
"""

import ast
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from etl.build import build_from
from etl.checked import Project, checked_inputs
from etl.inputs import reading
from etl.language.i18n import LOCALE_DIR, OTHERS
from etl.language.po_files import read_catalogue
from etl.load.editions import words
from etl.load.warehouse import stored_records
from etl.problems import BuildError
from etl.regular_files import UnreadableError

ROOT = Path(__file__).resolve().parents[1]
_SOURCES = ("dashboard", "etl", "pages")
# How many forms of a message each function takes.
_FORMS = {"_": 1, "N_": 1, "ngettext": 2}

# Without the dates and names that Babel would write: the same texts give the same file.
_HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {plural_forms}\\n"

"""

Texts = Mapping[str | tuple[str, ...], list[str]]
"""Message id, or singular and plural, → where it is met."""


def program_texts() -> Texts:
    """Every message of the program, and the names of islands and seas on its map."""
    found: dict[str | tuple[str, ...], list[str]] = {}
    for folder in _SOURCES:
        for path in sorted((ROOT / folder).rglob("*.py")):
            for message in _messages_in(path):
                found.setdefault(message, []).append(path.relative_to(ROOT).as_posix())
    for place in json.loads((ROOT / "geo" / "islands.json").read_text(encoding="utf-8")):
        for name in filter(None, (place["name"], place["label"])):
            found.setdefault(name, ["geo/islands.json"])
    return found


def _messages_in(path: Path) -> Iterator[str | tuple[str, ...]]:
    """The literal arguments of gettext's calls, also of those inside f-strings."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            count = _FORMS.get(node.func.id, 0)
            given = [
                arg.value
                for arg in node.args[:count]
                if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
            ]
            if count and len(given) == count:
                yield given[0] if count == 1 else tuple(given)


def data_texts() -> Texts:
    """Every text of the catalogue that the store holds."""
    found: dict[str | tuple[str, ...], list[str]] = {}
    with TemporaryDirectory() as folder:
        # Without the translations, which may not be there yet.
        with reading(ROOT):
            checked = checked_inputs(Project(ROOT))
        build_from(checked, [], [], Path(folder))
        for text, where in words(stored_records(Path(folder))):
            if text and where not in found.setdefault(text, []):
                found[text].append(where)
    return found


def catalogues(language: str) -> Iterator[tuple[Path, Callable[[], Texts]]]:
    """Each catalogue of a language, and what finds the texts it must translate."""
    yield LOCALE_DIR / f"{language}.po", program_texts
    yield ROOT / "data" / "catalogue" / f"{language}.po", data_texts


def update(path: Path, language: str, texts: Texts) -> int:
    """Write the catalogue with these texts, keeping what is translated; how many are not.

    Raises UnreadableError if there is a broken one, whose translations would be lost.
    """
    known = Catalog(locale=language)
    if path.exists():
        known = read_catalogue(path)
    fresh = Catalog(locale=language)
    for text, met in sorted(texts.items(), key=lambda item: (item[1], str(item[0]))):
        before = known.get(text)
        translation = "" if before is None else before.string
        message = fresh.add(text, translation, [(place, 0) for place in dict.fromkeys(met)])
        # Messages have named placeholders: "10% giá" is no format.
        message.flags.discard("python-format")
    body = BytesIO()
    write_po(body, fresh, width=0, omit_header=True, include_lineno=False)
    header = _HEADER.format(language=language, plural_forms=fresh.plural_forms)
    path.write_bytes(header.encode() + body.getvalue())
    return sum(1 for message in fresh if message.id and not is_translated(message.string))


def is_translated(string: str | Sequence[str] | None) -> bool:
    """Whether a translation, or every form of it, is there."""
    return bool(string) and all(string or ())


if __name__ == "__main__":
    for code in OTHERS:
        for catalogue, find in catalogues(code):
            name = catalogue.relative_to(ROOT)
            try:
                wanted = find()
                missing = update(catalogue, code, wanted)
            except UnreadableError as error:
                sys.exit(f"{name}:{error.line or 1}: expected {error.expected}")
            except BuildError as error:
                sys.exit(str(error))
            print(f"{name}: {len(wanted)} texts, {missing} untranslated")
