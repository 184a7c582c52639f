"""Indicators of the country over time: Appendix I, DTI, ranks abroad, figures of the text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.queries.country_figures import TWINS, CountryFigure, country_figures
from dashboard.queries.country_goals import Aims, CountryTarget, aims_of, country_target
from dashboard.queries.country_points import Line, Point, before, lines, newest, tracks
from dashboard.queries.country_remarks import Note
from dashboard.queries.indicators import Indicator, indicators
from dashboard.queries.other_prints import OtherMeasure, OtherPrint
from dashboard.queries.precision import row_decimals
from dashboard.queries.series_themes import THEME_CODES, theme_of
from dashboard.queries.statements import Said
from dashboard.queries.target_bases import OtherTarget
from dashboard.queries.told_beside import Told, told_beside
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse

EVERY, WITH_TARGET, OVER_TIME = "tat-ca", "co-muc-tieu", "co-chuoi"

SERIES_FILTER_CODES = (EVERY, WITH_TARGET, OVER_TIME)

_ROW_OF = {twin: row for row, twin in TWINS.items()}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document prints figures of a series."""

    document: str
    confirmation: str
    appendix: str
    line: int


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
    targets: tuple[CountryTarget, ...]
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
    def target(self) -> CountryTarget | None:
        """The one that the newest figure is on the way to; else the last."""
        end = None if self.newest is None else self.newest.period_end
        ahead = [
            goal
            for goal in self.targets
            if end is None or goal.due_on is None or goal.due_on >= end
        ]
        return next(iter(ahead or self.targets[-1:]), None)

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
        return self.periods > 1 or bool(self.valued and self.target)

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


@kept(8)
def national_series(source: Warehouse) -> tuple[Series, ...]:
    """Every series of the country, theme by theme; one that was replaced stands in its successor's.

    Shared between sessions: never write to its parts.
    """
    known = indicators(source)
    of_indicator: dict[str, list[CountryFigure]] = {}
    for row in country_figures(source):
        of_indicator.setdefault(_ROW_OF.get(row.indicator_id, row.indicator_id), []).append(row)
    aims = aims_of(source)
    told = told_beside(source)
    replaced = _replaced(source)
    built: dict[str, Series] = {}
    for indicator_id, rows in of_indicator.items():
        # An indicator stands in the catalogue before the one that replaces it.
        built[indicator_id] = _series(
            known[indicator_id],
            rows,
            built.get(replaced.get(indicator_id, "")),
            aims,
            told,
        )
    current = [item for key, item in built.items() if key not in set(replaced.values())]
    themes = list(dict.fromkeys([*THEME_CODES, *(item.theme for item in current)]))
    return tuple(sorted(current, key=lambda item: themes.index(item.theme)))


def _series(
    indicator: Indicator,
    rows: Sequence[CountryFigure],
    predecessor: Series | None,
    aims: Aims,
    told: Told,
) -> Series:
    rows = sorted(rows, key=lambda row: (row.period_end or date.min, row.period_start or date.min))
    points = tuple(
        Point(
            row.indicator_id,
            row.period,
            row.value,
            row_decimals(indicator, row),
            row.status,
            row.document,
            row.confirmation,
            row.break_vi,
        )
        for row in rows
        if row.period is not None
    )
    same = [indicator.indicator_id, TWINS.get(indicator.indicator_id, "")]
    aimed = next((key for key in same if key in aims.goals), "")
    return Series(
        indicator=indicator,
        theme=theme_of(indicator),
        points=points,
        predecessor=predecessor,
        targets=tuple(
            country_target(goal, points, aims.nearest_to(goal))
            for goal in aims.goals.get(aimed, [])
        ),
        other_targets=tuple(target for key in same for target in told.targets.get(key, ())),
        other_prints=tuple(item for key in same for item in told.prints.get(key, ())),
        other_measures=tuple(told.measures.get(indicator.indicator_id, ())),
        notes=tuple(note for key in same for note in told.notes.get(key, ())),
        places=tuple(
            dict.fromkeys(
                Place(row.document, row.confirmation, row.appendix, row.document_line)
                for row in rows
            )
        ),
        quotes=tuple(
            dict.fromkeys(row.note for row in rows if row.note and row.shape == "figures")
        ),
    )


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
