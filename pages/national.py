"""Chỉ tiêu quốc gia: từng chỉ tiêu của cả nước qua các kỳ."""

import streamlit as st

from dashboard.analysis.national_series import national_series
from dashboard.analysis.series import EVERY, chosen, series_rows
from dashboard.store.builds import warehouse
from dashboard.tables.series import export_rows, reading_rows
from dashboard.ui.controls import selectors
from dashboard.ui.controls.blocks import show_finding
from dashboard.ui.controls.provenance_link import provenance_url
from dashboard.ui.controls.tables import reading_below
from dashboard.ui.frame.choices_bar import choices_bar
from dashboard.ui.frame.days import day_read
from dashboard.ui.sections.blocs import blocs
from dashboard.ui.sections.series import (
    chosen_series,
    series_large,
    series_summary,
    series_table,
)
from dashboard.words.series import SERIES_FILTERS, national_caption
from dashboard.words.series_targets import targets_finding
from etl.language.i18n import _

source = warehouse()
with choices_bar():
    shown = selectors.choose_shown(SERIES_FILTERS)
every = national_series(source, day_read(source))
items = chosen(every, shown)
large = chosen_series(source)
show_finding(targets_finding(every))
# A place of its own, so that the table below stays where it is scrolled to.
with st.container():
    if large is not None:
        series_large(source, large, shown)
st.html(series_summary(items))
st.html(series_table(items, shown))
rows = series_rows(source, items)
reading_below(
    reading_rows(rows, items),
    lambda: export_rows(rows, items),
    national_caption(source, items, shown),
    alt=_("Bảng {count} chỉ tiêu của cả nước theo kỳ").format(count=len(items)),
    urls=[provenance_url(row.indicator_id, period=row.period) for row in rows],
)
if shown == EVERY:
    blocs(source)
