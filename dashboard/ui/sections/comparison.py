"""The parts of the comparison page."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.analysis.comparison import Scatter
from dashboard.analysis.similar import similar_units
from dashboard.figures.rate_bars import figure_bar
from dashboard.queries.indicator_views import View
from dashboard.queries.structures import Structure
from dashboard.queries.units import units_at
from dashboard.store.made_once import made_once
from dashboard.store.warehouse import Warehouse
from dashboard.tables.comparison import comparison_table
from dashboard.tables.html import Look
from dashboard.ui.controls.provenance_link import figure_link, unit_url
from dashboard.ui.controls.tables import show_table
from dashboard.ui.controls.ways import way, ways
from dashboard.ui.frame.pages import COMPARE
from dashboard.ui.frame.parameters import LEVEL, STRUCTURE, UNITS
from dashboard.words.comparison import BEST, left_out_words
from dashboard.words.markdown import plain
from dashboard.words.views import describe_source
from etl.language.i18n import _


def side_by_side(views: Sequence[View], unit_ids: Sequence[str]) -> None:
    """A row per indicator, a column per unit."""
    show_table(_compared(views, unit_ids), _("So sánh"), Look("compared", is_markdown=True))
    st.caption(
        _(
            "{best} tốt nhất trong các đơn vị đang so; không đánh dấu khi các khoảng chồng nhau "
            "hay khi chỉ số không có chiều tốt. Sau dấu kết quả là khoảng cách đến mục tiêu, − là "
            "còn thiếu. “Hạng k/N”: N là số đơn vị có số liệu."
        ).format(best=BEST)
    )


@made_once(32)
def _compared(views: Sequence[View], unit_ids: Sequence[str]) -> pd.DataFrame:
    return comparison_table(views, unit_ids, figure_link, figure_bar).reset_index()


def ways_to_similar(
    source: Warehouse, shown: View, structure: Structure, unit_ids: Sequence[str]
) -> str:
    """From each of the units to its comparison with those most like it, as HTML."""
    known = units_at(source, shown.level, structure)
    links = []
    for unit_id in unit_ids:
        found = similar_units(source, known[unit_id], structure)
        if found is not None:
            compared = [unit_id, *(unit.unit_id for unit in found.units)]
            choices = {LEVEL: shown.level, STRUCTURE: structure.id, UNITS: ",".join(compared)}
            label = _("{unit} và các đơn vị tương tự").format(unit=known[unit_id].short_name_vi)
            links.append(way(COMPARE, choices, label))
    return ways(links)


def scatter_urls(item: Scatter) -> dict[str, list[str]]:
    """Both figures of every row of `scatter_rows`, by the name of the column that leads to them."""
    names = (_("Nguồn gốc trục ngang"), _("Nguồn gốc trục đứng"))
    return {
        name: [unit_url(shown, unit.unit_id) for unit in item.units]
        for name, shown in zip(names, (item.x_view, item.y_view), strict=True)
    }


def left_out(item: Scatter) -> None:
    """Where the figures are from, and the units without an exact value of both indicators."""
    sources = dict.fromkeys(describe_source(shown) for shown in (item.x_view, item.y_view))
    st.caption(plain("; ".join(sources)))
    if not item.left_out:
        return
    with st.container(border=True):
        st.markdown(
            _("**{count} đơn vị không có trên hình**, vì không có giá trị chính xác").format(
                count=len(item.left_out)
            )
        )
        st.markdown("  \n".join(map(plain, left_out_words(item))))
