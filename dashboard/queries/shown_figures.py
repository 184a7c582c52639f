"""The rows of every view, as the build made them: `shown_figure` in the store."""

from collections import defaultdict
from datetime import date
from typing import Any

from dashboard.queries.as_known import of_all_sources
from dashboard.queries.documents import weakest
from dashboard.queries.indicators import indicators
from dashboard.queries.periods import Period, asked_for
from dashboard.queries.statements import said
from dashboard.queries.structures import Structure
from dashboard.queries.unit_sql import MEMBERS, in_force
from dashboard.queries.view_rows import Change, ViewRow
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse
from etl.language.i18n import _

_Rows = list[dict[str, Any]]
_Key = tuple[str, Period | None, date | None]


def shown_rows(
    source: Warehouse,
    indicator_id: str,
    level: str,
    structure: Structure,
    period: Period | None,
    due_on: date | None,
) -> tuple[ViewRow, ...]:
    """A row for each unit of a level, in Vietnamese order of the names.

    `period` is one that the units have figures of, or None for what stands in place of any other.
    Empty where there is nothing to say of the indicator, or no target of the level is due then.
    """
    key = indicator_id, period, due_on
    if source.prepared:
        found = _made(source, level, structure).get(key, [])
    else:
        found = _stored(source, level, structure, key)
    by_unit = {row["unit_id"]: row for row in found}
    sign = 1 if indicators(source)[indicator_id].better == "lower" else -1
    weaker = weakest(row["confirmation"] for row in found if row["rank_best"] is not None)
    return tuple(
        _row(source, unit, by_unit[unit["unit_id"]], sign, weaker)
        for unit in _units(source, level, structure)
        if unit["unit_id"] in by_unit
    )


def rows_without_figures(
    source: Warehouse, level: str, structure: Structure
) -> tuple[ViewRow, ...]:
    """The rows of an indicator that concerns no unit of the level."""
    nothing = dict.fromkeys(_FIELDS) | {"status": "not_applicable", "ranked": 0, "tied": 0}
    return tuple(_row(source, unit, nothing, 1, None) for unit in _units(source, level, structure))


_FIELDS = (
    *("status", "note_code", "note_parts", "former_code", "former_parts"),
    *("due_on", "period_end", "period_label", "basis", "is_merged"),
    *("value", "value_low", "value_high", "value_estimate", "reported", "value_text"),
    *("printed_value", "printed_text", "printed_decimals"),
    *("document_id", "table_id", "document_line", "confirmation", "target_confirmation"),
    *("rank_best", "rank_worst", "ranked", "tied"),
    *("target_value", "target_low", "target_high", "gap_low", "gap_high", "verdict"),
    *("joined_low", "joined_high"),
    *("change_status", "change_scale", "change_low", "change_high", "change_direction"),
    *("before_value", "before_low", "before_high", "before_confirmation"),
)
_PERIOD = ("period_kind", "period_start", "period_end", "definition_id")


def _stored(source: Warehouse, level: str, structure: Structure, key: _Key) -> _Rows:
    indicator_id, period, due_on = key
    # Comparisons that hold of no NULL are what DuckDB skips blocks by.
    of_period = [f"{name} = ${name}" for name in _PERIOD] if period else ["period_end IS NULL"]
    asked = dict(asked_for(period)) if period else {}
    return source.rows(
        f"""
        SELECT unit_id, {", ".join(_FIELDS)}
        FROM shown_figure
        WHERE level = $level AND structure = $structure AND indicator_id = $indicator_id
          AND {" AND ".join(of_period)} AND due_on {"IS NULL" if due_on is None else "= $due_on"}
        """,
        level=level,
        structure=structure.id,
        indicator_id=indicator_id,
        **asked,
        **({} if due_on is None else {"due_on": due_on}),
    )


@kept(8)
def _made(source: Warehouse, level: str, structure: Structure) -> dict[_Key, _Rows]:
    """The same of all views of a level, made anew: as of an earlier day other rows were shown."""
    found: dict[_Key, _Rows] = defaultdict(list)
    asked = source.rows(
        f"""
        SELECT
            unit_id, indicator_id, period_kind, period_start, definition_id, {", ".join(_FIELDS)}
        FROM main.shown_figures([$level], [$structure])
        """,
        level=level,
        structure=structure.id,
    )
    hidden = _hidden(source, level)
    for row in asked:
        # What is left out is not known here, which is not to say that it does not apply.
        if row["status"] == "not_applicable" and (row["indicator_id"], row["unit_id"]) in hidden:
            row["status"] = "not_in_period"
        found[row["indicator_id"], _period(row), row["due_on"]].append(row)
    return found


