"""Pages of lists: their rows page by page, their sections, what stands behind a row."""

import re

import pytest
from playwright.sync_api import Page, expect

from dashboard.ui.frame.pages import OBSTACLES, PROJECT06
from tests.browser.conftest import Tab, go_on, open_tab

pytestmark = pytest.mark.browser


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


def test_a_section_keeps_the_choices_and_a_count_opens_its_list(tab: Tab) -> None:
    page = go_on(tab, f"{OBSTACLES.url_path}?vung=r63-tay-nguyen")
    page.get_by_role("link", name="Bản đồ và số đếm").click()
    expect(page).to_have_url(re.compile("vung=r63-tay-nguyen.*muc=hinh|muc=hinh.*vung"))
    bar = page.locator(".count-bars").first.locator("li").first
    count = bar.locator("b").text_content()
    bar.get_by_role("link").click()
    expect(page.locator(".obstacles-table tbody tr")).to_have_count(int(count or 0))
    expect(page).not_to_have_url(re.compile("muc="))


def test_more_about_a_row_opens_in_its_place(tab: Tab) -> None:
    page = go_on(tab, f"{PROJECT06.url_path}?muc=tien-do")
    row = page.locator(".progress-table tbody tr").first
    told = row.locator("details > div")
    expect(told).to_be_hidden()
    row.get_by_text("Giải thích").click()
    expect(told).to_be_visible()
    expect(told).to_contain_text("Báo cáo Đề án 06 12/2023, ")
    expect(row.get_by_role("img")).to_have_attribute("alt", re.compile("38/53"))
