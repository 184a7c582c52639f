"""The rows of a series, point by point."""

from collections.abc import Sequence

import pandas as pd

from dashboard.queries.precision import row_decimals
from dashboard.queries.series import Series, row_number, row_place
from dashboard.store.records import records
from dashboard.tables.row_cells import value_cell, written
from dashboard.words.cells import Figure, line
from dashboard.words.series import other_target_words, target_words
from dashboard.words.statements import write_or_none
from dashboard.words.vocabulary import STATUSES
from etl.language.i18n import _, format_date
from etl.language.rounding import rounded


def reading_rows(rows: pd.DataFrame, items: Sequence[Series]) -> pd.DataFrame:
    """The figures in words, a row per indicator and period."""
    of_id = {key: item for item in items for key in item.indicator_ids}
    found = []
    for row in records(rows):
        item = of_id[row["indicator_id"]]
        is_current = item.indicator.indicator_id == row["indicator_id"]
        found.append(
            {
                _("Nhóm"): item.theme,
                _("Dòng số"): Figure(
                    row_number(row["indicator_id"]), row_place(row["indicator_id"])
                ),
                _("Chỉ tiêu"): row["name_vi"],
                _("Kỳ"): Figure(
                    row["period_label"] or "",
                    None if row["period_end"] is None else row["period_end"].date(),
                ),
                _("Giá trị"): value_cell(item.indicator, row | {"reported": None}),
                _("Mục tiêu"): target_words(item) if is_current else "",
                _("Báo cáo in"): Figure(
                    row["raw_text"] or "", row["value"] if row["raw_text"] else None
                ),
                _("Nguồn"): row["appendix"],
                _("Dòng"): line(row["document_line"]),
                _("Ghi chú"): " ".join(filter(None, (row["break_vi"], write_or_none(row["note"])))),
            }
        )
    return pd.DataFrame(found, dtype=object)


def export_rows(rows: pd.DataFrame, items: Sequence[Series]) -> pd.DataFrame:
    """The same rows with numbers as numbers: as they are read first, ids last."""
    of_id = {key: item for item in items for key in item.indicator_ids}
    current = {item.indicator.indicator_id: item for item in items}
    targets = [current[key].target if key in current else None for key in rows["indicator_id"]]
    return pd.DataFrame(
        {
            _("Nhóm"): [of_id[indicator_id].theme for indicator_id in rows["indicator_id"]],
            _("Chỉ tiêu"): rows["name_vi"],
            _("Giá trị"): [
                rounded(row["value"], row_decimals(of_id[row["indicator_id"]].indicator, row))
                if row["basis"] == "derived"
                else row["value"]
                for row in records(rows)
            ],
            _("Đơn vị tính"): rows["unit_vi"],
            _("Mục tiêu"): [None if goal is None else goal.value for goal in targets],
            _("Hạn mục tiêu"): [
                None if goal is None or goal.due_on is None else format_date(goal.due_on)
                for goal in targets
            ],
            _("Mục tiêu khác mẫu số"): [
                "; ".join(other_target_words(current[key])) if key in current else ""
                for key in rows["indicator_id"]
            ],
            _("Kỳ"): rows["period_label"],
            _("Đứt chuỗi"): rows["break_vi"],
            _("Trạng thái"): [_(STATUSES[status]) for status in rows["status"]],
            _("Báo cáo in"): rows["raw_text"],
            _("Nguồn"): rows["document"],
            _("Phụ lục"): rows["appendix"],
            _("Dòng trong báo cáo"): rows["document_line"],
            _("Ghi chú"): written(rows["note"]),
            _("Nhóm"): [_(of_id[indicator_id].theme) for indicator_id in rows["indicator_id"]],
            "indicator_id": rows["indicator_id"],
            "status": rows["status"],
            "basis": rows["basis"],
        }
    )
