"""Units like one of them: what a reader may compare it with first."""

from dataclasses import dataclass

from dashboard.queries.indicator_views import View, view
from dashboard.queries.similarity import REGION, criteria
from dashboard.queries.structures import Structure
from dashboard.queries.units import Unit, units_at
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse

MOST = 3
"""So many are named."""


@dataclass(frozen=True)
class Shared:
    """What some of the units have in common with the one they are like."""

    equal: View | None
    """The indicator with the same figure; None of the region."""
    count: int


@dataclass(frozen=True)
class Similar:
    """Units like one, what they share with it, and by which figures they are the nearest."""

    units: tuple[Unit, ...]
    shared: tuple[Shared, ...]
    nearest: tuple[View, ...]


@kept(256)
def similar_units(source: Warehouse, unit: Unit, structure: Structure) -> Similar | None:
    """The first of a level's other units by the catalogue's criteria.

    Those that share the first criterion come before those that do not, and so on; among them the
    nearest in figures, bands by their middle, units without a figure last. None where nothing that
    tells units apart is known of this one.
    """
    equal: list[View | None] = []
    nearest: list[View] = []
    for rule in criteria(source, unit.level):
        if rule.criterion == REGION:
            equal.append(None)
            continue
        shown = view(source, rule.criterion, unit.level, None, structure)
        row = shown.row_of(unit.unit_id)
        if rule.is_nearest and row.has_value:
            nearest.append(shown)
        elif not rule.is_nearest and row.value is not None:
            equal.append(shown)
    if not nearest:
        return None

    def order(one: Unit) -> tuple[float, ...]:
        return (
            *(not _is_shared(shown, unit, one) for shown in equal),
            *(_apart(shown, unit, one) for shown in nearest),
        )

    others = [one for one in units_at(source, unit.level, structure).values() if one != unit]
    chosen = tuple(sorted(others, key=order)[:MOST])
    shared = [Shared(shown, sum(_is_shared(shown, unit, one) for one in chosen)) for shown in equal]
    return Similar(chosen, tuple(item for item in shared if item.count), tuple(nearest))


def _is_shared(shown: View | None, unit: Unit, other: Unit) -> bool:
    if shown is None:
        return unit.region_id == other.region_id
    return shown.row_of(unit.unit_id).value == shown.row_of(other.unit_id).value


def _apart(shown: View, unit: Unit, other: Unit) -> float:
    """Between the middles of what two units' figures can be."""
    rows = shown.row_of(unit.unit_id), shown.row_of(other.unit_id)
    if not all(row.has_value for row in rows):
        return float("inf")
    first, second = (sum(row.ends) / 2 for row in rows)
    return abs(first - second)
