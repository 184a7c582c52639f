"""Names that could as well be those of a later structure: the table has to say which it means."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from etl.catalogue.load import Catalogue
from etl.catalogue.table_base import entry_file
from etl.catalogue.table_specs import CarriedTable
from etl.extract.read import Row
from etl.language.structures import DAY_OF
from etl.problems import Problem


@dataclass(frozen=True)
class Named:
    """A unit that a cell names, looked up among those of a day."""

    unit_id: str
    level: str
    day: date
    row: Row
    heading: str
    name: str


def ambiguous_structure(
    catalogue: Catalogue, table: CarriedTable, named: Iterable[Named]
) -> Iterator[Problem]:
    """A table of an earlier period whose names are those of units that came later.

    The 34 provinces all bear names of the 63. More than half of them, without one of the 29 that
    ceased, is no choice among the 63: the figures were published later, on other units.
    """
    if getattr(table, "structure", None) is not None:
        return
    groups: dict[tuple[str, date], dict[str, Named]] = defaultdict(dict)
    for item in named:
        groups[(item.level, item.day)].setdefault(item.unit_id, item)
    for (level, day), items in groups.items():
        for structure, on in DAY_OF.items():
            if on <= day:
                continue
            later = catalogue.units_of(level, on)
            if later == catalogue.units_of(level, day):
                continue
            known = [catalogue.names.knows(item.name, [level], on) for item in items.values()]
            if all(known) and 2 * len(known) > len(later):
                first = next(iter(items.values()))
                begins = max(unit.valid_from or date.min for unit in later)
                expected = (
                    f'structure: "{structure}" in {entry_file(table.table_id)} if '
                    f"these {len(known)} names are of units in force from {begins}, which the "
                    f"figures of {day} come before; else the structure that was in force then"
                )
                yield first.row.problem(first.heading, expected)
