"""Names without what a table declares to stand around them: `UBND tỉnh`, `(*)`, capitals."""

from collections.abc import Iterable
from datetime import date

from etl.catalogue.resolve import UnitNames
from etl.catalogue.table_base import NamesUnits
from etl.catalogue.table_specs import CarriedTable
from etl.extract.parse import clean_text


def bare_name(
    names: UnitNames, table: CarriedTable, printed: str, levels: Iterable[str], day: date
) -> str:
    """The name to be looked up; nothing is taken away that the table does not declare."""
    if not isinstance(table, NamesUnits):
        return printed
    name = printed
    # The longest first: `UBND` stands before `UBND tỉnh` too.
    for prefix in sorted(map(clean_text, table.name_prefixes), key=len, reverse=True):
        if name.startswith(f"{prefix} "):
            name = name.removeprefix(f"{prefix} ")
            break
    for suffix in sorted(map(clean_text, table.name_suffixes), key=len, reverse=True):
        if name.endswith(suffix):
            name = name.removesuffix(suffix).rstrip()
            break
    return names.spelled(name, levels, day) if table.names_in_capitals else name
