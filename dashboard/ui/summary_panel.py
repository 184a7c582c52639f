"""Beside a map without a chosen unit: averages, who leads and who trails, who has no value."""

import pandas as pd
import streamlit as st

from dashboard.i18n import _
from dashboard.markdown import plain
from dashboard.ordering import ordered, split_by_value
from dashboard.references import references
from dashboard.rows import records
from dashboard.ui.flags import flag_groups
from dashboard.ui.missing import units_without_value
from dashboard.ui.provenance_link import figure_link
from dashboard.views import View
from dashboard.warehouse import Warehouse
from dashboard.wording import format_amount, format_place, format_value

_LISTED = 5


def summary_panel(source: Warehouse, shown: View, rows: pd.DataFrame) -> None:
    """The units shown at a glance; says how to see one of them."""
    st.markdown(
        f":gray[{_('Chọn một tỉnh trên bản đồ hoặc trong ô Đơn vị để xem số liệu của tỉnh.')}]"
    )
    for mean in references(source, shown):
        amount = format_amount(shown.indicator, mean.value, mean.decimals)
        st.markdown(f"{plain(mean.name)}: **{amount}**")
    valued, without = split_by_value(ordered(rows, "hang"))
    is_count = shown.indicator.value_kind == "count"
    is_flag = shown.indicator.value_kind == "flag"
    if is_flag:
        flag_groups(valued)
    elif len(valued) > 2 * _LISTED:
        _list(_("Nhiều nhất") if is_count else _("Đứng đầu"), shown, valued.head(_LISTED))
        _list(_("Ít nhất") if is_count else _("Đứng cuối"), shown, valued.tail(_LISTED))
    else:
        _list(_("Thứ tự"), shown, valued)
    units_without_value(without, is_flag=is_flag)


def _list(title: str, shown: View, rows: pd.DataFrame) -> None:
    lines = []
    for row in records(rows):
        value = figure_link(format_value(shown.indicator, row), shown, row["unit_id"])
        place = format_place(row)
        lines.append(
            f"- {plain(row['short_name_vi'])}: {value}" + (f" :gray[({place})]" if place else "")
        )
    st.markdown(f"**{title}**\n" + "\n".join(lines))
