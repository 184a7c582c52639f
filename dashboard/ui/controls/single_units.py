"""Figures of some units that a source chose: each its own, in no order and on no map."""

import streamlit as st

from dashboard.queries.indicator_views import View
from dashboard.store.warehouse import Warehouse
from dashboard.ui.controls.blocks import listing, paragraph, show_finding
from dashboard.ui.controls.indicator_note import indicator_note
from dashboard.ui.controls.provenance_link import figure_link
from dashboard.ui.controls.tables import rows_below
from dashboard.words.captions import view_caption
from dashboard.words.markdown import plain
from dashboard.words.summaries import finding
from dashboard.words.values import format_value
from dashboard.words.views import describe_source
from etl.language.i18n import _


def single_units(source: Warehouse, shown: View, region_id: str | None) -> None:
    """Those that have a figure and their table, in place of a map or bars of all."""
    rows = tuple(row for row in shown.within(region_id) if row.basis is not None)
    show_finding(finding(shown, rows))
    if rows:
        lines = (
            f"{plain(row.short_name_vi)}: "
            + figure_link(format_value(shown.indicator, row), shown, row.unit_id)
            for row in rows
        )
        source_line = paragraph(f":small[:gray[{plain(describe_source(shown))}]]")
        st.html(listing(_("Đơn vị mà nguồn nêu"), lines) + source_line)
        rows_below(shown, rows, view_caption(source, shown, region_id))
    elif region_id is None:
        st.info(_("Không đơn vị nào có số liệu của chỉ số đã chọn."))
    else:
        st.info(_("Không đơn vị nào trong vùng này có số liệu của chỉ số đã chọn."))
    indicator_note([shown])
