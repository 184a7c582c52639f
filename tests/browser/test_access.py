"""Readers who hear the page, use no mouse, enlarge it, hold it in one hand or print it.

`axe` finds what a program can find of WCAG 2.2 AA; no rule is switched off. Every view is visited
once, in a tab that goes from one to the next as a reader does, and brought to each width and scheme
once; what was found there, the tests then judge.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Locator, Page, expect

from dashboard.ui.frame.pages import (
    MAP,
    METHODS,
    NATIONAL,
    OBSTACLES,
    PAGES,
    PROFILE,
    PROJECT06,
    QUALITY,
    RANKING,
    SECURITY,
)
from dashboard.ui.frame.parameters import LANG, SECTION, SERIES, UNIT
from dashboard.ui.sections.methods import SECTIONS as METHODS_SECTIONS
from dashboard.ui.sections.obstacles import SECTIONS as OBSTACLES_SECTIONS
from dashboard.ui.sections.project06_tasks import SECTIONS as PROJECT06_SECTIONS
from dashboard.ui.sections.quality import SECTIONS as QUALITY_SECTIONS
from dashboard.ui.sections.security_units import SECTIONS as SECURITY_SECTIONS
from tests.browser.conftest import SharedTab, Tab, come_first_time, go_on, open_tab, settle
from tests.pdf_text import pdf_text, sheet_texts

pytestmark = pytest.mark.browser

OpenContext = Callable[..., BrowserContext]

WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
# Names of controls that have no place on paper.
CONTROLS = ("Tải xuống", "Tải CSV", "Tải PDF", "Sao chép liên kết", "Tìm đơn vị")


OF_PAGES = {
    QUALITY: QUALITY_SECTIONS,
    METHODS: METHODS_SECTIONS,
    PROJECT06: PROJECT06_SECTIONS,
    OBSTACLES: OBSTACLES_SECTIONS,
    SECURITY: SECURITY_SECTIONS,
}


def views() -> Iterator[tuple[str, str, str]]:
    """Name, title and address of each page, each of its sections; of a unit's map, of a series."""
    for page in PAGES:
        sections = OF_PAGES.get(page, {})
        for section in sections:
            address = f"{page.url_path}?{SECTION.url}={section}"
            chosen = f"&{UNIT.url}=p63-01" if UNIT in page.params and page is not QUALITY else ""
            yield f"{page.id}-{section}", page.title, address + chosen
        if not sections:
            chosen = f"?{UNIT.url}=p63-01" if UNIT in page.params and page is not MAP else ""
            yield page.id, page.title, page.url_path + chosen
    yield "map-unit", MAP.title, f"{MAP.url_path}?{UNIT.url}=p63-01"
    yield "series", NATIONAL.title, f"{NATIONAL.url_path}?{SERIES.url}=national_01_2"


VIEWS = list(views())
each_view = pytest.mark.parametrize("found", VIEWS, ids=[view[0] for view in VIEWS], indirect=True)


def findings(page: Page, rules: Sequence[str] = (*WCAG, "best-practice")) -> list[str]:
    """What axe finds wrong, one line for each rule and element."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(Axe().axe_script)
    found: list[dict[str, Any]] = page.evaluate(
        "options => axe.run(options).then(results => results.violations)",
        {"runOnly": {"type": "tag", "values": list(rules)}, "resultTypes": ["violations"]},
    )
    return [
        f"{rule['impact']} {rule['id']}: {node['html'][:160]}"
        for rule in found
        for node in rule["nodes"]
    ]


@dataclass
class Found:
    """What was found on a view: by width in pixels and scheme, and on paper."""

    findings: dict[tuple[int, str], list[str]] = field(default_factory=dict)
    sideways: dict[tuple[int, str], int] = field(default_factory=dict)
    small_targets: list[str] = field(default_factory=list)
    """At 390 pixels."""
    paper: str = ""
    """The words on paper, printed from a wide window in the dark, without blanks."""


# In an order that changes as rarely as can be what lays the page out or draws its charts anew.
# 720 is 1440 at 200 %; 320 is what WCAG 1.4.10 asks for.
SIZES = ((1440, "light"), (1440, "dark"), (390, "dark"))
SIZES += ((390, "light"), (320, "light"), (720, "light"))
WITH_AXE = [(width, scheme) for width, scheme in SIZES if width in (1440, 390)]


def unpoliced_tab(open_context: OpenContext, address: str, scheme: str = "light") -> Tab:
    """A tab in which axe can run: a script from outside the page, which its policy forbids."""
    page = open_context().new_page()
    come_first_time(page)
    page.context.new_cdp_session(page).send("Page.setBypassCSP", {"enabled": True})
    page.emulate_media(color_scheme=scheme)
    return open_tab(page, address)


@pytest.fixture(scope="module")
def tab(open_context: OpenContext, server: str) -> Iterator[Tab]:
    """A tab that goes from view to view."""
    tab = unpoliced_tab(open_context, f"{server}/{METHODS.url_path}")
    yield tab
    tab.page.close()


@pytest.fixture(scope="module")
def found(request: pytest.FixtureRequest, tab: Tab) -> Found:
    """What was found on a view, which the tests of this module share."""
    seen(tab.page, *SIZES[0])
    page = go_on(tab, request.param[2])
    found = Found()
    for width, scheme in SIZES:
        seen(page, width, scheme)
        found.sideways[width, scheme] = sideways(page)
        if (width, scheme) in WITH_AXE:
            found.findings[width, scheme] = findings(page)
        if (width, scheme) == (390, "light"):
            found.small_targets = small_targets(page)
        if (width, scheme) == (1440, "dark"):
            found.paper = pdf_text(page.pdf(format="A4"))
    return found


def seen(page: Page, width: int, scheme: str) -> Page:
    """The page at a width in pixels, in light or dark."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    expect(page.get_by_test_id("stApp")).to_have_css("color-scheme", scheme)
    sidebar = page.get_by_test_id("stSidebar")
    expect(sidebar).to_have_attribute("data-collapsed", "true" if width < 768 else "false")
    return page


