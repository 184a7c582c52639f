"""Information systems by stage: all of them, level approved, protection plan fully deployed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

import pandas as pd

from dashboard.i18n import N_
from dashboard.indicators import indicators
from dashboard.regions import regions
from dashboard.rows import Row, records
from dashboard.structures import OLD, Structure
from dashboard.views import View, view
from dashboard.warehouse import Warehouse
from etl.numbers import printed_decimals

SYSTEMS = "is_systems"
STAGES = {
    "systems": N_("Hệ thống thông tin"),
    "approved": N_("Đã phê duyệt cấp độ"),
    "deployed": N_("Triển khai đủ phương án"),
}
RATES = {"approved": "is_level_approved_rate", "deployed": "is_plan_deployed_rate"}
"""The rate of each stage among all systems; its target is 100% of them."""
SORTS = {
    "thieu": N_("Còn nhiều việc trước"),
    "ty-le": N_("Triển khai cao trước"),
    "phe-duyet": N_("Phê duyệt cao trước"),
    "quy-mo": N_("Nhiều hệ thống trước"),
    "ten": N_("Theo tên"),
}
_SORT_COLUMNS = {
    "thieu": "deployed_missing",
    "ty-le": "deployed_rate",
    "phe-duyet": "approved_rate",
    "quy-mo": "systems",
}
COUNTS = {
    "systems": SYSTEMS,
    "approved": "is_level_approved",
    "deployed": "is_plan_deployed",
}
RATE_DECIMALS = 1
"""Decimals that recomputed rates are shown with."""
_BLOCS = {"ministry": "bloc-ministries", "province": "bloc-provinces"}


@dataclass(frozen=True)
class Share:
    """A percentage with the decimals to show it with."""

    value: float
    decimals: int


def share_of(part: float, whole: float) -> Share:
    """A share that is computed here."""
    return Share(100 * part / whole, RATE_DECIMALS)


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
    body the words of `…_text` only. Shared between sessions: never write to it.
    """
    rows = systems_view(source, level, structure).rows.set_index("unit_id", drop=False)
    for stage, indicator_id in COUNTS.items():
        counts = view(source, indicator_id, level, None, structure).rows.set_index("unit_id")
        rows = rows.assign(
            **{
                stage: counts["value"],
                f"reported_{stage}": counts["reported"],
                f"{stage}_text": counts["value_text"],
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


def added_total(source: Warehouse, structure: Structure) -> Total:
    """The country as the table adds up, never beside a total of the text (source trap 18)."""
    return totals(source, structure)[1]


def _printed(source: Warehouse) -> dict[str, Row]:
    """What the report's text prints for the country and the blocs, by unit: name, counts, rates."""
    rows = source.query(
        """
        SELECT unit_id, name_vi, indicator_id, value, raw_text
        FROM observation JOIN unit USING (unit_id)
        WHERE level IN ('country', 'bloc') AND basis = 'published' AND value IS NOT NULL
        """
    )
    counted = {indicator_id: stage for stage, indicator_id in COUNTS.items()}
    rated = {indicator_id: stage for stage, indicator_id in RATES.items()}
    found: dict[str, Row] = {}
    for row in records(rows):
        of_unit = found.setdefault(row["unit_id"], {"name_vi": row["name_vi"], "rates": {}})
        if stage := counted.get(row["indicator_id"]):
            of_unit[stage] = row["value"]
        elif stage := rated.get(row["indicator_id"]):
            of_unit["rates"][stage] = _printed_share(row)
    return found


def _printed_share(row: Row) -> Share:
    return Share(row["value"], printed_decimals(row["raw_text"]))


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


@dataclass(frozen=True)
class SystemLevel:
    """The systems of one security level, as the text prints them; `share` of all systems."""

    name_vi: str
    systems: int
    share: Share


@lru_cache(maxsize=4)
def system_levels(source: Warehouse) -> tuple[SystemLevel, ...]:
    """Levels 1 to 5 of the whole country."""
    known = indicators(source)
    shares = {
        spec.numerator_id: spec.indicator_id
        for spec in known.values()
        if spec.denominator_id == SYSTEMS
        and spec.numerator_id is not None
        and spec.levels == ("country",)
    }
    rows = source.query(
        """
        SELECT indicator_id, value, raw_text FROM observation
        WHERE unit_id = 'vn' AND basis = 'published' AND value IS NOT NULL
        """
    )
    cells = {row["indicator_id"]: row for row in records(rows)}
    return tuple(
        SystemLevel(
            known[count_id].short_name_vi,
            int(cells[count_id]["value"]),
            _printed_share(cells[share_id])
            if share_id in cells
            else share_of(cells[count_id]["value"], cells[SYSTEMS]["value"]),
        )
        for count_id, share_id in shares.items()
        if count_id in cells
    )
