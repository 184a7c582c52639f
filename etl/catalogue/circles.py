"""What must lead somewhere and never back to itself: who became what, what took whose place."""

from collections.abc import Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from etl.catalogue.indicator_specs import IndicatorSpec
from etl.catalogue.unit_specs import LineageSpec, UnitSpec
from etl.catalogue.units_in_time import LINEAGE, UNITS
from etl.problems import Problem


def circle_problems(
    units: Mapping[str, UnitSpec],
    lineage: Iterable[LineageSpec],
    indicators: Mapping[str, IndicatorSpec],
) -> Iterator[Problem]:
    """A problem for each kind of link that comes back to where it began."""
    successors: dict[str, list[str]] = {}
    for link in lineage:
        successors.setdefault(link.predecessor_id, []).append(link.successor_id)
    yield from _circle(LINEAGE, "successor_id", successors)
    regions = {name: [unit.region_id] for name, unit in units.items() if unit.region_id}
    yield from _circle(UNITS, "region_id", regions)
    for key in ("replaces", "other_measure_of"):
        others = {
            name: [other] for name, spec in indicators.items() if (other := getattr(spec, key))
        }
        yield from _circle("data/catalogue/indicators", key, others)


def _circle(file: str, key: str, next_of: Mapping[str, Iterable[str]]) -> Iterator[Problem]:
    try:
        TopologicalSorter(next_of).prepare()
    except CycleError as error:
        # The sorter names what comes before, so its circle runs backwards.
        _message, circle = error.args
        expected = "ids that lead away from themselves"
        yield Problem(file, expected, cell=key, found=" → ".join(reversed(circle)))
