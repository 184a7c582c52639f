"""Maps on a page: painted by the browser on a sheet it has, chosen on by click or key."""

from collections.abc import Mapping
from typing import Any

from dashboard.figures.map_figure import MapFigure
from dashboard.figures.stills import map_still
from dashboard.store.warehouse import Warehouse
from dashboard.ui.controls.browser_figures import show_figure
from dashboard.ui.controls.selectors import ALL_REGIONS
from dashboard.ui.frame import url_state
from dashboard.ui.frame.assets import style_text
from dashboard.ui.frame.parameters import REGION
from dashboard.ui.frame.sheets import borders_url, sheet_asset, sheet_url
from dashboard.ui.frame.shell import BOUNDARY_CREDIT
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
    data = figure.data() | {
        "sheet": sheet_url(source, figure.structure, figure.window),
        "borders": borders_url() if figure.with_old_borders else None,
        "chosen": chosen,
        "selects": selects_unit,
        "words": _words(),
        "ahead": ahead,
    }
    sheet = sheet_asset(source, figure.structure, figure.window).content

    def draw() -> str:
        return map_still(sheet.decode(), figure, chosen, style_text("map_sheet", "classes"))

    def choose(unit_id: str) -> None:
        # An archipelago may belong to a province outside the region shown: then all are shown.
        if unit_id not in figure.units:
            url_state.set_choice(REGION, ALL_REGIONS)

    show_figure(
        data,
        caption,
        key=key,
        draw=draw,
        room=f'<div class="figure-room map-room" style="--ratio:{data["ratio"]}"></div>',
        ratio=data["ratio"],
        credit=f"{_(BOUNDARY_CREDIT)}.",
        choose=choose,
    )


def _words() -> dict[str, str]:
    return {
        "list": _("Tỉnh, thành phố"),
        "closer": _("Phóng to"),
        "further": _("Thu nhỏ"),
        "whole": _("Về cả nước"),
    }
