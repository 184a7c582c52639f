"""What must hold of units that end, begin or change their name: nothing falls between two times."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from etl.catalogue.unit_specs import LineageSpec, UnitNameSpec, UnitSpec
from etl.problems import Problem

UNITS = "data/catalogue/units.csv"
LINEAGE = "data/catalogue/unit_lineage.csv"
NAMES = "data/catalogue/unit_names.csv"
_MOST_NAMESAKES = 20


def namesake_problems(units: Iterable[UnitSpec]) -> Iterator[Problem]:
    """Names that more units bear than could follow one another; they share every spelling."""
    bearing = Counter((unit.level, unit.short_name_vi) for unit in units)
    for (level, name), count in bearing.items():
        if count > _MOST_NAMESAKES:
            expected = f"a short name of at most {_MOST_NAMESAKES} units of the level {level}"
            yield Problem(UNITS, expected, cell="short_name_vi", found=f"{name}, of {count}")


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
        expected_from = units[unit_id].valid_from
        for name in borne[:-1]:
            if name.valid_from != expected_from:
                yield _not_one_a_day(unit_id, "valid_from", name.valid_from)
            if name.valid_to is None:
                yield _not_one_a_day(unit_id, "valid_to", name.valid_to)
            else:
                expected_from = name.valid_to + timedelta(days=1)
        if borne[-1].valid_from != expected_from:
            yield _not_one_a_day(unit_id, "valid_from", borne[-1].valid_from)
        if borne[-1].valid_to != units[unit_id].valid_to:
            yield _not_one_a_day(unit_id, "valid_to", borne[-1].valid_to)


def _not_one_a_day(unit_id: str, cell: str, found: date | None) -> Problem:
    expected = f"one name of {unit_id} on each day that it exists, in order of time"
    return Problem(NAMES, expected, cell=cell, found=str(found or ""))
