"""Cells that are read otherwise than they are printed."""

from collections.abc import Sequence

import pandas as pd

from dashboard.queries.corrections import Correction
from dashboard.words.markdown import code, plain
from dashboard.words.provenance import _line
from etl.language.i18n import _, format_date


def reading_corrections(items: Sequence[Correction], urls: Sequence[str | None]) -> pd.DataFrame:
    """The corrections as the page shows them, each with the way to its cell. Cells are Markdown."""
    return pd.DataFrame(
        {
            _("Bảng"): [plain(item.appendix) for item in items],
            _("Đơn vị"): [plain(item.unit_vi or "") for item in items],
            _("Ô in"): [_place(item, url) for item, url in zip(items, urls, strict=True)],
            _("In → đọc là"): [f"{code(item.printed)} → **{plain(item.value)}**" for item in items],
            _("Lý do"): [plain(item.reason_vi) for item in items],
            _("Người sửa, ngày"): [
                f"{plain(item.author)}, {format_date(item.corrected_on)}" for item in items
            ],
        }
    )


def _place(item: Correction, url: str | None) -> str:
    """`Tổng HTTT, dòng 1417`; the line, which is short enough not to wrap, leads to the cell."""
    line = _line(item.document_line) or _("Xem ô in").lower()
    return f"{plain(item.heading)}, {line if url is None else f'[{line}]({url})'}"


def export_corrections(items: Sequence[Correction]) -> pd.DataFrame:
    """The same corrections with ids and lines."""
    return pd.DataFrame(
        {
            _("Bảng"): [item.appendix for item in items],
            _("Đơn vị"): [item.unit_vi for item in items],
            _("Cột"): [item.heading for item in items],
            _("Ô in nguyên văn"): [item.printed for item in items],
            _("Đọc là"): [item.value for item in items],
            _("Lý do"): [item.reason_vi for item in items],
            _("Người sửa"): [item.author for item in items],
            _("Ngày sửa"): [item.corrected_on for item in items],
            _("Văn bản"): [item.document_vi for item in items],
            _("Dòng trong văn bản"): pd.array(
                [item.document_line for item in items], dtype="Int64"
            ),
            _("Tệp thô"): [item.raw_file for item in items],
            _("Dòng của tệp thô"): pd.array([item.source_line for item in items], dtype="Int64"),
            "table_id": [item.table_id for item in items],
            "indicator_id": [item.figure and item.figure.indicator_id for item in items],
            "unit_id": [item.figure and item.figure.unit_id for item in items],
        }
    )
