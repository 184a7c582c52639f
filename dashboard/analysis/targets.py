"""Targets of an indicator, and what it would take to reach them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import ceil

from dashboard.queries.documents import weakest
from dashboard.queries.indicator_views import View, due_dates, view
from dashboard.queries.indicators import Indicator, indicators_at
from dashboard.queries.periods import periods
from dashboard.queries.precision import gap_decimals
from dashboard.queries.structures import OLD, Structure
from dashboard.queries.view_rows import Bounds, ViewRow
from dashboard.store.codes import NO_DATA, NOT_MET, VERDICT_CODES
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse

DAYS_PER_MONTH = 365.25 / 12


def unit_targets(source: Warehouse, shown: View) -> dict[date, dict[str, Bounds]]:
    """The lowest and highest target of every unit of a view that has figures, by due date.

    None where the figures are the targets themselves.
    """
    if shown.is_allocation:
        return {}
    indicator_id, level = shown.indicator.indicator_id, shown.level
    found = {}
    for due_on in due_dates(source, indicator_id, level):
        rows = view(source, indicator_id, level, due_on, shown.structure, shown.period).rows
        found[due_on] = {
            row.unit_id: row.target for row in rows if row.has_value and row.target is not None
        }
    return found


@dataclass(frozen=True)
class Goal:
    """An indicator with targets due in a year for units of a level."""

    indicator: Indicator
    due_on: date


def goal_view(source: Warehouse, goal: Goal, level: str, structure: Structure) -> View:
    """The figures that a goal is judged by: of the due date, or the nearest period before it.

    Later ones where there are no others; they tell what was reached after the due date. Figures by
    a definition that the target was not set for are passed over, while there are others.
    """
    indicator_id = goal.indicator.indicator_id
    found = periods(source, indicator_id, level, structure)
    in_time = tuple(period for period in found if period.end <= goal.due_on)
    tried = in_time or found or (None,)
    views = (view(source, indicator_id, level, goal.due_on, structure, period) for period in tried)
    compared = (shown for shown in views if any(row.target is not None for row in shown.rows))
    first = view(source, indicator_id, level, goal.due_on, structure, tried[0])
    return next(compared, first)


@kept(16)
def goals(source: Warehouse, level: str, year: int, structure: Structure = OLD) -> tuple[Goal, ...]:
    """The goals of a year that have figures to compare with, in the catalogue's order."""
    return tuple(
        goal
        for indicator in indicators_at(source, level, structure).values()
        for due_on in due_dates(source, indicator.indicator_id, level)
        for goal in [Goal(indicator, due_on)]
        if due_on.year == year and not _without_figures(goal_view(source, goal, level, structure))
    )


def _without_figures(shown: View) -> bool:
    """Whether a goal has nothing to judge: targets only, or figures that do not merge."""
    return shown.is_allocation or not any(row.is_applicable for row in shown.rows)


@kept(16)
def goal_years(source: Warehouse, level: str, structure: Structure = OLD) -> tuple[int, ...]:
    """The years that have goals with figures to compare with."""
    years = {
        due_on.year
        for indicator in indicators_at(source, level, structure).values()
        for due_on in due_dates(source, indicator.indicator_id, level)
    }
    return tuple(year for year in sorted(years) if goals(source, level, year, structure))


@dataclass(frozen=True)
class Tally:
    """How many units of a level stand where against one goal."""

    goal: Goal
    counts: Mapping[str, int] = field(hash=False)
    confirmation: str | None
    """That of the weakest verdict that is counted."""

    @property
    def judged(self) -> int:
        """Units that the goal applies to."""
        return sum(self.counts.values())


def tally(goal: Goal, rows: Sequence[ViewRow]) -> Tally:
    """The verdicts of some rows of a goal's view; units the source leaves out do not count."""
    judged = [row for row in rows if row.is_applicable]
    verdicts = [row.verdict or NO_DATA for row in judged]
    counts = {verdict: verdicts.count(verdict) for verdict in VERDICT_CODES}
    return Tally(goal, counts, weakest(row.verdict_confirmation for row in judged))


@dataclass(frozen=True)
class Shortfall:
    """What a unit still has to do for one goal."""

    unit_id: str
    goal: Goal
    gap: float
    """In the indicator's unit."""
    per_month: float | None
    """The even pace from the day of the figures to the due date, in the same unit.

    None of figures of that date or later: no time is left in which to go at a pace.
    """
    decimals: int
    """Those to show `gap` with."""
    items: int | None
    """Whole things to do (systems), where the counts behind the rate are known."""


def shortfalls(
    source: Warehouse, shown: View, goal: Goal, rows: Sequence[ViewRow]
) -> list[Shortfall]:
    """Of the units with an exact value that fall short, nearest first.

    A share of a count is reached when `target × denominator` things are done, rounded up.
    """
    counts = _counts(source, shown)
    found = []
    for row in rows:
        gap, as_of = row.gap_low, row.period_end
        if row.verdict != NOT_MET or row.value is None or gap is None or as_of is None:
            continue
        days = (goal.due_on - as_of).days
        per_month = gap * DAYS_PER_MONTH / days if days > 0 else None
        items = None
        if row.unit_id in counts and row.target_value is not None:
            done, all_things = counts[row.unit_id]
            items = ceil(round(row.target_value / 100 * all_things, 6)) - int(done)
        decimals = gap_decimals(goal.indicator, row)
        found.append(Shortfall(row.unit_id, goal, gap, per_month, decimals, items))
    return sorted(found, key=lambda item: item.gap)


def _counts(source: Warehouse, shown: View) -> dict[str, tuple[float, float]]:
    """Numerator and denominator by unit, for rates whose counts are published."""
    indicator = shown.indicator
    if indicator.numerator_id is None or indicator.denominator_id is None:
        return {}
    numerators, denominators = (
        view(source, count_id, shown.level, None, shown.structure, shown.period)
        for count_id in (indicator.numerator_id, indicator.denominator_id)
    )
    wholes = {row.unit_id: row.value for row in denominators.rows}
    return {
        row.unit_id: (row.value, whole)
        for row in numerators.rows
        if row.value is not None and (whole := wholes[row.unit_id]) is not None
    }