def small_targets(page: Page) -> list[str]:
    """Controls of less than 24 by 24 pixels; links inside a sentence may be as high as its line."""
    found: list[str] = page.get_by_test_id("stMain").evaluate(
        """main => [...main.querySelectorAll(
             'button, summary, [role=radio], [role=combobox], td > a:only-child')]
          .filter(target => target.checkVisibility({ visibilityProperty: true }))
          .map(target => [
             target.ariaLabel ?? target.textContent,
             (target.closest('[role=group]') ?? target).getBoundingClientRect(),
           ])
          .filter(([, box]) => box.width && (box.width < 24 || box.height < 23.5))
          .map(([name, box]) => `${name} ${box.width}×${box.height}`)
        """
    )
    return found


def sideways(page: Page) -> int:
    """How far the page scrolls sideways, once it has come to rest."""
    distance: int = page.evaluate(
        """async () => {
             const parts = [document.documentElement, document.querySelector('main')];
             const wider = part => part.scrollWidth - part.clientWidth;
             const beyond = () => Math.max(...parts.map(wider));
             for (let frame = 0; frame < 240 && beyond() > 0; frame++)
               await new Promise(requestAnimationFrame);
             return beyond();
           }"""
    )
    return distance


@each_view
@pytest.mark.parametrize(("width", "scheme"), WITH_AXE)
def test_axe_finds_nothing(found: Found, width: int, scheme: str) -> None:
    assert found.findings[width, scheme] == []


@each_view
def test_a_finger_hits_every_control(found: Found) -> None:
    assert found.small_targets == []


@pytest.mark.parametrize(
    ("found", "names"),
    [
        (next(view for view in VIEWS if view[0] == "national"), ["3.1 · Hồ sơ nộp trực tuyến"]),
        (next(view for view in VIEWS if view[0] == "targets"), ["Hà Giang", "✗ 49,89%"]),
    ],
    ids=["national", "targets"],
    indirect=["found"],
)
def test_paper_names_every_line_of_a_table(found: Found, names: list[str]) -> None:
    """Names that choose on the page, too."""
    for name in names:
        assert "".join(name.split()) in found.paper


@each_view
def test_paper_has_the_page_without_its_controls(
    request: pytest.FixtureRequest, found: Found
) -> None:
    title = request.node.callspec.params["found"][1]
    for words in (title, "Nguồn:", "In ngày"):
        assert "".join(words.split()) in found.paper
    for control in CONTROLS:
        assert "".join(control.split()) not in found.paper


