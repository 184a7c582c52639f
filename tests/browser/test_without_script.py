"""Where the script of the figures does not run: the server's picture of the same map, and the rest
of the page as ever.
"""

import re
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from dashboard.ui.frame.pages import MAP, RANKING
from tests.browser.maps import FLAGS, MAP_OF_OBSTACLES

pytestmark = pytest.mark.browser

SCRIPT = "**/figures.js*"
STILL = re.compile(r"/maps/stills/[0-9a-f]+\.svg$")
WORDS = ("BidiComponent", "Failed to load")


@pytest.fixture
def blocked(open_context: Callable[..., BrowserContext]) -> Iterator[Page]:
    """A tab of a browser that does not get the script, which complains of it as it should."""
    page = open_context().new_page()
    page.route(SCRIPT, lambda route: route.abort())
    page.set_viewport_size({"width": 1440, "height": 900})
    yield page
    page.close()


def stills(page: Page) -> Locator:
    return page.locator("img.figure-still")


def expect_drawn(still: Locator) -> None:
    """It is seen, has loaded, and says what it shows."""
    still.scroll_into_view_if_needed()
    expect(still).to_be_visible()
    expect(still).to_have_js_property("complete", True)
    assert still.evaluate("image => image.naturalWidth") > 100
    assert still.get_attribute("alt")


def test_the_map_is_the_servers_picture_and_follows_the_choices(server: str, blocked: Page) -> None:
    page = blocked
    page.goto(f"{server}/{MAP.url_path}")
    still = stills(page)
    expect_drawn(still)
    for words in WORDS:
        expect(page.get_by_text(words).filter(visible=True)).to_have_count(0)
    first = still.get_attribute("src")
    assert STILL.search(first or "")
    expect(still).to_have_attribute("alt", re.compile("^Tỷ lệ dịch vụ công trực tuyến toàn trình"))

    page.get_by_role("combobox", name="Chỉ số", exact=True).focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("hồ sơ trực tuyến toàn")
    expect(page.get_by_role("option")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("chi-so=dossier_full_online_rate"))
    expect(still).not_to_have_attribute("src", first or "")
    expect(still).to_have_attribute("alt", re.compile("^Tỷ lệ hồ sơ trực tuyến toàn trình"))
    expect_drawn(still)
    # The panel and the table have changed, too.
    expect(page.get_by_test_id("stMain")).to_contain_text("66,61%")
    second = still.get_attribute("src")

    page.get_by_role("combobox", name="Đơn vị").focus()
    page.keyboard.type("Hà Nam")
    expect(page.get_by_role("option", name="Hà Nam", exact=True)).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=2, name="Tỉnh Hà Nam", exact=True)).to_be_visible()
    expect(still).not_to_have_attribute("src", second or "")
    expect_drawn(still)


def test_the_ranking_is_the_servers_picture_and_takes_the_chosen_unit(
    server: str, blocked: Page
) -> None:
    page = blocked
    page.goto(f"{server}/{RANKING.url_path}")
    still = stills(page)
    expect_drawn(still)
    expect(still).to_have_attribute("alt", re.compile("Đà Nẵng .* đứng đầu"))
    first = still.get_attribute("src")
    page.get_by_role("combobox", name="Đơn vị").focus()
    page.keyboard.type("Hà Nam")
    expect(page.get_by_role("option", name="Hà Nam", exact=True)).to_be_visible()
    page.keyboard.press("Enter")
    expect(still).not_to_have_attribute("src", first or "")
    expect_drawn(still)


@pytest.mark.parametrize(
    ("address", "count"),
    [("", 4), (FLAGS, 3), (MAP_OF_OBSTACLES, 1)],
    ids=["cards", "flags", "obstacles"],
)
def test_every_map_has_its_picture(server: str, blocked: Page, address: str, count: int) -> None:
    blocked.goto(f"{server}/{address}")
    expect(stills(blocked)).to_have_count(count)
    addresses = set()
    for still in stills(blocked).all():
        expect_drawn(still)
        addresses.add(still.get_attribute("src"))
    assert len(addresses) == count


def test_a_sheet_that_does_not_come_leaves_the_servers_picture(
    server: str, open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context().new_page()
    page.route("**/maps/2024/*.svg*", lambda route: route.abort())
    page.goto(f"{server}/{MAP.url_path}")
    expect_drawn(stills(page))
    expect(page.get_by_role("figure")).to_be_hidden()
    page.close()


def test_a_page_with_its_script_fetches_no_picture_of_the_servers(server: str, page: Page) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(urlsplit(request.url).path))
    page.goto(f"{server}/{MAP.url_path}")
    expect(page.locator(".map-sheet [data-class]").first).to_be_visible()
    expect(stills(page)).to_be_hidden()
    assert not [path for path in fetched if "stills" in path]
