"""Figures and tasks of Project 06."""

from collections.abc import Sequence

import pandas as pd

from dashboard.queries.indicator_views import View
from dashboard.queries.project06 import _WHOLES, Progress, figure_rows
from dashboard.store.records import records
from dashboard.store.warehouse import Warehouse
from dashboard.words.cells import Figure, figures
from dashboard.words.project06 import format_figure
from dashboard.words.statements import write
from dashboard.words.values import format_value
from etl.language.i18n import _


def export_figures(source: Warehouse, items: Sequence[Progress]) -> pd.DataFrame:
    """The figures of some indicators, wholes included, with ids, print and place."""
    listed = {item.indicator.indicator_id for item in items}
    listed |= {whole for part, whole in _WHOLES.items() if part in listed}
    every = figure_rows(source)
    rows = every[every["indicator_id"].isin(list(listed))]
    return pd.DataFrame(
        {
            _("Chỉ số"): rows["name_vi"],
            _("Đơn vị"): rows["unit_name_vi"],
            _("Giá trị"): rows["value"],
            _("Đơn vị tính"): rows["unit_vi"],
            _("Kỳ"): rows["period_label"],
            _("Ngày số liệu"): [stamp.date().isoformat() for stamp in rows["period_end"]],
            _("Không so với kỳ trước vì"): rows["break_vi"],
            _("Văn bản in"): rows["raw_text"],
            _("Văn bản"): rows["document"],
            _("Mục"): rows["appendix"],
            _("Dòng"): rows["document_line"],
            _("Ghi chú"): [write(note) for note in rows["note"]],
            "indicator_id": rows["indicator_id"],
            "unit_id": rows["unit_id"],
            "status": rows["status"],
        }
    )


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
            _("Nguồn"): [point.source_vi for _indicator, point in found],
        }
    )


def reading_flags(views: Sequence[View]) -> pd.DataFrame:
    """A row per province, a column per flag."""
    columns = {
        shown.indicator.short_name_vi: [
            format_value(shown.indicator, row) for row in records(shown.rows)
        ]
        for shown in views
    }
    return pd.DataFrame({_("Tỉnh, thành phố"): views[0].rows["short_name_vi"].tolist()} | columns)
