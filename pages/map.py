"""Bản đồ: một chỉ số trên bản đồ các tỉnh, thành phố."""

import streamlit as st

from dashboard.figures.change_classes import map_colour_modes
from dashboard.queries.indicator_views import view
from dashboard.store.builds import warehouse
from dashboard.ui.controls import selectors
from dashboard.ui.controls.blocks import show_finding, show_part
from dashboard.ui.controls.chosen_unit import show_chosen_unit
from dashboard.ui.controls.indicator_note import indicator_note
from dashboard.ui.controls.other_structure import other_structure
from dashboard.ui.controls.period_choices import choose_beside, choose_period
from dashboard.ui.controls.single_units import single_units
from dashboard.ui.controls.structure_choices import choose_old_borders, choose_structure
from dashboard.ui.controls.structure_note import structure_note
from dashboard.ui.controls.tables import rows_below
from dashboard.ui.controls.unassigned_rows import unassigned_note
from dashboard.ui.controls.unit_panel import unit_panel
from dashboard.ui.frame.choices_bar import choices_bar
from dashboard.ui.frame.pages import MAP
from dashboard.ui.sections.map import Drawn, first_colour, map_finding, map_panel, one_map, two_maps
from dashboard.ui.sections.ready_views import maps_ahead
from dashboard.words.captions import view_caption
from dashboard.words.markdown import plain
from dashboard.words.periods import view_period
from etl.language.i18n import _

LEVEL = "province"

source = warehouse()
with choices_bar():
    indicator = selectors.choose_indicator(source, LEVEL)
    period, printed_for = choose_period(source, indicator, LEVEL)
    # Stands beside the period, and depends on what is chosen after it.
    place = st.container(width="content")
    structure = choose_structure(LEVEL, printed_for=printed_for)
    due_on = selectors.choose_due(source, indicator, LEVEL)
    shown = view(source, indicator.indicator_id, LEVEL, due_on, structure, period)
    region_id = selectors.choose_region(source, structure)
    modes = map_colour_modes(shown)
    with place:
        beside = choose_beside(source, shown)
    if beside is not None:
        # Two periods side by side show what there was; what changed has a map of its own.
        modes = [mode for mode in modes if mode != "change"]
    colour_by = first_colour(source, shown)
    if not shown.is_of_single_units:
        colour_by = selectors.choose_colour(modes, colour_by)
    unit_id = selectors.choose_unit(source, shown, region_id)
    with_old_borders = not structure.is_published and choose_old_borders()
structure_note(source, shown, of_changes=colour_by == "change")
if not shown.has_source:
    other_structure(MAP, shown, printed_for)
elif shown.is_of_single_units:
    single_units(source, shown, region_id)
else:
    rows = shown.within(region_id)
    show_finding(map_finding(shown, region_id, colour_by))
    # Where the panel lies under the map.
    with st.container(key="only-on-a-phone"):
        show_chosen_unit(shown, unit_id)
    drawn = Drawn(region_id, colour_by, unit_id, with_old_borders)
    if beside is None:
        picture, panel = st.columns([3, 2], gap="medium")
        with picture:
            # A region has words of its own, which are not fetched ahead.
            next_views = None if region_id else maps_ahead(source, shown, colour_by)
            one_map(source, shown, drawn, next_views)
            indicator_note([shown])
    else:
        two_maps(source, shown, beside, drawn)
        indicator_note([shown])
        panel = st.container()
        panel.markdown(f"**{_('Kỳ {period}').format(period=plain(view_period(shown)))}**")
    with panel:
        if unit_id is None:
            show_part("panel", map_panel(source, shown, region_id, colour_by))
        else:
            unit_panel(source, shown, unit_id)
    show_part("unassigned", "" if region_id else unassigned_note(source, shown))
    rows_below(shown, rows, view_caption(source, shown, region_id), source)
