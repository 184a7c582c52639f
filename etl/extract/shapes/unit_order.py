"""Sentences of the body text that name the highest or the lowest units of a level."""

from collections.abc import Sequence

from etl.catalogue.structures import day_of_units
from etl.catalogue.table_specs import UnitOrderTable
from etl.extract.read import Row
from etl.extract.shapes.reader import END, LIST, ShapeReader
from etl.facts import OrderGroup


def collect(reader: ShapeReader, table: UnitOrderTable, rows: Sequence[Row]) -> None:
    day = day_of_units(table, table.period.end)
    for row in rows:
        end = reader.known(row, END, table.ends)
        units = reader.listed(row, END, [table.level], day, table.indicator)
        if end is None or not units:
            continue
        reader.facts.orders.append(
            OrderGroup(
                table.indicator,
                table.level,
                table.period,
                end,
                frozenset(unit.unit_id for unit in units),
                table.document,
                table.table_id,
                row.line,
                reader.document_line(row),
                row.raw[LIST],
            )
        )
