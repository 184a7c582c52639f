"""The pages, in the order the sidebar lists them. A new page is one entry here and one file."""

from dataclasses import dataclass

from dashboard.ui.frame.parameters import (
    BESIDE,
    CATEGORY,
    COLOR,
    DEADLINE,
    DOCUMENT,
    DUE,
    INDICATOR,
    INDICATOR_Y,
    ISSUE_KIND,
    ISSUE_TABLE,
    LANG,
    LEVEL,
    OLD_BORDERS,
    OWNER,
    PERIOD,
    REGION,
    ROW_PAGE,
    SEARCH,
    SECTION,
    SERIES,
    SEVERITY,
    SHOWN,
    SORT,
    SOURCES,
    SPLIT,
    STRUCTURE,
    SYSTEM,
    TASK_STATUS,
    TOPIC,
    UNIT,
    UNITS,
    VERDICT,
    Param,
)
from etl.language.i18n import N_


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


PROVENANCE_SECTION = "nguon-goc"
GLOSSARY_SECTION = "thuat-ngu"
"""Sections of pages that others link to."""

FIGURES = N_("Số liệu")
DATA = N_("Nguồn dữ liệu")
OPERATIONS = N_("Vận hành")

OVERVIEW = Page(
    id="overview",
    file="overview.py",
    title=N_("Tổng quan"),
    url_path="",
    icon=":material/dashboard:",
    section=FIGURES,
    params=(STRUCTURE, PERIOD, UNIT, DUE, SOURCES, LANG),
)
MAP = Page(
    id="map",
    file="map.py",
    title=N_("Bản đồ"),
    url_path="ban-do",
    icon=":material/map:",
    section=FIGURES,
    params=(
        INDICATOR,
        PERIOD,
        STRUCTURE,
        BESIDE,
        REGION,
        DUE,
        UNIT,
        COLOR,
        OLD_BORDERS,
        SOURCES,
        LANG,
    ),
)
RANKING = Page(
    id="ranking",
    file="ranking.py",
    title=N_("Xếp hạng"),
    url_path="xep-hang",
    icon=":material/leaderboard:",
    section=FIGURES,
    params=(LEVEL, INDICATOR, PERIOD, STRUCTURE, REGION, UNIT, DUE, SORT, SOURCES, LANG),
)
TARGETS = Page(
    id="targets",
    file="targets.py",
    title=N_("Mục tiêu"),
    url_path="muc-tieu",
    icon=":material/flag:",
    section=FIGURES,
    params=(STRUCTURE, LEVEL, PERIOD, REGION, DUE, UNIT, SORT, SOURCES, LANG),
)
PROFILE = Page(
    id="profile",
    file="profile.py",
    title=N_("Hồ sơ đơn vị"),
    url_path="ho-so",
    icon=":material/badge:",
    section=FIGURES,
    params=(STRUCTURE, LEVEL, PERIOD, REGION, UNIT, SOURCES, LANG),
)
NATIONAL = Page(
    id="national",
    file="national.py",
    title=N_("Chỉ tiêu quốc gia"),
    url_path="quoc-gia",
    icon=":material/monitoring:",
    section=FIGURES,
    params=(SHOWN, SERIES, SOURCES, LANG),
)
OBSTACLES = Page(
    id="obstacles",
    file="obstacles.py",
    title=N_("Vướng mắc"),
    url_path="vuong-mac",
    icon=":material/report:",
    section=OPERATIONS,
    params=(
        SECTION,
        STRUCTURE,
        REGION,
        UNIT,
        OWNER,
        SYSTEM,
        CATEGORY,
        SEARCH,
        ROW_PAGE,
        SOURCES,
        LANG,
    ),
)
SECURITY = Page(
    id="security",
    file="security.py",
    title=N_("An toàn thông tin"),
    url_path="an-toan-thong-tin",
    icon=":material/shield:",
    section=FIGURES,
    params=(SECTION, STRUCTURE, LEVEL, PERIOD, REGION, SORT, UNIT, SOURCES, LANG),
)
COMPARE = Page(
    id="compare",
    file="compare.py",
    title=N_("So sánh"),
    url_path="so-sanh",
    icon=":material/compare_arrows:",
    section=FIGURES,
    params=(
        STRUCTURE,
        LEVEL,
        PERIOD,
        DUE,
        UNITS,
        INDICATOR,
        INDICATOR_Y,
        REGION,
        SPLIT,
        SOURCES,
        LANG,
    ),
)

PROJECT06 = Page(
    id="project06",
    file="project06.py",
    title=N_("Đề án 06"),
    url_path="de-an-06",
    icon=":material/id_card:",
    section=OPERATIONS,
    params=(SECTION, STRUCTURE, OWNER, DOCUMENT, TASK_STATUS, DEADLINE, ROW_PAGE, SOURCES, LANG),
)
QUALITY = Page(
    id="quality",
    file="quality.py",
    title=N_("Chất lượng dữ liệu"),
    url_path="chat-luong",
    icon=":material/fact_check:",
    section=DATA,
    params=(
        SECTION,
        VERDICT,
        TOPIC,
        SEVERITY,
        ISSUE_KIND,
        ISSUE_TABLE,
        STRUCTURE,
        LEVEL,
        INDICATOR,
        UNIT,
        PERIOD,
        SOURCES,
        LANG,
    ),
)
METHODS = Page(
    id="methods",
    file="methods.py",
    title=N_("Dữ liệu và phương pháp"),
    url_path="phuong-phap",
    icon=":material/menu_book:",
    section=DATA,
    params=(SECTION, TOPIC, LEVEL, SOURCES, LANG),
)

UPDATE = Page(
    id="update",
    file="update.py",
    title=N_("Cập nhật số liệu"),
    url_path="cap-nhat",
    icon=":material/upload_file:",
    section=DATA,
    params=(LANG,),
)
"""For operators: it is in no search and no list of pages but theirs."""

PAGES = (
    OVERVIEW,
    MAP,
    RANKING,
    TARGETS,
    PROFILE,
    COMPARE,
    NATIONAL,
    SECURITY,
    OBSTACLES,
    PROJECT06,
    QUALITY,
    METHODS,
)
"""Those for readers."""
