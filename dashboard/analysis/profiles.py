"""Everything the figures say of one unit: where it stands on each indicator, and what it means."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from dashboard.analysis.single_figures import single_figures
from dashboard.analysis.targets import (
    Goal,
    Shortfall,
    Tally,
    goal_view,
    goal_years,
    goals,
    shortfalls,
    tally,
)
from dashboard.queries.indicator_views import View, due_dates, view
from dashboard.queries.indicators import Indicator, indicators_at
from dashboard.queries.structures import Structure
from dashboard.queries.target_results import nearest_periods
from dashboard.queries.units import Unit
from dashboard.queries.view_rows import ViewRow
from dashboard.store.codes import MET, NOT_MET
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse


@dataclass(frozen=True)
class GoalStanding:
    """A unit against one target; `shortfall` where what is missing is known exactly."""

    goal: Goal
    shown: View
    row: ViewRow
    shortfall: Shortfall | None
    passed_over: View | None
    """Until the due date, what a source that names some units only says later than `shown`."""


@dataclass(frozen=True)
class Standing:
    """One indicator of a unit among its peers, with its targets in order of time."""

    shown: View
    row: ViewRow
    goals: tuple[GoalStanding, ...]
    is_outdated: bool = False
    """Whether another measure of the same has a figure of the unit of a later period."""

    @property
    def indicator(self) -> Indicator:
        return self.shown.indicator

    @property
    def has_value(self) -> bool:
        return self.row.has_value

    @property
    def is_allocated(self) -> bool:
        """Whether the indicator has no figures, only amounts allocated to the units."""
        return self.shown.is_allocation

    @property
    def allotted_for(self) -> date | None:
        """When an amount that was allocated is due."""
        return self.shown.due_on if self.is_allocated else None

    def goals_in(self, year: int) -> list[GoalStanding]:
        """The targets due in a year."""
        return [goal for goal in self.goals if goal.goal.due_on.year == year]


@kept(64)
def standings(source: Warehouse, unit: Unit, structure: Structure) -> tuple[Standing, ...]:
    """Every indicator that units like this one have, in the catalogue's order.

    Not those that sources give of some units only: see `single_figures`.
    """
    # Indicators whose figures do not join are named for regions too, with the reason.
    level = "province" if unit.level == "region" else unit.level
    found = (
        _standing(source, spec, unit, structure)
        for spec in indicators_at(source, level, structure).values()
    )
    return _with_outdated([item for item in found if not item.shown.is_of_single_units])


def _with_outdated(items: Sequence[Standing]) -> tuple[Standing, ...]:
    newest: dict[str, date] = {}
    for item in items:
        if item.has_value and item.row.period_end is not None:
            family = item.indicator.family
            newest[family] = max(item.row.period_end, newest.get(family, date.min))
    return tuple(
        replace(item, is_outdated=end < newest[item.indicator.family])
        if item.has_value and (end := item.row.period_end) is not None
        else item
        for item in items
    )


def _standing(
    source: Warehouse, indicator: Indicator, unit: Unit, structure: Structure
) -> Standing:
    days = due_dates(source, indicator.indicator_id, unit.level)
    newest = view(source, indicator.indicator_id, unit.level, next(iter(days), None), structure)
    judged = [
        _goal_standing(source, Goal(indicator, due_on), unit, structure)
        for due_on in days
        if not newest.is_allocation
    ]
    return Standing(
        newest,
        newest.row_of(unit.unit_id),
        tuple(
            item for item in judged if item.row.target_low is not None and item.row.is_applicable
        ),
    )


def _goal_standing(source: Warehouse, goal: Goal, unit: Unit, structure: Structure) -> GoalStanding:
    """By the unit's own figure nearest to the due date, which may be of another period."""
    indicator_id = goal.indicator.indicator_id
    own = nearest_periods(source, unit.unit_id).get((indicator_id, goal.due_on))
    if own is None:
        shown = goal_view(source, goal, unit.level, structure)
    else:
        shown = view(source, indicator_id, unit.level, goal.due_on, structure, own)
    shortfall = _shortfall(source, goal, shown, unit.unit_id)
    passed_over = _passed_over(source, goal, shown, unit)
    return GoalStanding(goal, shown, shown.row_of(unit.unit_id), shortfall, passed_over)


