"""Totals of information security over the units of a level."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

import pandas as pd

from dashboard.queries.indicator_views import View, view
from dashboard.queries.security import (
    _BLOCS,
    _SORT_COLUMNS,
    COUNTS,
    RATES,
    STAGES,
    SYSTEMS,
    Share,
    _printed,
    share_of,
)
from dashboard.queries.structures import OLD, Structure
from dashboard.queries.units import regions
from dashboard.store.records import Row
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
    printed: Mapping[str, Share] = field(default_factory=dict)
    """The rates that stand in the text beside the counts, by stage."""

    def missing(self, stage: str) -> int:
        """Systems still short of 100% at a stage."""
        return self.systems - int(getattr(self, stage))

    def share(self, stage: str) -> Share:
        """Of all systems, as the text prints it; computed where it prints none."""
        return self.printed.get(stage) or share_of(getattr(self, stage), self.systems)


def systems_view(source: Warehouse, level: str, structure: Structure) -> View:
    """The number of systems of every unit of a level."""
    return view(source, SYSTEMS, level, None, structure)


@lru_cache(maxsize=8)
def security_rows(source: Warehouse, level: str, structure: Structure) -> pd.DataFrame:
    """A row per unit: counts, rates among all systems, systems missing to 100%, printed rates.

    A merged unit with a member that has no figures has `reported_…` counts only, a reorganised
    body `…_former` only: what its predecessors reported. Shared between sessions, so never write
    to it.
    """
    rows = systems_view(source, level, structure).rows.set_index("unit_id", drop=False)
    for stage, indicator_id in COUNTS.items():
        counts = view(source, indicator_id, level, None, structure).rows.set_index("unit_id")
        rows = rows.assign(
            **{
                stage: counts["value"],
                f"reported_{stage}": counts["reported"],
                f"{stage}_former": counts["former"],
            },
        )
    for stage, indicator_id in RATES.items():
        rates = view(source, indicator_id, level, None, structure).rows.set_index("unit_id")
        rows = rows.assign(
            **{
                f"{stage}_rate": rates["value"],
                f"{stage}_printed": rates["printed_text"],
                f"{stage}_printed_value": rates["printed_value"],
                f"{stage}_missing": rows["systems"] - rows[stage],
            }
        )
    return rows.reset_index(drop=True)


def sorted_rows(rows: pd.DataFrame, sort: str) -> pd.DataFrame:
    """The rows in one of `SORTS`; units without figures come last."""
    if sort == "ten":
        return rows
    return rows.sort_values(_SORT_COLUMNS[sort], ascending=False, kind="stable", na_position="last")


@lru_cache(maxsize=4)
def totals(source: Warehouse, structure: Structure) -> tuple[Total, ...]:
    """The country, the blocs as printed and as added up, then the structure's regions added up.

    Country and blocs are those of the report's time: bodies that were split since have passed on
    their systems to none, so today's ministries do not add up to them.
    """
    printed = _printed(source)
    by_level = {level: security_rows(source, level, OLD) for level in _BLOCS}
    country = _added(printed["vn"]["name_vi"], pd.concat(by_level.values(), ignore_index=True))
    found = [_as_printed(printed["vn"]), country]
    for level, bloc in _BLOCS.items():
        found += [
            _as_printed(printed[bloc]),
            _added(printed[bloc]["name_vi"], by_level[level]),
        ]
    provinces = security_rows(source, "province", structure)
    for region_id, name in regions(source, structure).items():
        members = provinces[provinces["region_id"] == region_id]
        found.append(replace(_added(name, members), is_region=True))
    return tuple(found)


def _as_printed(row: Row) -> Total:
    systems, approved, deployed = (int(row[stage]) for stage in STAGES)
    return Total(row["name_vi"], True, systems, approved, deployed, absent=(), printed=row["rates"])


def _added(name: str, rows: pd.DataFrame) -> Total:
    systems, approved, deployed = (
        int(rows[stage].sum() + rows[f"reported_{stage}"].sum()) for stage in STAGES
    )
    without = rows[rows["systems"].isna()]
    on_purpose = without["status"] == "not_applicable"
    return Total(
        name,
        False,
        systems,
        approved,
        deployed,
        absent=tuple(without.loc[~on_purpose, "short_name_vi"]),
        left_out=tuple(without.loc[on_purpose, "short_name_vi"]),
    )


def added_total(source: Warehouse, structure: Structure) -> Total:
    """The country as the table adds up, never beside a total of the text (source trap 18)."""
    return totals(source, structure)[1]
