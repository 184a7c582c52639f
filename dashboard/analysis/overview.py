"""What the first page says in one screen: goals by deadline, who is ahead, what is not known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.analysis.ordering import ordered, split_by_value
from dashboard.analysis.security import Total, added_total
from dashboard.analysis.target_matrix import unit_tallies
from dashboard.analysis.targets import Goal, Tally, goal_view, goal_years, goals, tally
from dashboard.analysis.ties import ends_of, share_a_place
from dashboard.queries.claims import claims, tally_of
from dashboard.queries.coverage import coverage
from dashboard.queries.indicator_views import View
from dashboard.queries.indicators import UNIT_LEVELS, Indicator, indicators
from dashboard.queries.security import RATES, stages_period
from dashboard.queries.structures import OLD, Structure
from dashboard.queries.view_rows import ViewRow
from dashboard.store.codes import NOT_MET
from dashboard.store.kept import kept
from dashboard.store.made_once import made_once
from dashboard.store.warehouse import Warehouse

# Reasons that end with a unit's answer; an indicator that does not apply to it is none.
_SILENT = ("not_reported", "to_reconcile", "not_connected")


@dataclass(frozen=True, eq=False)
class Deadline:
    """One goal due on one day: how the units of each level stand, what the country lacks."""

    indicator: Indicator
    due_on: date
    tallies: dict[str, Tally]
    """By level; without the levels that the goal does not apply to."""
    views: dict[str, View]
    systems: Total | None
    """The country's information systems, added up from the table whose units are counted here,
    where the goal is all of them."""

    @property
    def systems_left(self) -> int | None:
        """Systems still to be done."""
        stages = {indicator_id: stage for stage, indicator_id in RATES.items()}
        if self.systems is None:
            return None
        return self.systems.missing(stages[self.indicator.indicator_id])

    @property
    def is_of_due_date(self) -> bool:
        """Whether the figures of every level are of the due date itself."""
        return all(shown.days_from_due == 0 for shown in self.views.values())

    @property
    def not_met(self) -> int:
        """Units of both levels that surely fall short."""
        return sum(item.counts[NOT_MET] for item in self.tallies.values())


@kept(16)
def deadlines(source: Warehouse, structure: Structure) -> tuple[Deadline, ...]:
    """Every goal that units are judged by, the next deadline first."""
    found: dict[tuple[date, str], dict[str, Goal]] = {}
    for level in UNIT_LEVELS:
        for year in goal_years(source, level, structure):
            for goal in goals(source, level, year, structure):
                key = (goal.due_on, goal.indicator.indicator_id)
                found.setdefault(key, {})[level] = goal
    # Sorting is stable: goals of one day stay in the catalogue's order.
    by_day = sorted(found.items(), key=lambda item: item[0][0])
    return tuple(_deadline(source, structure, by_level) for _key, by_level in by_day)


def known_days(items: Sequence[Deadline]) -> list[date]:
    """The days that the documents speak of whose figures the goals are judged by."""
    views = [shown for item in items for shown in item.views.values()]
    return [shown.period.known_on for shown in views if shown.period and shown.period.known_on]


def _deadline(source: Warehouse, structure: Structure, by_level: dict[str, Goal]) -> Deadline:
    goal = next(iter(by_level.values()))
    views = {level: goal_view(source, of, level, structure) for level, of in by_level.items()}
    is_of_systems = goal.indicator.indicator_id in RATES.values() and stages_period(source)
    return Deadline(
        goal.indicator,
        goal.due_on,
        {level: tally(of, views[level].rows) for level, of in by_level.items()},
        views,
        added_total(source, structure) if is_of_systems else None,
    )


@dataclass(frozen=True)
class RankingEnd:
    """The units that lead or trail in one view, or that may: intervals can leave open which do."""

    rows: list[ViewRow]

    @property
    def is_known(self) -> bool:
        """Whether it is these and no other."""
        return share_a_place(self.rows)


@dataclass(frozen=True)
class Leaders:
    """One goal at one level: who is ahead, who is furthest behind."""

    shown: View
    first: RankingEnd
    last: RankingEnd

    @property
    def unit_ids(self) -> list[str]:
        """Those at either end, in the order of the view."""
        at_ends = {row.unit_id for row in (*self.first.rows, *self.last.rows)}
        return [row.unit_id for row in self.shown.rows if row.unit_id in at_ends]


@made_once(32)
def leaders(items: Sequence[Deadline], level: str) -> tuple[Leaders, ...]:
    """Of the rates due next; grades tie by dozens."""
    seen: dict[str, Leaders] = {}
    for item in items:
        if item.indicator.value_kind != "rate" or item.indicator.indicator_id in seen:
            continue
        shown = item.views.get(level)
        if shown is None:
            continue
        valued, _without = split_by_value(ordered(shown.rows, "hang"))
        if valued:
            first, last = ends_of(valued, item.indicator.better)
            seen[item.indicator.indicator_id] = Leaders(shown, RankingEnd(first), RankingEnd(last))
    return tuple(seen.values())


@dataclass(frozen=True)
class GoalCount:
    """How many goals of one year the units of a level surely reached."""

    goals: int
    """The most that apply to any unit."""
    best: int
    best_names: tuple[str, ...]
    none: int
    """Units that reached none."""
    units: int


@made_once(32)
def goal_count(items: Sequence[Deadline], level: str, year: int) -> GoalCount | None:
    """The tally of goals per unit; None where no goal of the year applies to the level."""
    views = [
        item.views[level] for item in items if item.due_on.year == year and level in item.views
    ]
    if not views:
        return None
    tallies = unit_tallies(views)
    if not tallies:
        return None
    best = max(item.met for item in tallies)
    return GoalCount(
        goals=max(item.applies for item in tallies),
        best=best,
        best_names=tuple(item.short_name_vi for item in tallies if item.met == best),
        none=sum(not item.met for item in tallies),
        units=len(tallies),
    )


@dataclass(frozen=True)
class Silence:
    """Units whose table covers them and has no figure of theirs, for one reason."""

    status: str
    subject_vi: str
    """The indicator, or the topic of several."""
    units: dict[str, int]
    """Their number by level."""


@dataclass(frozen=True)
class Trust:
    """What is known of how far the figures can be trusted."""

    verdicts: dict[str, int]
    """Claims of the text by what the tables say of them."""
    silences: tuple[Silence, ...]
    silent_units: int
    """Units that any of these reasons is about."""


@kept(16)
def trust(source: Warehouse) -> Trust:
    """Claims tested, and who of the report's time gave no figure for a goal."""
    known = indicators(source)
    judged = {item.indicator.indicator_id for item in deadlines(source, OLD)}
    units: dict[tuple[str, str], dict[str, set[str]]] = {}
    subjects: dict[tuple[str, str], set[str]] = {}
    for level in UNIT_LEVELS:
        for item in coverage(source, level):
            if item.indicator_id not in judged:
                continue
            spec = known[item.indicator_id]
            for status, names in item.names.items():
                if status in _SILENT:
                    key = (status, spec.topic_vi)
                    units.setdefault(key, {}).setdefault(level, set()).update(names)
                    subjects.setdefault(key, set()).add(spec.short_name_vi)
    return Trust(
        tally_of(claims(source)),
        tuple(
            Silence(
                status,
                next(iter(subjects[status, topic])) if len(subjects[status, topic]) == 1 else topic,
                {level: len(names) for level, names in by_level.items()},
            )
            for (status, topic), by_level in units.items()
        ),
        len(
            {(level, name) for found in units.values() for level in found for name in found[level]}
        ),
    )
