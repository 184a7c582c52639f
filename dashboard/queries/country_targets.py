"""The targets of the country and of its two blocs, with every figure that speaks of each."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.queries.newest_sql import PERIOD, SHOWN
from dashboard.queries.periods import Period, period_of
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse

AimKey = tuple[str, int, str, date]
"""Indicator, definition, unit and due date: what figures compare with a target by."""


@dataclass(frozen=True, slots=True)
class Source:
    """The document that a figure or a target stands in."""

    document: str
    """Its short title."""
    confirmation: str
    """One of CONFIRMATION_CODES."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A target of one unit that stands for many: the country, all ministries, all provinces."""

    indicator_id: str
    unit_id: str
    unit_name_vi: str
    due_on: date
    definition_id: int
    comparator: str
    value: float
    base_vi: str | None
    """What it is a share of, where that is something else than the figures are."""
    source: Source

    @property
    def key(self) -> AimKey:
        return self.indicator_id, self.definition_id, self.unit_id, self.due_on


@dataclass(frozen=True, slots=True)
class AimFigure:
    """A figure of what a target is about, or of another measure of it (`other_measure_of`)."""

    indicator_id: str
    measure_vi: str
    """The indicator's short name."""
    unit_id: str
    period: Period
    value: float | None
    """None where only bounds are known."""
    value_low: float
    value_high: float
    printed_decimals: int | None
    verdict: str | None
    """Against the target; None of one that the target was not set for."""
    days_from_due: int
    is_timely: bool
    """Whether it is judged, and near enough to the due date to say what came of the target."""
    is_alike: bool
    """Whether it is measured as the target was set: not by a further definition."""
    source: Source


_OF_WHOLES = """target JOIN unit AS whole
    ON whole.level IN ('country', 'bloc') AND (
        whole.unit_id = target.unit_id OR (target.unit_id IS NULL AND whole.level = target.scope)
    )"""
"""Targets with the unit that each is set for, of those that stand for many."""


@kept(8)
def country_aims(source: Warehouse) -> tuple[Aim, ...]:
    """Those in force that have a due date, the earliest first, else in the catalogue's order."""
    rows = source.rows(
        f"""
        SELECT
            indicator_id, whole.unit_id, whole.short_name_vi AS unit_name_vi, due_on,
            definition_id, comparator, value, base_vi, short_title_vi AS document, confirmation
        FROM {_OF_WHOLES}
        JOIN document USING (document_id)
        JOIN indicator USING (indicator_id)
        WHERE due_on IS NOT NULL AND value IS NOT NULL AND superseded_by IS NULL
        ORDER BY due_on, indicator.sort_order, whole.level DESC, whole.unit_id, value
        """
    )
    return tuple(Aim(**_with_source(row)) for row in rows)


@kept(8)
def aim_figures(source: Warehouse) -> dict[AimKey, tuple[AimFigure, ...]]:
    """Those of each target, the newest of each measure first: those judged, and those beside."""
    found: dict[AimKey, list[AimFigure]] = defaultdict(list)
    for row in source.rows(_FIGURES):
        aimed = row.pop("aimed_id"), row.pop("aimed_definition")
        key = *aimed, row["unit_id"], row.pop("due_on")
        period = period_of(row)
        for name in (*PERIOD.split(", "), "period_label", "is_provisional"):
            del row[name]
        found[key].append(AimFigure(period=period, **_with_source(row)))
    return {key: tuple(figures) for key, figures in found.items()}


def _with_source(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"source": Source(row.pop("document"), row.pop("confirmation"))}


_FIGURES = f"""
WITH aimed AS (
    SELECT indicator_id AS aimed_id, indicator_id FROM indicator
    UNION ALL
    SELECT other_measure_of, indicator_id FROM indicator WHERE other_measure_of IS NOT NULL
),
aim AS (
    SELECT DISTINCT
        target.indicator_id AS aimed_id, definition_id AS aimed_definition, whole.unit_id, due_on
    FROM {_OF_WHOLES}
    WHERE due_on IS NOT NULL
),
printed AS (
    SELECT
        indicator_id, unit_id, {PERIOD}, period_label, is_provisional, basis, value, value_low,
        value_high, printed_decimals, document_id, false AS is_beside
    FROM observation JOIN indicator USING (indicator_id)
    WHERE value_low IS NOT NULL AND value_high IS NOT NULL
    QUALIFY row_number() OVER (
        PARTITION BY indicator_id, unit_id, {PERIOD} ORDER BY {SHOWN}
    ) = 1
    UNION ALL BY NAME
    SELECT
        indicator_id, unit_id, {PERIOD}, period_label, is_provisional, other.value,
        other.value AS value_low, other.value AS value_high, other.document_id, true AS is_beside
    FROM printed_beside AS other
    JOIN observation USING (indicator_id, unit_id, {PERIOD})
    WHERE NOT agrees AND basis = 'published'
)
SELECT
    aimed_id, aimed_definition, indicator_id, short_name_vi AS measure_vi, unit_id, due_on,
    {PERIOD}, period_label, is_provisional,
    printed.value, value_low, value_high, printed_decimals, verdict,
    period_end - due_on AS days_from_due,
    coalesce(is_timely, false) AS is_timely,
    indicator_id <> aimed_id OR definition_id = aimed_definition AS is_alike,
    short_title_vi AS document, confirmation
FROM printed
JOIN aimed USING (indicator_id)
JOIN aim USING (aimed_id, unit_id)
JOIN indicator USING (indicator_id)
JOIN document USING (document_id)
LEFT JOIN (
    SELECT indicator_id, unit_id, due_on, {PERIOD}, basis, verdict, is_timely,
        false AS is_beside
    FROM target_result
) AS result USING (indicator_id, unit_id, due_on, {PERIOD}, basis, is_beside)
WHERE period_kind <> 'years'
ORDER BY aimed_id, unit_id, due_on, indicator_id <> aimed_id, period_end DESC, period_start,
    is_beside
"""
