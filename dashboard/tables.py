"""A view's rows as a table to read and as a file to take away."""

from collections.abc import Mapping, Sequence

import pandas as pd

from dashboard.cells import figures, line
from dashboard.i18n import _, format_date, separators
from dashboard.row_cells import gap_cell, place_cell, printed_cell, target_cell, value_cell
from dashboard.rows import records
from dashboard.structures import Structure
from dashboard.targets import Tally
from dashboard.verdicts import STATUSES, VERDICTS
from dashboard.views import View
from dashboard.wording import format_verdict, rank_word

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
        _("Ghi chú"): [row["note_vi"] or "" for row in items],
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
    """The same rows with numbers as numbers, ids, period, source and status."""
    return pd.DataFrame(
        {
            _("Cơ cấu"): _(view.structure.name(view.level)),
            "unit_id": rows["unit_id"],
            _("Đơn vị"): rows["name_vi"],
            _("Thành viên"): rows["members_vi"],
            _("Vùng"): rows["region_vi"],
            "indicator_id": view.indicator.indicator_id,
            _("Chỉ số"): view.indicator.name_vi,
            _("Đơn vị tính"): view.indicator.unit_vi,
            _("Kỳ"): rows["period_label"],
            _("Giá trị"): rows["value"],
            _("Thấp nhất"): rows["value_low"],
            _("Cao nhất"): rows["value_high"],
            _("Ước tính"): rows["value_estimate"],
            _("Tổng đã báo cáo"): rows["reported"],
            _("Mức chữ"): rows["value_text"],
            "status": rows["status"],
            _("Trạng thái"): [_(STATUSES[status]) for status in rows["status"]],
            "basis": rows["basis"],
            _("Hạng tốt nhất"): rows["rank_best"],
            _("Hạng kém nhất"): rows["rank_worst"],
            _("Số đơn vị được xếp"): rows["ranked"],
            _("Hạn mục tiêu"): None if view.due_on is None else format_date(view.due_on),
            _("Mục tiêu thấp nhất"): rows["target_low"],
            _("Mục tiêu cao nhất"): rows["target_high"],
            _("Còn thiếu ít nhất"): rows["gap_low"],
            _("Còn thiếu nhiều nhất"): rows["gap_high"],
            "verdict": rows["verdict"],
            _("Báo cáo in"): rows["printed_text"],
            _("Nguồn"): rows["document"],
            _("Phụ lục"): rows["appendix"],
            _("Dòng trong báo cáo"): rows["document_line"],
            _("Ghi chú"): rows["note_vi"],
        }
    )


def tallies_table(structure: Structure, tallies_of: Mapping[str, Sequence[Tally]]) -> pd.DataFrame:
    """How many units of each level stand where against each goal, one row per level and goal."""
    return pd.DataFrame(
        [
            {
                _("Cấp"): _(structure.name(level)),
                _("Mục tiêu"): item.goal.indicator.name_vi,
                _("Hạn"): format_date(item.goal.due_on),
                **{_(VERDICTS[verdict]): count for verdict, count in item.counts.items()},
            }
            for level, tallies in tallies_of.items()
            for item in tallies
        ]
    )


def to_csv(frame: pd.DataFrame) -> bytes:
    """CSV as Excel with the settings of the reader's language opens it by a double click.

    UTF-8 with a byte-order mark, or tone marks break; in Vietnamese decimal commas, and so
    semicolons between cells, because that is how such an Excel reads numbers and columns. A text
    that a spreadsheet would take for a formula gets an apostrophe before it; numbers stay numbers.
    """
    safe = pd.DataFrame(
        {
            _as_text(name): pd.Series(
                [_as_text(cell) for cell in cells], index=cells.index, dtype=object
            )
            if pd.api.types.is_object_dtype(cells) or pd.api.types.is_string_dtype(cells)
            else cells
            for name, cells in frame.items()
        }
    )
    decimal = separators()[0]
    text: str = safe.to_csv(
        index=False, sep=";" if decimal == "," else ",", decimal=decimal, lineterminator="\r\n"
    )
    return b"\xef\xbb\xbf" + text.encode()


def _as_text(cell: object) -> object:
    # A mark alone, such as the dash of an empty cell in print, is no formula.
    if isinstance(cell, str) and len(cell) > 1 and cell.startswith(_FORMULA_STARTS):
        return f"'{cell}"
    return cell
