"""The words of the catalogue in other languages: `data/catalogue/<language>.po`."""

from pathlib import Path

from etl.language.i18n import OTHERS, read_catalogue


def translations(folder: Path) -> list[dict[str, str]]:
    """The rows of `translation`: every translated text of the catalogue in `folder`."""
    return [
        {"language": language, "text_vi": str(message.id), "text": str(message.string)}
        for language in OTHERS
        if (path := folder / f"{language}.po").exists()
        for message in read_catalogue(path)
        if message.id and message.string
    ]
