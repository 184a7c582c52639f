"""What registers say of a unit: the obstacles it reported or owns, and the tasks it was given."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.i18n import N_, _
from dashboard.rows import records
from dashboard.warehouse import Warehouse

TASK_STATUSES = {
    "assigned": N_("Đã giao"),
    "in_progress": N_("Đang làm"),
    "late": N_("Chậm tiến độ"),
    "done": N_("Hoàn thành"),
}


@dataclass(frozen=True)
class UnitObstacle:
    """An obstacle of Appendix V: reported by a province, owned by bodies that could remove it."""

    reporter_vi: str
    owners_vi: str | None
    system_vi: str
    category_vi: str
    summary_vi: str
    request_vi: str | None
    document_vi: str
    source_vi: str


@dataclass(frozen=True)
class UnitTask:
    """A task under Đề án 06, as a document gave it."""

    title_vi: str
    due_on: date | None
    status: str
    status_as_of: date
    document_vi: str
    source_vi: str


def export_tasks(items: Sequence[UnitTask]) -> pd.DataFrame:
    """Tasks as rows, with dates as dates."""
    return pd.DataFrame(
        {
            _("Nhiệm vụ"): [item.title_vi for item in items],
            _("Hạn"): [item.due_on for item in items],
            _("Tình trạng"): [_(TASK_STATUSES[item.status]) for item in items],
            _("Tình trạng ghi ngày"): [item.status_as_of for item in items],
            _("Nguồn"): [item.source_vi for item in items],
            "status": [item.status for item in items],
        }
    )


def obstacles_of(source: Warehouse, unit_ids: Collection[str]) -> list[UnitObstacle]:
    """The obstacles that any of these units reported or that name one of them as owner."""
    rows = source.query(
        """
        WITH owner AS (
            SELECT
                obstacle_id, string_agg(owner_vi, ', ' ORDER BY owner_vi COLLATE vi) AS owners_vi,
                bool_or(list_contains($unit_ids, unit_id)) AS is_own
            FROM obstacle_owner GROUP BY obstacle_id
        )
        SELECT
            unit.short_name_vi AS reporter_vi, owners_vi, system_vi, category_vi, summary_vi,
            request_vi, document.short_title_vi AS document_vi,
            replace(replace($place, '{appendix}', appendix), '{line}', document_line::VARCHAR)
                AS source_vi
        FROM obstacle
        JOIN unit USING (unit_id)
        JOIN source_table USING (table_id)
        JOIN document ON document.document_id = obstacle.document_id
        LEFT JOIN owner USING (obstacle_id)
        WHERE list_contains($unit_ids, unit_id) OR coalesce(is_own, FALSE)
        ORDER BY ordinal
        """,
        unit_ids=sorted(unit_ids),
        place=_("{appendix}, dòng {line}"),
    )
    return [UnitObstacle(**row) for row in records(rows)]


def tasks_of(source: Warehouse, unit_ids: Collection[str]) -> list[UnitTask]:
    """The tasks that any of these units owns, in order of their deadline."""
    rows = source.query(
        """
        SELECT task.title_vi, due_on, status, status_as_of, short_title_vi AS document_vi,
            short_title_vi || ', ' || source_ref AS source_vi
        FROM task JOIN document USING (document_id)
        WHERE list_contains($unit_ids, owner_unit_id)
        ORDER BY due_on NULLS LAST, status_as_of, task.title_vi
        """,
        unit_ids=sorted(unit_ids),
    )
    days = ("due_on", "status_as_of")
    return [
        UnitTask(**{k: v.date() if k in days and v is not None else v for k, v in row.items()})
        for row in records(rows)
    ]
