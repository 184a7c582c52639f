"""The bar of choices: one line on a desk, a sheet behind a line on a phone."""

import re

import pytest
from playwright.sync_api import expect

from dashboard.ui.frame.pages import MAP, OVERVIEW, PAGES, RANKING
from dashboard.ui.frame.pages import Page as OurPage
from tests.browser.conftest import SharedTab, go_on, settle

pytestmark = pytest.mark.browser

BAR = ".st-key-choices-1"
DESK = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}


@pytest.mark.parametrize("shown", PAGES, ids=lambda shown: shown.id)
def test_the_choices_of_a_page_are_one_line(shared_tab: SharedTab, shown: OurPage) -> None:
    page = go_on(shared_tab(viewport=DESK), shown.url_path)
    bar = page.locator(BAR)
    if bar.count():
        controls = bar.locator(
            ':is([data-testid="stSelectbox"], [data-testid="stButtonGroup"], '
            '[data-testid="stMultiSelect"], [data-testid="stTextInput"])'
        )
        boxes = [box for one in controls.all() if (box := one.bounding_box())]
        lowest = [box["y"] + box["height"] for box in boxes]
        assert max(lowest) - min(lowest) < 8


def test_on_a_phone_choices_are_made_on_a_sheet(shared_tab: SharedTab) -> None:
    page = go_on(shared_tab(viewport=PHONE, has_touch=True), MAP.url_path)
    line = page.get_by_role("button", name=re.compile("^Lọc: .* · 63 tỉnh"))
    sheet = page.locator(BAR)
    expect(sheet).to_be_hidden()
    line.tap()
    expect(sheet).to_be_in_viewport()
    # The page goes on behind it.
    sheet.get_by_role("radio", name="34 tỉnh").tap()
    expect(page).to_have_url(re.compile("co-cau=2025"))
    settle(page)
    expect(sheet).to_be_visible()
    sheet.get_by_role("button", name="Xong").tap()
    expect(sheet).to_be_hidden()
    line = page.get_by_role("button", name=re.compile("^Lọc: .* · 34 tỉnh"))
    expect(line).to_be_focused()
    # By the keyboard too, and by a press beside it.
    line.press("Enter")
    expect(sheet).to_be_visible()
    expect(sheet.locator(":focus")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    line.tap()
    expect(sheet).to_be_visible()
    page.locator(".st-key-page-head h1").tap(force=True)
    expect(sheet).to_be_hidden()


def test_a_choice_on_the_sheet_stays_on_the_next_page(shared_tab: SharedTab) -> None:
    page = go_on(shared_tab(viewport=PHONE, has_touch=True), f"{MAP.url_path}?co-cau=2025")
    page.get_by_test_id("stExpandSidebarButton").tap()
    page.get_by_test_id("stSidebar").get_by_role("link", name=RANKING.title).tap()
    expect(page.get_by_role("button", name=re.compile("^Lọc: .* · 34 tỉnh"))).to_be_visible()


def test_an_anchor_leads_below_the_head_line(shared_tab: SharedTab) -> None:
    page = go_on(shared_tab(viewport=PHONE, has_touch=True), OVERVIEW.url_path)
    page.get_by_role("link", name="Độ tin cậy").tap()
    part = page.locator("#tin-cay")
    expect(part).to_be_in_viewport()
    head, box = page.locator(".st-key-page-head").bounding_box(), part.bounding_box()
    assert head
    assert box
    assert head["y"] + head["height"] <= box["y"] < 200
    expect(page.get_by_role("heading", level=1)).to_have_text(OVERVIEW.title)
