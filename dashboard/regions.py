"""The regions of a structure."""

from dashboard.structures import Structure
from dashboard.units import units_at
from dashboard.warehouse import Warehouse


def regions(source: Warehouse, structure: Structure) -> dict[str, str]:
    """Names of a structure's regions by id, from north to south."""
    found = units_at(source, "region", structure)
    return {unit_id: unit.short_name_vi for unit_id, unit in found.items()}
