"""Information systems by stage: all of them, level approved, protection plan fully deployed."""

from dataclasses import dataclass
from functools import lru_cache

from dashboard.queries.indicators import indicators
from dashboard.store.records import Row, records
from dashboard.store.warehouse import Warehouse
from etl.language.i18n import N_
from etl.language.numbers import printed_decimals

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
