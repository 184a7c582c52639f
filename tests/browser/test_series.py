"""Series of the country in the browser: a line of the table chooses the large chart."""

import re

import pytest
from playwright.sync_api import expect

from dashboard.ui.frame.pages import NATIONAL
from tests.browser.conftest import Tab, go_on

pytestmark = pytest.mark.browser


def test_a_line_of_the_country_opens_its_chart_and_back_closes_it(server: str, tab: Tab) -> None:
    page = go_on(tab, NATIONAL.url_path)
    box = page.locator(".series-table")
    line = box.get_by_role("link", name="25 · TMĐT/bán lẻ")
    line.scroll_into_view_if_needed()
    scrolled = box.evaluate("box => { box.dataset.seen = 'before'; return box.scrollTop; }")
    assert scrolled > 0
    line.click()
    expect(page).to_have_url(re.compile("chi-tieu=national_25"))
    chosen = page.locator(".st-key-series-chosen")
    expect(chosen.get_by_role("heading", name="25 · TMĐT/bán lẻ")).to_be_visible()
    expect(chosen.locator(".js-plotly-plot")).to_be_visible()
    expect(chosen.get_by_role("button", name=re.compile("^Tải hình SVG"))).to_be_visible()
    # The same table, where it was.
    expect(page.locator(".series-table[data-seen]")).to_have_count(1)
    assert page.locator(".series-table").evaluate("box => box.scrollTop") == scrolled
    page.go_back()
    expect(chosen).to_have_count(0)
    expect(page).to_have_url(f"{server}/{NATIONAL.url_path}")
