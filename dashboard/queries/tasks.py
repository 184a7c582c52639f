"""The register of tasks under Đề án 06: who was given what, by when, and what a document says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dashboard.queries.lineage import counterparts
from dashboard.queries.structures import Structure
from dashboard.queries.unit_sql import NAMED_BY_ROLE, SAME, WHOLE
from dashboard.store.codes import ROLE_CODES
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse

NOBODY, NO_UNIT = "khong-neu", "ngoai-danh-muc"

OWNER_GROUP_CODES = (NOBODY, NO_UNIT)
"""Owners that are no unit, as choices of their own."""

OVERDUE, AHEAD, OPEN = "qua-han", "con-han", "khong-han"

DEADLINE_CODES = (OVERDUE, AHEAD, OPEN)

_DUE_BY = "den-"


def due_by(year: int) -> str:
    """The choice of what is due by the end of a year."""
    return f"{_DUE_BY}{year}"


def years_due(rows: Iterable["OwnedTask"]) -> list[int]:
    """The years in which tasks are due, the first first."""
    return sorted({row.due_on.year for row in rows if row.due_on is not None})


def deadline_group(status: str, due_on: date | None, as_of: date) -> str:
    """Where a task stood on the day of its document: one of `DEADLINE_CODES`."""
    if status == "late":
        return OVERDUE
    if due_on is None:
        return OPEN
    return OVERDUE if due_on < as_of and status != "done" else AHEAD


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """What a reader narrows the register to; None stands for everything."""

    owner: str | None
    document_id: str | None
    status: str | None
    deadline: str
    """One of `DEADLINE_CODES`, as of the day of each task's document, or what `due_by` gives.

    Anything else stands for all.
    """

    def has_deadline(self, row: "OwnedTask") -> bool:
        """Whether the deadline of a task is one of those asked for."""
        if self.deadline in DEADLINE_CODES:
            return row.deadline_group == self.deadline
        if self.deadline.startswith(_DUE_BY):
            return row.due_on is not None and due_by(row.due_on.year) <= self.deadline
        return True


@dataclass(frozen=True, slots=True)
class OwnedTask:
    """A task and one of its owners."""

    task_id: str
    title_vi: str
    owner: str
    """The unit that answers for it in the structure; `NOBODY` or `NO_UNIT` where none does."""
    shown_owner_vi: str | None
    printed_owner_vi: str | None
    """The unit's name of then."""
    owner_level: str | None
    owner_order: int | None
    owner_unit_id: str | None
    """The unit of then."""
    owner_vi: str | None
    """The owner as the document writes it."""
    partner: str | None
    """With `location` and `named`, the names of the units in each role, in one text."""
    location: str | None
    named: str | None
    due_on: date | None
    due_vi: str | None
    due_from_heading: bool
    starts_on: date | None
    starts_vi: str | None
    status: str
    status_as_of: date
    document_id: str
    document: str
    appendix: str
    other_lines: tuple[int, ...]
    """Further lines of the document that speak of it."""
    quote: str
    table_id: str
    source_line: int
    document_line: int

    @property
    def roles(self) -> tuple[tuple[str, str | None], ...]:
        """Pairs of a role and the names of the units in it."""
        return tuple((role, getattr(self, role)) for role in ROLE_CODES)

    @property
    def deadline_group(self) -> str:
        """Where it stood on the day of its document."""
        return deadline_group(self.status, self.due_on, self.status_as_of)


@kept(8)
def tasks(source: Warehouse, structure: Structure) -> tuple[OwnedTask, ...]:
    """Every task and owner; `owner` is the unit that answers for it in a structure.

    A unit that was merged passes its tasks on with everything else; a body that was split keeps
    them under its old name, for nothing says which successor took them.
    """
    return source.records(
        OwnedTask,
        f"""
        WITH heir AS (
            SELECT predecessor_id, any_value(successor_id) AS successor_id
            FROM unit_lineage JOIN unit ON unit.unit_id = successor_id
            WHERE {WHOLE}
              AND $structure_on >= coalesce(unit.valid_from, DATE '0001-01-01')
            GROUP BY predecessor_id
        ),
        former AS (
            SELECT successor_id, any_value(predecessor_id) AS predecessor_id
            FROM unit_lineage JOIN unit ON unit.unit_id = successor_id
            WHERE {SAME}
              AND $structure_on < coalesce(unit.valid_from, DATE '0001-01-01')
            GROUP BY successor_id
        ),
        mention AS (
            SELECT
                task_id,
                {NAMED_BY_ROLE}
            FROM task_unit JOIN unit USING (unit_id)
            GROUP BY task_id
        )
        SELECT
            task.* EXCLUDE (other_lines), coalesce(other_lines, []) AS other_lines,
            appendix, document.short_title_vi AS document,
            printed.short_name_vi AS printed_owner_vi,
            CASE WHEN owner_vi IS NULL THEN $nobody WHEN owner_unit_id IS NULL THEN $no_unit
                ELSE coalesce(heir.successor_id, former.predecessor_id, owner_unit_id) END AS owner,
            coalesce(shown.short_name_vi, printed.short_name_vi, owner_vi) AS shown_owner_vi,
            coalesce(shown.level, printed.level) AS owner_level,
            coalesce(shown.sort_order, printed.sort_order) AS owner_order,
            mention.partner, mention.location, mention.named
        FROM task
        JOIN source_table ON source_table.table_id = task.table_id
        JOIN document ON document.document_id = task.document_id
        LEFT JOIN mention ON mention.task_id = task.task_id
        LEFT JOIN unit AS printed ON printed.unit_id = owner_unit_id
        LEFT JOIN heir ON heir.predecessor_id = owner_unit_id
        LEFT JOIN former ON former.successor_id = owner_unit_id
        LEFT JOIN unit AS shown
          ON shown.unit_id = coalesce(heir.successor_id, former.predecessor_id)
        ORDER BY due_on NULLS LAST, status_as_of, task_id
        """,
        structure_on=structure.on,
        nobody=NOBODY,
        no_unit=NO_UNIT,
    )


def owner_counterparts(source: Warehouse) -> dict[str, tuple[str, ...]]:
    """For every possible owner, those it corresponds to in the other structure."""
    return counterparts(source, "ministry") | counterparts(source, "province")


def owning_units(rows: Iterable[OwnedTask]) -> dict[str, str]:
    """The units that own tasks, by id: blocs, ministries and provinces in order."""
    of_owner = {row.owner: row for row in rows}
    units = [
        (row.owner_level, row.owner_order, row.owner, row.shown_owner_vi)
        for row in of_owner.values()
        if row.owner_level and row.owner_order is not None and row.shown_owner_vi
    ]
    # Stable: those that share a place stay in the order of their tasks.
    units.sort(key=lambda unit: unit[:2])
    return {owner: name for _level, _order, owner, name in units}


def matching(rows: Iterable[OwnedTask], wanted: TaskFilter) -> list[OwnedTask]:
    """The rows a reader asked for, in order of their deadline."""
    return [
        row
        for row in rows
        if wanted.owner in (None, row.owner)
        and wanted.document_id in (None, row.document_id)
        and wanted.status in (None, row.status)
        and wanted.has_deadline(row)
    ]


def count_tasks(rows: Iterable[OwnedTask]) -> int:
    """How many tasks the rows are of: one that several bodies own has a row for each."""
    return len({(row.table_id, row.source_line) for row in rows})
