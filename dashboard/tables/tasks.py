"""Tasks with who owes them and by when."""

from collections.abc import Sequence

import pandas as pd

from dashboard.queries.registers import UnitTask
from dashboard.queries.structures import Structure
from dashboard.queries.tasks import _days
from dashboard.store.records import Row
from dashboard.words.markdown import plain
from dashboard.words.task_status import (
    ROLES,
    describe_due,
    describe_lines,
    describe_roles,
    describe_status,
    printed_due,
    status_words,
    task_source,
)
from etl.language.i18n import _


def _others(item: Row) -> str:
    return describe_roles((role, item[role]) for role in ROLES)


def _due(item: Row) -> str:
    return describe_due(
        item["due_on"],
        item["due_vi"],
        item["starts_on"],
        item["starts_vi"],
        from_heading=item["due_from_heading"],
    )


def _place(item: Row) -> str:
    others = () if item["other_lines"] is None else item["other_lines"]
    return describe_lines(item["appendix"], item["document_line"], item["quote"], others)


def _status(item: Row) -> str:
    return describe_status(item["status"], item["due_on"], item["status_as_of"])


def export_tasks(items: Sequence[UnitTask]) -> pd.DataFrame:
    """Tasks as rows, with dates as dates."""
    return pd.DataFrame(
        {
            _("Nhiệm vụ"): [item.title_vi for item in items],
            _("Cơ quan chủ trì"): [item.owners_vi for item in items],
            _("Đơn vị được nêu là"): [describe_roles(item.named) for item in items],
            _("Hạn"): [item.due_on for item in items],
            _("Hạn, như văn bản ghi"): [
                printed_due(item.due_vi, from_heading=item.due_from_heading) for item in items
            ],
            _("Bắt đầu"): [item.starts_on for item in items],
            _("Bắt đầu, như văn bản ghi"): [item.starts_vi for item in items],
            _("Tình trạng"): [status_words(item) for item in items],
            _("Tình trạng ghi ngày"): [item.status_as_of for item in items],
            _("Nguồn"): [task_source(item) for item in items],
            "status": [item.status for item in items],
        }
    )


def reading_table(rows: pd.DataFrame) -> pd.DataFrame:
    """The register in words. Cells are Markdown."""
    items = _days(rows)
    return pd.DataFrame(
        {
            _("Việc"): [plain(item["title_vi"]) for item in items],
            _("Cơ quan chủ trì"): [plain(owner) for owner in _owner_words(rows)],
            _("Đơn vị khác được nêu"): [plain(_others(item)) for item in items],
            _("Hạn"): [plain(_due(item)) for item in items],
            _("Văn bản ghi"): [plain(_status(item)) for item in items],
            _("Nguồn"): [
                f"{plain(item['document'])}, {_('dòng')} {item['document_line']}" for item in items
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


def export_table(rows: pd.DataFrame, structure: Structure) -> pd.DataFrame:
    """The same rows with ids, dates a spreadsheet sorts, and the place in the document."""
    items = _days(rows)
    return pd.DataFrame(
        {
            _("Việc"): rows["title_vi"],
            _("Chủ trì theo cơ cấu này"): rows["shown_owner_vi"],
            _("Phối hợp"): rows["partner"],
            _("Nơi thực hiện"): rows["location"],
            _("Được nêu"): rows["named"],
            _("Hạn"): _iso(rows["due_on"]),
            _("Hạn, như văn bản ghi"): [
                printed_due(item["due_vi"], from_heading=item["due_from_heading"]) for item in items
            ],
            _("Bắt đầu"): _iso(rows["starts_on"]),
            _("Bắt đầu, như văn bản ghi"): rows["starts_vi"],
            _("Văn bản ghi"): [_status(item) for item in items],
            _("Ghi tại ngày"): _iso(rows["status_as_of"]),
            _("Văn bản"): rows["document"],
            _("Chỗ trong văn bản"): [_place(item) for item in items],
            _("Dòng"): rows["document_line"],
            _("Cơ cấu"): _(structure.name("ministry")),
            _("Chủ trì, như văn bản ghi"): rows["owner_vi"],
            "task_id": rows["task_id"],
            "owner_unit_id": rows["owner_unit_id"],
            "status": rows["status"],
            "document_id": rows["document_id"],
        }
    )


def _iso(stamps: "pd.Series[pd.Timestamp]") -> list[str]:
    return ["" if pd.isna(stamp) else stamp.date().isoformat() for stamp in stamps]
