"""The periods that an indicator has figures of."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from dashboard.queries.documents import documents
from dashboard.queries.indicators import UNIT_LEVELS
from dashboard.queries.structures import OLD, STRUCTURES, Structure
from dashboard.store.kept import kept
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
    definition_id: int = 1
    """Which of its indicator's definitions the figures are by."""
    known_on: date | None = field(default=None, compare=False)
    """The day that the first document with its figures speaks of, where that was asked."""
    shares_label: bool = field(default=False, compare=False)
    """Whether another period of the indicator bears the same label, and bore it before: a later one
    must not change what the earlier is called."""
    of_single_units: bool = field(default=False, compare=False)
    """Whether its figures are of some units only, that a writer chose: they make no order."""

    @property
    def id(self) -> str:
        """`2024-06-30.year_to_date`, as an address names it.

        Of several years with their start, of a further definition with its number.
        """
        start = f".{self.start}" if self.kind == "years" else ""
        definition = f".{self.definition_id}" if self.definition_id > 1 else ""
        return f"{self.end}.{self.kind}{start}{definition}"


def period_of(row: Mapping[str, Any]) -> Period:
    """That of a row of the store, by its columns."""
    return Period(
        row["period_kind"],
        row["period_start"],
        row["period_end"],
        row["period_label"],
        row["is_provisional"],
        row["definition_id"],
    )


def asked_for(period: Period | None) -> dict[str, str | date | int | None]:
    """The parameters of `ASKED`; without a period, NULL."""
    if period is None:
        return dict.fromkeys(("period_kind", "period_start", "period_end", "definition_id"))
    return {
        "period_kind": period.kind,
        "period_start": period.start,
        "period_end": period.end,
        "definition_id": period.definition_id,
    }


def periods(
    source: Warehouse, indicator_id: str, level: str, structure: Structure = OLD
) -> tuple[Period, ...]:
    """Those that some unit of a level has figures of, the newest first."""
    rows = _of_level(source, level).get(indicator_id, ())
    return tuple(row.period for row in rows if row.structure == structure.id)


def printed_periods(source: Warehouse, indicator_id: str, level: str) -> dict[Period, Structure]:
    """The periods of either structure, the newest first, each with the one it was printed for.

    That is the structure with more printed units: some bodies are the same in both.
    """
    most: dict[Period, _PeriodRow] = {}
    for row in _of_level(source, level).get(indicator_id, ()):
        if row.period not in most or row.printed_units > most[row.period].printed_units:
            most[row.period] = row
    return {period: STRUCTURES[row.structure] for period, row in most.items()}


def of_single_units_only(source: Warehouse, level: str, structure: Structure) -> frozenset[str]:
    """The indicators that sources give of some units only, whatever the period."""
    kinds: dict[str, set[bool]] = defaultdict(set)
    for indicator_id, rows in _of_level(source, level).items():
        for row in rows:
            if row.structure == structure.id:
                kinds[indicator_id].add(row.period.of_single_units)
    return frozenset(indicator_id for indicator_id, found in kinds.items() if found == {True})


def comparable_with(own: Period, found: Iterable[Period]) -> list[Period]:
    """The other periods of the same definition: figures of two definitions never compare."""
    return [other for other in found if other != own and other.definition_id == own.definition_id]


def usual_structure(source: Warehouse, level: str) -> Structure:
    """The one that the newest figures of most indicators of a level were printed for."""
    newest = (
        next(iter(printed_periods(source, indicator_id, level).values()), None)
        for indicator_id in _of_level(source, level)
    )
    printed = Counter(structure for structure in newest if structure is not None)
    return max(STRUCTURES.values(), key=lambda structure: printed[structure])


def in_time(
    source: Warehouse, indicator_id: str, level: str, period: Period
) -> tuple[Period, Period | None]:
    """A period with all that is known of it, and the one it compares with."""
    for row in _of_level(source, level).get(indicator_id, ()):
        if row.period == period:
            return row.period, row.earlier
    return period, None


