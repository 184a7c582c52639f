"""The profile page in a real browser: taking its brief away, printing, on a phone."""

import pytest
from playwright.sync_api import Page, expect
from pypdfium2 import PdfDocument

from tests.browser.conftest import Tab, go_on
from tests.pdf_text import pdf_text

pytestmark = pytest.mark.browser


@pytest.fixture
def profile(tab: Tab) -> Page:
    page = go_on(tab, "ho-so")
    expect(page.get_by_role("heading", name="Thành phố Hà Nội", exact=True)).to_be_visible()
    return page


def test_a_brief_is_downloaded(profile: Page) -> None:
    with profile.expect_download() as download:
        profile.get_by_role("link", name="Tải PDF").click()
    assert download.value.suggested_filename.startswith("ho-so_p63-01_2024_")
    first = PdfDocument(download.value.path())[0]
    assert "Thành phố Hà Nội" in first.get_textpage().get_text_range()


def test_paper_shows_the_page_without_its_controls(tab: Tab) -> None:
    profile = go_on(tab, "ho-so?don-vi=p63-48")
    expect(profile.locator(".spine img").nth(3)).to_be_visible()
    expect(profile.get_by_text("Nhiệm vụ Đề án 06 được giao").first).to_be_visible()
    rest = profile.locator(".registers .rest li").first.text_content() or ""
    paper = PdfDocument(profile.pdf(format="A4"))
    assert len(paper) <= 4
    text = pdf_text(paper)
    assert "ThànhphốĐàNẵng" in text
    assert "Hồsơtrựctuyếntoàntrình" in text, "names that lead to another page"
    assert "".join(rest[:60].split()) in text, "what a screen opens on demand"
    for control in ("TảiDOCX", "Xemxếphạng", "Tổngquan"):
        assert control not in text
