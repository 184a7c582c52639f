"""Indicators of the country over time: Appendix I, DTI, ranks abroad, figures of the text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.queries.country_figures import (
    TWINS,
    CountryFigure,
    CountryGoal,
    country_figures,
    country_targets,
)
from dashboard.queries.country_remarks import Note, remarks
from dashboard.queries.documents import weakest
from dashboard.queries.indicators import Indicator, indicators
from dashboard.queries.precision import row_decimals
from dashboard.queries.series_themes import THEME_CODES, theme_of
from dashboard.queries.statements import Said
from dashboard.queries.target_bases import OtherTarget, other_targets
from dashboard.store.codes import MET, NO_DATA, NOT_MET
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse

EVERY, WITH_TARGET, OVER_TIME = "tat-ca", "co-muc-tieu", "co-chuoi"

SERIES_FILTER_CODES = (EVERY, WITH_TARGET, OVER_TIME)


@dataclass(frozen=True, slots=True)
class Point:
    """What the source prints for one period; without a value, `status` says why."""

    period_label: str
    period_end: date
    value: float | None
    decimals: int
    """Those to show the value with."""
    status: str
    confirmation: str
    is_provisional: bool
    break_vi: str | None
    """Why this period and those after it do not compare with those before."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document prints figures of a series."""

    document: str
    appendix: str
    line: int


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
    point: Point | None
    confirmation: str
    """Of the document that sets it."""

    @property
    def verdict_confirmation(self) -> str | None:
        """A verdict is as sure as the weaker of its figure and its target."""
        if self.point is None:
            return None
        return weakest((self.confirmation, self.point.confirmation))

    @property
    def is_after_due(self) -> bool:
        """Whether it is judged by a figure that was measured after the due date."""
        if self.point is None or self.due_on is None:
            return False
        return self.point.period_end > self.due_on


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator over its periods, and the one it replaced, if any.

    No periods at all where the documents set a target and give no figure.
    """

    indicator: Indicator
    theme: str
    """The group it is shown in: one of `THEME_CODES`, or its topic."""
    points: tuple[Point, ...]
    predecessor: "Series | None"
    target: CountryTarget | None
    later: tuple[CountryTarget, ...]
    """Targets due after `target`."""
    other_targets: tuple[OtherTarget, ...]
    """Targets of another base than the figures'."""
    notes: tuple[Note, ...]
    places: tuple[Place, ...]
    """Each once: a row of a table has one, figures of the text may stand on several lines."""
    quotes: tuple[Said, ...]
    """The words around the figures, where they stand in the text; they qualify the number."""

    @property
    def valued(self) -> list[Point]:
        """The periods that have a value."""
        return [point for point in self.points if point.value is not None]

    @property
    def breaks(self) -> list[Point]:
        """The periods that begin a new way to measure."""
        return [point for point in self.points if point.break_vi is not None]

    @property
    def indicator_ids(self) -> tuple[str, ...]:
        """Its own id and those it replaced."""
        before = () if self.predecessor is None else self.predecessor.indicator_ids
        return (*before, self.indicator.indicator_id)

    @property
    def is_drawn(self) -> bool:
        """Whether a picture says more than the one figure there is."""
        return self.periods > 1 or bool(self.valued and self.target)

    @property
    def periods(self) -> int:
        """Periods with a value, those of the indicator it replaced included."""
        before = 0 if self.predecessor is None else self.predecessor.periods
        return before + len(self.valued)


def chosen(items: Sequence[Series], filter_id: str) -> list[Series]:
    """The series of one of `SERIES_FILTER_CODES`."""
    if filter_id == WITH_TARGET:
        return [item for item in items if item.target is not None or item.other_targets]
    if filter_id == OVER_TIME:
        return [item for item in items if item.periods > 1]
    return list(items)


