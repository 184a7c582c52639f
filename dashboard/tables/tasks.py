"""Tasks with who owes them and by when."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from dashboard.queries.registers import UnitTask
from dashboard.queries.structures import Structure
from dashboard.queries.tasks import OwnedTask
from dashboard.store.made_once import made_once
from dashboard.words.cells import Folded, figures
from dashboard.words.markdown import plain
from dashboard.words.task_status import (
    describe_lines,
    describe_roles,
    due_words,
    printed_due,
    status_words,
    task_source,
)
from dashboard.words.vocabulary import structure_name
from etl.language.i18n import _


def export_tasks(items: Sequence[UnitTask]) -> pd.DataFrame:
    """Tasks as rows, with dates as dates."""
    return pd.DataFrame(
        {
            _("Nhiệm vụ"): [item.title_vi for item in items],
            _("Cơ quan chủ trì"): [item.owners_vi for item in items],
            _("Đơn vị được nêu là"): [describe_roles(item.roles) for item in items],
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


@made_once(32)
def reading_table(rows: Sequence[OwnedTask]) -> pd.DataFrame:
    """The register in words. Cells are Markdown."""
    return pd.DataFrame(
        {
            _("Việc"): figures(_task_words(row) for row in rows),
            _("Cơ quan chủ trì"): [plain(_owner_words(row)) for row in rows],
            _("Hạn"): [plain(due_words(row)) for row in rows],
            _("Văn bản ghi"): [plain(status_words(row)) for row in rows],
            _("Nguồn"): [f"{plain(row.document)}, {_('dòng')} {row.document_line}" for row in rows],
        }
    )


def _task_words(row: OwnedTask) -> str:
    """The task; the units it names besides its owner are one press away."""
    named = plain(describe_roles(row.roles))
    return (
        Folded(plain(row.title_vi), _("Đơn vị khác được nêu"), named)
        if named
        else plain(row.title_vi)
    )


def _owner_words(row: OwnedTask) -> str:
    """The owner in the structure shown, and the name it had where that is another."""
    shown, printed = row.shown_owner_vi, row.printed_owner_vi
    if shown is None:
        return _("không nêu")
    if printed in (None, shown):
        return shown
    return _("{now} (khi đó: {then})").format(now=shown, then=printed)


def export_table(rows: Sequence[OwnedTask], structure: Structure) -> pd.DataFrame:
    """The same rows with ids, dates a spreadsheet sorts, and the place in the document."""
    return pd.DataFrame(
        {
            _("Việc"): [row.title_vi for row in rows],
            _("Chủ trì theo cơ cấu này"): [row.shown_owner_vi for row in rows],
            _("Phối hợp"): [row.partner for row in rows],
            _("Nơi thực hiện"): [row.location for row in rows],
            _("Được nêu"): [row.named for row in rows],
            _("Hạn"): [_iso(row.due_on) for row in rows],
            _("Hạn, như văn bản ghi"): [
                printed_due(row.due_vi, from_heading=row.due_from_heading) for row in rows
            ],
            _("Bắt đầu"): [_iso(row.starts_on) for row in rows],
            _("Bắt đầu, như văn bản ghi"): [row.starts_vi for row in rows],
            _("Văn bản ghi"): [status_words(row) for row in rows],
            _("Ghi tại ngày"): [_iso(row.status_as_of) for row in rows],
            _("Văn bản"): [row.document for row in rows],
            _("Chỗ trong văn bản"): [
                describe_lines(row.appendix, row.document_line, row.quote, row.other_lines)
                for row in rows
            ],
            _("Dòng"): [row.document_line for row in rows],
            _("Cơ cấu"): structure_name(structure, "ministry"),
            _("Chủ trì, như văn bản ghi"): [row.owner_vi for row in rows],
            "task_id": [row.task_id for row in rows],
            "owner_unit_id": [row.owner_unit_id for row in rows],
            "status": [row.status for row in rows],
            "document_id": [row.document_id for row in rows],
        }
    )


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()
