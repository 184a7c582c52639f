"""Which old units became part of which new one, whole or in part, as the lineage says."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from etl.catalogue.load import Catalogue
from etl.catalogue.unit_specs import LineageSpec, UnitSpec
from etl.language.statements import Statement, Text, UnitName, say


@dataclass(frozen=True)
class Succession:
    """A new unit, the old ones that became part of it whole, and those it got a part of."""

    unit: UnitSpec
    members: tuple[UnitSpec, ...]
    split: tuple[tuple[UnitSpec, str], ...]
    """Bodies that were split among successors, with the part this unit took over."""
    carries_over: bool
    """Whether the unit is an old one under a new id."""
    moved: tuple[Statement, ...] = ()
    """Functions that moved in or out without their figures."""

    @property
    def is_reorganised(self) -> bool:
        """Whether it is another body than before, so that no earlier figure is its own.

        Provinces that merged are all of their members; a ministry that took in another body, or
        a function, or gave one up, answers for something else.
        """
        joined = self.unit.level == "ministry" and len(self.members) > 1
        return joined or bool(self.split or self.moved)

    @property
    def is_region(self) -> bool:
        """Whether the members lie in the unit, rather than became it (`etl/derive/regions.py`)."""
        return self.unit.level == "region"


def successions(catalogue: Catalogue) -> list[Succession]:
    """Every unit that has predecessors, in the catalogue's order."""
    links: dict[str, list[LineageSpec]] = defaultdict(list)
    for link in catalogue.lineage:
        links[link.successor_id].append(link)
    return [
        _succession(catalogue, unit, links[unit.unit_id])
        for unit in catalogue.units.values()
        if unit.unit_id in links
    ]


def _succession(catalogue: Catalogue, unit: UnitSpec, links: Sequence[LineageSpec]) -> Succession:
    whole = [link for link in links if link.whole]
    split = [link for link in links if link.relation == "split"]
    moved = tuple(_moved(catalogue, unit, {link.predecessor_id for link in whole}))
    unaltered = not split and not moved
    return Succession(
        unit,
        tuple(catalogue.units[link.predecessor_id] for link in whole),
        tuple((catalogue.units[link.predecessor_id], link.part_vi or "") for link in split),
        # A body that was merged is gone, even where nothing else was merged with it whole.
        carries_over=unaltered and [link.relation != "merged" for link in whole] == [True],
        moved=moved,
    )


def _moved(catalogue: Catalogue, unit: UnitSpec, members: Collection[str]) -> Iterator[Statement]:
    for link in catalogue.lineage:
        if link.relation != "part":
            continue
        if link.successor_id == unit.unit_id:
            yield moved_part("received_part", link.part_vi, link.predecessor_id)
        elif link.predecessor_id in members:
            yield moved_part("gave_part", link.part_vi, link.successor_id)


def moved_part(code: str, part_vi: str | None, unit_id: str) -> Statement:
    """A part of a body that came from another or went to it."""
    return say(code, part=Text(part_vi or ""), unit=UnitName(unit_id))
