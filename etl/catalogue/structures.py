"""Which structure of the country the units of a table belong to, and where that must be said.

A name alone does not tell: each of the 34 provinces bears the name of one of the 63, and most of
them are other provinces. A table's period tells it, unless the table was published later: the index
of 2024 was, on the 34.
"""

from collections.abc import Iterable
from datetime import date

from etl.catalogue.load import Catalogue
from etl.catalogue.register_specs import ObstaclesTable, TasksTable, UnitFlagsTable
from etl.catalogue.table_base import NamesUnits
from etl.catalogue.table_specs import (
    FiguresTable,
    TableSpec,
    UnitBandsTable,
    UnitOrderTable,
    UnitRowsTable,
)
from etl.language.structures import DAY_OF


def day_of_units(table: TableSpec, day: date) -> date:
    """The day whose units a table names, where its own word for them is the structure.

    `day` is the one that its figures speak of, for tables that do not say more.
    """
    declared = table.structure if isinstance(table, NamesUnits) else None
    return day if declared is None else DAY_OF[declared]


def structure_of(catalogue: Catalogue, table: TableSpec) -> str | None:
    """The structure that the units of a table belong to.

    None where it names none of a structure (the country, the blocs), and where it names ministries
    of one and provinces of the other.
    """
    if isinstance(table, NamesUnits) and table.structure is not None:
        return table.structure
    levels = _levels(catalogue, table)
    found = [
        structure
        for structure, on in DAY_OF.items()
        if all(
            catalogue.units_of(level, day) == catalogue.units_of(level, on)
            for level in levels
            for day in _days(table)
        )
    ]
    return found[0] if len(found) == 1 else None


def _levels(catalogue: Catalogue, table: TableSpec) -> Iterable[str]:
    """The levels that a table may name units of."""
    match table:
        case UnitRowsTable() | UnitBandsTable() | UnitOrderTable():
            return [table.level]
        case UnitFlagsTable():
            return table.levels
        case FiguresTable():
            known = catalogue.indicators
            return {level for name in table.number_formats for level in known[name].levels}
        case ObstaclesTable():
            return [table.level, "ministry"]
        case TasksTable():
            return ["ministry", "province"]
        case _:
            return []


def _days(table: TableSpec) -> Iterable[date]:
    """The days that its figures speak of."""
    match table:
        case UnitRowsTable():
            return table.unit_days
        case UnitBandsTable() | UnitOrderTable() | UnitFlagsTable():
            return [table.period.end]
        case FiguresTable():
            return [period.end for period in table.periods.values()]
        case ObstaclesTable():
            return [table.reported_on]
        case TasksTable():
            return [table.as_of]
        case _:
            return []
