"""Rows that are of no unit, as several bear one name, and the sums that they are part of."""

from collections.abc import Sequence
from datetime import date
from math import fsum

from etl.catalogue.table_base import UnitColumn, entry_file
from etl.catalogue.table_specs import UnitRowsTable
from etl.catalogue.vocabulary import Period, Status
from etl.extract.parse import parse_number
from etl.extract.read import Row
from etl.extract.shapes.reader import ShapeReader
from etl.facts import Observation, UnassignedFigure
from etl.language.statements import Statement, Text, say
from etl.problems import CellError, Problem


def parted(table: UnitRowsTable, rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """The rows of units, and those that are of none."""
    of_none = [row for row in rows if row.text[table.key_column] in table.unassigned]
    return [row for row in rows if row not in of_none], of_none


def collect_unassigned(reader: ShapeReader, table: UnitRowsTable, rows: Sequence[Row]) -> None:
    """Add the figures of rows of no unit, and say of each row why it is of none."""
    for row in rows:
        name = row.text[table.key_column]
        reason = table.unassigned[name]
        detail = say("row_of_no_unit", printed=name, reason=Text(reason))
        reader.issue("row_of_no_unit", "warning", detail, row)
        for column, period in _figures_of(table):
            if row.text[column.heading] in table.missing:
                continue
            value = reader.number(row, column.heading, column.number_format or table.number_format)
            if value is not None:
                reader.facts.unassigned.append(
                    UnassignedFigure(
                        table.table_id,
                        row.line,
                        reader.document_line(row),
                        name,
                        column.indicator,
                        period,
                        value,
                        row.raw[column.heading],
                        table.document,
                        reason,
                    )
                )
    for name in table.unassigned.keys() - {row.text[table.key_column] for row in rows}:
        expected = "a row in the raw table for each of `unassigned`"
        file = entry_file(table.table_id)
        reader.report(Problem(file, expected, cell="unassigned", found=name))


def add_sums(reader: ShapeReader, table: UnitRowsTable, rows: Sequence[Row], day: date) -> None:
    """Add to the `sum_unit` what the rows of all units come to, in amounts that add up.

    Whose row is whose makes no difference to a sum, only that every unit has one.
    """
    if table.sum_unit is None:
        return
    units = reader.catalogue.units_of(table.level, day)
    if len(rows) != len(units):
        expected = f"{len(units)} rows, one of each unit, for the sums of `sum_unit`"
        file = entry_file(table.table_id)
        reader.report(Problem(file, expected, cell="sum_unit", found=f"{len(rows)} rows"))
        return
    of_none = len(parted(table, rows)[1])
    for column, period in _figures_of(table):
        values = [_printed(table, column, row) for row in rows]
        adds_up = reader.catalogue.indicators[column.indicator].aggregation == "sum"
        known = [value for value in values if value is not None]
        if not adds_up or len(known) < len(values):
            continue
        total = fsum(known)
        reader.facts.observations.append(
            Observation(
                column.indicator,
                table.sum_unit,
                period,
                "derived",
                Status.OBSERVED,
                (total, total),
                table.document,
                table.table_id,
                note=say("sum_of_rows", count=len(rows), unassigned=of_none),
            )
        )


def add_unknown(reader: ShapeReader, table: UnitRowsTable, unit_id: str, reason: Statement) -> None:
    """Say of a unit without a row of its own that its figures are not known: some row has them."""
    for column, period in _figures_of(table):
        reader.facts.observations.append(
            Observation(
                column.indicator,
                unit_id,
                period,
                "published",
                Status.NOT_AVAILABLE,
                None,
                table.document,
                table.table_id,
                note=reason,
            )
        )


def _figures_of(table: UnitRowsTable) -> list[tuple[UnitColumn, Period]]:
    """The columns of figures, each with its period."""
    found = [(column, column.period or table.period) for column in table.columns]
    return [
        (column, period) for column, period in found if period is not None and not column.target
    ]


def _printed(table: UnitRowsTable, column: UnitColumn, row: Row) -> float | None:
    """The number of a cell; None where it has none, which its own row reports."""
    try:
        return parse_number(row.text[column.heading], column.number_format or table.number_format)
    except CellError:
        return None
