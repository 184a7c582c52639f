"""The periods of every indicator, level and structure, and the one each compares with.

What is newest is decided here, once, for everybody who asks the store.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from etl.catalogue.load import Catalogue
from etl.catalogue.vocabulary import Level, Period, PeriodKind
from etl.facts import Observation
from etl.language.structures import DAY_OF

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
    known_on: date
    """The day that the first document with such a row speaks of."""
    place: int
    """In the order of all that the level has, whatever the structure; the lowest is the newest."""
    earlier: Period | None
    """The one to compare with: the last before it of its kind, or of one that compares with it."""
    comparison: Comparison


Series = Mapping[tuple[str, Level], list[Period]]
"""The periods that any unit of a level has of an indicator, the newest first."""


def series_of(catalogue: Catalogue, observations: Iterable[Observation]) -> Series:
    """Those of every indicator and level, each once."""
    found: dict[tuple[str, Level], dict[object, Period]] = defaultdict(dict)
    for item in observations:
        level = catalogue.units[item.unit_id].level
        found[(item.indicator_id, level)].setdefault(item.period.key, item.period)
    return {name: sorted(periods.values(), key=newest_first) for name, periods in found.items()}


def newest_first(period: Period) -> tuple[bool, int, date, PeriodKind, int]:
    """What orders the periods of an indicator.

    What goes on comes last: it is superseded by what it grows into. Of two that end together the
    longer one is first, the year before its last quarter; of two definitions the later one.
    """
    end = -period.end.toordinal()
    return period.is_provisional, end, period.start, period.kind, -period.definition_id


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


def indicator_periods(
    catalogue: Catalogue, observations: Iterable[Observation]
) -> Iterator[IndicatorPeriod]:
    """Every period that units of a level in a structure have figures of, with its place."""
    observations = list(observations)
    series = series_of(catalogue, observations)
    for structure, day in DAY_OF.items():
        rows: dict[tuple[str, Level], dict[object, list[Observation]]] = defaultdict(dict)
        for item in observations:
            unit = catalogue.units[item.unit_id]
            if unit.valid_on(day):
                of_period = rows[(item.indicator_id, unit.level)]
                of_period.setdefault(item.period.key, []).append(item)
        for (indicator_id, level), by_period in rows.items():
            of_level = series[(indicator_id, level)]
            for place, period in enumerate(of_level, start=1):
                if (items := by_period.get(period.key)) is None:
                    continue
                earlier, comparison = compared_with(catalogue, indicator_id, period, of_level)
                yield IndicatorPeriod(
                    indicator_id,
                    level,
                    structure,
                    period,
                    len({item.unit_id for item in items}),
                    len({item.unit_id for item in items if item.basis == "published"}),
                    min(catalogue.documents[item.document_id].data_as_of for item in items),
                    place,
                    earlier,
                    comparison,
                )
