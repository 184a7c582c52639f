"""A view's rows as a table to read and as a file to take away."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import pandas as pd

from dashboard.queries.indicator_views import View
from dashboard.queries.indicators import Indicator
from dashboard.queries.precision import gap_decimals, stated
from dashboard.queries.view_rows import ViewRow
from dashboard.tables.confirmations import with_confirmations
from dashboard.tables.row_cells import gap_cell, place_cell, printed_cell, target_cell, value_cell
from dashboard.words.cells import figures, line
from dashboard.words.changes import (
    change_cell,
    change_decimals,
    change_unit,
    format_direction,
    since_period,
)
from dashboard.words.periods import period_words, view_period
from dashboard.words.statements import write_or_none
from dashboard.words.values import format_verdict, rank_word
from dashboard.words.vocabulary import STATUSES, structure_name
from etl.language.i18n import _, capital, format_date
from etl.language.rounding import rounded

_NONE = (None, None)

CellT = TypeVar("CellT")


def reading_table(view: View, rows: Sequence[ViewRow]) -> pd.DataFrame:
    """The rows in words, in the order given, as the page shows them."""
    has_target = view.due_on is not None and not view.is_allocation
    rank = capital(rank_word(view.indicator))
    since = since_period(view)
    columns = {
        _("Đơn vị"): [row.short_name_vi for row in rows],
        _("Gồm"): [row.members_vi for row in rows],
        _("Vùng"): [row.region_vi for row in rows],
        view.indicator.short_name_vi: figures(value_cell(view.indicator, row) for row in rows),
        since: figures(change_cell(view.indicator, row) for row in rows),
        _("Chiều thay đổi"): [format_direction(row) for row in rows],
        rank: figures(place_cell(row) for row in rows),
        _("Mục tiêu"): figures(target_cell(view.indicator, row) for row in rows),
        _("Kết quả"): [format_verdict(row.verdict, row.verdict_confirmation) for row in rows],
        _("Khoảng cách"): figures(gap_cell(view.indicator, row) for row in rows),
        _("Báo cáo in"): figures(printed_cell(view.indicator, row) for row in rows),
        _("Dòng"): figures(line(row.document_line) for row in rows),
        _("Ghi chú"): [write_or_none(row.note) or "" for row in rows],
    }
    hidden = set() if has_target else {_("Mục tiêu"), _("Kết quả"), _("Khoảng cách")}
    if view.earlier is None:
        hidden |= {since, _("Chiều thay đổi")}
    if not view.has_ranks:
        hidden.add(rank)
    if view.structure.is_published:
        hidden.add(_("Gồm"))
    if view.level != "province":
        hidden.add(_("Vùng"))
    return pd.DataFrame({name: cells for name, cells in columns.items() if name not in hidden})


def export_table(view: View, rows: Sequence[ViewRow]) -> pd.DataFrame:
    """The same rows with numbers as numbers: first as they are read, last what programs join by.

    A printed figure has the decimals of its document, a computed one those of its indicator.
    """
    indicator = view.indicator
    places = [row.places or _NONE for row in rows]
    targets = [row.target or _NONE for row in rows]
    gaps = [_gap(indicator, row) for row in rows]
    ends = [_known_ends(indicator, row) for row in rows]
    exported = pd.DataFrame(
        {
            _("Đơn vị"): [row.name_vi for row in rows],
            _("Chỉ số"): indicator.name_vi,
            _("Giá trị"): amounts(stated(indicator, row, row.value) for row in rows),
            _("Thấp nhất"): amounts(low for low, _high in ends),
            _("Cao nhất"): amounts(high for _low, high in ends),
            _("Đơn vị tính"): indicator.unit_vi,
            _("Hạng"): counts(_where_one(*found) for found in places),
            _("Số đơn vị được xếp"): counts(row.ranked for row in rows),
            _("Mục tiêu"): amounts(_where_one(*found) for found in targets),
            _("Hạn mục tiêu"): None if view.due_on is None else format_date(view.due_on),
            _("Còn thiếu"): amounts(_where_one(*found) for found in gaps),
            _("Kết quả"): [format_verdict(row.verdict) for row in rows],
            _("Kỳ"): [row.period_label and view_period(view) for row in rows],
            _("Trạng thái"): [_(STATUSES[row.status]) for row in rows],
            _("Báo cáo in"): [row.printed_text for row in rows],
            _("Nguồn"): [row.document for row in rows],
            _("Phụ lục"): [row.appendix for row in rows],
            _("Dòng trong báo cáo"): counts(row.document_line for row in rows),
            _("Ghi chú"): [write_or_none(row.note) for row in rows],
            _("Cơ cấu"): structure_name(view.structure, view.level),
            _("Vùng"): [row.region_vi for row in rows],
            _("Thành viên"): [row.members_vi for row in rows],
            _("Mức chữ"): [row.value_text or write_or_none(row.former) for row in rows],
            "unit_id": [row.unit_id for row in rows],
            "indicator_id": indicator.indicator_id,
            "status": [row.status for row in rows],
            "basis": [row.basis for row in rows],
            "verdict": [row.verdict for row in rows],
            _("Ước tính"): amounts(stated(indicator, row, row.value_estimate) for row in rows),
            _("Tổng đã báo cáo"): amounts(stated(indicator, row, row.reported) for row in rows),
            _("Hạng tốt nhất"): counts(best for best, _worst in places),
            _("Hạng kém nhất"): counts(worst for _best, worst in places),
            _("Mục tiêu thấp nhất"): amounts(low for low, _high in targets),
            _("Mục tiêu cao nhất"): amounts(high for _low, high in targets),
            _("Còn thiếu ít nhất"): amounts(low for low, _high in gaps),
            _("Còn thiếu nhiều nhất"): amounts(high for _low, high in gaps),
        }
    )
    exported = exported if view.earlier is None else exported.assign(**_changes(view, rows))
    return with_confirmations(
        exported,
        [row.confirmation for row in rows],
        verdict_confirmation=[row.verdict_confirmation for row in rows],
        order_confirmation=[row.order_confirmation for row in rows],
    )


def _changes(view: View, rows: Sequence[ViewRow]) -> dict[str, Any]:
    """The columns that tell the change from the period before, where there is one."""
    found = [row.change for row in rows]
    ends = [_NONE if change is None else (change.ends or _NONE) for change in found]
    decimals = [change_decimals(view.indicator, row) for row in rows]
    return {
        _("So với kỳ"): None if view.earlier is None else period_words(view.earlier),
        _("Giá trị kỳ trước"): amounts(
            None if change is None else rounded(change.value, places)
            for change, places in zip(found, decimals, strict=True)
        ),
        _("Thay đổi thấp nhất"): amounts(
            rounded(low, places) for (low, _high), places in zip(ends, decimals, strict=True)
        ),
        _("Thay đổi cao nhất"): amounts(
            rounded(high, places) for (_low, high), places in zip(ends, decimals, strict=True)
        ),
        _("Đơn vị của thay đổi"): [
            change and change_unit(view.indicator, change) for change in found
        ],
        _("Chiều thay đổi"): [format_direction(row) for row in rows],
        "change_direction": [change and change.direction for change in found],
        "change_status": [change and change.status for change in found],
    }


# Arrays, for a table of many series takes twice as long to make.
def amounts(cells: Iterable[float | None]) -> Any:
    """A column of amounts, gaps and all."""
    return pd.Series(list(cells), dtype=float).to_numpy()


def counts(cells: Iterable[int | None]) -> Any:
    """A column of whole numbers, which gaps do not make fractions of."""
    return pd.array(list(cells), dtype="Int64")


def _known_ends(indicator: Indicator, row: ViewRow) -> tuple[float | None, float | None]:
    """The ends of what is known; the end of the scale is nothing known, and stays empty."""
    low, high = row.value_low, row.value_high
    if row.value is None:
        low = None if low == indicator.range_low else low
        high = None if high == indicator.range_high else high
    return stated(indicator, row, low), stated(indicator, row, high)


def _gap(indicator: Indicator, row: ViewRow) -> tuple[float | None, float | None]:
    decimals = gap_decimals(indicator, row)
    return rounded(row.gap_low, decimals), rounded(row.gap_high, decimals)


def _where_one(low: CellT, high: CellT) -> CellT | None:
    """What both ends are; None where they leave more than one."""
    return low if low == high else None
