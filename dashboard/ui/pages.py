"""The pages, in the order the sidebar lists them. A new page is one entry here and one file."""

from dataclasses import dataclass

from dashboard.i18n import N_
from dashboard.ui.state import (
    COLOR,
    DUE,
    INDICATOR,
    LANG,
    LEVEL,
    OLD_BORDERS,
    REGION,
    SORT,
    STRUCTURE,
    UNIT,
    Param,
)


@dataclass(frozen=True)
class Page:
    """One page of the dashboard."""

    id: str
    file: str
    """Name of the script in `pages/`."""
    title: str
    """Message id of the title, which is also the name of the link."""
    url_path: str
    """Path of the page's address; empty for the first page."""
    icon: str
    section: str
    """Message id of the group the sidebar lists the page under."""
    params: tuple[Param, ...]
    """Choices the page offers, so that links to it carry no others."""


FIGURES = N_("Số liệu")

OVERVIEW = Page(
    id="overview",
    file="overview.py",
    title=N_("Tổng quan"),
    url_path="",
    icon=":material/dashboard:",
    section=FIGURES,
    params=(STRUCTURE, DUE, LANG),
)
MAP = Page(
    id="map",
    file="map.py",
    title=N_("Bản đồ"),
    url_path="ban-do",
    icon=":material/map:",
    section=FIGURES,
    params=(STRUCTURE, INDICATOR, REGION, DUE, UNIT, COLOR, OLD_BORDERS, LANG),
)
RANKING = Page(
    id="ranking",
    file="ranking.py",
    title=N_("Xếp hạng"),
    url_path="xep-hang",
    icon=":material/leaderboard:",
    section=FIGURES,
    params=(STRUCTURE, INDICATOR, LEVEL, REGION, UNIT, DUE, SORT, LANG),
)
TARGETS = Page(
    id="targets",
    file="targets.py",
    title=N_("Mục tiêu"),
    url_path="muc-tieu",
    icon=":material/flag:",
    section=FIGURES,
    params=(STRUCTURE, LEVEL, REGION, DUE, UNIT, SORT, LANG),
)

PAGES = (OVERVIEW, MAP, RANKING, TARGETS)
