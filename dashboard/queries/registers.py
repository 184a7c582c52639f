"""What registers say of a unit: the obstacles it reported or owns, and the tasks that name it."""

from dataclasses import dataclass
from datetime import date

from dashboard.queries.unit_sql import NAMED_BY_ROLE
from dashboard.store.codes import ROLE_CODES
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class UnitObstacle:
    """An obstacle of Appendix V: reported by a province, owned by bodies that could remove it."""

    reporter_vi: str
    owners_vi: str | None
    system_vi: str
    category_vi: str
    summary_vi: str
    request_vi: str | None
    document_vi: str
    appendix: str
    document_line: int


@dataclass(frozen=True, slots=True)
class UnitTask:
    """A task under Đề án 06 that names a unit, as its owner or otherwise."""

    title_vi: str
    owners_vi: str | None
    is_own: bool
    """Whether the unit, or one of its members, owns it."""
    partner: str | None
    """With `location` and `named`, the names in each role under which they stand in it."""
    location: str | None
    named: str | None
    due_on: date | None
    due_vi: str | None
    due_from_heading: bool
    starts_on: date | None
    starts_vi: str | None
    status: str
    status_as_of: date
    document_vi: str
    appendix: str
    document_line: int
    other_lines: tuple[int, ...]
    """Further lines of the document that speak of it."""
    quote: str

    @property
    def roles(self) -> tuple[tuple[str, str | None], ...]:
        """Pairs of a role and the names in it; none for an owner's own."""
        names = (self.partner, self.location, self.named)
        return () if self.is_own else tuple(zip(ROLE_CODES, names, strict=True))


@kept(128)
def obstacles_of(source: Warehouse, unit_ids: frozenset[str]) -> tuple[UnitObstacle, ...]:
    """The obstacles that any of these units reported or that name one of them as owner."""
    return source.records(
        UnitObstacle,
        """
        WITH owner AS (
            SELECT
                obstacle_id, string_agg(owner_vi, ', ' ORDER BY owner_vi COLLATE vi) AS owners_vi,
                bool_or(list_contains($unit_ids, unit_id)) AS is_own
            FROM obstacle_owner GROUP BY obstacle_id
        )
        SELECT
            unit.short_name_vi AS reporter_vi, owners_vi, system_vi, category_vi, summary_vi,
            request_vi, document.short_title_vi AS document_vi, appendix, document_line
        FROM obstacle
        JOIN unit USING (unit_id)
        JOIN source_table USING (table_id)
        JOIN document ON document.document_id = obstacle.document_id
        LEFT JOIN owner USING (obstacle_id)
        WHERE list_contains($unit_ids, unit_id) OR coalesce(is_own, FALSE)
        ORDER BY ordinal
        """,
        unit_ids=sorted(unit_ids),
    )


@dataclass(frozen=True, slots=True)
class UnitTasks:
    """The tasks of the four documents that name a unit."""

    owned: tuple[UnitTask, ...]
    """Those it is in charge of; members of a merged unit were given theirs each on its own."""
    otherwise: tuple[UnitTask, ...]
    """Those that others own and that name it."""


@kept(128)
def tasks_of(source: Warehouse, unit_ids: frozenset[str]) -> UnitTasks:
    """The tasks that name any of these units, in order of their deadline.

    A task that one of them owns is theirs, whatever else it names them for.
    """
    found = source.records(
        UnitTask,
        f"""
        WITH mine AS (
            SELECT DISTINCT table_id, source_line, role, short_name_vi
            FROM task_unit JOIN task USING (task_id) JOIN unit USING (unit_id)
            WHERE list_contains($unit_ids, unit_id)
        ),
        mention AS (
            SELECT
                table_id, source_line, bool_or(role = 'owner') AS is_own,
                {NAMED_BY_ROLE}
            FROM mine GROUP BY table_id, source_line
        ),
        owner AS (
            SELECT
                table_id, source_line, any_value(task_id) AS task_id,
                string_agg(coalesce(short_name_vi, owner_vi), ', ' ORDER BY task_id) AS owners_vi
            FROM task LEFT JOIN unit ON unit_id = owner_unit_id
            GROUP BY table_id, source_line
        )
        SELECT
            task.title_vi, owners_vi, is_own, partner, location, named,
            due_on, due_vi, due_from_heading, starts_on, starts_vi, status, status_as_of,
            short_title_vi AS document_vi, appendix, task.document_line,
            coalesce(other_lines, []) AS other_lines, quote
        FROM mention
        JOIN owner USING (table_id, source_line)
        JOIN task ON task.table_id = mention.table_id AND task.source_line = mention.source_line
            AND CASE WHEN is_own THEN list_contains($unit_ids, owner_unit_id)
                ELSE task.task_id = owner.task_id END
        JOIN source_table ON source_table.table_id = task.table_id
        JOIN document ON document.document_id = task.document_id
        ORDER BY due_on NULLS LAST, status_as_of, task.title_vi, task.task_id
        """,
        unit_ids=sorted(unit_ids),
    )
    return UnitTasks(
        tuple(task for task in found if task.is_own),
        tuple(task for task in found if not task.is_own),
    )
