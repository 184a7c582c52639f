"""Tasks of a document: who is to do what by when, and what the document says of it.

The titles are the catalogue's own short words; a document's prose is not stored. Where a text
names a body in charge, it is the owner; where it gives a task to several without one in charge,
each of them is an owner and has a row of its own. Whoever else a text names in a task works with
the owner, is where the task is done, or is named in another way.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from etl.catalogue.register_specs import TasksTable
from etl.catalogue.structures import day_of_units
from etl.catalogue.unit_specs import UnitSpec
from etl.catalogue.vocabulary import NumberFormat, TaskRole
from etl.extract.parse import parse_number
from etl.extract.read import Row
from etl.extract.shapes.reader import DUE, LINE, QUOTE, ShapeReader
from etl.facts import Task, TaskUnit
from etl.language.statements import Text, say, worded
from etl.problems import CellError

CODE, TITLE, OWNERS, BODIES = "Mã", "Việc", "Chủ trì", "Số cơ quan"
PARTNERS, PLACES, NAMED = "Phối hợp", "Nơi thực hiện", "Được nêu"
STATUS, ALSO_LINES = "Tình trạng", "Dòng liên quan"
HEADINGS = (
    *(CODE, LINE, TITLE, OWNERS, BODIES, PARTNERS, PLACES, NAMED),
    *(DUE, STATUS, ALSO_LINES, QUOTE),
)
_BY_HEADING = " (theo đầu mục)"
"""In the raw tables, after deadlines that the heading above a task sets."""
_LONGEST_TITLE = 140
_OWNER_LEVELS = ("bloc", "ministry", "province")
_OTHER_LEVELS = ("ministry", "province")
_ROLES: dict[str, TaskRole] = {PARTNERS: "partner", PLACES: "location", NAMED: "named"}


def collect(reader: ShapeReader, table: TasksTable, rows: Sequence[Row]) -> None:
    codes = Counter(row.text[CODE] for row in rows)
    for row in rows:
        if not row.text[CODE] or codes[row.text[CODE]] > 1:
            reader.facts.problems.append(row.problem(CODE, "a code of its own for each task"))
        title = row.text[TITLE]
        if not 0 < len(title) <= _LONGEST_TITLE:
            expected = f"a title of up to {_LONGEST_TITLE} characters"
            reader.facts.problems.append(row.problem(TITLE, expected))
        status = reader.known(row, STATUS, table.statuses)
        starts_on, due_on = _days(reader, table, row)
        lines = _lines(reader, table, row, LINE)
        others = _lines(reader, table, row, ALSO_LINES)
        owners = list(_owners(reader, table, row))
        named = list(_named(reader, table, row))
        if status is None or len(lines) != 1:
            continue
        for number, (unit_id, name) in enumerate(owners, start=1):
            suffix = f"-{number}" if len(owners) > 1 else ""
            own = [TaskUnit(unit_id, "owner", name)] if unit_id and name else []
            reader.facts.tasks.append(
                Task(
                    task_id=f"{row.text[CODE]}{suffix}",
                    owner_unit_id=unit_id,
                    owner_vi=name,
                    title_vi=title,
                    due_on=due_on,
                    due_vi=row.text[DUE].removesuffix(_BY_HEADING) if due_on else None,
                    due_from_heading=row.text[DUE].endswith(_BY_HEADING),
                    starts_on=starts_on,
                    starts_vi=row.text[DUE] if starts_on else None,
                    status=status,
                    status_as_of=table.as_of,
                    document_id=table.document,
                    table_id=table.table_id,
                    source_line=row.line,
                    document_line=lines[0],
                    quote=row.text[QUOTE],
                    other_lines=others,
                    units=(*own, *named),
                )
            )
        if status == "late" and due_on is not None and due_on > table.as_of:
            _late_before_due(reader, table, row, title)


def _days(reader: ShapeReader, table: TasksTable, row: Row) -> tuple[date | None, date | None]:
    """The first day and the last: a text that says when to begin sets no deadline."""
    text = row.text[DUE]
    if text in table.start_dates:
        return table.start_dates[text], None
    return None, reader.known(row, DUE, table.due_dates) if text else None


def _late_before_due(reader: ShapeReader, table: TasksTable, row: Row, title_vi: str) -> None:
    reader.issue(
        "late_before_due",
        "warning",
        say("late_early", task=Text(title_vi), due=row.text[DUE], day=table.as_of),
        row,
    )


def _names(row: Row, heading: str) -> list[str]:
    return [name.strip() for name in row.text[heading].split(";") if name.strip()]


def _owners(
    reader: ShapeReader, table: TasksTable, row: Row
) -> Iterator[tuple[str | None, str | None]]:
    """Unit id and printed name of every owner of a row; one pair of None where nobody is named."""
    names = _names(row, OWNERS)
    if row.text[BODIES]:
        stated = reader.number(row, BODIES, NumberFormat.INTEGER)
        if stated is not None and stated != len(names):
            detail = say("bodies_listed", stated=row.text[BODIES], named=len(names))
            reader.issue("list_count_mismatch", "warning", detail, row)
    if not names:
        yield None, None
    found: set[str] = set()
    for name in names:
        if name in table.owners_without_unit:
            yield None, name
            continue
        unit = _unit(reader, table, row, OWNERS, name, _OWNER_LEVELS)
        if unit is None:
            continue
        if unit.unit_id in found:
            reader.facts.problems.append(row.problem(OWNERS, f"{name} once among the owners"))
        found.add(unit.unit_id)
        yield unit.unit_id, name


def _named(reader: ShapeReader, table: TasksTable, row: Row) -> Iterator[TaskUnit]:
    """The units that a row names beside its owners, each once in a role."""
    for heading, role in _ROLES.items():
        found: set[str] = set()
        for name in _names(row, heading):
            unit = _unit(reader, table, row, heading, name, _OTHER_LEVELS)
            if unit is None:
                continue
            if unit.unit_id in found:
                reader.facts.problems.append(row.problem(heading, f"{name} once in the cell"))
            found.add(unit.unit_id)
            yield TaskUnit(unit.unit_id, role, name)


def _unit(
    reader: ShapeReader,
    table: TasksTable,
    row: Row,
    heading: str,
    name: str,
    levels: Sequence[str],
) -> UnitSpec | None:
    """The unit of the document's day, or of the last day of a body it names after its end."""
    former = table.former_bodies.get(name)
    day = day_of_units(table, table.as_of) if former is None else former.existed_on
    unit = reader.unit(row, heading, name, levels, day)
    if unit is not None and former is not None:
        reader.issue("owner_dissolved", "info", worded(former.reason_vi), row, unit)
    return unit


def _lines(reader: ShapeReader, table: TasksTable, row: Row, heading: str) -> tuple[int, ...]:
    """Lines of the document, each one of those the table is taken from."""
    first, last = table.source_lines
    found = []
    for text in _names(row, heading):
        try:
            line = parse_number(text, NumberFormat.INTEGER)
        except CellError as error:
            reader.facts.problems.append(row.problem(heading, error.expected))
            continue
        if not first <= line <= last:
            reader.facts.problems.append(row.problem(heading, f"a line from {first} to {last}"))
        found.append(int(line))
    return tuple(found)
