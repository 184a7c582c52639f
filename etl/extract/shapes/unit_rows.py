"""One row per unit, or per unit and period; a column per indicator, or per indicator and period."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from etl.catalogue.resolve import UnknownUnitError
from etl.catalogue.structures import day_of_units
from etl.catalogue.table_base import ColumnTarget, UnitColumn, entry_file
from etl.catalogue.table_specs import UnitRowsTable
from etl.catalogue.unit_specs import UnitSpec
from etl.catalogue.vocabulary import Period, Status
from etl.extract.read import Row
from etl.extract.shapes.check_rows import collect_check_rows
from etl.extract.shapes.lost_zeros import with_zeros
from etl.extract.shapes.reader import (
    ShapeReader,
    check_ordinals,
    missing_status,
    row_columns,
    row_period,
)
from etl.extract.shapes.unassigned_rows import add_sums, add_unknown, collect_unassigned, parted
from etl.facts import Target
from etl.language.statements import say, stated, worded
from etl.problems import Problem


def collect(reader: ShapeReader, table: UnitRowsTable, rows: Sequence[Row]) -> None:
    """What the rows of units say, what rows of totals print, and why a unit has no row."""
    day = day_of_units(table, table.unit_days[0])
    rows = with_zeros(reader, table, rows)
    of_units = [row for row in rows if row.text[table.key_column] not in table.check_rows]
    is_long = table.period_column is not None or table.indicator_column is not None
    if not is_long:
        # A long table numbers rows, units or periods.
        check_ordinals(reader, table.ordinal_column, of_units)
    named, unassigned = parted(table, of_units)
    seen = _collect_units(reader, table, named, day)
    collect_unassigned(reader, table, unassigned)
    add_sums(reader, table, of_units, day)
    left_out = _left_out(reader, table, seen, day)
    compared = []
    for unit in reader.catalogue.units_of(table.level, day):
        reason = left_out.get(unit.unit_id, table.absent_vi)
        if unit.unit_id in seen or reason is None:
            compared.append(unit)
        if unit.unit_id not in seen and not table.single_units:
            if reason is None:
                reader.issue(
                    "unit_missing_from_list", "warning", say("unit_not_in_table"), None, unit
                )
            elif table.unassigned:
                add_unknown(reader, table, unit.unit_id, worded(reason))
            else:
                reader.issue("absent_by_design", "info", worded(reason), None, unit)
    totals = [row for row in rows if row.text[table.key_column] in table.check_rows]
    collect_check_rows(reader, table, totals, compared)


def _left_out(
    reader: ShapeReader, table: UnitRowsTable, seen: set[str], day: date
) -> dict[str, str]:
    """Why units have no row that is theirs, by id; of the others the table says nothing."""
    names = reader.catalogue.names
    repeated = {
        name: reason
        for name, reason in table.unassigned.items()
        if names.knows(name, [table.level], day)
    }
    reasons = table.absent | repeated
    found = _ids_of(reader, table, "absent", reasons, day)
    for unit_id, name in found.items():
        if unit_id in seen and name in repeated:
            expected = "a name of `unassigned` that no other row has in another spelling"
            file = entry_file(table.table_id)
            reader.report(Problem(file, expected, cell="unassigned", found=name))
    return {unit_id: reasons[name] for unit_id, name in found.items()}


def _collect_units(
    reader: ShapeReader, table: UnitRowsTable, rows: Sequence[Row], day: date
) -> set[str]:
    """Add the figures and targets of every row; the ids of the units that have one."""
    silent = _silent_units(reader, table, day)
    totals = f"; a row of totals is declared in `check_rows` of {entry_file(table.table_id)}"
    found: dict[tuple[str, Period | None, tuple[UnitColumn, ...]], list[Row]] = {}
    for row in rows:
        name = row.text[table.key_column]
        unit = reader.unit(row, table.key_column, name, [table.level], day, totals)
        period = row_period(reader, table, row)
        columns = row_columns(reader, table, row)
        if unit is not None and columns and (period is not None or not table.periods):
            found.setdefault((unit.unit_id, period, columns), []).append(row)
    for (unit_id, period, columns), same in found.items():
        if len(same) > 1:
            reader.facts.problems.extend(_named_again(table, same))
            continue
        for column in columns:
            unit = reader.catalogue.units[unit_id]
            _unit_cell(reader, table, same[0], unit, column, period, silent)
    return {unit_id for unit_id, *_rest in found}


def _named_again(table: UnitRowsTable, rows: Sequence[Row]) -> Iterator[Problem]:
    """Rows of one unit: which of them are of another, no order of the rows can say."""
    lines = ", ".join(str(row.line) for row in rows)
    for row in rows:
        expected = "each unit once in the table, or for each of its periods and indicators"
        yield row.problem(table.key_column, f"{expected}; lines {lines} all name this one")


def _silent_units(reader: ShapeReader, table: UnitRowsTable, day: date) -> frozenset[str]:
    """The units whose printed zeros mean that they did not report."""
    names = () if table.not_reported is None else table.not_reported.units
    return frozenset(_ids_of(reader, table, "not_reported.units", names, day))


def _ids_of(
    reader: ShapeReader, table: UnitRowsTable, key: str, names: Iterable[str], day: date
) -> dict[str, str]:
    """The ids of the units that a key of the catalogue entry names, each with its name there."""
    name_of = {}
    for name in names:
        try:
            name_of[reader.catalogue.names.resolve(name, [table.level], day).unit.unit_id] = name
        except UnknownUnitError as error:
            reader.facts.problems.append(
                Problem(
                    entry_file(table.table_id),
                    error.expected,
                    cell=key,
                    found=name,
                    candidates=error.candidates,
                    unit_ids=error.unit_ids,
                )
            )
    return name_of


def _unit_cell(
    reader: ShapeReader,
    table: UnitRowsTable,
    row: Row,
    unit: UnitSpec,
    column: UnitColumn,
    of_row: Period | None,
    silent: frozenset[str],
) -> None:
    heading = column.heading
    number_format = column.number_format or table.number_format
    if column.target is not None:
        if (value := reader.number(row, heading, number_format)) is not None:
            _unit_target(reader, table, row, unit, column, column.target, value)
        return
    period = column.period or of_row
    assert period is not None
    missing = missing_status(reader, table, row, heading)
    if missing is not None:
        status, note = missing
        reader.observation(row, heading, column.indicator, unit, period, None, status, note)
        return
    value = reader.number(row, heading, number_format)
    if value is None:
        return
    if unit.unit_id in silent and table.not_reported is not None:
        if value != 0:
            reader.facts.problems.append(
                row.problem(heading, "0, since the catalogue says this unit did not report")
            )
        status, note = Status.NOT_REPORTED, stated(table.not_reported.reason_vi)
        reader.observation(row, heading, column.indicator, unit, period, None, status, note)
    else:
        # A note of these tables explains the missing cell beside this one, not this figure.
        reader.observation(row, heading, column.indicator, unit, period, value)


def _unit_target(
    reader: ShapeReader,
    table: UnitRowsTable,
    row: Row,
    unit: UnitSpec,
    column: UnitColumn,
    target: ColumnTarget,
    value: float,
) -> None:
    line = reader.document_line(row)
    if line is None:
        return
    reader.facts.targets.append(
        Target(
            column.indicator,
            "unit",
            unit.unit_id,
            target.due_on,
            target.comparator,
            (value, value),
            row.text[column.heading],
            table.document,
            table.table_id,
            row.line,
            line,
            row.raw[column.heading],
            definition_id=table.targets_definition_id,
        )
    )
