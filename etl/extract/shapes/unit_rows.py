"""One row per unit, one column per indicator: the shape of most appendices."""

from collections.abc import Iterable, Sequence
from datetime import date

from etl.catalogue.resolve import UnknownUnitError
from etl.catalogue.structures import day_of_units
from etl.catalogue.table_base import ColumnTarget, UnitColumn
from etl.catalogue.table_specs import UnitRowsTable
from etl.catalogue.unit_specs import UnitSpec
from etl.catalogue.vocabulary import Status
from etl.extract.read import Row
from etl.extract.shapes.reader import ShapeReader, check_ordinals, missing_status
from etl.facts import Target
from etl.language.statements import say, stated, worded
from etl.problems import Problem


def collect(reader: ShapeReader, table: UnitRowsTable, rows: Sequence[Row]) -> None:
    day = day_of_units(table, table.units_on)
    check_ordinals(reader, table.ordinal_column, rows)
    silent = _silent_units(reader, table, day)
    absent = _ids_of(reader, table, "absent", table.absent, day)
    seen: set[str] = set()
    for row in rows:
        unit = reader.unit(row, table.key_column, row.text[table.key_column], [table.level], day)
        if unit is None:
            continue
        if unit.unit_id in seen:
            expected = "each unit once in the table"
            reader.facts.problems.append(row.problem(table.key_column, expected))
            continue
        seen.add(unit.unit_id)
        for column in table.columns:
            _unit_cell(reader, table, row, unit, column, silent)
    for unit in reader.catalogue.units_of(table.level, day):
        if unit.unit_id not in seen:
            name = absent.get(unit.unit_id)
            reason = table.absent_vi if name is None else table.absent[name]
            if reason is None:
                reader.issue(
                    "unit_missing_from_list", "warning", say("unit_not_in_table"), None, unit
                )
            else:
                reader.issue("absent_by_design", "info", worded(reason), None, unit)


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
                    f"data/catalogue/tables/{table.table_id}.yml",
                    error.expected,
                    cell=key,
                    found=name,
                    candidates=error.candidates,
                )
            )
    return name_of


def _unit_cell(
    reader: ShapeReader,
    table: UnitRowsTable,
    row: Row,
    unit: UnitSpec,
    column: UnitColumn,
    silent: frozenset[str],
) -> None:
    heading = column.heading
    missing = missing_status(reader, table, row, heading)
    if missing is not None and column.target is None:
        status, note = missing
        reader.observation(row, heading, column.indicator, unit, table.period, None, status, note)
        return
    value = reader.number(row, heading, column.number_format or table.number_format)
    if value is None:
        return
    if column.target is not None:
        _unit_target(reader, table, row, unit, column, column.target, value)
    elif unit.unit_id in silent and table.not_reported is not None:
        if value != 0:
            reader.facts.problems.append(
                row.problem(heading, "0, since the catalogue says this unit did not report")
            )
        status, note = Status.NOT_REPORTED, stated(table.not_reported.reason_vi)
        reader.observation(row, heading, column.indicator, unit, table.period, None, status, note)
    else:
        # A note of these tables explains the missing cell beside this one, not this figure.
        reader.observation(row, heading, column.indicator, unit, table.period, value)


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
