"""The draft of a later print of a known table: the short entry that continues it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from etl.catalogue.table_base import PeriodColumn, UnitColumn
from etl.catalogue.table_specs import IndicatorRowsTable, UnitRowsTable
from etl.catalogue.vocabulary import NumberFormat
from etl.extract.collect import headings_of
from etl.extract.parse import clean_text
from etl.extract.read import Heading, Row
from etl.receive.infer.columns import check_declared
from etl.receive.infer.documents import Identified
from etl.receive.infer.entries import put_appendix, put_document, put_lines
from etl.receive.infer.inferred import DraftEntry, Sure
from etl.receive.infer.known_tables import Match, SliceTable
from etl.receive.infer.periods import PeriodFound, is_period, period_in, period_key
from etl.receive.infer.raw_tables import raw_lines, rows_in
from etl.receive.infer.surroundings import Found
from etl.receive.infer.unit_names import UnitLookup
from etl.receive.infer.units_of_rows import UnitTable, put_units, totals_in

_ROLES = ("key_column", "ordinal_column", "note_column", "period_column", "indicator_column")


def continued_entry(
    lookup: UnitLookup, found: Found, match: Match, document: Identified
) -> DraftEntry:
    """What the print says of itself: document, lines, period, and where it differs."""
    known = match.entry
    entry = DraftEntry()
    like = known.period if isinstance(known, UnitRowsTable) else None
    period = period_in(reversed(found.above), like)
    _put_ids(entry, match, period)
    put_document(entry, document)
    put_appendix(entry, found, known.appendix)
    lines = raw_lines(found.table)
    put_lines(entry, found.table, lines)
    columns = _put_columns(entry, found, match)
    _put_period(entry, known, period)
    key = _printed(match, known.key_column)
    names = _texts_of(found, key)
    level = known.level if isinstance(known, UnitRowsTable) else ""
    totals = totals_in(lookup.catalogue, level, names) if level else set()
    headings = _headings(match, columns)
    rows = rows_in(entry, lines, headings, _ordinal(match), {key: totals})
    if rows and len(rows) != known.rows_expected:
        because = f"{len(rows)} rows, where {known.table_id} has {known.rows_expected}"
        entry.give("table.rows_expected", len(rows), "likely", because)
    if rows and isinstance(known, UnitRowsTable):
        _check_units(entry, lookup, match, rows, period)
    elif rows and isinstance(known, IndicatorRowsTable):
        _check_indicators(entry, known, key, rows, columns)
    return entry


def _put_ids(entry: DraftEntry, match: Match, period: PeriodFound | None) -> None:
    known = match.entry
    end = f"-{period.period.end:%Y-%m}" if period else ""
    because = "the table before and the end of its period; any other will do"
    entry.give("table.table_id", f"{known.table_id}{end}", "likely", because)
    entry.give("table.continues", known.table_id, match.inferred.sure, match.inferred.because)
    if not end:
        why = f"{known.table_id}-<year>-<month> of the end of its period; so are its files named"
        entry.undecided["table.table_id"] = why


def _put_period(entry: DraftEntry, known: SliceTable, period: PeriodFound | None) -> None:
    """The table's own period, where neither its columns nor its rows say theirs."""
    if not isinstance(known, UnitRowsTable):
        return
    if known.period_column is not None:
        entry.leave_open("table.periods", f"what the texts of {known.period_column!r} stand for")
        return
    if all(column.period for column in known.columns):
        return
    if period is None:
        entry.leave_open("table.period", "no line above the table names a period")
        return
    sure: Sure = "likely" if period.is_said or known.period is not None else "unsure"
    entry.give("table.period", period_key(period.period), sure, f"“{period.words}” above the table")


def _put_columns(entry: DraftEntry, found: Found, match: Match) -> dict[str, Any]:
    """Put what the header says otherwise; returns the columns of figures by their headings."""
    known, likeness = match.entry, match.likeness
    old_of = {old: new for new, old in likeness.renamed.items()}
    for role in _ROLES:
        heading = getattr(known, role, None)
        if heading in old_of:
            entry.give(f"table.{role}", old_of[heading], "likely", f"instead of {heading!r}")
        elif heading in likeness.missing:
            entry.give(f"table.{role}", None, "likely", f"there is no column {heading!r}")
    columns: dict[str, Any] = {}
    for column in known.columns:
        if column.heading not in likeness.missing and not (likeness.periods and column.period):
            heading = old_of.get(column.heading, column.heading)
            columns[heading] = column.model_copy(update={"heading": heading})
    of_periods = [text for text in _headers(found) if is_period(text)]
    if any(column.period for column in known.columns):
        columns |= _columns_of_periods(known, of_periods)
    changed = {**columns} != {column.heading: column for column in known.columns}
    if changed or any(column.period for column in known.columns):
        given = [
            column.model_dump(exclude_defaults=True) | _own_period(column)
            for column in columns.values()
        ]
        sure: Sure = "likely" if likeness.is_spelling or likeness.periods else "unsure"
        because = "; ".join(likeness.differences) or "the periods in their headings"
        entry.give("table.columns", given, "likely" if likeness.is_exact else sure, because)
    if likeness.added:
        why = (
            f"what stands in {', '.join(map(repr, likeness.added))}, which {known.table_id} has not"
        )
        entry.undecided["table.columns"] = why
    return columns


