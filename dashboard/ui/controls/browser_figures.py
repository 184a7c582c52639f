"""A figure of the browser on a page: its buttons below it, a picture by the server behind it."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from dashboard.ui.controls.pictures import picture_buttons, still_html
from dashboard.ui.frame import url_state
from dashboard.ui.frame.component import browser_figure, chosen_unit_of
from dashboard.ui.frame.offered import OfferedPicture, noted
from dashboard.ui.frame.parameters import UNIT
from dashboard.ui.frame.stills import still_url
from dashboard.words.captions import Caption


def show_figure(
    data: dict[str, Any],
    caption: Caption,
    *,
    key: str,
    draw: Callable[[], str],
    room: str,
    ratio: float | None = None,
    credit: str | None = None,
    choose: Callable[[str], None] | None = None,
) -> None:
    """Mount a figure; a press on a unit chooses it.

    `choose` goes before that, for what else the press asks for. `draw` gives the figure as SVG,
    for where its script does not run. `room` is HTML as large as the figure will be, which keeps
    its place until it is there; `ratio` is its width over its height, where it has the window's.
    """
    if (noting := noted()) is not None:
        noting.pictures.append(OfferedPicture(caption, data["alt"], credit, draw))
        return
    widget = f"figure-{key}"

    def on_unit() -> None:
        unit_id = chosen_unit_of(widget)
        if unit_id is None:
            return
        if choose is not None:
            choose(unit_id)
        url_state.set_choice(UNIT, unit_id)

    with st.container(key=f"picture-{key}", gap=None):
        st.html(room)
        browser_figure(data, key=widget, on_unit=on_unit)
        still = still_html(data["alt"], still_url(data, draw), ratio)
        picture_buttons(caption, data["alt"], credit=credit, still=still)
