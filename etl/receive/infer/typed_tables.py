"""Tables typed from prose in columns that are always the same: figures, targets, lists of units.

Their header says the shape. What their words stand for is as other tables of the shape say, where
these agree, or what the words leave no choice about; the rest is left open.
"""

from collections.abc import Iterable, Sequence

from etl.catalogue.load import Catalogue
from etl.extract.collect import HEADINGS
from etl.extract.parse import clean_text
from etl.extract.read import Heading, Row
from etl.extract.shapes.reader import (
    COMPARATOR,
    CONDITION,
    DUE,
    FIGURE,
    INDICATOR,
    LINE,
    PERIOD,
    SCOPE,
    TARGET,
    UNIT,
)
from etl.language.structures import DAY_OF
from etl.receive.infer.columns import FigureColumn, figure_column
from etl.receive.infer.documents import Identified
from etl.receive.infer.entries import put_appendix, put_document, put_table_id, put_title
from etl.receive.infer.inferred import DraftEntry
from etl.receive.infer.new_indicators import put_typed_indicators
from etl.receive.infer.raw_tables import raw_lines, rows_in
from etl.receive.infer.surroundings import Found
from etl.receive.infer.typed_bands import put_bands
from etl.receive.infer.typed_words import MANY, Words, end_of_year, period_in_words
from etl.receive.infer.unit_names import LEVELS, UnitLookup

_SHAPES = ("figures", "targets", "unit_bands")


def shape_of(found: Found) -> str | None:
    """The shape whose headings a table has, if it is one of those that are typed."""
    header = sorted(clean_text(cell) for cell in found.table.header)
    return next((shape for shape in _SHAPES if sorted(HEADINGS[shape]) == header), None)


def typed_entry(lookup: UnitLookup, found: Found, shape: str, document: Identified) -> DraftEntry:
    """A whole entry of a table of that shape, as far as its words tell."""
    entry = DraftEntry()
    rows = rows_in(entry, raw_lines(found.table), [Heading(name) for name in HEADINGS[shape]])
    put_table_id(entry, lookup.catalogue, found, document)
    put_document(entry, document)
    put_appendix(entry, found, "Mục tiêu trích" if shape == "targets" else "Số liệu trích")
    put_title(entry, found)
    _put_lines(entry, rows)
    entry.put("table.shape", shape)
    entry.put("table.rows_expected", len(rows))
    match shape:
        case "figures":
            _put_figures(entry, lookup.catalogue, found, rows)
        case "targets":
            _put_targets(entry, lookup.catalogue, found, rows)
        case _:
            put_bands(entry, lookup, found, rows)
    return entry


def _put_figures(
    entry: DraftEntry, catalogue: Catalogue, found: Found, rows: Sequence[Row]
) -> None:
    Words(entry, catalogue, "figures", rows).put("periods", PERIOD, period_in_words)
    columns = _put_number_formats(entry, rows, FIGURE)
    put_typed_indicators(entry, catalogue, columns, _levels(catalogue, rows), found.title)


def _put_targets(
    entry: DraftEntry, catalogue: Catalogue, found: Found, rows: Sequence[Row]
) -> None:
    words = Words(entry, catalogue, "targets", rows)
    words.put("scopes", SCOPE)
    words.put("due_dates", DUE, end_of_year)
    words.put("comparators", COMPARATOR)
    words.put("conditions", CONDITION)
    columns = _put_number_formats(entry, rows, TARGET)
    put_typed_indicators(entry, catalogue, columns, {}, found.title)


def _put_lines(entry: DraftEntry, rows: Sequence[Row]) -> None:
    lines = [int(row.text[LINE]) for row in rows if row.text[LINE].isdecimal()]
    if lines:
        span = [min(lines), max(lines)]
        entry.give("table.source_lines", span, "likely", f"the numbers in {LINE!r}")
    else:
        entry.leave_open("table.source_lines", f"no number stands in {LINE!r}")


def _put_number_formats(
    entry: DraftEntry, rows: Sequence[Row], heading: str
) -> dict[str, FigureColumn]:
    """Put the format of each indicator; its figures, by its id."""
    rows_of: dict[str, list[Row]] = {}
    for row in rows:
        rows_of.setdefault(row.text[INDICATOR], []).append(row)
    if len(rows_of) > MANY:
        why = f"{len(rows_of)} different texts in {INDICATOR!r}"
        entry.leave_open("table.number_formats", why)
        return {}
    columns = {name: figure_column(some, heading) for name, some in rows_of.items()}
    only = {name: column.formats.only for name, column in columns.items()}
    formats = {name: None if one is None else str(one) for name, one in only.items()}
    entry.give("table.number_formats", formats, "likely", "they read every cell")
    for name, column in columns.items():
        if only[name] is None:
            entry.undecided[f"table.number_formats.{name}"] = column.formats.candidates
    return columns


def _levels(catalogue: Catalogue, rows: Iterable[Row]) -> dict[str, list[str]]:
    """The levels of the units that each indicator has figures of."""
    names_of: dict[str, set[str]] = {}
    for row in rows:
        names_of.setdefault(row.text[INDICATOR], set()).add(row.text[UNIT])
    days = DAY_OF.values()
    return {
        indicator: [
            level
            for level in ("country", "bloc", *LEVELS)
            if any(catalogue.names.knows(name, [level], day) for name in names for day in days)
        ]
        for indicator, names in names_of.items()
    }
