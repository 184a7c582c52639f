"""The draft of a table of units that the catalogue does not know, with its indicators."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from etl.catalogue.load import Catalogue
from etl.extract.read import Heading, Row
from etl.language.folding import fold
from etl.language.structures import DAY_OF
from etl.receive.infer.columns import FigureColumn, figure_column, holds_figures
from etl.receive.infer.documents import Identified
from etl.receive.infer.entries import (
    put_appendix,
    put_document,
    put_lines,
    put_single_units,
    put_table_id,
    put_title,
)
from etl.receive.infer.inferred import DraftEntry, Sure
from etl.receive.infer.new_indicators import put_indicators
from etl.receive.infer.periods import is_period, period_in, period_key
from etl.receive.infer.raw_tables import headings_in, raw_lines, rows_in
from etl.receive.infer.surroundings import Found
from etl.receive.infer.unit_names import UnitLookup, level_of
from etl.receive.infer.units_of_rows import UnitTable, put_units, totals_in

_ORDINALS = {"stt", "tt", "t t", "so tt", "so thu tu", "no"}
_NOTES = {"ghi chu", "chu thich", "note", "notes"}
_INDICATORS = {"chi tieu", "chi so", "tieu chi"}
_MOST = 100
"""Different indicators of one table; more are no indicators."""


class NotOfUnitsError(ValueError):
    """A table that is no table of units, and why."""


@dataclass(frozen=True)
class Roles:
    """What the columns of a table of units are."""

    key: str
    level: str
    ordinal: str | None
    note: str | None
    period: str | None
    indicator: str | None
    """Of a long table, with one column of figures for all."""
    figures: tuple[str, ...]
    words: tuple[str, ...]
    """Columns that are none of these: a table of units has no place for them."""


def new_entry(lookup: UnitLookup, found: Found, document: Identified) -> DraftEntry:
    """A whole entry as far as it can be inferred; raises NotOfUnitsError for other tables."""
    headings = headings_in(found.table)
    if len(set(headings)) < len(headings) or "" in headings:
        raise NotOfUnitsError("a heading is blank or stands twice")
    entry = DraftEntry()
    lines = raw_lines(found.table)
    plain = [Heading(name) for name in headings]
    rows = rows_in(DraftEntry(), lines, plain)
    roles = _roles(lookup, rows, headings)
    totals = totals_in(lookup.catalogue, roles.level, {row.text[roles.key] for row in rows})
    rows = rows_in(entry, lines, plain, roles.ordinal, {roles.key: totals})
    _put_head(entry, lookup.catalogue, found, document)
    put_lines(entry, found.table, lines)
    entry.put("table.shape", "unit_rows")
    entry.put("table.rows_expected", len(rows))
    units = [row for row in rows if row.text[roles.key] not in totals]
    columns = list(_columns(roles, units))
    _put_formats(entry, columns)
    entry.give("table.level", roles.level, "certain", f"the names in {roles.key!r}")
    day = _put_times(entry, roles, found, rows)
    _put_roles(entry, roles)
    put_indicators(entry, lookup.catalogue, roles.level, columns, found.title or roles.key)
    formats = {column.heading: column.formats.fitting for column in columns}
    apart = [name for name in (roles.period, roles.indicator) if name]
    put_units(entry, lookup, UnitTable(roles.level, roles.key, apart, formats, day), rows)
    count = len({row.text[roles.key] for row in units})
    put_single_units(entry, lookup.catalogue, roles.level, day or DAY_OF["2024"], count)
    return entry


def _columns(roles: Roles, units: Sequence[Row]) -> Iterator[FigureColumn]:
    """The columns of figures; of a long table one for each indicator that its rows name."""
    if roles.indicator is None:
        yield from (figure_column(units, heading) for heading in roles.figures)
        return
    (heading,) = roles.figures
    rows_of: dict[str, list[Row]] = {}
    for row in units:
        rows_of.setdefault(row.text[roles.indicator], []).append(row)
    for text, rows in rows_of.items():
        yield replace(figure_column(rows, heading), rows=text)


def _roles(lookup: UnitLookup, rows: Sequence[Row], headings: Sequence[str]) -> Roles:
    texts = {name: [row.text[name] for row in rows if row.text[name]] for name in headings}
    different = {name: list(dict.fromkeys(texts[name])) for name in headings}
    levels = {
        name: found for name in headings if (found := level_of(lookup, different[name])) is not None
    }
    if not levels:
        raise NotOfUnitsError("no column names units, and no known table has its header")
    key = next(iter(levels))
    others = [name for name in headings if name != key]
    ordinal = next((name for name in others if fold(name) in _ORDINALS), None)
    note = next((name for name in others if fold(name) in _NOTES), None)
    repeated = len(different[key]) < len(texts[key])
    period = next(
        (n for n in others if repeated and different[n] and all(map(is_period, different[n]))), None
    )
    left = [name for name in others if name not in (ordinal, note, period)]
    figures = tuple(name for name in left if holds_figures(rows, name))
    words = [name for name in left if name not in figures]
    if not figures:
        raise NotOfUnitsError("no column holds figures")
    of_indicators = (
        name
        for name in words
        if len(figures) == 1 and fold(name) in _INDICATORS and len(different[name]) <= _MOST
    )
    if (indicator := next(of_indicators, None)) is not None:
        words.remove(indicator)
    return Roles(key, levels[key][0], ordinal, note, period, indicator, figures, tuple(words))


def _put_head(entry: DraftEntry, catalogue: Catalogue, found: Found, document: Identified) -> None:
    put_table_id(entry, catalogue, found, document)
    put_document(entry, document)
    put_appendix(entry, found)
    put_title(entry, found)


def _put_formats(entry: DraftEntry, columns: Sequence[FigureColumn]) -> None:
    """The commonest format for the table; a column that has another says so itself."""
    counted = Counter(c.formats.only for c in columns if c.formats.only is not None)
    if counted:
        common = counted.most_common(1)[0][0]
        entry.give("table.number_format", str(common), "likely", "it reads every cell")
    else:
        entry.leave_open("table.number_format", columns[0].formats.candidates)
    marks = sorted({mark for column in columns for mark in column.marks})
    if marks:
        why = "what a mark stands for, only the document says: not_available is plain absence"
        entry.give("table.missing", dict.fromkeys(marks, "not_available"), "unsure", why)
    for column in columns:
        entry.report(
            f"line {line} [{column.heading}]: found {text!r}, expected a figure or a missing mark"
            for line, text in column.others
        )


def _put_times(entry: DraftEntry, roles: Roles, found: Found, rows: Sequence[Row]) -> date | None:
    """The period of the rows, or of the table where not all columns say theirs; its last day."""
    if roles.period is not None:
        texts = dict.fromkeys(row.text[roles.period] for row in rows)
        periods = {text: item for text in texts if (item := period_in([text])) is not None}
        given = {text: period_key(item.period) for text, item in periods.items()}
        entry.give("table.period_column", roles.period, "likely", "all its texts name periods")
        entry.give("table.periods", given, "likely", "what its texts name")
        return max((item.period.end for item in periods.values()), default=None)
    of_columns = [period_in([heading]) for heading in roles.figures]
    if all(of_columns):
        return max(item.period.end for item in of_columns if item)
    period = period_in(reversed(found.above))
    if period is None:
        entry.leave_open("table.period", "no line above the table names a period")
        return None
    because = f"“{period.words}” above the table"
    sure: Sure = "likely" if period.is_said else "unsure"
    entry.give("table.period", period_key(period.period), sure, because)
    return period.period.end


def _put_roles(entry: DraftEntry, roles: Roles) -> None:
    entry.give("table.key_column", roles.key, "certain", "most of its texts name units")
    if roles.ordinal:
        entry.give("table.ordinal_column", roles.ordinal, "certain", "its heading")
    if roles.indicator:
        entry.give("table.indicator_column", roles.indicator, "certain", "its heading")
    if roles.note:
        entry.give("table.note_column", roles.note, "certain", "its heading")
    if roles.words:
        why = f"no place for the words in {', '.join(map(repr, roles.words))}"
        entry.undecided["table.columns"] = why
        entry.report([f"{why}: such a column is taken out of a received table by its issuer only"])
