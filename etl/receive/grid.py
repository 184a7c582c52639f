"""Cells that span rows and columns → rows of equal length under a header of one line.

Office files and pages know where a cell spans others; tables without spans (CSV) leave cells blank.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from etl.receive.model import Block, Line, Place, Table, TableRow
from etl.receive.texts import is_blank, one_line

BETWEEN_HEADINGS = " – "
_FIGURE = re.compile(r"[-−]?\d[\d.,]*\s*%?|[-–−]|")
_YEAR = re.compile(r"(19|20)\d\d")
_NOTE = re.compile(r"\(?[*¹²³]|\(\d\)|(ghi chú|nguồn|chú thích|note|source)\b|.{80}", re.IGNORECASE)
_COUNTED = re.compile(r"\(?([A-Z]|\d{1,3})\)?")


@dataclass(frozen=True)
class Cell:
    """A cell of a grid; `origin` is where the cell that covers it begins."""

    text: str
    origin: tuple[int, int]


@dataclass(frozen=True)
class GridRow:
    cells: tuple[Cell, ...]
    place: Place

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """What it says: a cell that spans columns says it once, one that spans rows in each."""
        first = {cell.origin: n for n, cell in reversed(list(enumerate(self.cells)))}
        return tuple(
            cell.text if first[cell.origin] == n else "" for n, cell in enumerate(self.cells)
        )

    @property
    def filled(self) -> int:
        return len(self.texts) - self.texts.count("")


def plain_row(texts: Sequence[str], number: int, place: Place) -> GridRow:
    """A row whose cells span nothing; `number` counts the rows of its grid."""
    cells = (Cell(one_line(text), (number, column)) for column, text in enumerate(texts))
    return GridRow(tuple(cells), place)


def blocks_of(rows: Sequence[GridRow]) -> Iterator[Block]:
    """The tables of a sheet or page, and the lines of one cell above, between and below them."""
    known: Table | None = None
    for region in _regions(rows):
        first = next((n for n, row in enumerate(region) if row.filled > 1), len(region))
        last = max((n for n, row in enumerate(region) if not _is_note(row)), default=first - 1)
        last = max(last, first - 1)
        above, body, below = region[:first], region[first : last + 1], region[last + 1 :]
        if known and body and not above and _goes_on(known, body):
            known = joined(known, _table(body, known.rows[0].cells))
            body = ()
        if known and (above or body):
            yield known
            known = None
        yield from map(_line, above)
        if body:
            known = _table(body)
        if below and known:
            yield known
            known = None
        yield from map(_line, below)
    if known:
        yield known


def _regions(rows: Sequence[GridRow]) -> Iterator[tuple[GridRow, ...]]:
    """Rows between blank ones, without the columns that are blank in all of them."""
    for filled, group in groupby(rows, key=lambda row: row.filled > 0):
        if not filled:
            continue
        region = tuple(group)
        used = sorted({n for row in region for n, text in enumerate(row.texts) if text})
        yield tuple(_columns(row, used) for row in region)


def _columns(row: GridRow, used: Sequence[int]) -> GridRow:
    """The row with those columns only, blank where it is too short."""
    cells = (row.cells[n] if n < len(row.cells) else Cell("", (-1, n)) for n in used)
    return GridRow(tuple(cells), row.place)


def _line(row: GridRow) -> Line:
    return Line(next(text for text in row.texts if text), row.place)


def _is_note(row: GridRow) -> bool:
    """Whether a row below the others only says something; a unit without figures is none."""
    if row.filled > 1:
        return False
    return len({cell.origin for cell in row.cells}) == 1 or bool(_NOTE.match(_line(row).text))


def _goes_on(known: Table, body: Sequence[GridRow]) -> bool:
    """Whether rows below a blank one have no header of their own."""
    return len(body[0].cells) == len(known.header) and has_figures(body[0].texts)


def _table(body: Sequence[GridRow], header: tuple[str, ...] | None = None) -> Table:
    """A table whose first rows are its header, unless the header is known."""
    if header is None:
        depth = _header_rows(body)
        header = tuple(
            _heading([row.cells[n] for row in body[:depth]]) for n in range(len(body[0].cells))
        )
        place, body = body[0].place, body[depth:]
        if body and _is_numbering(body[0].texts):
            body = body[1:]
    else:
        place = body[0].place
    rows = (TableRow(row.texts, row.place) for row in body)
    return Table((TableRow(header, place), *rows))


def joined(known: Table, further: Table) -> Table:
    """A table and its part on the next page, whose header says nothing new."""
    return Table((*known.rows, *further.body))


def _heading(cells: Sequence[Cell]) -> str:
    """The headings above a column, from the widest to its own."""
    parts = [cell.text for cell in {cell.origin: cell for cell in cells}.values() if cell.text]
    return BETWEEN_HEADINGS.join(part for part, _same in groupby(parts))


def _header_rows(body: Sequence[GridRow]) -> int:
    """How many rows the header has: as its cells span, else as its blanks and figures tell."""
    depth, number = 1, 0
    while number < min(depth, len(body) - 1):
        row, below = body[number], body[number + 1 :]
        if any(a.text and a.origin == b.origin for a, b in pairwise(row.cells)):
            depth = max(depth, number + 2)
        depth = max(depth, number + 1 + _rows_covered(row, below))
        number += 1
    if depth == 1 and len(body) > 2 and _fills_blanks(body[0].texts, body[1].texts):
        depth = 2
    return next((n for n in range(1, depth) if n >= len(body) or has_figures(body[n].texts)), depth)


def _rows_covered(row: GridRow, below: Sequence[GridRow]) -> int:
    """How many of the rows below a cell of this one reaches into."""

    def reached(other: GridRow) -> bool:
        return any(
            a.text and a.origin == b.origin for a, b in zip(row.cells, other.cells, strict=True)
        )

    return next((n for n, other in enumerate(below) if not reached(other)), len(below))


def _fills_blanks(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Whether a second row says what the blanks of the first leave open, and no figure."""
    return (
        not has_figures(lower)
        and any(not one and two for one, two in zip(upper, lower, strict=True))
        and any(one and not two for one, two in zip(upper, lower, strict=True))
    )


def has_figures(texts: Sequence[str]) -> bool:
    """Whether cells are those of a row of data: headings are words, or years."""
    return any(text and _FIGURE.fullmatch(text) and not _YEAR.fullmatch(text) for text in texts)


def _is_numbering(texts: Sequence[str]) -> bool:
    """A row that only counts the columns: `A  B  1  2`, `(1)  (2)  (3)`."""
    filled = [text for text in texts if not is_blank(text)]
    found = [_COUNTED.fullmatch(text) for text in filled]
    if len(filled) < 3 or not all(found):
        return False
    counted = [match[1] for match in found if match]
    numbers = [int(text) for text in counted if text.isdigit()]
    letters = [text for text in counted if not text.isdigit()]
    bracketed = all(text.startswith("(") for text in filled)
    from_one = numbers == list(range(1, len(numbers) + 1))
    whole = numbers == list(range(len(letters) + 1, len(filled) + 1))
    return (from_one and (bool(letters) or bracketed or len(numbers) == len(texts))) or (
        whole and bool(letters)
    )
