"""What a received file holds, whatever its form: lines of text and tables, in their order."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from etl.problems import Problem


class Refused(Exception):
    """A file that is not read: what was expected instead, and where."""

    def __init__(
        self,
        expected: str,
        line: int | None = None,
        cell: str | None = None,
        found: str | None = None,
    ) -> None:
        self.words: dict[str, Any] = {
            "expected": expected,
            "line": line,
            "cell": cell,
            "found": found,
        }
        super().__init__(expected)

    def of(self, file: str) -> Problem:
        """The same, said of a file."""
        return Problem(file, **self.words)


@dataclass(frozen=True)
class Place:
    """Where a line or a row stands: `number` counts lines, rows of a `part`, or pages."""

    unit: str
    """`line`, `row` or `page`."""
    number: int
    part: str = ""
    """The sheet or table whose rows are counted, as `sheet II-b`; nothing for lines and pages."""

    def __str__(self) -> str:
        return span(self, self)


def span(first: Place, last: Place) -> str:
    """Both places and what is between them, in words: `sheet II-b, rows 4–70`."""
    one = first.number == last.number
    numbers = str(first.number) if one else f"{first.number}–{last.number}"
    counted = f"{first.unit}{'' if one else 's'} {numbers}"
    return f"{first.part}, {counted}" if first.part else counted


@dataclass(frozen=True)
class Line:
    """A heading, a paragraph, a note: text outside the rows of tables."""

    text: str
    place: Place


@dataclass(frozen=True)
class TableRow:
    cells: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class Table:
    """Rows of equal length, the header first, made one where it has several lines."""

    rows: tuple[TableRow, ...]
    printed: tuple[str, ...] = ()
    """The document's own lines from the first row to the last, where it is made of lines."""

    @property
    def header(self) -> tuple[str, ...]:
        return self.rows[0].cells

    @property
    def body(self) -> tuple[TableRow, ...]:
        return self.rows[1:]

    @property
    def place(self) -> str:
        return span(self.rows[0].place, self.rows[-1].place)


Block = Line | Table


@dataclass(frozen=True)
class Document:
    """A file as read: `form` is that of its reader, as `DOCX`."""

    form: str
    blocks: tuple[Block, ...]
    parts: int = 1
    """How many there are of a file that is read in parts; the blocks are those of one."""

    @property
    def tables(self) -> Iterator[Table]:
        return (block for block in self.blocks if isinstance(block, Table))


def document_of(content: Any) -> Document:
    """The document that `dataclasses.asdict` took apart."""
    return Document(content["form"], tuple(map(_block_of, content["blocks"])), content["parts"])


def _block_of(content: Any) -> Block:
    if "text" in content:
        return Line(content["text"], Place(**content["place"]))
    rows = (TableRow(tuple(row["cells"]), Place(**row["place"])) for row in content["rows"])
    return Table(tuple(rows), tuple(content["printed"]))
