"""What a page is for stands in its first screen, moves nothing as it comes, and covers nothing.

Each view is loaded afresh on a desk and on a phone, as on a first visit, and asked everything
there; then, without loading it anew, in other widths and in English.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import BrowserContext, Page

from dashboard.ui.frame.pages import (
    COMPARE,
    MAP,
    METHODS,
    NATIONAL,
    OBSTACLES,
    OVERVIEW,
    PROFILE,
    PROJECT06,
    QUALITY,
    RANKING,
    SECURITY,
    TARGETS,
)
from tests.browser.conftest import go_on, open_tab, settle
from tests.browser.overlaps import overlaps

pytestmark = pytest.mark.browser

DESK, PHONE = (1440, 900), (390, 844)
ANSWER = ".answer"
# What of a view a first visit must see whole, without a scroll.
VIEWS = {
    OVERVIEW.url_path: (".finding", ".answer-counts", ".answers-table tbody tr th"),
    MAP.url_path: (".finding", ".map-sheet .province"),
    f"{MAP.url_path}?don-vi=p63-48": (".finding", ".map-sheet .province", ".unit-told"),
    f"{MAP.url_path}?vung=r63-tay-nguyen": (".finding", ".map-sheet .province"),
    f"{MAP.url_path}?co-cau=2025&don-vi=p34-79": (".finding", ".unit-told"),
    RANKING.url_path: (".finding", ".ranking-sheet .row .bar"),
    f"{RANKING.url_path}?don-vi=p63-01": (".finding", '[data-part="chosen"] p'),
    f"{RANKING.url_path}?cap=ministry&chi-so=dossier_full_online_rate": (".finding",),
    TARGETS.url_path: (".finding", ".matrix-table tbody tr th"),
    f"{TARGETS.url_path}?cap=country": (".finding", ".country-targets tbody tr:not(.group) th"),
    f"{TARGETS.url_path}?don-vi=p63-48": (".finding", ".shortfalls-table tbody tr"),
    PROFILE.url_path: (".finding", ".spine .topic"),
    f"{PROFILE.url_path}?co-cau=2025&don-vi=p34-79": (".finding", ".spine .topic"),
    f"{PROFILE.url_path}?cap=region&vung=r63-bac-trung-bo-va-duyen-hai-mien-trung": (".finding",),
    COMPARE.url_path: (".finding", ".compared tbody tr"),
    NATIONAL.url_path: (".finding", ".series-table tbody tr:not(.group)"),
    SECURITY.url_path: (".finding", ".table-box tbody tr th"),
    f"{SECURITY.url_path}?don-vi=p63-01": (".finding", ANSWER),
    f"{SECURITY.url_path}?muc=ca-nuoc": (".finding",),
    OBSTACLES.url_path: (".finding", ".obstacles-table tbody tr th"),
    f"{OBSTACLES.url_path}?don-vi=p63-48": (".finding", ANSWER),
    f"{OBSTACLES.url_path}?co-quan=bo-cong-an": (".finding", ANSWER),
    f"{OBSTACLES.url_path}?muc=hinh": (".finding",),
    PROJECT06.url_path: (".finding", ".tasks-table tbody tr th"),
    f"{PROJECT06.url_path}?co-quan=bo-cong-an": (".finding", ANSWER),
    f"{PROJECT06.url_path}?muc=tien-do": (".finding",),
    f"{PROJECT06.url_path}?muc=tinh-thanh": (".finding",),
    f"{PROJECT06.url_path}?muc=so-lieu-khac": (".finding",),
    QUALITY.url_path: (".headline-numbers .number",),
    METHODS.url_path: (".table-box tbody tr th",),
}
MOST_HIGH, MOST_NODES, MOST_MOVED, MOST_LATE = 5000, 3000, 0.1, 1.5
# A profile has a line for each indicator, nearly forty of a province of today; below a map stands
# a line for each of the chosen unit's.
HIGHER = {PROFILE.url_path: 7500, MAP.url_path: 5200}
MOVED = """
window.moved = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value;
}).observe({type: 'layout-shift', buffered: true});
// The first frames in which the page's name is seen, and what it has found or counted.
window.seenAt = {};
const WANTED = {name: 'h1', told: '.finding, .headline-numbers, .table-box'};
const look = () => {
  for (const [key, path] of Object.entries(WANTED)) {
    const part = document.querySelector(path);
    if (part?.checkVisibility({visibilityProperty: true})) seenAt[key] ??= performance.now();
  }
  if (!seenAt.name || !seenAt.told) requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""
LATE = """async () => {
  while (!seenAt.told || !seenAt.name) await new Promise(requestAnimationFrame);
  return seenAt.told / seenAt.name;
}"""


@dataclass
class Found:
    """What was found on a view; of lists, what is wrong."""

    moved: float = 0.0
    late: float = 0.0
    """How much later the headline is seen than the page's name, as a quotient of times."""
    unseen: list[str] = field(default_factory=list)
    covered: list[str] = field(default_factory=list)
    high: list[int] = field(default_factory=list)
    nodes: list[int] = field(default_factory=list)
    sideways: list[int] = field(default_factory=list)


@pytest.fixture(scope="module")
def open_view(
    open_context: Callable[..., BrowserContext], server: str
) -> Callable[[str, tuple[int, int]], Found]:
    """Open a view on a first visit, and look at it."""

    def look(address: str, size: tuple[int, int]) -> Found:
        is_phone = size == PHONE
        page = open_context(reader="first", has_touch=is_phone).new_page()
        page.add_init_script(MOVED)
        page.set_viewport_size({"width": size[0], "height": size[1]})
        tab = open_tab(page, f"{server}/{address}")
        found = Found(
            moved=page.evaluate("window.moved"),
            late=page.evaluate(LATE),
        )
        ask(page, address, found, "vi")
        english = address + ("&" if "?" in address else "?") + "lang=en"
        # A phone's first visit was at the width that all its visits have.
        for width, height in () if is_phone else ((1280, 800), (768, 1024)):
            page.set_viewport_size({"width": width, "height": height})
            settle(page)
            ask(page, None, found, f"vi {width}")
        page.emulate_media(color_scheme="dark")
        ask(page, None, found, "vi dark")
        go_on(tab, english)
        ask(page, None if not is_phone else address, found, f"en {page.viewport_size}")
        page.close()
        return found

    return look


def ask(page: Page, address: str | None, found: Found, where: str) -> None:
    """All questions, of a view whose first screen counts where its `address` is given."""
    found.covered += [f"{where}: {pair}" for pair in overlaps(page)]
    found.nodes.append(page.evaluate("document.querySelectorAll('*').length"))
    main = page.get_by_test_id("stMain")
    found.high.append(main.evaluate("main => main.scrollHeight"))
    found.sideways.append(main.evaluate("main => main.scrollWidth - main.clientWidth"))
    height = page.viewport_size["height"] if page.viewport_size else 0
    for path in VIEWS[address] if address is not None else ():
        part = main.locator(f"{path}:visible").first
        box = part.bounding_box() if part.count() else None
        if box is None or box["y"] + box["height"] > height or box["y"] < 0:
            found.unseen.append(f"{where}: {path} at {box}")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("address", VIEWS)
def test_a_first_visit_sees_what_the_page_is_for(
    open_view: Callable[[str, tuple[int, int]], Found], address: str, size: tuple[int, int]
) -> None:
    found = open_view(address, size)
    assert found.unseen == []
    assert found.covered == []
    assert found.moved <= MOST_MOVED
    assert found.late <= MOST_LATE
    assert max(found.nodes) <= MOST_NODES
    assert found.sideways == [0] * len(found.sideways)
    assert size is DESK or max(found.high) <= HIGHER.get(address.split("?")[0], MOST_HIGH)
