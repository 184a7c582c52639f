"""Rankings on a page: drawn by the server, chosen on in the browser."""

from collections.abc import Mapping
from typing import Any

from dashboard.figures.ranking import Ranking
from dashboard.figures.ranking_sheet import ranking_data, ranking_height
from dashboard.figures.stills import ranking_still
from dashboard.ui.controls.browser_figures import show_figure
from dashboard.ui.frame.assets import style_text
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

    def draw() -> str:
        return ranking_still(figure, chosen, style_text("ranking", "classes"))

    room = f'<div class="figure-room" style="height:{ranking_height(figure)}px"></div>'
    show_figure(data, caption, key=key, draw=draw, room=room)
