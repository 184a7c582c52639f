"""Targets of the country, each with the figure that is its result or tells how far things came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.queries.country_figures import CountryGoal, country_targets
from dashboard.queries.country_points import Point, newest
from dashboard.queries.documents import weakest
from dashboard.queries.newest_sql import PERIOD
from dashboard.queries.periods import Period, period_of
from dashboard.store.codes import COUNTRY, MET, NO_DATA, NOT_MET
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class CountryTarget:
    """A target set for the country; `gap` is what `point` misses, else negative.

    Without a date where the document sets none; without a gap where there is no figure. `point` is
    the figure of the due date or the nearest before it, a later one where there is no other.
    """

    value: float
    due_on: date | None
    gap: float | None
    verdict: str
    """What `point` says: the answer at the due date only if it `is_result`."""
    point: Point | None
    is_result: bool
    """Whether the point is of the due date or so short before it that it is the answer."""
    confirmation: str
    """Of the document that sets it."""
    definition_id: int = 1
    """Of the figures that it is set for."""

    @property
    def verdict_confirmation(self) -> str | None:
        """A verdict is as sure as the weaker of its figure and its target."""
        if self.point is None:
            return None
        return weakest((self.confirmation, self.point.confirmation))

    @property
    def is_after_due(self) -> bool:
        """Whether it is told by a figure that was measured after the due date."""
        if self.point is None or self.due_on is None:
            return False
        return self.point.period_end > self.due_on

    @property
    def is_decided(self) -> bool:
        """Whether it is reached or missed: by its result, or by what is newest without a date."""
        return self.point is not None and (self.is_result or self.due_on is None)


@dataclass(frozen=True, slots=True)
class Nearest:
    """The period of the figure at a due date or the last before it."""

    period: Period
    is_result: bool


@kept(8)
def nearest_figures(source: Warehouse) -> dict[tuple[str, date, int], Nearest]:
    """For an indicator, a due date and a definition, of the country: see `target_result`."""
    rows = source.rows(
        f"""
        SELECT
            indicator_id, due_on, is_result, period_kind, period_start, period_end, period_label,
            is_provisional, definition_id
        FROM target_result JOIN observation USING (indicator_id, unit_id, {PERIOD}, basis)
        WHERE unit_id = $country AND is_nearest AND verdict <> $no_data
        """,
        country=COUNTRY,
        no_data=NO_DATA,
    )
    return {
        (row["indicator_id"], row["due_on"], row["definition_id"]): Nearest(
            period_of(row), row["is_result"]
        )
        for row in rows
    }


@dataclass(frozen=True, slots=True)
class Aims:
    """The targets of the country by indicator, and the figures nearest to their due dates."""

    goals: Mapping[str, list[CountryGoal]]
    nearest: Mapping[tuple[str, date, int], Nearest]

    def nearest_to(self, goal: CountryGoal) -> Nearest | None:
        """None of a target without a date, or without a figure until then."""
        if goal.due_on is None:
            return None
        return self.nearest.get((goal.indicator_id, goal.due_on, goal.definition_id))


def aims_of(source: Warehouse) -> Aims:
    """Those of the country."""
    return Aims(country_targets(source), nearest_figures(source))


def country_target(
    goal: CountryGoal, points: Sequence[Point], nearest: Nearest | None
) -> CountryTarget:
    """The target with its result, or what tells most of it; `nearest` is of its due date."""
    alike = [point for point in points if point.period.definition_id == goal.definition_id]
    if nearest is not None:
        alike = [point for point in alike if point.period == nearest.period]
    elif goal.due_on is not None:
        alike = [point for point in alike if point.period_end > goal.due_on]
    point = newest(alike)
    if point is None or point.value is None:
        return CountryTarget(
            goal.value,
            goal.due_on,
            None,
            NO_DATA,
            None,
            False,
            goal.confirmation,
            goal.definition_id,
        )
    gap = point.value - goal.value if goal.comparator == "<=" else goal.value - point.value
    return CountryTarget(
        goal.value,
        goal.due_on,
        gap,
        MET if gap <= 0 else NOT_MET,
        point,
        nearest is not None and nearest.is_result,
        goal.confirmation,
        goal.definition_id,
    )
