"""What readers who do not see a chart are told of it: what it shows, not what kind it is."""

import re
from html import unescape
from typing import Any

import pytest

from dashboard.ui.controls import browser_figures, charts, drawn
from dashboard.ui.frame.pages import (
    COMPARE,
    MAP,
    METHODS,
    NATIONAL,
    OBSTACLES,
    OVERVIEW,
    PAGES,
    PROFILE,
    PROJECT06,
    QUALITY,
    RANKING,
    SECURITY,
    TARGETS,
    Page,
)
from dashboard.ui.frame.parameters import LEVEL, REGION, SECTION, SERIES, UNIT
from dashboard.ui.sections.quality import SECTIONS
from tests.pages.tables import bodies

# Lists come first on these; their figures stand in a section of their own.
DRAWN_SECTIONS: list[tuple[Page, dict[str, str]]] = [
    (SECURITY, {SECTION.url: "ca-nuoc"}),
    (OBSTACLES, {SECTION.url: "hinh"}),
    (PROJECT06, {SECTION.url: "tinh-thanh"}),
]
OF_LISTS = [page for page, _section in DRAWN_SECTIONS]
CASES: list[tuple[Page, dict[str, str]]] = [
    *((page, {}) for page in PAGES),
    *((page, {UNIT.url: "p63-01"}) for page in PAGES if UNIT in page.params),
    *((page, {LEVEL.url: "ministry"}) for page in PAGES if LEVEL in page.params),
    *((QUALITY, {SECTION.url: section}) for section in SECTIONS),
    *DRAWN_SECTIONS,
    (MAP, {REGION.url: "r63-tay-nguyen"}),
    (PROFILE, {LEVEL.url: "region"}),
    (NATIONAL, {SERIES.url: "national_01_2"}),
    (NATIONAL, {SERIES.url: "egdi_rank"}),
]
WITH_FIGURES = [(QUALITY, {SECTION.url: "day-du"}), *DRAWN_SECTIONS]
IN_A_CELL = re.compile(r'<img class="drawn" alt="([^"]*)"')
# How many stand on a bare address; what the other pages follow has tests of its own.
DRAWN = {
    # Of a goal that nobody reaches a sentence says so.
    OVERVIEW: 4,
    MAP: 1,
    RANKING: 1,
    TARGETS: 1,
    COMPARE: 1,
    SECURITY: 0,
    OBSTACLES: 0,
    PROJECT06: 0,
}


@pytest.mark.parametrize(
    ("page", "params"), CASES, ids=[f"{page.id}{'-'.join(['', *chosen])}" for page, chosen in CASES]
)
def test_every_chart_tells_its_finding(
    open_page, monkeypatch: pytest.MonkeyPatch, page: Page, params: dict[str, str]
) -> None:
    shown: list[tuple[str, str]] = []

    def record_drawn(data: Any, *, key: str, **_options: Any) -> None:
        shown.append((key, data["alt"]))

    def record(_figure: Any, caption: Any, *, alt: str, **_options: Any) -> None:
        shown.append((caption.title, alt))

    def record_html(_html: str, _picture: Any, caption: Any, *, alt: str, **_options: Any) -> None:
        shown.append((caption.title, alt))

    monkeypatch.setattr(charts, "show", record)
    monkeypatch.setattr(drawn, "show_drawn", record_html)
    monkeypatch.setattr(browser_figures, "browser_figure", record_drawn)
    app = open_page(page, params)
    assert not app.exception
    assert not app.warning or page is QUALITY
    in_cells = [unescape(alt) for body in bodies(app) for alt in IN_A_CELL.findall(body)]
    in_words = page in (QUALITY, METHODS, *OF_LISTS) and (page, params) not in WITH_FIGURES
    # Tables, with small pictures in their cells; a large one until a line is chosen.
    in_words |= page is PROFILE and params.get(LEVEL.url) != "region"
    in_words |= page is NATIONAL and SERIES.url not in params
    assert bool(shown) != in_words
    assert params or len(shown) == DRAWN.get(page, len(shown))
    for title, alt in [*shown, *(("", alt) for alt in in_cells)]:
        assert alt.strip(" .") != title
        # A figure, beside those of the title, or that there is none.
        assert re.search(r"\d|Không áp dụng|không nêu", alt.replace(title, "")), alt
    assert len({alt for _title, alt in shown}) == len(shown)
