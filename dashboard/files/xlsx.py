"""A table as XLSX: its rows, and before them a cover that says what they are."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import pandas as pd
import xlsxwriter

from dashboard.store.records import records
from dashboard.words.captions import Caption
from dashboard.words.task_status import TASK_STATUSES
from dashboard.words.vocabulary import CLAIM_VERDICTS, STATUSES, VERDICTS
from etl.language.i18n import _, format_date, format_number

_LEGENDS = {"status": (STATUSES, TASK_STATUSES), "verdict": (VERDICTS, CLAIM_VERDICTS)}
"""The codes that a column of this name may hold, and their message ids."""


def to_xlsx(
    frame: pd.DataFrame, caption: Caption, choices: Sequence[tuple[str, str]], today: date
) -> bytes:
    """`choices` are what the reader has chosen on the page, label and words of each."""
    rows = (tuple(row.values()) for row in records(frame))
    header = [str(name) for name in frame.columns]
    return workbook(_cover(frame, caption, choices, today), [(_("Số liệu"), header, rows)])


def _cover(
    frame: pd.DataFrame, caption: Caption, choices: Sequence[tuple[str, str]], today: date
) -> list[tuple[str, str]]:
    lines = [
        (_("Tiêu đề"), caption.title),
        (_("Đơn vị tính"), caption.unit),
        (_("Kỳ"), caption.period),
        (_("Phạm vi"), caption.scope),
        (_("Nguồn"), caption.source),
        (_("Số liệu đến ngày"), caption.data_date),
        (_("Bản số liệu"), caption.build),
        (_("Lựa chọn trên trang"), "\n".join(f"{label}: {text}" for label, text in choices)),
        (_("Số dòng"), format_number(len(frame))),
        (_("Ngày tải"), format_date(today)),
        *(
            (_("Cột “{column}”").format(column=column), _legend(frame, column))
            for column in _LEGENDS
            if column in frame
        ),
        *((_("Ghi chú"), note) for note in caption.notes),
        (_("Ghi chú"), _("Phần trăm tính bằng phần trăm (92,5 là 92,5%).")),
        (_("Ghi chú"), _("Ô trống là không có giá trị, không phải là 0.")),
    ]
    return [(label, text) for label, text in lines if text]


def _legend(frame: pd.DataFrame, column: str) -> str:
    """Every code of the list that the column's codes are from, with its words."""
    codes = set(frame[column].dropna())
    legend = next(legend for legend in _LEGENDS[column] if codes <= set(legend))
    return "\n".join(f"{code}: {_(words)}" for code, words in legend.items())


_WIDEST, _NARROWEST, _MEASURED = 60, 8, 200

_WHOLE, _DECIMAL, _DAY, _INSTANT = "#,##0", "#,##0.00", "d/m/yyyy", "d/m/yyyy hh:mm:ss"


def workbook(
    cover: Sequence[tuple[str, str]],
    sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Any]]]],
) -> bytes:
    """A workbook with a cover of label and text, then sheets of (name, header, rows).

    Numbers, dates and truth values keep their type, a missing cell stays empty, and a text is
    never read as a formula or a link.
    """
    buffer = BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    bold = book.add_format({"bold": True, "valign": "top"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    head = book.add_format({"bold": True, "bg_color": "#0b5c7d", "font_color": "#ffffff"})
    formats = {
        name: book.add_format({"num_format": name}) for name in (_WHOLE, _DECIMAL, _DAY, _INSTANT)
    }
    front = book.add_worksheet(_("Giới thiệu"))
    front.set_column(0, 0, 24)
    front.set_column(1, 1, 100)
    for line, (label, text) in enumerate(cover):
        front.write_string(line, 0, label, bold)
        front.write_string(line, 1, text, wrap)
    for name, header, rows in sheets:
        sheet = book.add_worksheet(name[:31])
        cells_of = list(rows)
        sheet.write_row(0, 0, header, head)
        for column, title in enumerate(header):
            cells = [row[column] for row in cells_of]
            shown_as = formats[_number_format(cells)]
            width = len(title) + 3
            for line, cell in enumerate(cells, 1):
                _write(sheet, line, column, cell, shown_as, formats)
                if line <= _MEASURED and cell is not None:
                    width = max(width, len(str(cell)) + 2)
            sheet.set_column(column, column, min(max(width, _NARROWEST), _WIDEST))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(cells_of), len(header) - 1)
    book.close()
    return buffer.getvalue()


def _number_format(cells: Sequence[Any]) -> str:
    """Two decimals where some number of the column has any; the cells keep all they have."""
    return _DECIMAL if any(isinstance(cell, float) and cell % 1 for cell in cells) else _WHOLE


def _write(
    sheet: Any, line: int, column: int, cell: Any, number: Any, formats: Mapping[str, Any]
) -> None:
    match cell:
        case None:
            return
        case bool():
            sheet.write_boolean(line, column, cell)
        case int() | float():
            sheet.write_number(line, column, cell, number)
        case datetime():
            sheet.write_datetime(
                line, column, cell, formats[_DAY if cell.time() == time() else _INSTANT]
            )
        case date():
            day = datetime(cell.year, cell.month, cell.day)  # noqa: DTZ001
            sheet.write_datetime(line, column, day, formats[_DAY])
        case list():
            sheet.write_string(line, column, ", ".join(str(item) for item in cell))
        case _:
            sheet.write_string(line, column, str(cell))
