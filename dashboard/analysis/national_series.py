"""Every series of the country, put together from its figures, targets and what is told beside."""

from collections.abc import Mapping, Sequence
from datetime import date

from dashboard.analysis.country_targets import (
    TargetAhead,
    TargetAnswer,
    country_standings,
    shortfall,
)
from dashboard.analysis.series import Place, Series, SeriesTarget, Undated
from dashboard.queries.country_figures import (
    TWINS,
    CountryFigure,
    CountryGoal,
    country_figures,
    country_targets,
    replaced_by,
)
from dashboard.queries.country_points import Point, newest
from dashboard.queries.documents import weakest
from dashboard.queries.indicators import Indicator, indicators
from dashboard.queries.precision import row_decimals
from dashboard.queries.series_themes import THEME_CODES, theme_of
from dashboard.queries.told_beside import Told, told_beside
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse

_ROW_OF = {twin: row for row, twin in TWINS.items()}


@kept(8)
def national_series(source: Warehouse, until: date) -> tuple[Series, ...]:
    """Every series of the country, theme by theme; one that was replaced stands in its successor's.

    Targets due before `until` have their answers. Shared between sessions: never write to its
    parts.
    """
    known = indicators(source)
    of_indicator: dict[str, list[CountryFigure]] = {}
    for row in country_figures(source):
        of_indicator.setdefault(_ROW_OF.get(row.indicator_id, row.indicator_id), []).append(row)
    aims = _aims(source, until)
    told = told_beside(source)
    replaced = replaced_by(source)
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


_Aimed = tuple[CountryGoal, TargetAnswer | TargetAhead | None]


def _aims(source: Warehouse, until: date) -> dict[str, list[_Aimed]]:
    """The targets of the country by indicator; without a due date they are nobody's to answer."""
    standings = country_standings(source, until)
    return {
        indicator_id: [
            (
                goal,
                None
                if goal.due_on is None
                else standings[indicator_id, goal.due_on, goal.value, goal.definition_id],
            )
            for goal in goals
        ]
        for indicator_id, goals in country_targets(source).items()
    }


def _undated(goal: CountryGoal, points: Sequence[Point]) -> Undated:
    alike = [point for point in points if point.period.definition_id == goal.definition_id]
    point = newest(alike)
    if point is None or point.value is None:
        return Undated(None, None, goal.confirmation)
    gap = shortfall(goal.comparator, goal.value, point.value)
    return Undated(gap, point, weakest((goal.confirmation, point.confirmation)))


def _series(
    indicator: Indicator,
    rows: Sequence[CountryFigure],
    predecessor: Series | None,
    aims: Mapping[str, Sequence[_Aimed]],
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
    aimed = next((key for key in same if key in aims), "")
    return Series(
        indicator=indicator,
        theme=theme_of(indicator),
        points=points,
        predecessor=predecessor,
        targets=tuple(
            SeriesTarget(goal, standing or _undated(goal, points))
            for goal, standing in aims.get(aimed, ())
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
