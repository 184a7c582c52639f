"""From a unit's name straight to its profile."""

import streamlit as st

from dashboard.queries.indicators import UNIT_LEVELS
from dashboard.queries.lineage import counterparts
from dashboard.queries.structures import Structure
from dashboard.queries.units import Unit, units_at
from dashboard.store.warehouse import Warehouse
from dashboard.ui.controls.ways import show_ways, way
from dashboard.ui.frame import url_state, widgets
from dashboard.ui.frame.addresses import query_of
from dashboard.ui.frame.pages import PROFILE
from dashboard.ui.frame.parameters import LEVEL, STRUCTURE, UNIT, Param
from dashboard.ui.frame.shell import streamlit_page
from etl.language.i18n import _

_WIDTH = 225


def open_unit(source: Warehouse, structure: Structure) -> None:
    """A selector of all units: choosing one opens its profile.

    A unit that came with the address was not chosen here, so it gets a link instead; else Back
    could never return to this page.
    """
    units = {
        key: unit
        for level in UNIT_LEVELS
        for key, unit in units_at(source, level, structure).items()
    }
    now_called = {
        key: names for level in UNIT_LEVELS for key, names in counterparts(source, level).items()
    }
    widgets.succeed(UNIT, now_called, list(units))
    chosen = widgets.choose(
        UNIT,
        list(units),
        default=None,
        format_func=lambda key: units[key].short_name_vi,
        label=_("Mở hồ sơ đơn vị"),
        label_visibility="collapsed",
        placeholder=_("Mở hồ sơ đơn vị…"),
        width=_WIDTH,
    )
    if chosen is None:
        return
    choices = _profile(units[chosen], structure)
    if url_state.chosen_now(UNIT):
        st.switch_page(
            streamlit_page(PROFILE),
            query_params=query_of(choices),
        )
    label = _("Hồ sơ {unit}").format(unit=units[chosen].short_name_vi)
    show_ways(way(PROFILE, choices, label))


def _profile(unit: Unit, structure: Structure) -> dict[Param, str]:
    return {STRUCTURE: structure.id, LEVEL: unit.level, UNIT: unit.unit_id}
