"""The first page as a minister uses it: one screen, straight to a unit, straight to a cell."""

import re

import pytest
from playwright.sync_api import expect

from dashboard.ui.frame.pages import OVERVIEW, PROFILE
from tests.browser.conftest import Tab, go_on

pytestmark = pytest.mark.browser


def test_a_unit_is_opened_by_its_name(tab: Tab) -> None:
    page = go_on(tab, "")
    selector = page.get_by_role("combobox", name="Mở hồ sơ đơn vị")
    # A chart that is taken off the page while plotly draws it complains in the browser's log.
    expect(page.locator(".map-figure .map-sheet")).to_have_count(4)
    selector.focus()
    page.keyboard.type("Bộ Công an")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=PROFILE.title, exact=True)).to_be_visible()
    expect(page).to_have_url(re.compile(rf"/{PROFILE.url_path}\?.*don-vi=bo-cong-an"))
    expect(page.get_by_role("heading", name="Bộ Công an", exact=True)).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name=OVERVIEW.title)).to_be_visible()
    expect(page.get_by_role("link", name="Hồ sơ Bộ Công an")).to_be_visible()


def test_a_national_figure_is_one_click_from_its_cell(tab: Tab) -> None:
    page = go_on(tab, "?ky=2025-03-17")
    card = page.locator(".card").filter(has_text="42%")
    expect(card).to_be_visible()
    with page.expect_popup() as opened:
        card.get_by_role("link", name="nguồn", exact=True).click()
    cell = opened.value.get_by_role("table").first
    expect(cell).to_contain_text("Phụ lục I")
    expect(cell).to_contain_text("dòng 704")
    expect(cell).to_contain_text("42%")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_one_screen_says_whether_the_targets_were_met(server: str, new_page, scheme: str) -> None:
    """At 1440 × 900, to who comes for the first time too."""
    page = new_page(viewport={"width": 1440, "height": 900}, color_scheme=scheme)
    page.goto(f"{server}/")
    for words in ("Mục tiêu của cả nước và hai khối năm 2024: 0 đạt", "điều phần lời khác bảng"):
        expect(page.get_by_text(words)).to_be_in_viewport()
    for year in (2024, 2025):
        name = f"Mục tiêu năm {year} có đạt không?"
        expect(page.get_by_role("heading", name=name)).to_be_in_viewport()
    for table in (0, 1):
        expect(page.get_by_role("table").nth(table)).to_be_in_viewport(ratio=1)
    expect(page.locator(".card").first).to_be_in_viewport(ratio=1)
    # From there to every target, with its reason and its documents.
    page.get_by_role("link", name="Từng mục tiêu: theo số nào, ngày nào").click()
    expect(page.get_by_role("radio", name="Cả nước")).to_be_checked()
    expect(
        page.get_by_role("heading", name="Kết quả của các mục tiêu đến hạn 2025")
    ).to_be_visible()
