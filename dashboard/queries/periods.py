"""The periods that an indicator has figures of."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from dashboard.queries.documents import documents
from dashboard.queries.indicators import UNIT_LEVELS
from dashboard.queries.newest_sql import NEWEST, PERIOD
from dashboard.queries.structures import OLD, STRUCTURES, Structure
from dashboard.queries.unit_sql import in_force
from dashboard.store.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Period:
    """Days that figures speak of, both included, and in what way: see `period_kind` in the store.

    Two kinds that end together are two periods.
    """

    kind: str
    start: date
    end: date
    label: str = field(compare=False)
    is_provisional: bool = field(compare=False)
    """Whether it goes on."""
    known_on: date | None = field(default=None, compare=False)
    """The day that the first document with its figures speaks of, where that was asked."""

    @property
    def id(self) -> str:
        """`2024-06-30.year_to_date`, as an address names it; of several years, with their start."""
        start = f".{self.start}" if self.kind == "years" else ""
        return f"{self.end}.{self.kind}{start}"


def asked_for(period: Period | None) -> dict[str, str | date | None]:
    """`$period_kind`, `$period_start` and `$period_end` of a question; without a period, NULL."""
    if period is None:
        return dict.fromkeys(("period_kind", "period_start", "period_end"))
    return {
        "period_kind": period.kind,
        "period_start": period.start,
        "period_end": period.end,
    }


def periods(
    source: Warehouse, indicator_id: str, level: str, structure: Structure = OLD
) -> tuple[Period, ...]:
    """Those that some unit of a level has figures of, the newest first."""
    return tuple(_periods_of_level(source, level, structure).get(indicator_id, ()))


def printed_periods(source: Warehouse, indicator_id: str, level: str) -> dict[Period, Structure]:
    """The periods of either structure, the newest first, each with the one it was printed for.

    That is the structure with more printed units: some bodies are the same in both.
    """
    printed: dict[Period, dict[Structure, int]] = defaultdict(dict)
    for structure in STRUCTURES.values():
        of_level = _periods_of_level(source, level, structure)
        for period, units in of_level.get(indicator_id, {}).items():
            printed[period][structure] = units
    newest_first = sorted(
        printed,
        key=lambda period: (
            period.is_provisional,
            -period.end.toordinal(),
            period.start,
            period.kind,
        ),
    )
    return {
        period: max(printed[period], key=printed[period].__getitem__) for period in newest_first
    }


def newest_until(
    source: Warehouse, indicator_id: str, level: str, structure: Structure, day: date
) -> Period | None:
    """The newest period that has ended by a day; one that goes on only where there is no other."""
    found = periods(source, indicator_id, level, structure)
    return next((period for period in found if period.end <= day), None)


@lru_cache(maxsize=16)
def edition_days(source: Warehouse) -> tuple[date, ...]:
    """The days worth looking back to from pages of many indicators, the newest first.

    Days that documents speak of: of the newest one, and of the last before each that brought a
    further period of an indicator. None before there is some figure to judge at each level.
    """
    days = {item.data_as_of for item in documents(source)}
    further: set[date] = set()
    for found in _every_period(source):
        known = {period.known_on for period in found if period.known_on is not None}
        further |= known - {min(known)}
    first = max(source.query(_FIRST_JUDGED, levels=list(UNIT_LEVELS))["day"]).date()
    before = {max((day for day in days if day < later), default=later) for later in further}
    return tuple(sorted((day for day in {max(days), *before} if day >= first), reverse=True))


def known_on(source: Warehouse, period_id: str) -> date | None:
    """The day that the first document with figures of a period speaks of; None of an unknown id."""
    return min(
        (
            period.known_on
            for found in _every_period(source)
            for period in found
            if period.id == period_id and period.known_on is not None
        ),
        default=None,
    )


def _every_period(source: Warehouse) -> Iterator[Iterable[Period]]:
    """Those of each indicator, level and structure."""
    for level in UNIT_LEVELS:
        for structure in STRUCTURES.values():
            yield from _periods_of_level(source, level, structure).values()


_FIRST_JUDGED = """
SELECT min(data_as_of) AS day
FROM attainment
JOIN observation USING (indicator_id, unit_id, period_kind, period_start, period_end, basis)
JOIN document USING (document_id)
JOIN unit ON unit.unit_id = attainment.unit_id
WHERE list_contains($levels, level)
GROUP BY level
"""
"""The first day with a figure that a target is set for, of each level."""


@lru_cache(maxsize=32)
def _periods_of_level(
    source: Warehouse, level: str, structure: Structure
) -> dict[str, dict[Period, int]]:
    """Those of all indicators, asked at once as their views are, with the printed units of each."""
    found: dict[str, dict[Period, int]] = defaultdict(dict)
    asked = source.rows(
        f"""
        SELECT
            indicator_id, period_kind AS kind, period_start AS start, period_end AS "end",
            min(period_label) AS label, bool_or(is_provisional) AS is_provisional,
            count(DISTINCT unit_id) FILTER (basis = 'published') AS printed,
            min(data_as_of) AS known_on
        FROM observation JOIN unit USING (unit_id) JOIN document USING (document_id)
        WHERE level = $level AND {in_force()}
        GROUP BY indicator_id, {PERIOD}
        ORDER BY {NEWEST}
        """,
        level=level,
        day=structure.on,
    )
    for row in asked:
        printed = row.pop("printed")
        found[row.pop("indicator_id")][Period(**row)] = printed
    return dict(found)
