"""Vướng mắc: điều gì cản trở địa phương dùng dữ liệu và hệ thống của Trung ương."""

import streamlit as st

from dashboard.figures.obstacles import obstacle_map
from dashboard.store.warehouse import warehouse
from dashboard.tables.obstacles import provinces_table
from dashboard.ui.controls.maps import show_map
from dashboard.ui.controls.tables import table_behind
from dashboard.ui.sections.obstacles import choose_filter, counts, notes, table
from dashboard.words.markdown import plain
from dashboard.words.obstacles import finding, obstacles_caption
from etl.language.i18n import _

source = warehouse()
shown, wanted = choose_filter(source)
provinces = shown.by_province(wanted)
caption = obstacles_caption(source, shown, wanted).part(
    "map", _("Số vướng mắc theo tỉnh, thành phố")
)
summary = finding(shown, wanted)
st.markdown(f"**{plain(summary)}**")
picture, panel = st.columns([7, 5], gap="large")
with picture:
    show_map(
        source,
        obstacle_map(shown.structure, provinces, wanted, summary),
        caption,
        key="map",
        chosen=wanted.unit_id,
        selects_unit=True,
    )
    notes(shown)
    table_behind(provinces_table(provinces), None, caption)
with panel:
    counts(source, shown, wanted)
table(source, shown, wanted)
