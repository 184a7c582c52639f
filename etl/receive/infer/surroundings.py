"""What stands above a table, and below it: its appendix, its title, its notes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from etl.extract.parse import clean_text
from etl.language.folding import fold
from etl.receive.model import Document, Line, Table

_ESCAPE = re.compile(r"\\(?=[*#_])")
_CODE = r"([IVXL]+|\d+)([-.]?([a-zđ]|\d{1,2}))?"
_APPENDIX = re.compile(
    rf"(phụ lục|biểu|bảng)( số)?\s+(?P<code>{_CODE})(?=$|[\s:.,(–-])", re.IGNORECASE
)
_NOTE = re.compile(r"\(?\*|ghi chú|nguồn|chú thích|\(\d\)", re.IGNORECASE)
_LONG = 300


@dataclass(frozen=True)
class Found:
    """A table of a document and the lines around it, without their markup."""

    table: Table
    above: tuple[str, ...]
    """The lines since the table before, of one page at the most; the nearest is the last."""
    appendix: str | None
    """`Phụ lục II-b`, the last one announced above the table."""
    notes: tuple[str, ...]

    @property
    def title(self) -> str | None:
        """The nearest line that says more than the name of an appendix, and is no part of a text.

        `Bảng 3. Hạ tầng số` says so in one line.
        """
        for line in reversed(self.above):
            match = _APPENDIX.match(line)
            text = line[match.end() :].lstrip(" .:–-") if match else line
            if text and len(line) < _LONG:
                return text
        return None


def found_tables(document: Document) -> list[Found]:
    """The tables of a document in their order, each with what stands around it."""
    found: list[Found] = []
    above: list[str] = []
    appendix: str | None = None
    blocks = document.blocks
    for index, block in enumerate(blocks):
        if isinstance(block, Line):
            text = plain(block.text)
            appendix = appendix_of(text) or appendix
            above.append(text)
        else:
            notes = tuple(_notes(blocks[index + 1 : index + 6]))
            found.append(Found(block, tuple(above[-8:]), appendix, notes))
            above = []
    return found


def plain(text: str) -> str:
    """A line without the marks of headings and bold letters."""
    # Spaces first: a pattern for those at the end takes long where many stand in the middle.
    return clean_text(_ESCAPE.sub("", clean_text(text).strip("#* ")))


def appendix_of(text: str) -> str | None:
    """The appendix that a line announces: `PHỤ LỤC II-b` does, “tại Phụ lục I” in a text not."""
    match = _APPENDIX.match(text)
    if match is None or len(text) > _LONG:
        return None
    return f"{match[1].capitalize()} {match['code']}"


def same_appendix(one: str, other: str) -> bool:
    return fold(one) == fold(other)


def _notes(following: Sequence[object]) -> list[str]:
    notes = []
    for block in following:
        text = plain(block.text) if isinstance(block, Line) else ""
        if not _NOTE.match(text):
            break
        notes.append(text)
    return notes
