"""Finding, sharing, embedding and help, in a real browser."""

import http.server
import re
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dashboard.ui.frame.pages import COMPARE, MAP, METHODS, PROFILE, RANKING
from etl.language.folding import fold
from tests.browser.conftest import SharedTab, Tab, go_on, settle

pytestmark = pytest.mark.browser

PALETTE = "Tìm đơn vị, chỉ số, trang, thuật ngữ"


def title(page: Page, name: str):
    return page.get_by_role("heading", level=1, name=name, exact=True)


def open_page(tab: Tab, address: str, name: str) -> Page:
    page = go_on(tab, address)
    expect(title(page, name)).to_be_visible()
    return page


def load_page(page: Page, url: str, name: str) -> None:
    page.goto(url)
    expect(title(page, name)).to_be_visible()
    expect(
        page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]')
    ).to_be_visible()


def palette(page: Page):
    return page.get_by_role("combobox", name=PALETTE)


def test_the_palette_finds_without_tone_marks_and_goes_there(server: str, tab: Tab) -> None:
    page = open_page(tab, MAP.url_path, MAP.title)
    # The buttons at the head of the page bring the palette's index with them.
    expect(page.get_by_role("button", name="Sao chép liên kết")).to_be_visible()
    page.keyboard.press("Control+k")
    expect(palette(page)).to_be_focused()
    first = page.get_by_role("dialog").get_by_role("option").first
    expect(first).to_contain_text("Tổng quan")
    for typed, found in (
        ("da nang", "Thành phố Đà Nẵng"),
        ("Đà Nẵng", "Thành phố Đà Nẵng"),
        ("dak lak", "Tỉnh Đắk Lắk"),
        ("tp hcm", "Thành phố Hồ Chí Minh"),
        ("bo cong an", "Bộ Công an"),
        ("hsdxcd", "HSĐXCĐ"),
        ("dvctt toan trinh", "DVCTT toàn trình"),
        ("ban do", "Bản đồ"),
    ):
        palette(page).fill(typed)
        expect(first).to_contain_text(found)
    palette(page).fill("qqq")
    expect(page.get_by_role("dialog").get_by_role("status")).to_contain_text("Không tìm thấy")
    palette(page).fill("da nang")
    expect(first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    chosen = page.get_by_role("option", selected=True)
    expect(chosen).to_contain_text("Tỉnh 34")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{server}/{PROFILE.url_path}?co-cau=2025&don-vi=p34-48")
    expect(page.get_by_role("combobox", name="Đơn vị")).to_have_value("Đà Nẵng")
    expect(page.get_by_role("radio", name="34 tỉnh")).to_be_checked()
    # It was a step like any other: the tab was not loaded anew, and Back leads back.
    page.go_back()
    expect(title(page, MAP.title)).to_be_visible()
    expect(page).to_have_url(f"{server}/{MAP.url_path}")


def test_the_palette_is_closed_without_a_trace(tab: Tab) -> None:
    page = open_page(tab, "", "Tổng quan")
    button = page.get_by_test_id("stSidebar").get_by_role("button", name="Tìm đơn vị, chỉ số")
    button.click()
    expect(palette(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(palette(page)).to_have_count(0)
    expect(button).to_be_focused()


def test_a_phone_has_the_palette_and_takes_an_indicator_of_ministries(
    shared_tab: SharedTab,
) -> None:
    page = open_page(shared_tab(viewport={"width": 390, "height": 844}), "", "Tổng quan")
    page.get_by_role("button", name="Tìm", exact=True).click()
    palette(page).fill("bo y te")
    page.get_by_role("option").first.click()
    expect(title(page, PROFILE.title)).to_be_visible()
    expect(page).to_have_url(re.compile(r"/ho-so\?cap=ministry&don-vi=bo-y-te$"))


def test_the_browser_folds_as_the_server_does(server: str, tab: Tab) -> None:
    page = open_page(tab, METHODS.url_path, METHODS.title)
    words = ["Đắk Lắk", "TP. Hồ Chí Minh", "Bà Rịa – Vũng Tàu", "HSĐXCĐ", "  ½ Ươ-ỡ  ", "Bộ TT&TT"]
    folded = page.evaluate(
        "words => import('/assets/folding.js').then(({ fold }) => words.map(fold))", words
    )
    assert folded == [fold(word) for word in words]


@pytest.mark.parametrize("typed", ["da nang", "Đà Nẵng", "DA NANG"])
def test_select_boxes_find_without_tone_marks(tab: Tab, typed: str) -> None:
    page = open_page(tab, RANKING.url_path, RANKING.title)
    box = page.get_by_role("combobox", name="Đơn vị")
    box.click()
    page.keyboard.type(typed)
    expect(page.get_by_role("option").first).to_have_text("Đà Nẵng")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("don-vi=p63-48"))
    page.get_by_role("heading", level=1).click()
    # Only while a select box has the focus does lower case lose its marks.
    assert page.evaluate("'ĐÀ NẴNG'.toLowerCase()") == "đà nẵng"


def test_select_boxes_say_everything_in_vietnamese(tab: Tab) -> None:
    page = open_page(tab, "so-sanh", "So sánh")
    box = page.get_by_role("combobox", name="Các đơn vị")
    box.click()
    page.keyboard.type("khong co")
    expect(page.get_by_text("Không có kết quả")).to_be_visible()
    expect(page.get_by_text("No results")).to_have_count(0)
    for english in ("Open", "Clear all", "Clear value"):
        expect(page.get_by_role("button", name=english, exact=True)).to_have_count(0)


def test_the_link_copied_is_that_of_the_view(server: str, shared_tab: SharedTab) -> None:
    address = f"{RANKING.url_path}?cap=ministry&chi-so=is_systems"
    tab = shared_tab(permissions=["clipboard-read", "clipboard-write"])
    page = open_page(tab, address, RANKING.title)
    page.get_by_role("button", name="Sao chép liên kết").click()
    expect(page.get_by_text("Đã sao chép liên kết")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    # With the period, which is the newest today and will not be for ever.
    assert copied == f"{server}/{address}&ky=2024-06-30.as_of"


def test_plain_http_can_copy_too(server: str, new_page: Callable[..., Page]) -> None:
    page = new_page(permissions=["clipboard-read", "clipboard-write"])
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    load_page(page, f"{server}/{RANKING.url_path}", RANKING.title)
    page.get_by_role("button", name="Sao chép liên kết").click()
    expect(page.get_by_text("Đã sao chép liên kết")).to_be_visible()


@pytest.fixture
def portal(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Another site: its address and the folder of its pages."""
    serve = partial(http.server.SimpleHTTPRequestHandler, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), serve) as site:
        thread = threading.Thread(target=site.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{site.server_port}", tmp_path
        site.shutdown()
        thread.join()


def test_another_site_can_frame_a_view(server: str, page: Page, portal: tuple[str, Path]) -> None:
    address, folder = portal
    load_page(page, f"{server}/{MAP.url_path}?chi-so=is_systems", MAP.title)
    page.get_by_role("button", name="Nhúng").click()
    code = page.get_by_role("textbox", name="Mã nhúng").input_value()
    assert "chi-so=is_systems&amp;embed=true" in code
    (folder / "index.html").write_text(
        f'<!DOCTYPE html><html lang="vi"><link rel="icon" href="data:,"><body>{code}',
        encoding="utf-8",
    )
    page.goto(address)
    frame = page.frame_locator("iframe")
    name = frame.get_by_role("heading", level=1, name=MAP.title)
    expect(name).to_be_visible()
    # Compact: the sheet for frames is stronger than those for all pages.
    expect(name).to_have_css("font-size", "18px")
    expect(name).to_have_css("padding-top", "0px")
    expect(frame.locator(".map-sheet .province[data-class]").first).to_be_visible()
    expect(frame.get_by_test_id("stSidebar")).not_to_be_visible()
    expect(frame.get_by_role("button", name="Sao chép liên kết")).to_have_count(0)
    frame.get_by_role("combobox", name="Đơn vị").click()
    page.keyboard.type("khong co")
    expect(frame.get_by_text("Không có kết quả")).to_be_visible()
    page.keyboard.press("Control+A")
    page.keyboard.type("da nang")
    page.keyboard.press("Enter")
    expect(frame.get_by_role("heading", level=2, name="Đà Nẵng")).to_be_visible()
    inside = page.frames[1]
    assert "embed=true" in inside.url
    way_out = frame.get_by_role("link", name="Mở trong bảng điều khiển")
    expect(way_out).to_have_attribute("href", "/ban-do?chi-so=is_systems&don-vi=p63-48")
    expect(way_out).to_have_attribute("target", "_blank")


def test_how_to_read_is_told_on_demand_and_put_away_by_escape(tab: Tab) -> None:
    page = open_page(tab, "", "Tổng quan")
    told = page.get_by_text("thứ k trong N đơn vị có số liệu")
    expect(told).to_be_hidden()
    button = page.locator(".reading-guide > summary")
    button.press("Enter")
    expect(told).to_be_visible()
    page.keyboard.press("Escape")
    expect(told).to_be_hidden()
    expect(button).to_be_focused()
    button.click()
    expect(told).to_be_visible()
    # One menu at a time, and none after a press beside it.
    page.locator(".card .hint > summary").first.click()
    expect(told).to_be_hidden()
    page.get_by_role("heading", level=1).click()
    expect(page.locator("details.menu[open]")).to_have_count(0)


def test_a_link_of_the_page_is_followed_without_loading_it_anew(tab: Tab) -> None:
    page = open_page(tab, "", "Tổng quan")
    page.evaluate("window.here = true")
    page.get_by_role("link", name="Ai nêu, ai chủ quản").click()
    expect(title(page, "Vướng mắc")).to_be_visible()
    assert page.evaluate("window.here")
    page.go_back()
    expect(title(page, "Tổng quan")).to_be_visible()
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Ai nêu, ai chủ quản").click(modifiers=["ControlOrMeta"])
    expect(title(opened.value, "Vướng mắc")).to_be_visible()


def test_an_indicator_is_explained_beside_its_chart(tab: Tab) -> None:
    page = open_page(tab, MAP.url_path, MAP.title)
    page.locator(".note > summary").click()
    expect(page.get_by_text("Hệ thống EMC của Bộ TT&TT")).to_be_visible()


def seen(page: Page) -> tuple[str, list[str]]:
    """Every word of a page and what stands in its controls, once all of it is drawn."""
    settle(page)
    main = page.get_by_test_id("stMain")
    controls = main.locator("input").evaluate_all("all => all.map(one => one.value + one.checked)")
    return main.inner_text(), controls


def test_a_link_shows_another_browser_the_same_view_on_a_fresh_server(
    server: str, fresh_server: str, tab: Tab, new_page: Callable[..., Page]
) -> None:
    # The first is of the browser that the shared tab is in.
    _same, other = new_page(), new_page()
    for path, target in (
        ("ban-do?chi-so=is_systems&vung=r63-dong-nam-bo&don-vi=p63-79", MAP),
        ("xep-hang?chi-so=is_systems&cap=ministry&xep=ten", RANKING),
        ("ho-so?co-cau=2025&don-vi=p34-48", PROFILE),
        ("so-sanh?cac-don-vi=p63-48%2Cp63-01", COMPARE),
    ):
        one = open_page(tab, path, target.title)
        link = one.url.replace(server, fresh_server)
        load_page(other, link, target.title)
        assert seen(other) == seen(one)
        assert other.url == link
