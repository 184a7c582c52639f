"""What entries of tables of units must say of time and totals, so that no figure goes astray."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from etl.catalogue.resolve import UnitNames
from etl.catalogue.table_base import entry_file
from etl.catalogue.table_specs import UnitRowsTable
from etl.catalogue.unit_specs import UnitSpec
from etl.language.structures import DAY_OF
from etl.problems import Problem


def unit_rows_problems(
    table: UnitRowsTable, units: Mapping[str, UnitSpec], names: UnitNames
) -> Iterator[Problem]:
    """Periods whose units differ, and rows of totals that are units or of no unit."""
    yield from _mixed_units(table, units)
    yield from _bad_check_rows(table, units, names)


def _mixed_units(table: UnitRowsTable, units: Mapping[str, UnitSpec]) -> Iterator[Problem]:
    """A name before and after a reorganisation is of two units: which one, no row can say."""
    if table.structure is not None:
        return
    of_level = [unit for unit in units.values() if unit.level == table.level]
    for before, after in pairwise(table.unit_days):
        if any(unit.valid_on(before) != unit.valid_on(after) for unit in of_level):
            choices = " or ".join(f'structure: "{structure}"' for structure in DAY_OF)
            expected = f"{choices}, as the {table.level} level changed between the periods"
            yield _problem(table, "structure", expected, f"{before} and {after}")


def _bad_check_rows(
    table: UnitRowsTable, units: Mapping[str, UnitSpec], names: UnitNames
) -> Iterator[Problem]:
    day = table.unit_days[0] if table.structure is None else DAY_OF[table.structure]
    for text, row in table.check_rows.items():
        if names.knows(text, [table.level], day):
            expected = "no name of a unit, whose figures would be lost"
            yield _problem(table, "check_rows", expected, text)
        if row.region is not None and not any(
            unit.region_id == row.region and unit.level == table.level and unit.valid_on(day)
            for unit in units.values()
        ):
            expected = f"the id of a region with units of the level {table.level} on {day}"
            yield _problem(table, f"check_rows.{text}.region", expected, row.region)


def _problem(table: UnitRowsTable, key: str, expected: str, found: str) -> Problem:
    return Problem(entry_file(table.table_id), expected, cell=key, found=found)
