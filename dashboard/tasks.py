"""The register of tasks under Đề án 06: who was given what, by when, and what a document says."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import pandas as pd

from dashboard.i18n import N_, _, format_date, format_number
from dashboard.lineage import counterparts
from dashboard.markdown import plain
from dashboard.registers import TASK_STATUSES
from dashboard.structures import Structure
from dashboard.unit_sql import WHOLE
from dashboard.warehouse import Warehouse

NOBODY, NO_UNIT = "khong-neu", "ngoai-danh-muc"
OWNER_GROUPS = {
    NOBODY: N_("Văn bản không nêu ai"),
    NO_UNIT: N_("Cơ quan ngoài danh mục bộ, ngành, tỉnh"),
}
"""Owners that are no unit, as choices of their own."""

DUE, LATER, OPEN = "da-den-han", "chua-den-han", "khong-han"
DEADLINES = {
    "tat-ca": N_("Tất cả"),
    DUE: N_("Hạn đến ngày này"),
    LATER: N_("Hạn sau ngày này"),
    OPEN: N_("Không nêu hạn"),
}


@dataclass(frozen=True)
class TaskFilter:
    """What a reader narrows the register to; None stands for everything."""

    owner: str | None
    document_id: str | None
    status: str | None
    day: date
    """Deadlines up to and including it count as passed."""
    deadline: str
    """One of `DEADLINES`."""


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
        )
        SELECT
            task.*, document.short_title_vi AS document, source_table.appendix,
            printed.short_name_vi AS printed_owner_vi,
            CASE WHEN owner_vi IS NULL THEN $nobody WHEN owner_unit_id IS NULL THEN $no_unit
                ELSE coalesce(heir.successor_id, former.predecessor_id, owner_unit_id) END AS owner,
            coalesce(shown.short_name_vi, printed.short_name_vi, owner_vi) AS shown_owner_vi,
            coalesce(shown.level, printed.level) AS owner_level,
            coalesce(shown.sort_order, printed.sort_order) AS owner_order
        FROM task
        JOIN document USING (document_id)
        JOIN source_table ON source_table.table_id = task.table_id
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
    if wanted.deadline in (DUE, LATER, OPEN):
        kept &= _standing(rows, wanted.day) == wanted.deadline
    return rows[kept]


def _standings(rows: pd.DataFrame, day: date) -> list[str]:
    """Where the deadline of each row lies from a day."""
    return [OPEN if pd.isna(due) else DUE if due.date() <= day else LATER for due in rows["due_on"]]


def _standing(rows: pd.DataFrame, day: date) -> "pd.Series[str]":
    return pd.Series(_standings(rows, day), index=rows.index, dtype=object)


def count_tasks(rows: pd.DataFrame) -> int:
    """How many tasks the rows are of: one that several bodies own has a row for each."""
    return len(rows[["table_id", "source_line"]].drop_duplicates())


def finding(rows: pd.DataFrame, wanted: TaskFilter) -> str:
    """How many tasks were due by the day, and how many a document calls late or done."""
    due = rows[_standing(rows, wanted.day) == DUE]
    said = [
        f"{format_number(count)} {_(words).lower()}"
        for status, words in TASK_STATUSES.items()
        if (count := count_tasks(rows[rows["status"] == status]))
    ]
    return _("{tasks} nhiệm vụ; {due} có hạn đến {day}. Theo văn bản: {said}.").format(
        tasks=format_number(count_tasks(rows)),
        due=format_number(count_tasks(due)),
        day=format_date(wanted.day),
        said=", ".join(said) or _("không có"),
    )


def reading_table(rows: pd.DataFrame, wanted: TaskFilter) -> pd.DataFrame:
    """The register in words. Cells are Markdown."""
    return pd.DataFrame(
        {
            _("Việc"): [plain(title) for title in rows["title_vi"]],
            _("Cơ quan chủ trì"): [plain(owner) for owner in _owner_words(rows)],
            _("Hạn"): [_due_words(due) for due in rows["due_on"]],
            _("Đến {day}").format(day=format_date(wanted.day)): [
                {DUE: _("● đã đến hạn"), LATER: _("○ chưa đến hạn"), OPEN: "–"}[stand]
                for stand in _standings(rows, wanted.day)
            ],
            _("Văn bản ghi"): [
                _("{status} ({day})").format(status=_(TASK_STATUSES[status]), day=_day(as_of))
                for status, as_of in zip(rows["status"], rows["status_as_of"], strict=True)
            ],
            _("Nguồn"): [
                f"{plain(document)}, {_('dòng')} {line}"
                for document, line in zip(rows["document"], rows["document_line"], strict=True)
            ],
        }
    )


def _owner_words(rows: pd.DataFrame) -> list[str]:
    """The owner in the structure shown, and the name it had where that is another."""
    return [
        _("không nêu")
        if pd.isna(shown)
        else shown
        if pd.isna(printed) or printed == shown
        else _("{now} (khi đó: {then})").format(now=shown, then=printed)
        for shown, printed in zip(rows["shown_owner_vi"], rows["printed_owner_vi"], strict=True)
    ]


def _due_words(due: pd.Timestamp) -> str:
    return _("không nêu") if pd.isna(due) else format_date(due.date())


def _day(stamp: pd.Timestamp) -> str:
    return format_date(stamp.date())


def export_table(rows: pd.DataFrame, wanted: TaskFilter, structure: Structure) -> pd.DataFrame:
    """The same rows with ids, dates a spreadsheet sorts, and the place in the document."""
    return pd.DataFrame(
        {
            _("Việc"): rows["title_vi"],
            _("Chủ trì theo cơ cấu này"): rows["shown_owner_vi"],
            _("Hạn"): _iso(rows["due_on"]),
            _("Đến hạn vào {day}").format(day=wanted.day.isoformat()): [
                {DUE: _("có"), LATER: _("chưa"), OPEN: ""}[stand]
                for stand in _standings(rows, wanted.day)
            ],
            _("Văn bản ghi"): [_(TASK_STATUSES[status]) for status in rows["status"]],
            _("Ghi tại ngày"): _iso(rows["status_as_of"]),
            _("Văn bản"): rows["document"],
            _("Chỗ trong văn bản"): rows["source_ref"],
            _("Dòng"): rows["document_line"],
            _("Cơ cấu"): _(structure.name("ministry")),
            _("Chủ trì, như văn bản ghi"): rows["owner_vi"],
            _("Hạn, như văn bản ghi"): rows["due_vi"],
            "task_id": rows["task_id"],
            "owner_unit_id": rows["owner_unit_id"],
            "status": rows["status"],
            "document_id": rows["document_id"],
        }
    )


def _iso(stamps: "pd.Series[pd.Timestamp]") -> list[str]:
    return ["" if pd.isna(stamp) else stamp.date().isoformat() for stamp in stamps]
