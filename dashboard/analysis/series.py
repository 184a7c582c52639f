"""Indicators of the country over time: Appendix I, DTI, ranks abroad, figures of the text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dashboard.analysis.country_targets import TargetAhead, TargetAnswer
from dashboard.queries.country_figures import TWINS, CountryFigure, CountryGoal, country_figures
from dashboard.queries.country_points import Line, Point, before, lines, newest, tracks
from dashboard.queries.country_remarks import Note
from dashboard.queries.indicators import Indicator
from dashboard.queries.other_prints import OtherMeasure, OtherPrint
from dashboard.queries.statements import Said
from dashboard.queries.target_bases import OtherTarget
from dashboard.store.warehouse import Warehouse

EVERY, WITH_TARGET, OVER_TIME = "tat-ca", "co-muc-tieu", "co-chuoi"

SERIES_FILTER_CODES = (EVERY, WITH_TARGET, OVER_TIME)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document prints figures of a series."""

    document: str
    confirmation: str
    appendix: str
    line: int


@dataclass(frozen=True, slots=True)
class Undated:
    """How things stand to a target for which no document sets a date: as its newest figure says."""

    gap: float | None
    """What is missing, 0 or less where it is reached; None without a figure."""
    point: Point | None
    confirmation: str | None
    """Of the less confirmed of the figure and the target."""


@dataclass(frozen=True, slots=True)
class SeriesTarget:
    """A target of the country, and what came of it or what is left."""

    goal: CountryGoal
    standing: TargetAnswer | TargetAhead | Undated


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator over its periods, and the one it replaced, if any.

    No periods at all where the documents set a target and give no figure.
    """

    indicator: Indicator
    theme: str
    """The group it is shown in: one of `THEME_CODES`, or its topic."""
    points: tuple[Point, ...]
    """In time, whatever they speak of: see `lines`."""
    predecessor: "Series | None"
    targets: tuple[SeriesTarget, ...]
    """The first due first."""
    other_targets: tuple[OtherTarget, ...]
    """Targets of another base than the figures'."""
    other_prints: tuple[OtherPrint, ...]
    other_measures: tuple[OtherMeasure, ...]
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
    def newest(self) -> Point | None:
        """The figure that stands for all."""
        return newest(self.points)

    @property
    def before(self) -> Point | None:
        """The figure of the same kind before the newest."""
        return None if self.newest is None else before(self.points, self.newest)

    @property
    def lines(self) -> list[Line]:
        """The points that compare, those of a kind together."""
        return lines(self.points)

    @property
    def tracks(self) -> list[Line]:
        """The points by what they speak of, of those kinds that have figures."""
        return [track for track in tracks(self.points) if track.kinds]

    @property
    def goal(self) -> CountryGoal | None:
        """The target that the newest figure is on the way to; else the last."""
        end = None if self.newest is None else self.newest.period_end
        goals = [target.goal for target in self.targets]
        ahead = [goal for goal in goals if end is None or goal.due_on is None or goal.due_on >= end]
        return next(iter(ahead or goals[-1:]), None)

    @property
    def breaks(self) -> list[Point]:
        """The periods that begin a new way to measure."""
        return [point for point in self.points if point.break_vi is not None]

    @property
    def indicator_ids(self) -> tuple[str, ...]:
        """Its own id, that of the same figure under another name, and those it replaced."""
        before = () if self.predecessor is None else self.predecessor.indicator_ids
        own = self.indicator.indicator_id
        return (*before, own, *([TWINS[own]] if own in TWINS else []))

    @property
    def is_drawn(self) -> bool:
        """Whether a picture says more than the one figure there is."""
        return self.periods > 1 or bool(self.valued and self.goal)

    @property
    def periods(self) -> int:
        """Periods with a value, those of the indicator it replaced included."""
        before = 0 if self.predecessor is None else self.predecessor.periods
        return before + len(self.valued)


def chosen(items: Sequence[Series], filter_id: str) -> list[Series]:
    """The series of one of `SERIES_FILTER_CODES`."""
    if filter_id == WITH_TARGET:
        return [item for item in items if item.targets or item.other_targets]
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
