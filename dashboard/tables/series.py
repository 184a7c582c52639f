"""The rows of a series, point by point."""

from collections.abc import Sequence

import pandas as pd

from dashboard.queries.country_figures import CountryFigure
from dashboard.queries.precision import row_decimals
from dashboard.queries.series import Series
from dashboard.queries.series_themes import row_number, row_place
from dashboard.store.made_once import made_once
from dashboard.tables.row_cells import value_cell
from dashboard.words.cells import Figure, line
from dashboard.words.series import other_target_words, target_words, theme_name
from dashboard.words.statements import write_or_none
from dashboard.words.vocabulary import STATUSES
from etl.language.i18n import _, format_date
from etl.language.rounding import rounded


@made_once(32)
def reading_rows(rows: Sequence[CountryFigure], items: Sequence[Series]) -> pd.DataFrame:
    """The figures in words, a row per indicator and period."""
    of_id = {key: item for item in items for key in item.indicator_ids}
    found = []
    for row in rows:
        item = of_id[row.indicator_id]
        is_current = item.indicator.indicator_id == row.indicator_id
        found.append(
            {
                _("Nhóm"): theme_name(item),
                _("Dòng số"): Figure(row_number(row.indicator_id), row_place(row.indicator_id)),
                _("Chỉ tiêu"): row.name_vi,
                _("Kỳ"): Figure(row.period_label or "", row.period_end),
                _("Giá trị"): value_cell(item.indicator, row),
                _("Mục tiêu"): target_words(item) if is_current else "",
                _("Báo cáo in"): Figure(
                    row.printed_text or "", row.value if row.printed_text else None
                ),
                _("Nguồn"): row.appendix,
                _("Dòng"): line(row.document_line),
                _("Ghi chú"): " ".join(filter(None, (row.break_vi, write_or_none(row.note)))),
            }
        )
    return pd.DataFrame(found, dtype=object)


def export_rows(rows: Sequence[CountryFigure], items: Sequence[Series]) -> pd.DataFrame:
    """The same rows with numbers as numbers: as they are read first, ids last."""
    of_id = {key: item for item in items for key in item.indicator_ids}
    current = {item.indicator.indicator_id: item for item in items}
    targets = [
        current[row.indicator_id].target if row.indicator_id in current else None for row in rows
    ]
    return pd.DataFrame(
        {
            _("Nhóm"): [theme_name(of_id[row.indicator_id]) for row in rows],
            _("Chỉ tiêu"): [row.name_vi for row in rows],
            _("Giá trị"): [
                rounded(row.value, row_decimals(of_id[row.indicator_id].indicator, row))
                if row.basis == "derived"
                else row.value
                for row in rows
            ],
            _("Đơn vị tính"): [row.unit_vi for row in rows],
            _("Mục tiêu"): [None if goal is None else goal.value for goal in targets],
            _("Hạn mục tiêu"): [
                None if goal is None or goal.due_on is None else format_date(goal.due_on)
                for goal in targets
            ],
            _("Mục tiêu khác mẫu số"): [
                "; ".join(other_target_words(current[row.indicator_id]))
                if row.indicator_id in current
                else ""
                for row in rows
            ],
            _("Kỳ"): [row.period_label for row in rows],
            _("Đứt chuỗi"): [row.break_vi for row in rows],
            _("Trạng thái"): [_(STATUSES[row.status]) for row in rows],
            _("Báo cáo in"): [row.printed_text for row in rows],
            _("Nguồn"): [row.document for row in rows],
            _("Phụ lục"): [row.appendix for row in rows],
            _("Dòng trong báo cáo"): [row.document_line for row in rows],
            _("Ghi chú"): [write_or_none(row.note) for row in rows],
            _("Nhóm"): [theme_name(of_id[row.indicator_id]) for row in rows],
            "indicator_id": [row.indicator_id for row in rows],
            "status": [row.status for row in rows],
            "basis": [row.basis for row in rows],
        }
    )