@each_view
def test_no_width_makes_the_page_scroll_sideways(found: Found) -> None:
    assert found.sideways == dict.fromkeys(SIZES, 0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_opens(
    open_context: OpenContext, server: str, scheme: str
) -> None:
    # A switch of scheme in a tab draws the page anew, and closes what was opened meanwhile.
    page = seen(unpoliced_tab(open_context, f"{server}/{MAP.url_path}", scheme).page, 1440, scheme)
    # Without the best practice that all content lies in a landmark: what opens hangs beside them,
    # and the keyboard is inside it as long as it is open.
    page.get_by_role("combobox", name="Đơn vị").click()
    expect(page.get_by_role("option", name="An Giang", exact=True)).to_be_attached()
    assert findings(page, WCAG) == []
    page.keyboard.press("Escape")
    page.locator(".files > summary").click()
    expect(page.get_by_role("link", name="Tải CSV")).to_be_visible()
    assert findings(page, WCAG) == []
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert findings(page, WCAG) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_paper_has_every_row_of_a_table(shared_tab: SharedTab) -> None:
    page = go_on(shared_tab(), RANKING.url_path)
    box = page.locator(".table-box")
    expect(box.locator("tbody tr")).to_have_count(63)
    hidden = "box => [box.scrollHeight - box.clientHeight, box.scrollWidth - box.clientWidth]"
    # On the screen it is a window of ten rows.
    assert box.evaluate(hidden)[0] > 1000
    expect(box.locator("thead th").first).to_have_css("position", "sticky")
    page.emulate_media(media="print")
    # As wide as a sheet.
    page.set_viewport_size({"width": 720, "height": 900})
    assert box.evaluate(hidden) == [0, 0]
    expect(box.locator("thead th").first).to_have_css("position", "static")
    sheets = sheet_texts(page.pdf(format="A4"))
    with_rows = [words for words in sheets if "cònthiếu" in words]
    assert len(with_rows) > 1
    assert all("Khoảngcách" in words for words in with_rows)
    assert not any("Xemôin" in words for words in sheets)


def tab_to(page: Page, target: Locator, at_most: int = 60) -> None:
    for _ in range(at_most):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{at_most} tabs do not reach {target}")


def choose_by_key(page: Page, label: str, typed: str, option: str) -> None:
    tab_to(page, page.get_by_role("combobox", name=label, exact=True))
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(typed)
    # The map has options of its own: the provinces.
    options = page.get_by_test_id("stSelectboxVirtualDropdown").get_by_role("option")
    expect(options).to_have_count(1)
    expect(options.filter(has_text=option)).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(options).to_have_count(0)


def test_without_a_mouse_from_the_skip_link_to_the_download(server: str, page: Page) -> None:
    page.goto(f"{server}/{MAP.url_path}")
    settle(page)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Đến nội dung")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()

    for label, typed, option in (
        (
            "Chỉ số",
            "hồ sơ trực tuyến toàn",
            "Dịch vụ công trực tuyến · Hồ sơ trực tuyến toàn trình",
        ),
        ("Đơn vị", "cần thơ", "Cần Thơ"),
    ):
        choose_by_key(page, label, typed, option)
    expect(page).to_have_url(re.compile("chi-so=dossier_full_online_rate.*don-vi=p63-92"))
    settle(page)
    expect(page.get_by_role("heading", name="Thành phố Cần Thơ", exact=True)).to_be_visible()

    tab_to(page, page.locator(".files > summary").first)
    page.keyboard.press("Enter")
    csv = page.get_by_role("link", name="Tải CSV")
    expect(csv).to_be_visible()
    # What opens hangs behind the page, and so behind the links of its table.
    tab_to(page, csv, at_most=200)
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename.endswith(".csv")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_keyboard_is_seen_wherever_it_is(
    server: str, new_page: Callable[..., Page], scheme: str
) -> None:
    page = new_page(viewport={"width": 1440, "height": 900}, color_scheme=scheme)
    page.goto(f"{server}/{MAP.url_path}")
    settle(page)
    for _ in range(32):
        page.keyboard.press("Tab")
        name, marked = page.evaluate(
            """() => {
                 const focused = document.activeElement;
                 const marked = element => {
                   const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
                   const ringed = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
                   return ringed || boxShadow !== 'none';
                 };
                 const field = focused.closest('[role="group"]');
                 return [focused.ariaLabel ?? focused.textContent.slice(0, 40),
                         marked(focused) || (field !== null && marked(field))];
               }"""
        )
        assert marked, name


def test_a_sidebar_put_away_takes_no_keyboard(server: str, new_page: Callable[..., Page]) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    page.goto(f"{server}/{PROFILE.url_path}")
    settle(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Mở thanh bên")).to_be_focused()


def test_a_page_says_which_language_it_is_in(shared_tab: SharedTab) -> None:
    tab = shared_tab()
    for query, language in (("", "vi"), (f"?{LANG.url}=en", "en")):
        page = go_on(tab, f"{RANKING.url_path}{query}")
        expect(page.locator("html")).to_have_attribute("lang", language)


def test_nothing_moves_for_readers_who_asked_for_stillness(
    server: str, new_page: Callable[..., Page]
) -> None:
    page = new_page(reduced_motion="reduce")
    page.goto(f"{server}/{MAP.url_path}")
    settle(page)
    moving = page.get_by_test_id("stApp").evaluate(
        """app => [...app.querySelectorAll('*')].filter(element => {
             const { transitionDuration, animationDuration } = getComputedStyle(element);
             return [transitionDuration, animationDuration].some(
               times => times.split(', ').some(time => parseFloat(time) > 0.001));
           }).map(element => element.outerHTML.slice(0, 80))"""
    )
    assert moving == []
