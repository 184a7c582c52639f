"""Official documents only, as a reader chooses it: by one press, kept by links, taken back."""

import re

import pytest
from playwright.sync_api import Page, expect

from dashboard.ui.frame.pages import NATIONAL, OVERVIEW, RANKING
from tests.browser.conftest import settle

pytestmark = pytest.mark.browser

LABEL = "Chỉ văn bản chính thức"
ONLY = re.compile(r"[?&]nguon=chinh-thuc(&|$)")


def expect_signs(page: Page, *, some: bool) -> None:
    signs = page.get_by_role("img", name="số chưa có văn bản chính thức", exact=True)
    expect(signs.first).to_be_visible() if some else expect(signs).to_have_count(0)


def test_the_choice_is_made_kept_and_taken_back(server: str, page: Page) -> None:
    page.goto(f"{server}/{NATIONAL.url_path}")
    settle(page)
    expect_signs(page, some=True)
    page.get_by_role("link", name=LABEL).click()
    expect(page).to_have_url(ONLY)
    expect(page.get_by_text(re.compile(r"Đang ẩn \d+ nguồn chưa chính thức"))).to_be_visible()
    expect_signs(page, some=False)

    # A link to another page, a choice there, and a reload keep it.
    page.get_by_role("link", name=RANKING.title, exact=True).first.click()
    expect(page.get_by_role("heading", name=RANKING.title, exact=True)).to_be_visible()
    expect(page).to_have_url(ONLY)
    page.get_by_role("radio", name="Bộ, ngành").click()
    expect(page).to_have_url(re.compile("cap=ministry"))
    expect(page).to_have_url(ONLY)
    page.reload()
    expect(page.get_by_role("link", name=LABEL)).to_have_attribute("aria-current", "true")

    # The way back keeps what was chosen meanwhile.
    page.get_by_role("link", name="Hiện tất cả").click()
    expect(page.get_by_text("nguồn chưa chính thức")).to_have_count(0)
    expect(page).to_have_url(re.compile("cap=ministry"))
    expect(page).not_to_have_url(ONLY)
    page.get_by_role("link", name=OVERVIEW.title, exact=True).first.click()
    expect(page.get_by_role("heading", name=OVERVIEW.title, exact=True)).to_be_visible()
    expect_signs(page, some=True)
