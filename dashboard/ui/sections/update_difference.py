"""What would change for readers: in a sentence, on a map, and row by row."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from dashboard.analysis.updates import Difference, difference_of
from dashboard.figures.update_map import update_map
from dashboard.queries.indicator_views import view
from dashboard.queries.indicators import indicators_at
from dashboard.queries.structures import NEW, OLD
from dashboard.store.builds import is_built, warehouse
from dashboard.tables.html import Look
from dashboard.tables.updates import (
    claims_table,
    figure_changes,
    jumps_table,
    ranks_table,
    verdicts_table,
    without_table,
)
from dashboard.ui.controls.blocks import show_finding
from dashboard.ui.controls.maps import show_map
from dashboard.ui.controls.tables import show_table
from dashboard.words.captions import documents_caption
from dashboard.words.updates import difference_words
from etl.language.i18n import _, format_number

_MOST_RANKS = 20
_PROVINCES = {"p63": OLD, "p34": NEW}
"""Structures by the beginning of a province's id."""


def show_difference(said: Mapping[str, Any]) -> None:
    """The difference that `etl import --json` prints."""
    found = difference_of(said)
    show_finding(difference_words(found))
    _map(found)
    _part(_("Bước nhảy khác thường: hãy đối chiếu với văn bản"), jumps_table(found.jumps))
    _part(_("Kết quả so với mục tiêu đổi"), verdicts_table(found.verdicts))
    _part(_("Thứ hạng đổi nhiều nhất"), ranks_table(found.ranks, _MOST_RANKS))
    _part(_("Kết luận về lời văn đổi"), claims_table(found))
    _part(_("Đơn vị không có số liệu, theo lý do"), without_table(found))
    _part(_("Từng số liệu"), figure_changes(found.figures))
    if found.merged_figures:
        count = format_number(found.merged_figures)
        st.caption(_("{count} số liệu tính gộp của tỉnh mới và vùng đổi theo.").format(count=count))


def _part(title: str, rows: pd.DataFrame) -> None:
    if len(rows):
        with st.expander(f"{title} ({format_number(len(rows))})", key=f"update-{title}"):
            show_table(rows, title, Look("framed scrolled", is_sortable=True, is_cards=True))


def _map(found: Difference) -> None:
    changes = [item for item in found.figures if item.level == "province"]
    if not changes or not is_built():
        return
    source = warehouse()
    # An indicator that is new has nothing to be compared with.
    known = indicators_at(source, "province")
    names = {item.indicator_id: item.indicator_vi for item in changes if item.indicator_id in known}
    if not names:
        return
    indicator_id = st.selectbox(
        _("Bản đồ thay đổi của chỉ số"), list(names), format_func=names.__getitem__
    )
    shown = [item for item in changes if item.indicator_id == indicator_id]
    structure = _PROVINCES[shown[0].unit_id.partition("-")[0]]
    indicator = names[indicator_id]
    published = view(source, indicator_id, "province", None, structure)
    alt = _("Thay đổi của {indicator}: {count} tỉnh, thành phố").format(
        indicator=indicator, count=len({item.unit_id for item in shown})
    )
    figure = update_map(published, shown, alt)
    caption = documents_caption(
        source, _("Thay đổi nếu đưa vào: {name}").format(name=indicator), "cap-nhat"
    )
    show_map(source, figure, caption, key="update")
