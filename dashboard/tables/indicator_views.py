"""A view's rows as a table to read and as a file to take away."""

from decimal import Decimal
from typing import Any

import pandas as pd

from dashboard.queries.indicator_views import View
from dashboard.queries.indicators import Indicator
from dashboard.queries.precision import gap_decimals
from dashboard.store.records import records
from dashboard.tables.row_cells import gap_cell, place_cell, printed_cell, target_cell, value_cell
from dashboard.words.cells import figures, line
from dashboard.words.statements import write_or_none
from dashboard.words.values import format_verdict, rank_word
from dashboard.words.vocabulary import STATUSES
from etl.language.i18n import _, format_date
from etl.language.rounding import rounded

# What a spreadsheet takes for the beginning of a formula, by the list of OWASP.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def reading_table(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows in words, in the order given, as the page shows them."""
    items = records(rows)
    has_target = view.due_on is not None and not view.is_allocation
    rank = rank_word(view.indicator).capitalize()
    columns = {
        _("Đơn vị"): rows["short_name_vi"].tolist(),
        _("Gồm"): rows["members_vi"].tolist(),
        _("Vùng"): rows["region_vi"].tolist(),
        view.indicator.short_name_vi: figures(value_cell(view.indicator, row) for row in items),
        rank: figures(place_cell(row) for row in items),
        _("Mục tiêu"): figures(target_cell(view.indicator, row) for row in items),
        _("Kết quả"): [format_verdict(row["verdict"]) for row in items],
        _("Khoảng cách"): figures(gap_cell(view.indicator, row) for row in items),
        _("Báo cáo in"): figures(printed_cell(view.indicator, row) for row in items),
        _("Dòng"): figures(line(row["document_line"]) for row in items),
        _("Ghi chú"): [write_or_none(row["note"]) or "" for row in items],
    }
    hidden = set() if has_target else {_("Mục tiêu"), _("Kết quả"), _("Khoảng cách")}
    if not view.has_ranks:
        hidden.add(rank)
    if view.structure.is_published:
        hidden.add(_("Gồm"))
    if view.level != "province":
        hidden.add(_("Vùng"))
    return pd.DataFrame({name: cells for name, cells in columns.items() if name not in hidden})


def export_table(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """The same rows with numbers as numbers: first as they are read, last what programs join by.

    A printed figure has the decimals of its document, a computed one those of its indicator.
    """
    indicator = view.indicator
    gap_low, gap_high = (_gaps(indicator, rows, field) for field in ("gap_low", "gap_high"))
    return pd.DataFrame(
        {
            _("Đơn vị"): rows["name_vi"],
            _("Chỉ số"): indicator.name_vi,
            _("Giá trị"): _amounts(indicator, rows, "value"),
            _("Thấp nhất"): _bounds(indicator, rows, "value_low"),
            _("Cao nhất"): _bounds(indicator, rows, "value_high"),
            _("Đơn vị tính"): indicator.unit_vi,
            _("Hạng"): _where_one(rows["rank_best"], rows["rank_worst"]),
            _("Số đơn vị được xếp"): rows["ranked"],
            _("Mục tiêu"): _where_one(rows["target_low"], rows["target_high"]),
            _("Hạn mục tiêu"): None if view.due_on is None else format_date(view.due_on),
            _("Còn thiếu"): _where_one(gap_low, gap_high),
            _("Kết quả"): [format_verdict(row["verdict"]) for row in records(rows)],
            _("Kỳ"): rows["period_label"],
            _("Trạng thái"): [_(STATUSES[status]) for status in rows["status"]],
            _("Báo cáo in"): rows["printed_text"],
            _("Nguồn"): rows["document"],
            _("Phụ lục"): rows["appendix"],
            _("Dòng trong báo cáo"): rows["document_line"],
            _("Ghi chú"): [write_or_none(said) for said in rows["note"]],
            _("Cơ cấu"): _(view.structure.name(view.level)),
            _("Vùng"): rows["region_vi"],
            _("Thành viên"): rows["members_vi"],
            _("Mức chữ"): rows["value_text"],
            "unit_id": rows["unit_id"],
            "indicator_id": indicator.indicator_id,
            "status": rows["status"],
            "basis": rows["basis"],
            "verdict": rows["verdict"],
            _("Ước tính"): _amounts(indicator, rows, "value_estimate"),
            _("Tổng đã báo cáo"): _amounts(indicator, rows, "reported"),
            _("Hạng tốt nhất"): rows["rank_best"],
            _("Hạng kém nhất"): rows["rank_worst"],
            _("Mục tiêu thấp nhất"): rows["target_low"],
            _("Mục tiêu cao nhất"): rows["target_high"],
            _("Còn thiếu ít nhất"): gap_low,
            _("Còn thiếu nhiều nhất"): gap_high,
        }
    )


def _amounts(indicator: Indicator, rows: pd.DataFrame, field: str) -> "pd.Series[float]":
    cells = [
        row[field] if row["basis"] == "published" else rounded(row[field], indicator.decimals)
        for row in records(rows)
    ]
    return pd.Series(cells, index=rows.index, dtype=float)


def _bounds(indicator: Indicator, rows: pd.DataFrame, field: str) -> "pd.Series[float]":
    """The ends of what is known; the end of the scale is nothing known, and stays empty."""
    limit = indicator.range_low if field == "value_low" else indicator.range_high
    is_scale = rows["value"].isna() & (rows[field] == limit)
    return _amounts(indicator, rows, field).mask(is_scale)


def _gaps(indicator: Indicator, rows: pd.DataFrame, field: str) -> "pd.Series[float]":
    cells = [rounded(row[field], gap_decimals(indicator, row)) for row in records(rows)]
    return pd.Series(cells, index=rows.index, dtype=float)


def _where_one(low: "pd.Series[Any]", high: "pd.Series[Any]") -> "pd.Series[Any]":
    """What both ends are; empty where they leave more than one."""
    return low.mask(low.ne(high))


def _as_digits(cells: "pd.Series[Any]", mark: str) -> "pd.Series[Any]":
    """`85`, `92,5`: no decimals a number has not."""
    written = [
        "" if pd.isna(cell) else f"{Decimal(repr(float(cell))).normalize():f}".replace(".", mark)
        for cell in cells
    ]
    return pd.Series(written, index=cells.index, dtype=object)
