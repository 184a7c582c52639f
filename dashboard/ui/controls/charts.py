"""Plotly figures on a page: one configuration, and clicks that choose a unit."""

from contextlib import suppress
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from dashboard.figures.palette import DARK, LIGHT, Palette
from dashboard.ui.controls.pictures import picture_buttons
from dashboard.ui.frame import url_state
from dashboard.ui.frame.parameters import UNIT, Param
from dashboard.words.captions import Caption

_CONFIG: dict[str, Any] = {
    # On a touch screen it would stand over the chart for good.
    "displayModeBar": False,
    "scrollZoom": False,
}


def palette() -> Palette:
    """The colours for the page as the reader sees it; light where the browser has not said.

    The browser sends its scheme with every rerun, the first included. A switch in Streamlit's menu
    sends nothing: text takes the new ink at once (style.css), marks at the next rerun.
    """
    return DARK if st.context.theme.type == "dark" else LIGHT


def show(
    figure: go.Figure,
    caption: Caption,
    *,
    key: str,
    alt: str,
    selects_unit: bool = False,
    selects: Param | None = None,
) -> None:
    """Draw a figure; a click on a mark chooses its `customdata[0]`, a unit or what `selects` is.

    `caption` goes into the pictures that can be saved of it.
    """
    chosen = UNIT if selects_unit else selects
    # style.css and pictures.js know the chart and its buttons by the container's key.
    with st.container(key=f"picture-{key}", gap=None):
        st.plotly_chart(
            figure,
            key=key,
            alt=alt,
            config=_CONFIG,
            on_select="ignore" if chosen is None else lambda: _choose_clicked(key, chosen),
            selection_mode="points",
        )
        picture_buttons(caption, alt, credit=None)


def _choose_clicked(key: str, chosen: Param) -> None:
    # What was clicked is what the browser says.
    with suppress(LookupError, TypeError):
        clicked = st.session_state[key]["selection"]["points"][0]["customdata"][0]
        if isinstance(clicked, str):
            url_state.set_choice(chosen, clicked)
