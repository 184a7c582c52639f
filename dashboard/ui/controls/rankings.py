"""Rankings on a page: drawn by the server, chosen on in the browser."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.figures.ranking import Ranking
from dashboard.figures.ranking_sheet import ranking_data
from dashboard.ui.controls.pictures import picture_buttons
from dashboard.ui.frame import url_state
from dashboard.ui.frame.component import browser_figure, chosen_unit_of
from dashboard.ui.frame.parameters import UNIT
from dashboard.words.captions import Caption
from etl.language.i18n import _


def show_ranking(
    figure: Ranking,
    caption: Caption,
    *,
    key: str,
    chosen: str | None,
    ahead: Mapping[str, Any] | None = None,
) -> None:
    """Draw a ranking over the buttons that save it; a click on a row chooses its unit.

    `ahead` as for `show_map`.
    """
    data = ranking_data(figure) | {
        "chosen": chosen,
        "selects": True,
        "words": {"list": _("Các đơn vị")},
        "ahead": ahead,
    }
    widget = f"figure-{key}"
    with st.container(key=f"picture-{key}", gap=None):
        browser_figure(data, key=widget, on_unit=lambda: _choose(chosen_unit_of(widget)))
        picture_buttons(caption, credit=None)


def _choose(unit_id: str | None) -> None:
    if unit_id is not None:
        url_state.set_choice(UNIT, unit_id)
