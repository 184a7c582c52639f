"""Totals of information security over the units of a level."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from dashboard.queries.indicator_views import View, due_dates, view
from dashboard.queries.security import (
    COUNTS,
    RATES,
    STAGE_CODES,
    SYSTEMS,
    PrintedCounts,
    Share,
    printed_counts,
    share_of,
    stages_period,
)
from dashboard.queries.statements import Said
from dashboard.queries.structures import OLD, Structure
from dashboard.queries.units import regions
from dashboard.queries.view_rows import ViewRow
from dashboard.store.codes import BLOCS, COUNTRY
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse


@dataclass(frozen=True)
class Total:
    """The three counts of a group of units, as the text prints them or as the tables add up."""

    group_vi: str
    """Whose they are: the country, a bloc, a region."""
    is_printed: bool
    systems: int
    approved: int
    deployed: int
    absent: tuple[str, ...]
    """Units of the group that are not in the sum, or not with all their systems."""
    left_out: tuple[str, ...] = ()
    """Units that the table leaves out on purpose."""
    is_region: bool = False
    printed: Mapping[str, Share] = field(default_factory=dict, hash=False)
    """The rates that stand in the text beside the counts, by stage."""

    def missing(self, stage: str) -> int:
        """Systems still short of 100% at a stage."""
        return self.systems - int(getattr(self, stage))

    def share(self, stage: str) -> Share:
        """Of all systems, as the text prints it; computed where it prints none."""
        return self.printed.get(stage) or share_of(getattr(self, stage), self.systems)


def systems_view(source: Warehouse, level: str, structure: Structure) -> View:
    """The number of systems of every unit of a level."""
    return stage_view(source, SYSTEMS, level, structure)


def stage_view(
    source: Warehouse,
    indicator_id: str,
    level: str,
    structure: Structure,
    due_on: date | None = None,
) -> View:
    """A count or a rate of every unit of a level, of the one period of this subject."""
    return view(source, indicator_id, level, due_on, structure, stages_period(source))


def rate_view(source: Warehouse, stage: str, level: str, structure: Structure) -> View:
    """The rate of a stage of every unit of a level, against the target of its due date."""
    due_on, *_later = due_dates(source, RATES[stage], level)
    return stage_view(source, RATES[stage], level, structure, due_on)


@dataclass(frozen=True, slots=True)
class StageCount:
    """The systems of a unit at a stage; `reported` of a merged unit whose members have gaps.

    A reorganised body has the figures of those before it in `former` only.
    """

    count: int | None
    reported: int | None
    former: Said | None


@dataclass(frozen=True, slots=True)
class StageRate:
    """The systems at a stage among all of a unit's, in percent."""

    value: float | None
    missing: int | None
    """Systems still short of 100%."""
    of: ViewRow
    """With its rank, its verdict at the stage's due date, the rate that is printed."""


@dataclass(frozen=True, slots=True)
class SecurityRow:
    """A unit with its systems by stage; `view` is its row among the numbers of systems."""

    view: ViewRow
    counts: Mapping[str, StageCount] = field(hash=False)
    """By the stages of `STAGE_CODES`."""
    rates: Mapping[str, StageRate] = field(hash=False)
    """By the stages of `RATES`."""

    @property
    def systems(self) -> int | None:
        """All systems."""
        return self.counts["systems"].count


@kept(8)
def security_rows(source: Warehouse, level: str, structure: Structure) -> tuple[SecurityRow, ...]:
    """A row per unit, in Vietnamese order: counts, rates among all systems, printed rates."""
    of_counts = {stage: stage_view(source, key, level, structure) for stage, key in COUNTS.items()}
    of_rates = {stage: rate_view(source, stage, level, structure) for stage in RATES}
    found = []
    for row in systems_view(source, level, structure).rows:
        counts = {stage: _count(of.row_of(row.unit_id)) for stage, of in of_counts.items()}
        systems = counts["systems"].count
        rates = {
            stage: _rate(of.row_of(row.unit_id), systems, counts[stage].count)
            for stage, of in of_rates.items()
        }
        found.append(SecurityRow(row, counts, rates))
    return tuple(found)


def _count(row: ViewRow) -> StageCount:
    return StageCount(
        None if row.value is None else int(row.value),
        None if row.reported is None else int(row.reported),
        row.former,
    )


def _rate(row: ViewRow, systems: int | None, done: int | None) -> StageRate:
    missing = None if systems is None or done is None else systems - done
    return StageRate(row.value, missing, row)


def sorted_rows(rows: Sequence[SecurityRow], sort: str) -> list[SecurityRow]:
    """The rows in one of `SYSTEM_SORTS`; units without figures come last."""
    if sort == "ten":
        return list(rows)
    keys = [_sort_key(row, sort) for row in rows]
    keyed = [(key, row) for key, row in zip(keys, rows, strict=True) if key is not None]
    valued = [row for _key, row in sorted(keyed, key=lambda item: item[0], reverse=True)]
    return valued + [row for key, row in zip(keys, rows, strict=True) if key is None]


def _sort_key(row: SecurityRow, sort: str) -> float | None:
    return {
        "thieu": row.rates["deployed"].missing,
        "ty-le": row.rates["deployed"].value,
        "phe-duyet": row.rates["approved"].value,
        "quy-mo": row.systems,
    }[sort]


@kept(4)
def totals(source: Warehouse, structure: Structure) -> tuple[Total, ...]:
    """The country, the blocs as printed and as added up, then the structure's regions added up.

    Country and blocs are those of the report's time: bodies that were split since have passed on
    their systems to none, so today's ministries do not add up to them.
    """
    printed = printed_counts(source)
    by_level = {level: security_rows(source, level, OLD) for level in BLOCS}
    country = _added(printed[COUNTRY].name_vi, [row for rows in by_level.values() for row in rows])
    found = [_as_printed(printed[COUNTRY]), country]
    for level, bloc in BLOCS.items():
        found += [
            _as_printed(printed[bloc]),
            _added(printed[bloc].name_vi, by_level[level]),
        ]
    provinces = security_rows(source, "province", structure)
    for region_id, name in regions(source, structure).items():
        members = [row for row in provinces if row.view.region_id == region_id]
        found.append(replace(_added(name, members), is_region=True))
    return tuple(found)


def _as_printed(row: PrintedCounts) -> Total:
    systems, approved, deployed = (row.counts[stage] for stage in STAGE_CODES)
    return Total(row.name_vi, True, systems, approved, deployed, absent=(), printed=row.rates)


def _added(name: str, rows: Sequence[SecurityRow]) -> Total:
    systems, approved, deployed = (
        sum((row.counts[stage].count or 0) + (row.counts[stage].reported or 0) for row in rows)
        for stage in STAGE_CODES
    )
    without = [row.view for row in rows if row.systems is None]
    return Total(
        name,
        False,
        systems,
        approved,
        deployed,
        absent=tuple(row.short_name_vi for row in without if row.is_applicable),
        left_out=tuple(row.short_name_vi for row in without if not row.is_applicable),
    )


def added_total(source: Warehouse, structure: Structure) -> Total:
    """The country as the table adds up, never beside a total of the text (source trap 18)."""
    return totals(source, structure)[1]