def _passed_over(source: Warehouse, goal: Goal, shown: View, unit: Unit) -> View | None:
    if shown.period is None:
        return None
    later = [
        (found.period.end, found)
        for found in single_figures(source, unit, shown.structure)
        if found.indicator.indicator_id == goal.indicator.indicator_id
        and found.period is not None
        and shown.period.end < found.period.end <= goal.due_on
    ]
    return max(later, key=lambda item: item[0])[1] if later else None


def _shortfall(source: Warehouse, goal: Goal, shown: View, unit_id: str) -> Shortfall | None:
    return next(iter(shortfalls(source, shown, goal, [shown.row_of(unit_id)])), None)


def by_topic(items: Iterable[Standing]) -> list[tuple[str, list[Standing]]]:
    """The indicators with figures, or an amount allocated, under the name of their topic."""
    told = [item for item in items if item.has_value or not item.is_allocated]
    return [
        (topic, list(group))
        for topic, group in groupby(told, key=lambda item: item.indicator.topic_vi)
    ]


def outstanding(items: Iterable[Standing]) -> Standing | None:
    """Where a unit surely leads most clearly; where it leads nowhere, where it trails most.

    None of a unit that does neither.
    """
    found = list(items)
    ahead = [item for item in found if leads(item)]
    if ahead:
        return min(ahead, key=lambda item: _last_place(item) / item.row.ranked)
    behind = [item for item in found if trails(item)]
    return max(behind, key=lambda item: (item.row.rank_best or 0) / item.row.ranked, default=None)


def has_strip(item: Standing) -> bool:
    """Whether some unit has an amount to draw on a scale."""
    drawable = item.indicator.value_kind != "flag"
    return drawable and item.shown.has_values


def is_strength(item: Standing) -> bool:
    """Surely in the leading quarter; between the quarters, the first target surely met."""
    if leads(item) or trails(item) or not _tells(item):
        return leads(item)
    may_be_last = _last_place(item) == item.row.ranked
    return _first_verdict(item) == MET and not may_be_last


def is_weakness(item: Standing) -> bool:
    """Surely in the last quarter; between the quarters, the first target surely missed."""
    if leads(item) or trails(item) or not _tells(item):
        return trails(item)
    may_be_first = item.row.rank_best == 1
    return _first_verdict(item) == NOT_MET and not may_be_first


def _tells(item: Standing) -> bool:
    """Whether more is better: bare counts grow with the size of a unit, open periods with time.

    What a later figure of the same has taken the place of tells nothing more.
    """
    kinds = ("rate", "index", "rank", "grade", "interval")
    spec = item.indicator
    is_record = item.has_value and not item.shown.is_provisional and not item.is_outdated
    return is_record and spec.better != "none" and spec.value_kind in kinds


def _first_verdict(item: Standing) -> str | None:
    return item.goals[0].row.verdict if item.goals else None


def _quarter(item: Standing) -> int:
    """How many units make a quarter; none where fewer than four have a value."""
    return item.row.ranked // 4


def leads(item: Standing) -> bool:
    """Whether the unit's last possible place, behind all it ties with, is in the first quarter."""
    return _tells(item) and _last_place(item) <= _quarter(item)


def _last_place(item: Standing) -> int:
    """The last place that the unit and those it ties with may take up; without any, behind all."""
    if item.row.places is None:
        return item.row.ranked + 1
    best, worst = item.row.places
    return worst + item.row.tied - 1 if best == worst else worst


def trails(item: Standing) -> bool:
    """Whether the best place that the unit may have is in the last quarter."""
    last_quarter = item.row.ranked - _quarter(item)
    places = item.row.places
    return _tells(item) and places is not None and places[0] > last_quarter


def province_tallies(source: Warehouse, region: Unit, structure: Structure) -> list[Tally]:
    """How many provinces of a region reached each target that applies to any of them."""
    counted = [
        tally(
            goal,
            goal_view(source, goal, "province", structure).within(region.unit_id),
        )
        for year in goal_years(source, "province", structure)
        for goal in goals(source, "province", year, structure)
    ]
    return [item for item in counted if item.judged]
