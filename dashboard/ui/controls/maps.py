"""Maps on a page: painted by the browser on a sheet it has, chosen on by click or key."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from dashboard.figures.map_figure import MapFigure
from dashboard.figures.stills import map_still
from dashboard.store.warehouse import Warehouse
from dashboard.ui.controls.pictures import picture_buttons, still_html
from dashboard.ui.controls.selectors import ALL_REGIONS
from dashboard.ui.frame import url_state
from dashboard.ui.frame.assets import style_text
from dashboard.ui.frame.component import browser_figure, chosen_unit_of
from dashboard.ui.frame.parameters import REGION, UNIT
from dashboard.ui.frame.sheets import borders_url, sheet_asset, sheet_url
from dashboard.ui.frame.shell import BOUNDARY_CREDIT
from dashboard.ui.frame.stills import still_url
from dashboard.words.captions import Caption
from etl.language.i18n import _


def show_map(
    source: Warehouse,
    figure: MapFigure,
    caption: Caption,
    *,
    key: str,
    chosen: str | None = None,
    selects_unit: bool = False,
    ahead: Mapping[str, Any] | None = None,
) -> None:
    """Draw a map over the buttons that save it; a click on a province may choose it.

    `ahead` is what the browser needs to show further choices before the server does.
    """
    widget = f"map-{key}"
    data = figure.data() | {
        "sheet": sheet_url(source, figure.structure, figure.window),
        "borders": borders_url() if figure.with_old_borders else None,
        "chosen": chosen,
        "selects": selects_unit,
        "words": _words(),
        "ahead": ahead,
    }
    with st.container(key=f"picture-{key}", gap=None):
        browser_figure(
            data, key=widget, on_unit=lambda: _choose(chosen_unit_of(widget), figure.units)
        )
        still = _still(source, figure, data)
        picture_buttons(caption, credit=f"{_(BOUNDARY_CREDIT)}.", still=still)


def _still(source: Warehouse, figure: MapFigure, data: dict[str, Any]) -> str:
    """The map drawn by the server; hidden, and so not fetched, while the browser's is there."""
    sheet, chosen = sheet_asset(source, figure.structure, figure.window).content, data["chosen"]

    def draw() -> str:
        return map_still(sheet.decode(), figure, chosen, style_text("map_sheet", "classes"))

    return still_html(figure.alt, still_url(data, draw), data["ratio"])


def _words() -> dict[str, str]:
    return {
        "list": _("Tỉnh, thành phố"),
        "closer": _("Phóng to"),
        "further": _("Thu nhỏ"),
        "whole": _("Về cả nước"),
    }


def _choose(unit_id: str | None, shown: Sequence[str]) -> None:
    """An archipelago may belong to a province outside the region shown: then all are shown."""
    if unit_id is None:
        return
    if unit_id not in shown:
        url_state.set_choice(REGION, ALL_REGIONS)
    url_state.set_choice(UNIT, unit_id)
