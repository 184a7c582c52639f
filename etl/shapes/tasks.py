"""Tasks of a document: who is to do what by when, and what the document says of it.

The titles are the catalogue's own short words; a document's prose is not stored. Where a text
names a body in charge, it is the owner; where it gives a task to several without one in charge,
each of them is an owner and has a row of its own.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from dashboard.i18n import _
from etl.facts import Task
from etl.parse import NumberFormat
from etl.read import Row
from etl.shapes.reader import DUE, LINE, QUOTE, ShapeReader, quoted
from etl.specs import TasksTable

CODE, TITLE, OWNERS, BODIES = "Mã", "Việc", "Chủ trì", "Số cơ quan"
STATUS, ALSO_LINE = "Tình trạng", "Dòng liên quan"
HEADINGS = (CODE, LINE, TITLE, OWNERS, BODIES, DUE, STATUS, ALSO_LINE, QUOTE)
_LONGEST_TITLE = 140
_OWNER_LEVELS = ("bloc", "ministry", "province")


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
        due_on = reader.known(row, DUE, table.due_dates) if row.text[DUE] else None
        line = _line(reader, table, row, LINE)
        also = _line(reader, table, row, ALSO_LINE) if row.text[ALSO_LINE] else line
        owners = list(_owners(reader, table, row))
        if status is None or line is None:
            continue
        elsewhere = ""
        if also != line:
            elsewhere = _("; xem thêm dòng {line}").format(line=also)
        for number, (unit_id, name) in enumerate(owners, start=1):
            suffix = f"-{number}" if len(owners) > 1 else ""
            reader.facts.tasks.append(
                Task(
                    task_id=f"{row.text[CODE]}{suffix}",
                    owner_unit_id=unit_id,
                    owner_vi=name,
                    title_vi=reader.catalogue.say(title),
                    due_on=due_on,
                    due_vi=row.text[DUE] if due_on else None,
                    status=status,
                    status_as_of=table.as_of,
                    document_id=table.document,
                    source_ref=quoted(table, line, row.text[QUOTE]) + elsewhere,
                    table_id=table.table_id,
                    source_line=row.line,
                    document_line=line,
                )
            )


def _owners(
    reader: ShapeReader, table: TasksTable, row: Row
) -> Iterator[tuple[str | None, str | None]]:
    """Unit id and printed name of every owner of a row; one pair of None where nobody is named."""
    names = [name.strip() for name in row.text[OWNERS].split(";") if name.strip()]
    if row.text[BODIES]:
        stated = reader.number(row, BODIES, NumberFormat.INTEGER)
        if stated is not None and stated != len(names):
            detail = _("Văn bản nói {stated} cơ quan nhưng nêu tên {named}.").format(
                stated=row.text[BODIES], named=len(names)
            )
            reader.issue("list_count_mismatch", "warning", detail, row)
    if not names:
        yield None, None
    found: set[str] = set()
    for name in names:
        if name in table.owners_without_unit:
            yield None, name
            continue
        former = table.former_owners.get(name)
        day = table.as_of if former is None else former.existed_on
        unit = reader.unit(row, OWNERS, name, _OWNER_LEVELS, day)
        if unit is None:
            continue
        if former is not None:
            reader.issue("owner_dissolved", "info", former.reason_vi, row, unit)
        if unit.unit_id in found:
            reader.facts.problems.append(row.problem(OWNERS, f"{name} once among the owners"))
        found.add(unit.unit_id)
        yield unit.unit_id, name


def _line(reader: ShapeReader, table: TasksTable, row: Row, heading: str) -> int | None:
    """A line of the document, which must be one of those the table is taken from."""
    line = reader.number(row, heading, NumberFormat.INTEGER)
    if line is None:
        return None
    first, last = table.source_lines
    if not first <= line <= last:
        reader.facts.problems.append(row.problem(heading, f"a line from {first} to {last}"))
    return int(line)
