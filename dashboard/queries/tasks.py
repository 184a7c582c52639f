"""The register of tasks under Đề án 06: who was given what, by when, and what a document says."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import pandas as pd

from dashboard.queries.lineage import counterparts
from dashboard.queries.structures import Structure
from dashboard.queries.unit_sql import NAMED_BY_ROLE, WHOLE
from dashboard.store.records import Row, records
from dashboard.store.warehouse import Warehouse
from etl.language.i18n import N_

NOBODY, NO_UNIT = "khong-neu", "ngoai-danh-muc"

OWNER_GROUPS = {
    NOBODY: N_("Văn bản không nêu ai"),
    NO_UNIT: N_("Cơ quan ngoài danh mục bộ, ngành, tỉnh"),
}
"""Owners that are no unit, as choices of their own."""


@dataclass(frozen=True)
class TaskFilter:
    """What a reader narrows the register to; None stands for everything."""

    owner: str | None
    document_id: str | None
    status: str | None
    deadline: str
    """One of `DEADLINES`, as of the day of each task's document."""


@lru_cache(maxsize=8)
def tasks(source: Warehouse, structure: Structure) -> pd.DataFrame:
    """Every task and owner; `owner` is the unit that answers for it in a structure.

    A unit that was merged passes its tasks on with everything else; a body that was split keeps
    them under its old name, for nothing says which successor took them. Shared: never write to it.
    """
    return source.query(
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
            WHERE relation IN ('unchanged', 'continued')
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
            task.*, document.short_title_vi AS document, source_table.appendix,
            printed.short_name_vi AS printed_owner_vi,
            CASE WHEN owner_vi IS NULL THEN $nobody WHEN owner_unit_id IS NULL THEN $no_unit
                ELSE coalesce(heir.successor_id, former.predecessor_id, owner_unit_id) END AS owner,
            coalesce(shown.short_name_vi, printed.short_name_vi, owner_vi) AS shown_owner_vi,
            coalesce(shown.level, printed.level) AS owner_level,
            coalesce(shown.sort_order, printed.sort_order) AS owner_order,
            mention.partner, mention.location, mention.named
        FROM task
        JOIN document USING (document_id)
        JOIN source_table ON source_table.table_id = task.table_id
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


def owners(rows: pd.DataFrame) -> dict[str, str]:
    """Who owns tasks: blocs, ministries and provinces in order, then those that are no unit."""
    units = rows.dropna(subset=["owner_level"]).drop_duplicates("owner")
    units = units.sort_values(["owner_level", "owner_order"], kind="stable")
    named = dict(zip(units["owner"], units["shown_owner_vi"], strict=True))
    present = set(rows["owner"])
    return named | {key: words for key, words in OWNER_GROUPS.items() if key in present}


def matching(rows: pd.DataFrame, wanted: TaskFilter) -> pd.DataFrame:
    """The rows a reader asked for, in order of their deadline."""
    kept = pd.Series(True, index=rows.index)
    for column, value in (
        ("owner", wanted.owner),
        ("document_id", wanted.document_id),
        ("status", wanted.status),
    ):
        if value is not None:
            kept &= rows[column] == value
    if wanted.deadline in (OVERDUE, AHEAD, OPEN):
        kept &= _standings(rows) == wanted.deadline
    return rows[kept]


def _standings(rows: pd.DataFrame) -> "pd.Series[str]":
    """Where each task stood on the day of its document."""
    found = [standing(item["status"], item["due_on"], item["status_as_of"]) for item in _days(rows)]
    return pd.Series(found, index=rows.index, dtype=object)


def _days(rows: pd.DataFrame) -> list[Row]:
    """The rows as records, days as dates."""
    days = ("due_on", "starts_on", "status_as_of")
    return [
        item | {name: None if item[name] is None else item[name].date() for name in days}
        for item in records(rows)
    ]


def count_tasks(rows: pd.DataFrame) -> int:
    """How many tasks the rows are of: one that several bodies own has a row for each."""
    return len(rows[["table_id", "source_line"]].drop_duplicates())


OVERDUE, AHEAD, OPEN = "qua-han", "con-han", "khong-han"


def standing(status: str, due_on: date | None, as_of: date) -> str:
    """Where a task stood on the day of its document: one of the keys of `DEADLINES`."""
    if status == "late":
        return OVERDUE
    if due_on is None:
        return OPEN
    return OVERDUE if due_on < as_of and status != "done" else AHEAD
