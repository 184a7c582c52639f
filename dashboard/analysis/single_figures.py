"""What sources that name some units only print of one unit."""

from dashboard.queries.indicator_views import View, view
from dashboard.queries.indicators import UNIT_LEVELS, indicators_at
from dashboard.queries.periods import periods
from dashboard.queries.structures import Structure
from dashboard.queries.units import Unit
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse


@kept(64)
def single_figures(source: Warehouse, unit: Unit, structure: Structure) -> tuple[View, ...]:
    """The views of single units in which a unit has a value, in the catalogue's order."""
    if unit.level not in UNIT_LEVELS:
        return ()
    found = (
        view(source, indicator_id, unit.level, None, structure, period)
        for indicator_id in indicators_at(source, unit.level, structure)
        for period in periods(source, indicator_id, unit.level, structure)
        if period.of_single_units
    )
    return tuple(shown for shown in found if shown.row_of(unit.unit_id).has_value)
