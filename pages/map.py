"""Bản đồ: một chỉ số trên bản đồ các tỉnh, thành phố."""

import streamlit as st

from dashboard.figures.choropleth import COUNTRY, choropleth
from dashboard.figures.classification import classify, colour_modes
from dashboard.queries.indicator_views import view
from dashboard.queries.structures import OLD
from dashboard.store.warehouse import warehouse
from dashboard.ui.controls import charts, selectors
from dashboard.ui.controls.indicator_note import indicator_note
from dashboard.ui.controls.other_structure import other_structure
from dashboard.ui.controls.period_choices import choose_period
from dashboard.ui.controls.structure_note import structure_note
from dashboard.ui.controls.summary_panel import summary_panel
from dashboard.ui.controls.tables import rows_below
from dashboard.ui.controls.unit_panel import unit_panel
from dashboard.ui.frame.assets import asset_url
from dashboard.ui.frame.pages import MAP
from dashboard.ui.frame.shell import page_header
from dashboard.words.captions import view_caption
from dashboard.words.markdown import plain
from dashboard.words.summaries import finding
from dashboard.words.values import describe_source
from etl.language.i18n import _

LEVEL = "province"

source = warehouse()
page_header(_(MAP.title), _("Một chỉ số trên bản đồ các tỉnh, thành phố"))
with selectors.filter_row():
    indicator = selectors.choose_indicator(source, LEVEL)
    period, printed_for = choose_period(source, indicator, LEVEL)
    structure = selectors.choose_structure(LEVEL, printed_for=printed_for)
    due_on = selectors.choose_due(source, indicator, LEVEL)
    shown = view(source, indicator.indicator_id, LEVEL, due_on, structure, period)
    region_id = selectors.choose_region(source, structure)
    colour_by = selectors.choose_colour(colour_modes(shown))
    unit_id = selectors.choose_unit(source, shown, region_id)
    with_old_borders = not structure.is_published and selectors.choose_old_borders()
structure_note(source, shown)
if not shown.has_source:
    other_structure(MAP, shown, printed_for)
else:
    rows = shown.within(region_id)
    caption = view_caption(source, shown, region_id)
    palette = charts.palette()
    figure = choropleth(
        shown,
        rows,
        classify(shown, rows, colour_by, palette),
        geometry_url=asset_url(f"geo/{structure.boundaries}"),
        palette=palette,
        window=region_id or COUNTRY,
        selected=unit_id,
        old_borders_url=asset_url(f"geo/{OLD.boundaries}") if with_old_borders else None,
    )
    picture, panel = st.columns([3, 2], gap="medium")
    with picture:
        charts.show(figure, caption, key="map", alt=finding(shown, rows), selects_unit=True)
        st.caption(plain(describe_source(shown)))
        indicator_note([shown])
    with panel:
        if unit_id is None:
            summary_panel(source, shown, rows)
        else:
            unit_panel(source, shown, unit_id)
    rows_below(shown, rows, caption)
