"""The periods of every indicator, level and structure, and the one each compares with.

What is newest is decided here, once, for everybody who asks the store.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from etl.catalogue.load import Catalogue
from etl.catalogue.vocabulary import Level, Period, PeriodKind
from etl.language.structures import DAY_OF
from etl.working.store import WorkingStore

Comparison = Literal["comparable", "definition_changed", "no_earlier_period"]


@dataclass(frozen=True)
class IndicatorPeriod:
    """One row of the contract's `indicator_period`."""

    indicator_id: str
    level: Level
    structure: str
    period: Period
    units: int
    """Of the level in the structure that have a row, with a value or without."""
    printed_units: int
    """Those of them that a document prints."""
    single_units: bool
    """Whether nothing is printed of it but lists of some units: such a period has no order."""
    known_on: date
    """The day that the first document with such a row speaks of."""
    place: int
    """In the order of all that the level has, whatever the structure; the lowest is the newest."""
    earlier: Period | None
    """The one to compare with: the last before it of its kind, or of one that compares with it."""
    comparison: Comparison


Series = Mapping[tuple[str, Level], list[Period]]
"""The periods that any unit of a level has of an indicator, the newest first."""


@dataclass(frozen=True)
class Group:
    """The figures of the units of a level, in the same structures, of a period."""

    indicator_id: str
    level: Level
    structures: tuple[str, ...]
    period: Period
    place: int
    units: int
    printed_units: int
    known_on: date
    single_units: bool


def groups_of(store: WorkingStore, figures: str) -> list[Group]:
    """In the order of figures, those that units have of their own first."""
    rows = store.execute(f"""
        WITH placed AS (
            SELECT *, place + CASE WHEN is_merged THEN 2e15 WHEN basis = 'derived' THEN 1e15
                ELSE 0 END AS turn
            FROM {figures}
        )
        SELECT indicator_id, level, structures, arg_min(period, turn), min(turn) AS first,
            count(*) FILTER (WHERE is_shown), count(*) FILTER (WHERE basis = 'published'),
            min(known_on), bool_and(single_units)
        FROM placed JOIN unit USING (unit_id) JOIN source USING (source)
        GROUP BY indicator_id, level, structures, days
        ORDER BY first, indicator_id, level, days, structures
    """).fetchall()
    periods = list(store.periods)
    return [
        Group(name, level, tuple(structures), periods[period], *rest)
        for name, level, structures, period, *rest in rows
    ]


def series_of(groups: Iterable[Group]) -> Series:
    """The periods of every indicator and level, each once, by the name it is first given."""
    found: dict[tuple[str, Level], dict[object, Period]] = defaultdict(dict)
    for group in groups:
        found[(group.indicator_id, group.level)].setdefault(group.period.key, group.period)
    return {name: sorted(periods.values(), key=newest_first) for name, periods in found.items()}


def of_whole_levels(groups: Iterable[Group]) -> list[Group]:
    """Without the periods of which a level has figures of single units only."""
    found = list(groups)
    whole = {
        (item.indicator_id, item.level, item.period.key) for item in found if not item.single_units
    }
    return [item for item in found if (item.indicator_id, item.level, item.period.key) in whole]


def newest_first(period: Period) -> tuple[bool, bool, int, date, PeriodKind, int]:
    """What orders the periods of an indicator.

    What goes on comes last: it is superseded by what it grows into. So does what is of several
    years together, which says nothing of the last of them. Of two that end together the longer one
    is first, the year before its last quarter; of two definitions the later one.
    """
    end, several = -period.end.toordinal(), period.kind is PeriodKind.YEARS
    return (several, period.is_provisional, end, period.start, period.kind, -period.definition_id)


def compared_with(
    catalogue: Catalogue, indicator_id: str, period: Period, found: Iterable[Period]
) -> tuple[Period | None, Comparison]:
    """The last closed period before this one of the same kind, and whether the two compare.

    Or of a kind that the catalogue compares with it. A count of the year so far grows by itself: it
    compares with the same months of another year.
    """
    spec = catalogue.indicators[indicator_id]
    kinds = {period.kind, *(spec.compared_kinds if period.kind in spec.compared_kinds else ())}
    grows = period.kind is PeriodKind.YEAR_TO_DATE and spec.value_kind == "count"
    before = [
        other
        for other in found
        if other.kind in kinds and other.end < period.end and not other.is_provisional
        if not grows or (other.end.month, other.end.day) == (period.end.month, period.end.day)
    ]
    if not before:
        return None, "no_earlier_period"
    same = period.definition_id
    nearest = max(before, key=lambda other: (other.end, other.definition_id == same, other.start))
    is_same = nearest.definition_id == same
    return nearest, "comparable" if is_same else "definition_changed"


def indicator_periods(catalogue: Catalogue, groups: Sequence[Group]) -> Iterator[IndicatorPeriod]:
    """Every period that units of a level in a structure have figures of, with its place.

    Those of single units come after all others, and compare with none.
    """
    series, whole = series_of(groups), series_of(of_whole_levels(groups))
    for structure in DAY_OF:
        rows: dict[tuple[str, Level], dict[object, list[Group]]] = defaultdict(dict)
        for group in groups:
            if structure in group.structures:
                of_period = rows[(group.indicator_id, group.level)]
                of_period.setdefault(group.period.key, []).append(group)
        for (indicator_id, level), by_period in rows.items():
            compared = whole.get((indicator_id, level), [])
            known = {item.key for item in compared}
            single = [item for item in series[(indicator_id, level)] if item.key not in known]
            for place, period in enumerate([*compared, *single], start=1):
                if (found := by_period.get(period.key)) is None:
                    continue
                before = compared if period.key in known else []
                earlier, comparison = compared_with(catalogue, indicator_id, period, before)
                yield IndicatorPeriod(
                    indicator_id,
                    level,
                    structure,
                    period,
                    sum(group.units for group in found),
                    sum(group.printed_units for group in found),
                    period.key not in known,
                    min(group.known_on for group in found),
                    place,
                    earlier,
                    comparison,
                )
