"""What the shapes share: reading a cell, naming a unit, and reporting what fails."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from etl.catalogue.load import Catalogue
from etl.catalogue.resolve import UnknownUnitError
from etl.catalogue.table_base import SliceBase, UnitColumn, entry_file
from etl.catalogue.table_specs import CarriedTable, IndicatorRowsTable, UnitRowsTable
from etl.catalogue.unit_specs import UnitSpec
from etl.catalogue.vocabulary import LAST_LINE, NumberFormat, Period, Status
from etl.extract.parse import parse_number
from etl.extract.read import Row
from etl.extract.shapes.bare_names import bare_name
from etl.extract.shapes.listed_names import names_in
from etl.extract.shapes.named_units import Named
from etl.facts import Facts, Issue, Observation, Severity
from etl.language.statements import Statement, Text, UnitName, listing, say
from etl.problems import MOST_TOLD, BuildError, CellError, Problem

ChoiceT = TypeVar("ChoiceT")

_LONGEST_GAP = 100
"""Numbers that a page can skip; more are no numbers of rows."""

_NO_FURTHER = f"fewer than {MOST_TOLD} problems: it was not read further"

# Headings of the raw tables that hold figures and lists of the body text.
LINE, INDICATOR, UNIT, PERIOD, FIGURE, QUOTE = "Dòng", "Chỉ số", "Đơn vị", "Kỳ", "Số liệu", "Trích"
BAND, STATED, LIST = "Khoảng", "Số địa phương", "Danh sách"
END = "Vị trí"
SCOPE, CONDITION, DUE, COMPARATOR, TARGET = "Phạm vi", "Điều kiện", "Hạn", "So sánh", "Mục tiêu"


@dataclass(frozen=True)
class ShapeReader:
    """What the shapes share: reading a cell, naming a unit, and reporting what fails."""

    catalogue: Catalogue
    table: CarriedTable
    facts: Facts
    named: list[Named] = field(default_factory=list)
    """Every unit that a cell named so far."""

    def number(self, row: Row, heading: str, number_format: NumberFormat) -> float | None:
        """The cell's number, or None after reporting that it does not fit the format."""
        try:
            return parse_number(row.text[heading], number_format)
        except CellError as error:
            self.report(row.problem(heading, error.expected))
            return None

    def known(self, row: Row, heading: str, choices: Mapping[str, ChoiceT]) -> ChoiceT | None:
        """What a cell of a closed vocabulary stands for, or None after reporting it."""
        text = row.text[heading]
        if text not in choices:
            nearest = tuple(difflib.get_close_matches(text, choices, n=3))
            self.report(row.problem(heading, "a text the table declares", nearest))
            return None
        return choices[text]

    def report(self, problem: Problem) -> None:
        """Add a problem; when there are as many as a run tells, the rest need not be read.

        Raises BuildError then: to look for the nearest names of every bad cell takes its time.
        """
        self.facts.problems.append(problem)
        if len(self.facts.problems) >= MOST_TOLD:
            raise BuildError([*self.facts.problems, Problem(problem.file, _NO_FURTHER)])

    def document_line(self, row: Row) -> int | None:
        """The line of the document a row stands on; rows of figures of the text say it."""
        if isinstance(self.table, SliceBase):
            return self.table.document_line(row.line)
        line = self.number(row, LINE, NumberFormat.INTEGER)
        if line is None or line <= LAST_LINE:
            return None if line is None else int(line)
        self.report(row.problem(LINE, f"a line of the document, up to {LAST_LINE}"))
        return None

    def unit(
        self, row: Row, heading: str, name: str, levels: Iterable[str], day: date, other: str = ""
    ) -> UnitSpec | None:
        """The unit a name stands for, or None after reporting an unknown name.

        `other`: what else the cell may hold, for the report.
        """
        name = bare_name(self.catalogue.names, self.table, name, levels, day)
        try:
            resolved = self.catalogue.names.resolve(name, levels, day)
        except UnknownUnitError as error:
            problem = row.problem(heading, f"{error.expected}{other}", error.candidates)
            self.report(replace(problem, found=name, unit_ids=error.unit_ids))
            return None
        unit = self.catalogue.units[resolved.unit.unit_id]
        self.named.append(Named(unit.unit_id, unit.level, day, row, heading, name))
        if resolved.repaired:
            detail = say("name_repaired", printed=name, unit=UnitName(unit.unit_id))
            self.issue("spelling_repaired", "info", detail, row, unit)
        return unit

    def listed(
        self, row: Row, what: str, levels: Sequence[str], day: date, indicator_id: str
    ) -> list[UnitSpec]:
        """The units a row lists, each once; `what` heads the column that says what they have.

        The number that the text states of them is compared with the names.
        """
        names = list(names_in(row.text[LIST], lambda name: self._knows(name, levels, day)))
        stated = self.number(row, STATED, NumberFormat.INTEGER) if row.text[STATED] else None
        if names and stated is not None and stated != len(names):
            detail = say(
                "units_listed", stated=row.text[STATED], what=row.text[what], named=len(names)
            )
            self.issue("list_count_mismatch", "warning", detail, row, None, indicator_id)
        found: dict[str, UnitSpec] = {}
        for name in names:
            unit = self.unit(row, LIST, name, levels, day)
            if unit is None:
                continue
            if unit.unit_id in found:
                self.facts.problems.append(row.problem(LIST, f"{name} once in the list"))
            found[unit.unit_id] = unit
        return list(found.values())

    def _knows(self, name: str, levels: Sequence[str], day: date) -> bool:
        names = self.catalogue.names
        return names.knows(bare_name(names, self.table, name, levels, day), levels, day)

    def issue(
        self,
        kind: str,
        severity: Severity,
        detail: Statement,
        row: Row | None = None,
        unit: UnitSpec | None = None,
        indicator_id: str | None = None,
    ) -> None:
        self.facts.issues.append(
            Issue(
                kind,
                severity,
                detail,
                self.table.table_id,
                None if row is None else row.line,
                None if unit is None else unit.unit_id,
                indicator_id,
            )
        )

    def observation(
        self,
        row: Row,
        heading: str,
        indicator_id: str,
        unit: UnitSpec,
        period: Period,
        value: float | None,
        status: Status = Status.OBSERVED,
        note: Statement | None = None,
    ) -> None:
        """Add what one printed cell says; grades keep their letter beside the number."""
        spec = self.catalogue.indicators[indicator_id]
        grade = spec.value_kind == "grade" and value is not None
        self.facts.observations.append(
            Observation(
                indicator_id,
                unit.unit_id,
                period,
                "published",
                status,
                None if value is None else (value, value),
                self.table.document,
                self.table.table_id,
                row.line,
                self.document_line(row),
                row.raw[heading],
                row.text[heading] if grade else None,
                note,
            )
        )


