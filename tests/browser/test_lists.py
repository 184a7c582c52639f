"""Pages of lists: the answer and the list within the first screen, the rest a few screens away."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from dashboard.ui.frame.pages import OBSTACLES, PROJECT06, SECURITY
from tests.browser.conftest import open_tab, settle
from tests.browser.maps import FLAGS, MAP_OF_OBSTACLES

pytestmark = pytest.mark.browser

DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
LISTS = {
    "tasks": PROJECT06.url_path,
    "tasks-of-owner": f"{PROJECT06.url_path}?co-quan=bo-cong-an",
    "obstacles": OBSTACLES.url_path,
    "obstacles-of-unit": f"{OBSTACLES.url_path}?don-vi=p63-48",
    "obstacles-of-owner": f"{OBSTACLES.url_path}?co-quan=bo-cong-an",
    "security": SECURITY.url_path,
    "security-of-unit": f"{SECURITY.url_path}?don-vi=p63-01",
}
SECTIONS = {
    "progress": f"{PROJECT06.url_path}?muc=tien-do",
    "provinces": FLAGS,
    "other-figures": f"{PROJECT06.url_path}?muc=so-lieu-khac",
    "map-of-obstacles": MAP_OF_OBSTACLES,
    "security-of-country": f"{SECURITY.url_path}?muc=ca-nuoc",
}
MOST_HIGH, MOST_NODES = 5000, 3000


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("address", LISTS.values(), ids=LISTS)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_list_begins_in_the_first_screen(
    server: str, new_page: Callable[..., Page], address: str, viewport, lang: str
) -> None:
    page = new_page(viewport=viewport, has_touch=viewport is PHONE)
    page.goto(f"{server}/{address}{'&' if '?' in address else '?'}lang={lang}")
    settle(page)
    row = page.locator("[data-testid=stMain] .table-box tbody tr").first
    expect(row.locator("th")).to_be_in_viewport(ratio=1)
    answer = page.locator(".answer")
    if "?" in address:
        expect(answer).to_be_in_viewport(ratio=1)
    else:
        expect(answer).to_have_count(0)


@pytest.mark.parametrize("address", (LISTS | SECTIONS).values(), ids=LISTS | SECTIONS)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_phone_needs_few_screens(
    server: str, new_page: Callable[..., Page], address: str, lang: str
) -> None:
    page = new_page(viewport=PHONE, has_touch=True)
    page.goto(f"{server}/{address}{'&' if '?' in address else '?'}lang={lang}")
    settle(page)
    main = page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollHeight") <= MOST_HIGH
    assert page.evaluate("document.querySelectorAll('*').length") <= MOST_NODES
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_the_next_rows_are_one_press_away(server: str, page: Page) -> None:
    tab = open_tab(page, f"{server}/{PROJECT06.url_path}?co-quan=bo-cong-an")
    table = page.locator(".tasks-table tbody")
    first = table.locator("tr").first.text_content() or ""
    page.get_by_role("link", name="Sau", exact=True).click()
    expect(page).to_have_url(re.compile("trang=2"))
    expect(table.locator("tr").first).not_to_have_text(first)
    expect(page.get_by_text("Trang 2/")).to_be_visible()
    # Followed without loading the dashboard anew, and from the top.
    assert not tab.socket.is_closed()
    assert page.get_by_test_id("stMain").evaluate("main => main.scrollTop") == 0
    page.go_back()
    expect(table.locator("tr").first).to_have_text(first)
    page.go_forward()
    expect(page.get_by_text("Trang 2/")).to_be_visible()
    # Other rows begin at their first page.
    page.get_by_role("combobox", name="Hạn của nhiệm vụ").click()
    page.get_by_role("option", name="Còn hạn vào ngày văn bản").click()
    expect(page).to_have_url(re.compile(r"han-viec=con-han$"))
    expect(page.get_by_text("Trang 2/")).to_have_count(0)


def test_a_section_keeps_the_choices_and_a_count_opens_its_list(server: str, page: Page) -> None:
    page.goto(f"{server}/{OBSTACLES.url_path}?vung=r63-tay-nguyen")
    settle(page)
    page.get_by_role("link", name="Bản đồ và số đếm").click()
    expect(page).to_have_url(re.compile("vung=r63-tay-nguyen.*muc=hinh|muc=hinh.*vung"))
    bar = page.locator(".count-bars").first.locator("li").first
    count = bar.locator("b").text_content()
    bar.get_by_role("link").click()
    expect(page.locator(".obstacles-table tbody tr")).to_have_count(int(count or 0))
    expect(page).not_to_have_url(re.compile("muc="))


def test_more_about_a_row_opens_in_its_place(server: str, page: Page) -> None:
    page.goto(f"{server}/{PROJECT06.url_path}?muc=tien-do")
    settle(page)
    row = page.locator(".progress-table tbody tr").first
    more = row.locator("details")
    folded = more.bounding_box()
    row.get_by_text("Giải thích").click()
    expect(more).to_have_attribute("open", "")
    expect(more).to_contain_text("Báo cáo Đề án 06 12/2023, ")
    opened = more.bounding_box()
    assert folded is not None
    assert opened is not None
    assert opened["height"] > 2 * folded["height"]
    expect(row.get_by_role("img")).to_have_attribute("alt", re.compile("38/53"))
