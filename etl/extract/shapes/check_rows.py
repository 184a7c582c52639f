"""Rows of totals, means and regions among the rows of units: what they print, to be checked."""

from collections.abc import Sequence

from etl.catalogue.table_base import UnitColumn, entry_file
from etl.catalogue.table_specs import UnitRowsTable
from etl.catalogue.unit_specs import UnitSpec
from etl.catalogue.vocabulary import Period
from etl.check_figures import CheckFigure
from etl.extract.read import Row
from etl.extract.shapes.reader import ShapeReader, row_columns, row_period
from etl.problems import Problem


def collect_check_rows(
    reader: ShapeReader, table: UnitRowsTable, rows: Sequence[Row], units: Sequence[UnitSpec]
) -> None:
    """Add every figure of the declared rows; `units` are those that the table is to have."""
    met: set[tuple[str, Period | None, tuple[UnitColumn, ...]]] = set()
    for row in rows:
        text = row.text[table.key_column]
        period = row_period(reader, table, row)
        columns = row_columns(reader, table, row)
        if not columns or (period is None and table.periods):
            continue
        if (text, period, columns) in met:
            # A second one is of other rows than the first, and nobody says which.
            expected = (
                "each row of totals once in the table, or for each of its periods and indicators"
            )
            reader.facts.problems.append(row.problem(table.key_column, expected))
            continue
        met.add((text, period, columns))
        check = table.check_rows[text]
        unit_ids = tuple(unit.unit_id for unit in units if check.region in (None, unit.region_id))
        for column in columns:
            _check_cell(reader, table, row, column, period, unit_ids)
    for text in table.check_rows.keys() - {text for text, *_rest in met}:
        file = entry_file(table.table_id)
        expected = "a row in the raw table for each of `check_rows`"
        reader.facts.problems.append(Problem(file, expected, cell="check_rows", found=text))


def _check_cell(
    reader: ShapeReader,
    table: UnitRowsTable,
    row: Row,
    column: UnitColumn,
    of_row: Period | None,
    unit_ids: tuple[str, ...],
) -> None:
    """Add a cell that prints a figure; headings of groups leave theirs empty."""
    printed = row.text[column.heading]
    if not printed or printed in table.missing:
        return
    value = reader.number(row, column.heading, column.number_format or table.number_format)
    of = column.target.due_on if column.target else column.period or of_row
    if value is None or of is None:
        return
    text = row.text[table.key_column]
    reader.facts.checks.append(
        CheckFigure(
            text,
            table.check_rows[text],
            column.indicator,
            of,
            value,
            printed,
            unit_ids,
            table.table_id,
            row.line,
        )
    )
