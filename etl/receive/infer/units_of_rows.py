"""What the rows of a table of units say of their units: structure, totals, names to be listed."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from etl.catalogue.load import Catalogue
from etl.catalogue.vocabulary import NumberFormat
from etl.extract.read import Row
from etl.language.structures import DAY_OF
from etl.receive.infer.inferred import DraftEntry
from etl.receive.infer.totals import is_total, propose_check_rows
from etl.receive.infer.unit_names import (
    UnitLookup,
    repeated_names,
    structure_of_names,
    unknown_names,
)


@dataclass(frozen=True)
class UnitTable:
    """A table of units as far as it is known."""

    level: str
    key_column: str
    apart: Sequence[str]
    """Columns that tell rows of one unit apart: of periods, of indicators."""
    formats: Mapping[str, Sequence[NumberFormat]]
    day: date | None
    """The day that the figures speak of."""
    check_rows: Collection[str] = ()
    """Rows of totals that the entry it continues declares."""


def totals_in(catalogue: Catalogue, level: str, names: Collection[str]) -> set[str]:
    """The names that are of all units or a region, in one structure or the other."""
    days = DAY_OF.values()
    return {name for name in names if any(is_total(catalogue, name, level, day) for day in days)}


def put_units(entry: DraftEntry, lookup: UnitLookup, table: UnitTable, rows: Sequence[Row]) -> None:
    """Put the structure and the rows of totals, and report names that do not resolve."""
    key = table.key_column
    totals = totals_in(lookup.catalogue, table.level, {row.text[key] for row in rows})
    units = [row for row in rows if row.text[key] not in totals]
    day = _put_structure(entry, lookup, table, [row.text[key] for row in units])
    likely = lookup.likely(table.level, day)
    entry.report(unknown_names(likely, units, key))
    entry.report(repeated_names(rows, key, table.apart, likely))
    if totals != set(table.check_rows) and not table.apart:
        propose_check_rows(entry, lookup.catalogue, rows, totals, table.formats, likely, key)
    elif totals != set(table.check_rows):
        why = f"rows of totals, each of several periods: {', '.join(sorted(totals))}"
        entry.undecided["table.check_rows"] = why


def _put_structure(
    entry: DraftEntry, lookup: UnitLookup, table: UnitTable, names: Sequence[str]
) -> date:
    """The day whose units the names are; put the structure where the period does not tell it."""
    found = structure_of_names(lookup.catalogue, table.level, names)
    if table.day is None:
        if found is None:
            entry.undecided.setdefault("table.structure", "which units, until there is a period")
            return DAY_OF["2024"]
        entry.give("table.structure", *found)
        return DAY_OF[found[0]]
    if found is None:
        return table.day
    meant = lookup.catalogue.units_of(table.level, DAY_OF[found[0]])
    if meant == lookup.catalogue.units_of(table.level, table.day):
        return table.day
    entry.give("table.structure", *found)
    return DAY_OF[found[0]]
