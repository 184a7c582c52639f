"""Which unit a profile is of: a province, a ministry or a region, of one structure."""

from dashboard.queries.lineage import counterparts
from dashboard.queries.structures import Structure
from dashboard.queries.units import Unit, units_at
from dashboard.store.warehouse import Warehouse
from dashboard.ui.controls import selectors
from dashboard.ui.frame import widgets
from dashboard.ui.frame.parameters import REGION, UNIT
from etl.language.i18n import N_

PROFILE_LEVELS = selectors.LEVELS | {"region": N_("Vùng")}


def choose_profile_level() -> str:
    """Provinces, ministries or regions."""
    return selectors.choose_level(PROFILE_LEVELS)


def choose_profile_unit(source: Warehouse, level: str, structure: Structure) -> Unit:
    """One unit of the level; a region is the choice of region that other pages share.

    Of provinces, one in the region chosen elsewhere, if any.
    """
    units = units_at(source, level, structure)
    if level == "region":
        chosen = widgets.choose(
            REGION,
            list(units),
            default=next(iter(units)),
            format_func=lambda key: units[key].short_name_vi,
        )
        return units[chosen]
    region_id = selectors.choose_region(source, structure) if level == "province" else None
    options = [key for key, unit in units.items() if region_id in (None, unit.region_id)]
    widgets.succeed(UNIT, counterparts(source, level), options)
    chosen = widgets.choose(
        UNIT,
        options,
        default=min(options, key=lambda key: units[key].sort_order),
        format_func=lambda key: units[key].short_name_vi,
    )
    return units[chosen]