def series_rows(source: Warehouse, items: Iterable[Series]) -> list[CountryFigure]:
    """The figures of some series, one row per indicator and period, in the series' order."""
    place = {
        indicator_id: number
        for number, indicator_id in enumerate(
            indicator_id for item in items for indicator_id in item.indicator_ids
        )
    }
    kept = [row for row in country_figures(source) if row.indicator_id in place]
    return sorted(kept, key=lambda row: place[row.indicator_id])


@kept(8)
def national_series(source: Warehouse) -> tuple[Series, ...]:
    """Every series of the country, theme by theme; one that was replaced stands in its successor's.

    Shared between sessions: never write to its parts.
    """
    known = indicators(source)
    of_indicator: dict[str, list[CountryFigure]] = {}
    for row in country_figures(source):
        of_indicator.setdefault(row.indicator_id, []).append(row)
    targets = country_targets(source)
    others = other_targets(source, "country")
    notes = remarks(source)
    replaced = _replaced(source)
    built: dict[str, Series] = {}
    for indicator_id, rows in of_indicator.items():
        # An indicator stands in the catalogue before the one that replaces it.
        built[indicator_id] = _series(
            known[indicator_id],
            rows,
            built.get(replaced.get(indicator_id, "")),
            targets,
            others,
            notes,
        )
    current = [item for key, item in built.items() if key not in set(replaced.values())]
    themes = list(dict.fromkeys([*THEME_CODES, *(item.theme for item in current)]))
    return tuple(sorted(current, key=lambda item: themes.index(item.theme)))


def _series(
    indicator: Indicator,
    rows: Sequence[CountryFigure],
    predecessor: Series | None,
    targets: Mapping[str, list[CountryGoal]],
    others: Mapping[str, tuple[OtherTarget, ...]],
    notes: Mapping[str, list[Note]],
) -> Series:
    points = tuple(
        Point(
            row.period_label,
            row.period_end,
            row.value,
            row_decimals(indicator, row),
            row.status,
            row.confirmation,
            row.is_provisional,
            row.break_vi,
        )
        for row in rows
        if row.period_label is not None and row.period_end is not None
    )
    same = [indicator.indicator_id, TWINS.get(indicator.indicator_id, "")]
    closed = [point for point in points if point.value is not None and not point.is_provisional]
    goals = [
        _country_target(goal, closed)
        for goal in next((targets[key] for key in same if key in targets), [])
    ]
    return Series(
        indicator=indicator,
        theme=theme_of(indicator),
        points=points,
        predecessor=predecessor,
        target=goals[0] if goals else None,
        later=tuple(goals[1:]),
        other_targets=tuple(target for key in same for target in others.get(key, ())),
        notes=tuple(note for key in same for note in notes.get(key, ())),
        places=tuple(
            dict.fromkeys(Place(row.document, row.appendix, row.document_line) for row in rows)
        ),
        quotes=tuple(
            dict.fromkeys(row.note for row in rows if row.note and row.shape == "figures")
        ),
    )


def _country_target(goal: CountryGoal, closed: Sequence[Point]) -> CountryTarget:
    """The target, judged by one of the points that have a value, in the order of time."""
    in_time = [point for point in closed if goal.due_on is None or point.period_end <= goal.due_on]
    point = next(reversed(in_time or closed), None)
    if point is None or point.value is None:
        return CountryTarget(goal.value, goal.due_on, None, NO_DATA, None, goal.confirmation)
    gap = point.value - goal.value if goal.comparator == "<=" else goal.value - point.value
    verdict = MET if gap <= 0 else NOT_MET
    return CountryTarget(goal.value, goal.due_on, gap, verdict, point, goal.confirmation)


@dataclass(frozen=True, slots=True)
class _Replacement:
    """An indicator and the one it replaced."""

    indicator_id: str
    replaces: str


def _replaced(source: Warehouse) -> dict[str, str]:
    """For an indicator that replaces another, the other."""
    rows = source.records(
        _Replacement, "SELECT indicator_id, replaces FROM indicator WHERE replaces IS NOT NULL"
    )
    return {row.indicator_id: row.replaces for row in rows}
