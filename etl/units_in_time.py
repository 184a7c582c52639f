"""What must hold of units that end, begin or change their name: nothing falls between two times."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from etl.problems import Problem
from etl.specs import LineageSpec, UnitNameSpec, UnitSpec

LINEAGE = "data/catalogue/unit_lineage.csv"
NAMES = "data/catalogue/unit_names.csv"


def lineage_problems(
    units: Mapping[str, UnitSpec], lineage: Iterable[LineageSpec]
) -> Iterator[Problem]:
    """Every unit that ends has successors and every unit that begins has predecessors.

    A figure then flows somewhere once, or the page can say why it does not. Regions are
    excepted: they only group provinces, and the regions of a new structure are drawn anew.
    """
    onward: dict[str, list[LineageSpec]] = defaultdict(list)
    back: set[str] = set()
    for link in lineage:
        onward[link.predecessor_id].append(link)
        back.add(link.successor_id)
    for unit in units.values():
        if unit.level == "region":
            continue
        if unit.valid_to is not None and not _flows_once(onward[unit.unit_id]):
            expected = "one successor that takes the unit over whole, or several it is split among"
            yield Problem(LINEAGE, expected, cell="predecessor_id", found=unit.unit_id)
        if unit.valid_from is not None and unit.unit_id not in back:
            expected = "a predecessor of the unit"
            yield Problem(LINEAGE, expected, cell="successor_id", found=unit.unit_id)


def _flows_once(links: Sequence[LineageSpec]) -> bool:
    whole = sum(link.whole for link in links)
    split = sum(link.relation == "split" for link in links)
    return (whole == 1 and split == 0) or (whole == 0 and split > 1)


def name_problems(
    units: Mapping[str, UnitSpec], names: Iterable[UnitNameSpec]
) -> Iterator[Problem]:
    """A unit whose name changed bears exactly one on each day of its existence."""
    names_of: dict[str, list[UnitNameSpec]] = defaultdict(list)
    for name in names:
        if name.unit_id in units:
            names_of[name.unit_id].append(name)
    for unit_id, borne in names_of.items():
        unit = units[unit_id]
        starts = [unit.valid_from, *(_day_after(name.valid_to) for name in borne[:-1])]
        ends = [*(name.valid_to for name in borne[:-1]), unit.valid_to]
        for name, start, end in zip(borne, starts, ends, strict=True):
            if name.valid_from != start:
                yield _period_problem(name, "valid_from", name.valid_from, start)
            if name.valid_to != end or (end is not None and start is not None and end < start):
                yield _period_problem(name, "valid_to", name.valid_to, end)


def _day_after(day: date | None) -> date | None:
    return None if day is None else day + timedelta(days=1)


def _period_problem(
    name: UnitNameSpec, cell: str, found: date | None, expected: date | None
) -> Problem:
    return Problem(
        NAMES,
        f"{expected or 'no date'} for {name.unit_id}: one name on each day of the unit",
        cell=cell,
        found=f"{found or ''}",
    )