@kept(16)
def edition_days(source: Warehouse) -> tuple[date, ...]:
    """The days worth looking back to from pages of many indicators, the newest first.

    Days that documents are known from: of the newest one, and of the last before each that brought
    a further period of an indicator. None before there is some figure to judge at each level.
    """
    days = {item.known_on for item in documents(source)}
    further: set[date] = set()
    for level in UNIT_LEVELS:
        for rows in _of_level(source, level).values():
            for structure in STRUCTURES:
                known = {row.known_on for row in rows if row.structure == structure}
                further |= known - {min(known, default=date.max)}
    first = max(source.query(_FIRST_JUDGED, levels=list(UNIT_LEVELS))["day"]).date()
    before = {max((day for day in days if day < later), default=later) for later in further}
    return tuple(sorted((day for day in {max(days), *before} if day >= first), reverse=True))


_FIRST_JUDGED = """
SELECT min(known_on) AS day FROM indicator_period
WHERE list_contains($levels, level) AND indicator_id IN (FROM attainment SELECT indicator_id)
GROUP BY level
"""
"""The first day with a figure that a target is set for, of each level."""


@kept(256)
def known_on(source: Warehouse, period_id: str) -> date | None:
    """The day that the first document with figures of a period speaks of; None of an unknown id."""
    found = (
        row.known_on
        for level in UNIT_LEVELS
        for rows in _of_level(source, level).values()
        for row in rows
        if row.period.id == period_id
    )
    return min(found, default=None)


def edition_of(source: Warehouse, period_id: str) -> date | None:
    """The earliest of `edition_days` whose documents print a period; None of an unknown id."""
    day = known_on(source, period_id)
    days = reversed(edition_days(source))
    return next((edition for edition in days if day is not None and edition >= day), None)


def stated_day(value: str) -> date | None:
    """The day that the id of a period begins with, or that stands alone."""
    try:
        return date.fromisoformat(value.partition(".")[0])
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class _PeriodRow:
    """A period of an indicator in a structure, as the store has it."""

    structure: str
    period: Period
    printed_units: int
    known_on: date
    earlier: Period | None


@kept(16)
def _of_level(source: Warehouse, level: str) -> dict[str, tuple[_PeriodRow, ...]]:
    """The periods of every indicator, the newest first: asked at once as their views are."""
    found: dict[str, list[_PeriodRow]] = defaultdict(list)
    asked = source.rows(
        """
        SELECT
            *,
            EXISTS (
                FROM indicator_period AS other
                WHERE other.indicator_id = own.indicator_id AND other.level = own.level
                  AND other.period_label = own.period_label AND other.place <> own.place
                  AND other.known_on <= own.known_on
            ) AS shares_label
        FROM indicator_period AS own
        WHERE level = $level ORDER BY indicator_id, place, structure
        """,
        level=level,
    )
    for row in asked:
        earlier = None
        if row["earlier_end"] is not None:
            days = row["earlier_kind"], row["earlier_start"], row["earlier_end"]
            number = row["earlier_definition_id"]
            earlier = Period(*days, row["earlier_label"], False, number)
        period = replace(
            period_of(row),
            known_on=row["known_on"],
            shares_label=row["shares_label"],
            of_single_units=row["single_units"],
        )
        found[row["indicator_id"]].append(
            _PeriodRow(
                row["structure"],
                period,
                row["printed_units"],
                row["known_on"],
                earlier,
            )
        )
    return {indicator_id: _with_whole_earlier(rows) for indicator_id, rows in found.items()}


def _with_whole_earlier(rows: Iterable[_PeriodRow]) -> tuple[_PeriodRow, ...]:
    """The rows, each with all that is known of the period it compares with."""
    rows = list(rows)
    whole = {row.period: row.period for row in rows}
    return tuple(
        # One that is left out of the warehouse is none to compare with.
        replace(row, earlier=row.earlier and whole.get(row.earlier))
        for row in rows
    )
