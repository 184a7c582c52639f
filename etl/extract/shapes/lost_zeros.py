"""Counts whose thousands lost their zeros, read as the sum of their row says.

`1.29` beside `979` may be 1.290, and `2` may be 2.000: no cell tells by itself. Where a row as it
is printed adds up, it is read so; else it is read in the one way in which it does, and a row of
which that cannot be said is refused.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from etl.catalogue.table_base import LostZeros
from etl.catalogue.table_specs import UnitRowsTable
from etl.catalogue.vocabulary import NumberFormat
from etl.extract.parse import parse_number
from etl.extract.read import Row
from etl.extract.shapes.reader import ShapeReader
from etl.language.statements import Text, say
from etl.problems import CellError

_CUT = re.compile(r"([0-9]{1,3})(?:\.([0-9]{1,2}))?")


def with_zeros(reader: ShapeReader, table: UnitRowsTable, rows: Sequence[Row]) -> Sequence[Row]:
    """The rows, with the zeros that the sum of each gives back; `raw` keeps the print.

    A row that adds up in no way, or in several, is reported and left as it is.
    """
    if table.lost_zeros is None:
        return rows
    return [_read(reader, table, table.lost_zeros, row) for row in rows]


def _read(reader: ShapeReader, table: UnitRowsTable, lost: LostZeros, row: Row) -> Row:
    printed = [row.text[heading] for heading in lost.headings]
    if all(text in table.missing or not text for text in printed):
        return row
    literal = [_literal(text) for text in printed]
    if None not in literal and _adds_up([count for count in literal if count is not None]):
        return row
    found = {counts for counts in product(*map(_readings, printed)) if _adds_up(counts)}
    if len(found) != 1:
        parts = " + ".join(lost.parts)
        expected = f"counts that are {parts} = {lost.total} in one way, with lost zeros or without"
        ways = tuple(" | ".join(map(_with_points, counts)) for counts in sorted(found))
        problem = row.problem(lost.total, expected, ways)
        reader.report(replace(problem, found=" | ".join(printed)))
        return row
    (counts,) = found
    texts = dict(row.text)
    for heading, text, count in zip(lost.headings, printed, counts, strict=True):
        if count != _literal(text):
            texts[heading] = _with_points(count)
            reason = Text(lost.reason_vi)
            detail = say("cell_corrected", printed=text, read=texts[heading], reason=reason)
            (indicator_id, *_others) = [
                column.indicator for column in table.columns if column.heading == heading
            ]
            reader.issue("cell_corrected", "warning", detail, row, None, indicator_id)
    return replace(row, text=texts)


def _adds_up(counts: Sequence[int]) -> bool:
    *parts, total = counts
    return sum(parts) == total


def _with_points(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def _literal(text: str) -> int | None:
    try:
        return int(parse_number(text, NumberFormat.THOUSANDS_POINT))
    except CellError:
        return None


def _readings(text: str) -> Iterator[int]:
    """What a cell may stand for: itself, and itself with its zeros."""
    literal = _literal(text)
    if literal is not None:
        yield literal
    if cut := _CUT.fullmatch(text):
        restored = int(cut[1] + (cut[2] or "").ljust(3, "0"))
        if restored != literal:
            yield restored
