"""Tables as XLSX: typed cells, a frozen header that filters, and a cover that says what it is."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from dashboard.i18n import _

_WIDEST, _NARROWEST, _MEASURED = 60, 8, 200
_WHOLE, _DECIMAL, _DAY = "#,##0", "#,##0.00", "d/m/yyyy"


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
    formats = {name: book.add_format({"num_format": name}) for name in (_WHOLE, _DECIMAL, _DAY)}
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
                _write(sheet, line, column, cell, shown_as, formats[_DAY])
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


def _write(sheet: Any, line: int, column: int, cell: Any, number: Any, day: Any) -> None:
    match cell:
        case None:
            return
        case bool():
            sheet.write_boolean(line, column, cell)
        case int() | float():
            sheet.write_number(line, column, cell, number)
        case datetime():
            sheet.write_datetime(line, column, cell, day)
        case date():
            sheet.write_datetime(line, column, datetime(cell.year, cell.month, cell.day), day)  # noqa: DTZ001
        case list():
            sheet.write_string(line, column, ", ".join(str(item) for item in cell))
        case _:
            sheet.write_string(line, column, str(cell))
