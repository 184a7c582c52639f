"""From one period to the next: by how much the figure of a unit changed, and whether for better."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

from etl.catalogue.indicator_specs import IndicatorSpec
from etl.catalogue.load import Catalogue
from etl.catalogue.vocabulary import Interval, Period
from etl.derive.periods import compared_with, series_of
from etl.derive.shown import shown_first
from etl.facts import Observation
from etl.language.numbers import difference

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


@dataclass(frozen=True)
class Change:
    """One row of the contract's `change`: the figure of a period against that before it."""

    indicator_id: str
    unit_id: str
    period: Period
    earlier: Period
    scale: Scale
    change_low: float | None
    change_high: float | None
    direction: Direction | None
    status: ChangeStatus


_Figures = Mapping[object, dict[str, Observation]]


def changes(catalogue: Catalogue, observations: Iterable[Observation]) -> Iterator[Change]:
    """Every figure shown of a period that has one of its kind before it.

    Intervals change by intervals: what is said of a change holds for all values of both.
    """
    observations = list(observations)
    series = series_of(catalogue, observations)
    shown = _shown(catalogue, observations)
    for (indicator_id, level), periods in series.items():
        spec = catalogue.indicators[indicator_id]
        for period in periods:
            earlier, comparison = compared_with(catalogue, indicator_id, period, periods)
            if earlier is None:
                continue
            now = shown.get((indicator_id, level, period.key), {})
            before = shown.get((indicator_id, level, earlier.key), {})
            breaks = comparison == "definition_changed" or _breaks(spec, earlier, period, periods)
            same_units = _valued(now) == _valued(before)
            for unit_id in {**before, **now}:
                yield _change(
                    spec,
                    unit_id,
                    (earlier, before.get(unit_id)),
                    (period, now.get(unit_id)),
                    "definition_changed"
                    if breaks
                    else "other_units"
                    if spec.value_kind == "rank" and not same_units and level != "country"
                    else None,
                )


def _shown(
    catalogue: Catalogue, observations: Iterable[Observation]
) -> Mapping[tuple[str, str, object], dict[str, Observation]]:
    """The figure that is shown of each unit, by indicator, level and period."""
    found: dict[tuple[str, str, object], dict[str, Observation]] = defaultdict(dict)
    for item in sorted(observations, key=partial(shown_first, catalogue)):
        level = catalogue.units[item.unit_id].level
        found[(item.indicator_id, level, item.period.key)].setdefault(item.unit_id, item)
    return found


def _valued(figures: Mapping[str, Observation]) -> set[str]:
    return {unit_id for unit_id, item in figures.items() if item.interval is not None}


def _breaks(
    spec: IndicatorSpec, earlier: Period, period: Period, periods: Iterable[Period]
) -> bool:
    """Whether the catalogue names a break after the earlier period, up to this one."""
    begins = {item.from_period for item in spec.series_breaks}
    return any(other.label in begins and earlier.end < other.end <= period.end for other in periods)


def _change(
    spec: IndicatorSpec,
    unit_id: str,
    before: tuple[Period, Observation | None],
    now: tuple[Period, Observation | None],
    obstacle: ChangeStatus | None,
) -> Change:
    was = before[1].interval if before[1] is not None else None
    has = now[1].interval if now[1] is not None else None
    status: ChangeStatus = "computed"
    amount: Interval | None = None
    if has is None:
        status = "no_figure"
    elif was is None:
        status = "no_earlier_figure"
    elif obstacle is not None:
        status = obstacle
    elif spec.value_kind == "count" and was[0] <= 0:
        status = "from_zero"
    else:
        amount = _amount(spec, was, has)
    return Change(
        spec.indicator_id,
        unit_id,
        now[0],
        before[0],
        SCALES[spec.value_kind],
        None if amount is None else amount[0],
        None if amount is None else amount[1],
        None if amount is None else _direction(spec, amount),
        status,
    )


def _amount(spec: IndicatorSpec, was: Interval, has: Interval) -> Interval:
    if spec.value_kind == "count":
        return 100 * (has[0] - was[1]) / was[1], 100 * (has[1] - was[0]) / was[0]
    return difference(has[0], was[1]), difference(has[1], was[0])


def _direction(spec: IndicatorSpec, amount: Interval) -> Direction:
    """Which way it went for all values; `undetermined` where it may be either."""
    low, high = amount
    if low == high == 0:
        return "unchanged"
    if low < 0 < high or 0 in amount:
        return "undetermined"
    if spec.better == "none":
        return "higher" if low > 0 else "lower"
    return "better" if (low > 0) == (spec.better == "higher") else "worse"
