"""How complete each table is, and the figures nobody reported."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict

import pandas as pd

from dashboard.queries.coverage import ABSENT, PRESENT, Coverage, SourceTable, UnitGaps
from dashboard.store.made_once import made_once
from dashboard.words.cells import Figure, count, figures
from dashboard.words.markdown import plain
from dashboard.words.statements import write
from dashboard.words.vocabulary import SLOT_STATUSES
from etl.language.i18n import _


@made_once(32)
def reading_gaps(found: Sequence[UnitGaps]) -> pd.DataFrame:
    """The units as the page shows them."""
    return pd.DataFrame(
        {
            _("Đơn vị"): [item.unit_vi for item in found],
            _("Có số liệu"): figures(
                Figure(f"{item.present}/{item.covered}", item.present) for item in found
            ),
            _("Thiếu"): ["; ".join(item.lacking) for item in found],
        }
    )


@made_once(32)
def reading_coverage(items: Sequence[Coverage]) -> pd.DataFrame:
    """Per indicator: how many units have a figure, who has none and why."""
    return pd.DataFrame(
        {
            _("Chỉ số"): [
                f"{plain(item.indicator_vi)}  \n:small[:gray[{plain(item.appendix)}]]"
                for item in items
            ],
            _("Có số liệu"): figures(
                Figure(f"**{item.present}**/{item.units}", item.present) for item in items
            ),
            _("Ai không có và vì sao"): [_missing(item) for item in items],
        }
    )


def _missing(item: Coverage) -> str:
    lines = []
    for status, names in item.names.items():
        if status in PRESENT:
            continue
        line = f"{_(SLOT_STATUSES[status])} ({len(names)}): {plain(', '.join(names))}."
        if notes := _notes(item, status):
            line += f" :gray[{plain(notes)}]"
        lines.append(line)
    return "  \n".join(lines)


def _notes(item: Coverage, status: str) -> str | None:
    """Why units have this status, where the sources or the merging say so."""
    return " ".join(map(write, item.notes.get(status, ()))) or None


def export_coverage(items: Sequence[Coverage]) -> pd.DataFrame:
    """One row per indicator and unit."""
    cells = [
        (item, status, name)
        for item in items
        for status, names in item.names.items()
        for name in names
    ]
    return pd.DataFrame(
        {
            _("Đơn vị"): [name for _item, _status, name in cells],
            _("Chỉ số"): [item.indicator_vi for item, _status, _name in cells],
            _("Trạng thái"): [_(SLOT_STATUSES[status]) for _item, status, _name in cells],
            _("Lý do"): [_notes(item, status) for item, status, _name in cells],
            _("Bảng"): [item.appendix for item, _status, _name in cells],
            "indicator_id": [item.indicator_id for item, _status, _name in cells],
            "status": [status for _item, status, _name in cells],
        }
    )


def unit_gaps(items: Sequence[Coverage]) -> list[UnitGaps]:
    """The units that lack a figure of an indicator whose table covers them, most first."""
    lacking: dict[str, list[str]] = defaultdict(list)
    covered: dict[str, int] = defaultdict(int)
    for item in items:
        for status, names in item.names.items():
            for name in names:
                if status == ABSENT:
                    continue
                covered[name] += 1
                if status not in PRESENT:
                    reason = _(SLOT_STATUSES[status]).lower()
                    lacking[name].append(f"{item.indicator_vi} ({reason})")
    # Stable: units that lack the same number stay in Vietnamese order.
    ordered = sorted(lacking.items(), key=lambda pair: -len(pair[1]))
    return [UnitGaps(name, covered[name], tuple(gaps)) for name, gaps in ordered]


def export_gaps(found: Sequence[UnitGaps]) -> pd.DataFrame:
    """The same with the two counts as numbers."""
    return pd.DataFrame(
        {
            _("Đơn vị"): [item.unit_vi for item in found],
            _("Chỉ số có số liệu"): [item.present for item in found],
            _("Chỉ số được thống kê"): [item.covered for item in found],
            _("Thiếu"): ["; ".join(item.lacking) for item in found],
        }
    )


@made_once(32)
def reading_tables(items: Sequence[SourceTable]) -> pd.DataFrame:
    """The tables as the page shows them."""
    return pd.DataFrame(
        {
            _("Văn bản"): [item.document_vi for item in items],
            _("Bảng"): [item.appendix for item in items],
            _("Tên bảng"): [item.title_vi for item in items],
            _("Số dòng"): figures(
                Figure(_("không kèm theo"), None) if item.rows is None else count(item.rows)
                for item in items
            ),
            _("Ô có số"): figures(
                Figure(f"{item.filled}/{item.cells}", item.filled)
                if item.cells
                else Figure("", None)
                for item in items
            ),
            _("Dòng trong văn bản"): figures(
                Figure(f"{item.first_line}–{item.last_line}", item.first_line) for item in items
            ),
            _("Ghi chú"): [item.note_vi or "" for item in items],
        }
    )


def export_tables(items: Sequence[SourceTable]) -> pd.DataFrame:
    """The same with numbers as numbers, and ids."""
    return pd.DataFrame([asdict(item) for item in items])
