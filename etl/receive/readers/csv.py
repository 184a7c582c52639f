"""CSV and TSV, with the csv module: quotes and line ends are what it knows best.

The separator is the one of comma, semicolon and tab that makes the most rows of one length.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from etl.receive.grid import GridRow, blocks_of, plain_row
from etl.receive.limits import MAX_CELL
from etl.receive.model import Document, Place, Refused
from etl.receive.sizes import check_cells, check_rows_so_far
from etl.receive.texts import decoded

_SEPARATORS = "\t;,"
_LOOKED_AT = 200


def read(content: bytes) -> Document:
    """The tables of the file; each row has the line it ends on for its place."""
    text = decoded(content)
    csv.field_size_limit(MAX_CELL)
    lines = text.splitlines(keepends=True)
    separator = max(_SEPARATORS, key=lambda sign: _fit(lines, sign))
    return Document("CSV", tuple(blocks_of(list(_rows(lines, separator)))))


def _fit(lines: list[str], separator: str) -> tuple[int, int]:
    """How many rows of the beginning have the commonest length above one, and that length."""
    reader = csv.reader(lines[:_LOOKED_AT], delimiter=separator)
    try:
        lengths = Counter(len(row) for row in islice(reader, _LOOKED_AT) if len(row) > 1)
    except csv.Error:
        return 0, 0
    length, count = lengths.most_common(1)[0] if lengths else (0, 0)
    return count, length


def _rows(lines: list[str], separator: str) -> Iterator[GridRow]:
    reader = csv.reader(lines, delimiter=separator, strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            place = Place("line", reader.line_num)
            check_rows_so_far(number, place)
            check_cells(cells, place)
            yield plain_row(cells, number, place)
    except csv.Error as error:
        raise Refused(f"well-formed rows of cells ({error})", reader.line_num) from error
