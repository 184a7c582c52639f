"""A table as XLSX: its rows, and before them a cover that says what they are."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from dashboard.about import About
from dashboard.claims import CLAIM_VERDICTS
from dashboard.i18n import _, format_date, format_number
from dashboard.rows import records
from dashboard.task_wording import TASK_STATUSES
from dashboard.verdicts import STATUSES, VERDICTS
from dashboard.workbooks import workbook

_LEGENDS = {"status": (STATUSES, TASK_STATUSES), "verdict": (VERDICTS, CLAIM_VERDICTS)}
"""The codes that a column of this name may hold, and their message ids."""


def to_xlsx(
    frame: pd.DataFrame, about: About, choices: Sequence[tuple[str, str]], today: date
) -> bytes:
    """`choices` are what the reader has chosen on the page, label and words of each."""
    rows = (tuple(row.values()) for row in records(frame))
    header = [str(name) for name in frame.columns]
    return workbook(_cover(frame, about, choices, today), [(_("Số liệu"), header, rows)])


def _cover(
    frame: pd.DataFrame, about: About, choices: Sequence[tuple[str, str]], today: date
) -> list[tuple[str, str]]:
    lines = [
        (_("Tiêu đề"), about.title),
        (_("Đơn vị tính"), about.unit),
        (_("Kỳ"), about.period),
        (_("Phạm vi"), about.scope),
        (_("Nguồn"), about.source),
        (_("Số liệu đến ngày"), about.data_date),
        (_("Lựa chọn trên trang"), "\n".join(f"{label}: {text}" for label, text in choices)),
        (_("Số dòng"), format_number(len(frame))),
        (_("Ngày tải"), format_date(today)),
        *(
            (_("Cột “{column}”").format(column=column), _legend(frame, column))
            for column in _LEGENDS
            if column in frame
        ),
        *((_("Ghi chú"), note) for note in about.notes),
        (_("Ghi chú"), _("Phần trăm tính bằng phần trăm (92,5 là 92,5%).")),
        (_("Ghi chú"), _("Ô trống là không có giá trị, không phải là 0.")),
    ]
    return [(label, text) for label, text in lines if text]


def _legend(frame: pd.DataFrame, column: str) -> str:
    """Every code of the list that the column's codes are from, with its words."""
    codes = set(frame[column].dropna())
    legend = next(legend for legend in _LEGENDS[column] if codes <= set(legend))
    return "\n".join(f"{code}: {_(words)}" for code, words in legend.items())
