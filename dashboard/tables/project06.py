"""Figures and tasks of Project 06."""

from collections.abc import Sequence

import pandas as pd

from dashboard.queries.indicator_views import View
from dashboard.queries.project06 import _WHOLES, Progress, figure_rows
from dashboard.store.made_once import made_once
from dashboard.store.warehouse import Warehouse
from dashboard.words.cells import Figure, figures
from dashboard.words.project06 import describe_place, format_figure
from dashboard.words.statements import write
from dashboard.words.values import format_value
from etl.language.i18n import _


@made_once(32)
def export_figures(source: Warehouse, items: Sequence[Progress]) -> pd.DataFrame:
    """The figures of some indicators, wholes included, with ids, print and place."""
    listed = {item.indicator.indicator_id for item in items}
    listed |= {whole for part, whole in _WHOLES.items() if part in listed}
    rows = [row for row in figure_rows(source) if row.indicator_id in listed]
    return pd.DataFrame(
        {
            _("Chỉ số"): [row.name_vi for row in rows],
            _("Đơn vị"): [row.unit_name_vi for row in rows],
            _("Giá trị"): [row.value for row in rows],
            _("Đơn vị tính"): [row.unit_vi for row in rows],
            _("Kỳ"): [row.period_label for row in rows],
            _("Ngày số liệu"): [row.period_end.isoformat() for row in rows],
            _("Không so với kỳ trước vì"): [row.break_vi for row in rows],
            _("Văn bản in"): [row.printed_text for row in rows],
            _("Văn bản"): [row.document for row in rows],
            _("Mục"): [row.appendix for row in rows],
            _("Dòng"): [row.document_line for row in rows],
            _("Ghi chú"): [write(row.note) for row in rows],
            "indicator_id": [row.indicator_id for row in rows],
            "unit_id": [row.unit_id for row in rows],
            "status": [row.status for row in rows],
        }
    )


@made_once(32)
def reading_figures(items: Sequence[Progress]) -> pd.DataFrame:
    """A row per figure, in the words of its card."""
    found = [(item.indicator, point) for item in items for point in item.points]
    return pd.DataFrame(
        {
            _("Chỉ số"): [indicator.short_name_vi for indicator, _point in found],
            _("Đơn vị"): [point.unit_vi or _("Cả nước") for _indicator, point in found],
            _("Kỳ"): figures(Figure(point.period_label, point.on) for _indicator, point in found),
            _("Giá trị"): figures(
                Figure(format_figure(indicator, point), point.value) for indicator, point in found
            ),
            _("Đơn vị tính"): [_(indicator.unit_vi) for indicator, _point in found],
            _("Nguồn"): [describe_place(point) for _indicator, point in found],
        }
    )


@made_once(32)
def reading_flags(views: Sequence[View]) -> pd.DataFrame:
    """A row per province, a column per flag."""
    columns = {
        shown.indicator.short_name_vi: [format_value(shown.indicator, row) for row in shown.rows]
        for shown in views
    }
    return pd.DataFrame(
        {_("Tỉnh, thành phố"): [row.short_name_vi for row in views[0].rows]} | columns
    )
