"""What a page is for stands in its first screen, moves nothing as it comes, and covers nothing.

Each view is loaded afresh on a desk, each page on a phone, as on a first visit, and asked
everything; then in other widths and in the dark; and in English, in a tab that goes on from view to
view.
"""

from collections.abc import Callable, Iterator
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
from tests.browser.conftest import Tab, come_first_time, go_on, open_tab, settle
from tests.browser.overlaps import overlaps

pytestmark = pytest.mark.browser

DESK, NARROW, PHONE = (1440, 900), (768, 1024), (390, 844)
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
    """As the view was loaded; what moves on a move from view to view, its reader has asked for."""
    late: float = 0.0
    """How much later the headline is seen than the page's name, as a quotient of times."""
    unseen: list[str] = field(default_factory=list)
    covered: list[str] = field(default_factory=list)
    high: list[int] = field(default_factory=list)
    nodes: list[int] = field(default_factory=list)
    sideways: list[int] = field(default_factory=list)


class Visitor:
    """Who sits at a desk, or holds a phone: with a tab, and another one in English."""

    def __init__(self, context: BrowserContext, server: str, size: tuple[int, int]) -> None:
        self.size = size
        self._context, self._server = context, server
        self._tab: Tab | None = None
        self._english: Tab | None = None
        self._path: str | None = None

    def look_at(self, address: str) -> Found:
        """Load a view as on a first visit, and look at it; on a phone a page's other views by a
        move."""
        found = Found()
        page = self._come_to(address, found)
        ask(page, address, found, "vi")
        # A phone's first visit was at the width that all its visits have.
        for width, height in () if self.size == PHONE else ((1280, 800), NARROW):
            _resize(page, width, height)
            settle(page)
            ask(page, None, found, f"vi {width}")
        page.emulate_media(color_scheme="dark")
        ask(page, None, found, "vi dark")
        page = self._come_in_english(address)
        ask(page, None if self.size == DESK else address, found, f"en {page.viewport_size}")
        return found

    def _come_to(self, address: str, found: Found) -> Page:
        path = address.partition("?")[0]
        if self._tab is not None and self.size == PHONE and path == self._path:
            self._tab.page.emulate_media(color_scheme="light")
            return go_on(self._tab, address)
        if self._tab is not None:
            self._tab.page.close()
        self._tab, self._path = self._load(address, self.size), path
        page = self._tab.page
        found.moved = page.evaluate("window.moved")
        found.late = page.evaluate(LATE)
        return page

    def _come_in_english(self, address: str) -> Page:
        english = address + ("&" if "?" in address else "?") + "lang=en"
        if self._english is None:
            size = NARROW if self.size == DESK else PHONE
            self._english = self._load(english, size, color_scheme="dark")
            return self._english.page
        return go_on(self._english, english)

    def _load(self, address: str, size: tuple[int, int], color_scheme: str = "light") -> Tab:
        page = self._context.new_page()
        come_first_time(page)
        page.add_init_script(MOVED)
        _resize(page, *size)
        page.emulate_media(color_scheme=color_scheme)
        return open_tab(page, f"{self._server}/{address}")

    def leave(self) -> None:
        for tab in (self._tab, self._english):
            if tab is not None:
                tab.page.close()


def _resize(page: Page, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})


@pytest.fixture(scope="module")
def visitor(
    request: pytest.FixtureRequest, open_context: Callable[..., BrowserContext], server: str
) -> Iterator[Visitor]:
    size = request.param
    visitor = Visitor(open_context(**{"has_touch": True} if size == PHONE else {}), server, size)
    yield visitor
    visitor.leave()


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


@pytest.mark.parametrize("address", VIEWS)
@pytest.mark.parametrize("visitor", [DESK, PHONE], ids=["desk", "phone"], indirect=True)
def test_a_first_visit_sees_what_the_page_is_for(visitor: Visitor, address: str) -> None:
    found = visitor.look_at(address)
    assert found.unseen == []
    assert found.covered == []
    assert found.moved <= MOST_MOVED
    assert found.late <= MOST_LATE
    assert max(found.nodes) <= MOST_NODES
    assert found.sideways == [0] * len(found.sideways)
    assert visitor.size == DESK or max(found.high) <= HIGHER.get(address.split("?")[0], MOST_HIGH)
