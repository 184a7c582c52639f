"""Rankings on a page: drawn by the server, chosen on in the browser."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.figures.ranking import Ranking
from dashboard.figures.ranking_sheet import ranking_data
from dashboard.figures.stills import ranking_still
from dashboard.ui.controls.pictures import picture_buttons, still_html
from dashboard.ui.frame import url_state
from dashboard.ui.frame.assets import style_text
from dashboard.ui.frame.component import browser_figure, chosen_unit_of
from dashboard.ui.frame.parameters import UNIT
from dashboard.ui.frame.stills import still_url
from dashboard.words.captions import Caption
from etl.language.i18n import _

_AS_WIDE_AS_THE_PAGE = 10


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
        picture_buttons(caption, credit=None, still=_still(figure, data))


def _still(figure: Ranking, data: dict[str, Any]) -> str:
    chosen = data["chosen"]

    def draw() -> str:
        return ranking_still(figure, chosen, style_text("ranking", "classes"))

    # As wide as its place: a ranking is longer than a window in any case.
    return still_html(figure.alt, still_url(data, draw), _AS_WIDE_AS_THE_PAGE)


def _choose(unit_id: str | None) -> None:
    if unit_id is not None:
        url_state.set_choice(UNIT, unit_id)
