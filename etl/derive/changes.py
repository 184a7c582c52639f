"""From one period to the next: by how much the figure of a unit changed, and whether for better."""

from collections.abc import Iterable, Mapping
from typing import Literal

from etl.catalogue.indicator_specs import IndicatorSpec
from etl.catalogue.vocabulary import Period
from etl.derive.periods import Series, compared_with
from etl.working.store import WorkingStore

ChangeStatus = Literal[
    "computed", "no_figure", "no_earlier_figure", "definition_changed", "other_units", "from_zero"
]
Direction = Literal["better", "worse", "unchanged", "higher", "lower", "undetermined"]
Scale = Literal["points", "percent", "steps", "places", "answers"]

SCALES: Mapping[str, Scale] = {
    "rate": "points",
    "index": "points",
    "interval": "points",
    "count": "percent",
    "rank": "places",
    "grade": "steps",
    "flag": "answers",
}
"""What a change is measured in, by the kind of value: a share changes by points, a count by so many
percent of what it was."""

_USUAL_BREAKS: Mapping[Scale, tuple[float, ...]] = {
    "points": (5, 10),
    "percent": (10, 25),
    "steps": (1,),
    "places": (5, 10),
    "answers": (),
}
"""Classes of a change where the catalogue says none; points are of a scale from 0 to 100."""


def change_breaks(spec: IndicatorSpec) -> tuple[float, ...]:
    """Where the classes of a change end, above zero; points of a score by the length of its scale.

    Fixed for an indicator, so that a colour means the same in every period and region.
    """
    if spec.change_breaks:
        return spec.change_breaks
    scale = SCALES[spec.value_kind]
    usual = _USUAL_BREAKS[scale]
    if scale != "points" or spec.unit_vi == "%":
        return usual
    low, high = spec.valid_range
    return tuple(share * (high - low) / 100 for share in usual)


def put_steps(store: WorkingStore, series: Series) -> None:
    """A table `step`: every period that has one to compare with, by indicator and level."""
    found: list[dict[str, object]] = []
    for (indicator_id, level), periods in series.items():
        spec = store.catalogue.indicators[indicator_id]
        for period in periods:
            earlier, comparison = compared_with(store.catalogue, indicator_id, period, periods)
            if earlier is None:
                continue
            breaks = comparison == "definition_changed" or _breaks(spec, earlier, period, periods)
            found.append(
                {
                    "step": len(found),
                    "indicator_id": indicator_id,
                    "level": level,
                    "period": store.periods[period],
                    "days": store.days[period.key],
                    "earlier": store.periods[earlier],
                    "earlier_days": store.days[earlier.key],
                    "scale": SCALES[spec.value_kind],
                    "is_broken": breaks,
                }
            )
    store.execute("""
        CREATE OR REPLACE TABLE step (
            step INTEGER, indicator_id indicator_id, level VARCHAR, period INTEGER, days INTEGER,
            earlier INTEGER, earlier_days INTEGER, scale VARCHAR, is_broken BOOLEAN
        )
    """)
    store.insert("step", found)


def _breaks(
    spec: IndicatorSpec, earlier: Period, period: Period, periods: Iterable[Period]
) -> bool:
    """Whether the catalogue names a break after the earlier period, up to this one."""
    begins = {item.from_period for item in spec.series_breaks}
    return any(other.label in begins and earlier.end < other.end <= period.end for other in periods)


def changes(figures: str) -> str:
    """Every figure shown of a period that has one of its kind before it, by the table `step`.

    Intervals change by intervals: what is said of a change holds for all values of both.
    """
    return f"""
        WITH shown AS (
            SELECT indicator_id, unit_id, level, days, low, high, confirmation
            FROM {figures} JOIN unit USING (unit_id) WHERE is_shown
        ),
        now AS (SELECT * FROM shown JOIN step USING (indicator_id, level, days)),
        before AS (
            SELECT step, unit_id, low AS was_low, high AS was_high, confirmation AS was_confirmed
            FROM shown JOIN step
                ON step.indicator_id = shown.indicator_id AND step.level = shown.level
                AND step.earlier_days = shown.days
        ),
        pair AS (
            SELECT step, unit_id, low, high, was_low, was_high,
                greatest(confirmation, was_confirmed) AS confirmation
            FROM now FULL JOIN before USING (step, unit_id)
        ),
        other_units AS (
            SELECT step FROM pair JOIN step USING (step) JOIN indicator USING (indicator_id)
            WHERE value_kind = 'rank' AND level <> 'country'
            GROUP BY step HAVING NOT bool_and((low IS NULL) = (was_low IS NULL))
        ),
        told AS ({_TOLD})
        SELECT
            indicator_id, unit_id, period, earlier, scale, status, confirmation,
            CASE WHEN status = 'computed' THEN CASE WHEN value_kind = 'count'
                THEN stored(least) ELSE stored_difference(low, was_high) END END AS change_low,
            CASE WHEN status = 'computed' THEN CASE WHEN value_kind = 'count'
                THEN stored(most) ELSE stored_difference(high, was_low) END END AS change_high,
            CASE WHEN status = 'computed' THEN {_DIRECTION} END AS direction
        FROM told
    """


_TOLD = """
    SELECT
        indicator_id, unit_id, period, earlier, scale, value_kind, better, low, high, was_low,
        was_high, confirmation,
        CASE WHEN value_kind = 'count' THEN 100 * (low - was_high) / was_high
            ELSE low - was_high END AS least,
        CASE WHEN value_kind = 'count' THEN 100 * (high - was_low) / was_low
            ELSE high - was_low END AS most,
        CASE
            WHEN low IS NULL THEN 'no_figure'
            WHEN was_low IS NULL THEN 'no_earlier_figure'
            WHEN is_broken THEN 'definition_changed'
            WHEN value_kind = 'rank' AND step IN (FROM other_units) THEN 'other_units'
            WHEN value_kind = 'count' AND was_low <= 0 THEN 'from_zero'
            ELSE 'computed'
        END AS status
    FROM pair JOIN step USING (step) JOIN indicator USING (indicator_id)
"""

# Which way it went for all values; `undetermined` where it may be either.
_DIRECTION = """CASE
    WHEN least = 0 AND most = 0 THEN 'unchanged'
    WHEN least <= 0 AND most >= 0 THEN 'undetermined'
    WHEN better = 'none' THEN CASE WHEN least > 0 THEN 'higher' ELSE 'lower' END
    WHEN (least > 0) = (better = 'higher') THEN 'better'
    ELSE 'worse'
END"""
