"""Figures of regions, from those of the provinces that lie in them, in both structures.

The rules are those of merged units (`etl/derive/merge.py`): counts add up, rates whose counts are
known are computed anew, other rates lie between the lowest and the highest province, ranks and
grades stay with the provinces, and a province without a value leaves the region's figure `partial`.
Regions have no targets of their own, except what was allocated to their provinces in numbers that
add up.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from etl.catalogue.load import Catalogue
from etl.catalogue.unit_specs import UnitSpec
from etl.derive.successions import Succession
from etl.derive.targets import merged_target, targets_by_unit
from etl.facts import Target


def regions(catalogue: Catalogue) -> list[Succession]:
    """Every region with its provinces, in the catalogue's order."""
    members: dict[str, list[UnitSpec]] = defaultdict(list)
    for unit in catalogue.units.values():
        if unit.region_id is not None:
            members[unit.region_id].append(unit)
    return [
        Succession(catalogue.units[region_id], tuple(units), split=(), carries_over=False)
        for region_id, units in members.items()
    ]


def region_targets(catalogue: Catalogue, targets: Iterable[Target]) -> Iterator[Target]:
    """What was allocated to all provinces of a region, where amounts add up."""
    given = targets_by_unit(targets)
    for region in regions(catalogue):
        for (indicator_id, _due), by_unit in given.items():
            spec = catalogue.indicators[indicator_id]
            found = [by_unit[m.unit_id] for m in region.members if m.unit_id in by_unit]
            if spec.aggregation == "sum" and len(found) == len(region.members):
                yield merged_target(catalogue, region, spec, found)