def _columns_of_periods(known: SliceTable, headings: list[str]) -> dict[str, Any]:
    """A column for each heading that names a period, of the one indicator they all have."""
    if isinstance(known, UnitRowsTable) and len({c.indicator for c in known.columns}) > 1:
        return {}
    before = {column.heading: column.period for column in known.columns}
    model: UnitColumn | PeriodColumn = next(c for c in known.columns if c.period)
    columns = {}
    for heading in headings:
        same = before.get(heading)
        found = period_in([heading], model.period)
        period = same or (found.period if found else None)
        if period is not None:
            update = {"heading": heading, "heading_variants": (), "period": period}
            columns[heading] = model.model_copy(update=update)
    return columns


def _own_period(column: UnitColumn | PeriodColumn) -> dict[str, Any]:
    return {"period": period_key(column.period)} if column.period else {}


def _check_units(
    entry: DraftEntry,
    lookup: UnitLookup,
    match: Match,
    rows: list[Row],
    period: PeriodFound | None,
) -> None:
    known = match.entry
    assert isinstance(known, UnitRowsTable)
    formats = {
        _printed(match, column.heading): column.number_format or known.number_format
        for column in known.columns
        if column.heading not in match.likeness.missing
        and not (match.likeness.periods and column.period)
    }
    apart = [name for name in (known.period_column, known.indicator_column) if name]
    day = _day_of(known, period)
    key = _printed(match, known.key_column)
    read_as = {heading: (number_format,) for heading, number_format in formats.items()}
    table = UnitTable(known.level, key, apart, read_as, day, known.check_rows)
    totals = totals_in(lookup.catalogue, known.level, {row.text[key] for row in rows})
    units = [row for row in rows if row.text[key] not in totals]
    check_declared(entry, units, formats, known.missing)
    put_units(entry, lookup, table, rows)


def _day_of(known: UnitRowsTable, period: PeriodFound | None) -> date | None:
    """The day whose units the rows name: the last, of targets the first."""
    if period is None:
        return None
    sets_targets = any(column.target for column in known.columns)
    return period.period.start if sets_targets else period.period.end


def _check_indicators(
    entry: DraftEntry,
    known: IndicatorRowsTable,
    key: str,
    rows: list[Row],
    columns: Mapping[str, Any],
) -> None:
    formats: dict[str, NumberFormat] = dict.fromkeys(columns, known.number_format)
    check_declared(entry, rows, formats, known.missing)
    unknown = [row for row in rows if row.text[key] not in known.rows]
    if unknown:
        entry.undecided["table.rows"] = "the indicators of rows that the table before has not"
        entry.report(
            f"line {row.line} [{key}]: found {row.text[key]!r}, expected a row of "
            f"{known.table_id}; a new one is a line of `rows`"
            for row in unknown
        )


def _headings(match: Match, columns: Mapping[str, Any]) -> list[Heading]:
    """The headings that the draft declares."""
    known = match.entry
    figures = {column.heading for column in known.columns}
    plain = [
        Heading(_printed(match, heading.name), heading.variants)
        for heading in headings_of(known)
        if heading.name not in figures and heading.name not in match.likeness.missing
    ]
    of_figures = [
        Heading(heading, getattr(column, "heading_variants", ()))
        for heading, column in columns.items()
    ]
    return plain + of_figures


def _ordinal(match: Match) -> str | None:
    name = match.entry.ordinal_column
    return None if name is None or name in match.likeness.missing else _printed(match, name)


def _printed(match: Match, heading: str) -> str:
    """A heading of the entry as this print has it."""
    for new, old in match.likeness.renamed.items():
        if old == heading:
            return new
    return heading


def _headers(found: Found) -> list[str]:
    return [clean_text(cell) for cell in found.table.header]


def _texts_of(found: Found, heading: str) -> set[str]:
    headers = _headers(found)
    if heading not in headers:
        return set()
    column = headers.index(heading)
    return {clean_text(row.cells[column]) for row in found.table.body if len(row.cells) > column}
