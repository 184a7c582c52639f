"""The regions of a structure."""

from dataclasses import dataclass
from datetime import date

from dashboard.queries.lineage import Link, links
from dashboard.queries.structures import Structure
from dashboard.queries.unit_sql import in_force
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse


def regions(source: Warehouse, structure: Structure) -> dict[str, str]:
    """Names of a structure's regions by id, from north to south."""
    found = units_at(source, "region", structure)
    return {unit_id: unit.short_name_vi for unit_id, unit in found.items()}


@dataclass(frozen=True, slots=True)
class Unit:
    """One row of the contract's `unit`, with the name of its region."""

    unit_id: str
    level: str
    name_vi: str
    short_name_vi: str
    kind_vi: str
    region_id: str | None
    region_vi: str | None
    sort_order: int


@dataclass(frozen=True, slots=True)
class LegalName:
    """The name and kind a unit bore for a time, and the act that gave them."""

    name_vi: str
    kind_vi: str
    valid_from: date | None
    valid_to: date | None
    legal_basis: str | None


@kept(8)
def units_at(source: Warehouse, level: str, structure: Structure) -> dict[str, Unit]:
    """The units of a level in a structure by id; provinces and ministries in Vietnamese order."""
    rows = source.records(
        Unit,
        f"""
        SELECT
            unit.unit_id, unit.level, unit.name_vi, unit.short_name_vi, unit.kind_vi,
            unit.region_id, region.short_name_vi AS region_vi, unit.sort_order
        FROM unit LEFT JOIN unit AS region ON region.unit_id = unit.region_id
        WHERE unit.level = $level
          AND {in_force()}
        ORDER BY CASE WHEN unit.level = 'region' THEN unit.sort_order END,
            unit.short_name_vi COLLATE vi
        """,
        level=level,
        day=structure.on,
    )
    return {unit.unit_id: unit for unit in rows}


@kept(256)
def legal_names(source: Warehouse, unit_id: str) -> tuple[LegalName, ...]:
    """The names of a unit whose name or kind changed, oldest first; empty for all others."""
    return source.records(
        LegalName,
        """
        SELECT name_vi, kind_vi, valid_from, valid_to, legal_basis
        FROM unit_name WHERE unit_id = $unit_id
        ORDER BY valid_from NULLS FIRST
        """,
        unit_id=unit_id,
    )


@dataclass(frozen=True, slots=True)
class _Alias:
    level: str
    short_name_vi: str
    alias: str


@kept(8)
def aliases(source: Warehouse) -> dict[tuple[str, str], tuple[str, ...]]:
    """The listed spellings by level and short name, of whichever structure bears that name."""
    rows = source.records(
        _Alias,
        """
        SELECT level, short_name_vi, alias
        FROM unit_alias JOIN unit USING (unit_id)
        ORDER BY level, short_name_vi, alias
        """,
    )
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in rows:
        key = (row.level, row.short_name_vi)
        found[key] = (*found.get(key, ()), row.alias)
    return found


def formed_from(source: Warehouse, unit: Unit) -> list[Link]:
    """The old units, or the parts of them, that a unit of today took over."""
    return [link for link in links(source, unit.level) if link.successor_id == unit.unit_id]


def provinces_of(source: Warehouse, region: Unit, structure: Structure) -> list[Unit]:
    """The provinces that lie in a region, in Vietnamese order."""
    provinces = units_at(source, "province", structure).values()
    return [unit for unit in provinces if unit.region_id == region.unit_id]


def origins(source: Warehouse, unit: Unit, structure: Structure) -> frozenset[str]:
    """The ids that documents of any time may know a unit by: its own and its whole members'.

    Of a body that went on under a new id, that one too; of a region, those of its provinces.
    """
    own = provinces_of(source, unit, structure) if unit.level == "region" else [unit]
    found = {item.unit_id for item in own}
    for item in own:
        found |= {link.predecessor_id for link in formed_from(source, item) if link.is_whole}
        found |= {
            link.successor_id
            for link in links(source, item.level)
            if link.predecessor_id == item.unit_id and link.goes_on
        }
    return frozenset(found)
