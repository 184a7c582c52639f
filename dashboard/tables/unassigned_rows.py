"""Rows of no unit as rows of a file: beside those of units, and marked."""

from collections.abc import Sequence

import pandas as pd

from dashboard.queries.indicator_views import View
from dashboard.queries.unassigned_rows import UnassignedRow
from dashboard.tables.indicator_views import amounts, counts
from dashboard.words.periods import view_period
from dashboard.words.unassigned_rows import name_of, without_unit
from dashboard.words.vocabulary import structure_name
from etl.language.i18n import _
from etl.language.rounding import rounded


def export_unassigned(view: View, rows: Sequence[UnassignedRow]) -> pd.DataFrame:
    """The columns of `export_table` that such a row has; it has no id, place or status."""
    indicator = view.indicator
    return pd.DataFrame(
        {
            _("Đơn vị"): [name_of(row) for row in rows],
            _("Chỉ số"): indicator.name_vi,
            _("Giá trị"): amounts(rounded(row.value, indicator.decimals) for row in rows),
            _("Thấp nhất"): amounts(rounded(row.value, indicator.decimals) for row in rows),
            _("Cao nhất"): amounts(rounded(row.value, indicator.decimals) for row in rows),
            _("Đơn vị tính"): indicator.unit_vi,
            _("Kỳ"): view_period(view),
            _("Trạng thái"): without_unit(),
            _("Báo cáo in"): [row.printed_text for row in rows],
            _("Nguồn"): [row.document for row in rows],
            _("Phụ lục"): [row.appendix for row in rows],
            _("Dòng trong báo cáo"): counts(row.document_line for row in rows),
            _("Ghi chú"): [row.reason_vi for row in rows],
            _("Cơ cấu"): structure_name(view.structure, view.level),
            "indicator_id": indicator.indicator_id,
        }
    )