def row_period(reader: ShapeReader, table: UnitRowsTable, row: Row) -> Period | None:
    """The period of a row, else of the table; None after reporting a text that stands for none."""
    if table.period_column is None:
        return table.period
    text = row.text[table.period_column]
    if text not in table.periods:
        listed = ", ".join(map(repr, table.periods))
        entry = entry_file(table.table_id)
        expected = f"one of {listed}; another period is a line of `periods` in {entry}"
        reader.facts.problems.append(row.problem(table.period_column, expected))
    return table.periods.get(text)


def row_columns(reader: ShapeReader, table: UnitRowsTable, row: Row) -> tuple[UnitColumn, ...]:
    """The columns a row has figures of; none after reporting a text that stands for none."""
    if table.indicator_column is None:
        return table.columns
    text = row.text[table.indicator_column]
    found = tuple(column for column in table.columns if column.rows == text)
    if not found:
        listed = ", ".join(repr(column.rows) for column in table.columns)
        entry = entry_file(table.table_id)
        expected = f"one of {listed}; another indicator is a line of `columns` in {entry}"
        reader.facts.problems.append(row.problem(table.indicator_column, expected))
    return found


def printed_note(
    reader: ShapeReader, table: UnitRowsTable | IndicatorRowsTable, row: Row
) -> Statement | None:
    """What the table's column of notes says of a row."""
    text = row.text[table.note_column] if table.note_column else ""
    return say("printed_note", text=Text(text)) if text else None


def missing_status(
    reader: ShapeReader, table: UnitRowsTable | IndicatorRowsTable, row: Row, heading: str
) -> tuple[Status, Statement | None] | None:
    """The status of a missing mark and the printed note that explains it; None for a figure."""
    text = row.text[heading]
    if text not in table.missing:
        return None
    note = printed_note(reader, table, row)
    printed = row.text[table.note_column] if table.note_column else ""
    for reason in table.missing_reasons:
        if printed.startswith(reason.note_starts):
            return reason.status, note
    return table.missing[text], note


def check_ordinals(reader: ShapeReader, column: str | None, rows: Sequence[Row]) -> None:
    """Report gaps in the printed numbering (source trap 7); sub-rows print no number."""
    if column is None:
        return
    expected = 1
    for row in rows:
        if not row.text[column]:
            continue
        ordinal = reader.number(row, column, NumberFormat.INTEGER)
        if ordinal is None:
            continue
        if ordinal > expected + _LONGEST_GAP:
            reader.facts.problems.append(row.problem(column, f"a number near {expected}"))
            return
        if ordinal != expected:
            missing = range(expected, int(ordinal)) or (int(ordinal),)
            detail = say("rows_skipped", numbers=listing(missing))
            reader.issue("skipped_row_number", "info", detail, row)
        expected = int(ordinal) + 1