def _hidden(source: Warehouse, level: str) -> set[tuple[str, str]]:
    """Indicators and units that lesser documents have figures of, where those are left out."""
    if not source.documents.official_only:
        return set()
    rows = of_all_sources(source).rows(
        """
        SELECT DISTINCT indicator_id, unit_id FROM observation JOIN unit USING (unit_id)
        WHERE level = $level
        """,
        level=level,
    )
    return {(row["indicator_id"], row["unit_id"]) for row in rows}


def _period(row: dict[str, Any]) -> Period | None:
    """One equal to that of the row: label and whether it goes on are not compared."""
    kind, start, end, definition_id = (row[name] for name in _PERIOD)
    return None if end is None else Period(kind, start, end, "", False, definition_id)


@kept(16)
def _units(source: Warehouse, level: str, structure: Structure) -> _Rows:
    """What a view says of every unit beside its figures, in the order of its rows."""
    return source.rows(
        f"""
        WITH merged AS ({MEMBERS})
        SELECT
            unit.unit_id, unit.level, unit.name_vi, unit.short_name_vi, unit.region_id,
            region.short_name_vi AS region_vi, merged.members_vi
        FROM unit LEFT JOIN unit AS region ON region.unit_id = unit.region_id
        LEFT JOIN merged ON merged.unit_id = unit.unit_id
        WHERE unit.level = $level AND {in_force()}
        ORDER BY unit.short_name_vi COLLATE vi
        """,
        level=level,
        day=structure.on,
    )


@kept(8)
def _sources(source: Warehouse) -> tuple[dict[str, str], dict[str, str]]:
    """The short title of every document, and the appendix of every table, by id."""
    documents = source.rows("SELECT document_id, short_title_vi FROM document")
    tables = source.rows("SELECT table_id, appendix FROM source_table")
    return (
        {row["document_id"]: row["short_title_vi"] for row in documents},
        {row["table_id"]: row["appendix"] for row in tables},
    )


def _row(
    source: Warehouse, unit: dict[str, Any], row: dict[str, Any], sign: int, weaker: str | None
) -> ViewRow:
    """`sign` is 1 where the least value is the best, else -1; `weaker` how sure the order is."""
    documents, tables = _sources(source)
    is_figure, is_allocated = row["basis"] is not None, row["status"] == "allocated"
    return ViewRow(
        **unit,
        note=said(source, row["note_code"], row["note_parts"]),
        former=said(source, row["former_code"], row["former_parts"]),
        period_label=_until(row["due_on"]) if is_allocated else row["period_label"],
        # What was allocated is that of the day it is due.
        period_end=(row["due_on"] if is_allocated else row["period_end"]) if is_figure else None,
        document=documents.get(row["document_id"]),
        appendix=tables.get(row["table_id"]),
        order_key=None if (middle := _middle(row)) is None else sign * middle,
        order_confirmation=None if row["rank_best"] is None else weaker,
        change=_change(row),
        **{name: row[name] for name in _SAME},
    )


_SAME = (
    *("status", "basis", "is_merged", "value", "value_low", "value_high", "value_estimate"),
    *("reported", "value_text", "printed_value", "printed_text", "printed_decimals"),
    *("document_line", "rank_best", "rank_worst", "ranked", "tied"),
    *("target_value", "target_low", "target_high", "gap_low", "gap_high", "verdict"),
    *("joined_low", "joined_high", "confirmation", "target_confirmation"),
)
"""Fields of a view's row that are columns of the store."""


def _middle(row: dict[str, Any]) -> float | None:
    """What a figure is ordered by: its value, an estimate, or the middle of what it can be."""
    for name in ("value", "value_estimate"):
        if row[name] is not None:
            return float(row[name])
    low, high = row["value_low"], row["value_high"]
    return None if low is None or high is None else float((low + high) / 2)


def _until(due_on: date) -> str:
    """The period of what was allocated for a day."""
    return _("đến {year}").replace("{year}", str(due_on.year))


def _change(row: dict[str, Any]) -> Change | None:
    """What a row says of the period before."""
    if row["change_status"] is None:
        return None
    return Change(
        row["change_status"],
        row["change_scale"],
        row["change_low"],
        row["change_high"],
        row["change_direction"],
        row["before_value"],
        row["before_low"],
        row["before_high"],
        row["before_confirmation"],
    )
