"""Twelve things officials come for, each from the first page, in few actions.

An action is a press (a choice in a list is two: on the list, on the option), or words typed.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from dashboard.ui.frame.pages import COMPARE, MAP, OBSTACLES, PROJECT06, TARGETS
from dashboard.ui.frame.pages import Page as OurPage
from tests.browser.conftest import SharedTab, go_on, settle
from tests.pdf_text import pdf_text

pytestmark = pytest.mark.browser

MOST = 5


class Reader:
    """A page in the hands of a reader, whose actions are counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.actions = 0

    def press(self, target: Locator) -> None:
        self.actions += 1
        target.click()

    def type(self, words: str) -> None:
        self.actions += 1
        self.page.keyboard.type(words)

    def key(self, name: str) -> None:
        self.actions += 1
        self.page.keyboard.press(name)

    def go_to(self, page: OurPage) -> None:
        self.press(self.page.get_by_test_id("stSidebar").get_by_role("link", name=page.title))
        expect(self.page.get_by_role("heading", level=1, name=page.title)).to_be_visible()
        settle(self.page)

    def choose(self, label: str, option: str) -> None:
        self.press(self.page.get_by_role("combobox", name=label, exact=True))
        options = self.page.get_by_test_id("stSelectboxVirtualDropdown").get_by_role("option")
        self.press(options.filter(has_text=option).first)
        settle(self.page)

    def find(self, label: str, words: str, option: str) -> None:
        """One of a long list, by a part of its name."""
        box = self.page.get_by_role("combobox", name=label, exact=True)
        self.press(box)
        self.type(words)
        found = self.page.get_by_test_id("stSelectboxVirtualDropdown").get_by_role("option")
        expect(found).to_have_count(1)
        expect(found).to_have_text(option)
        expect(box).to_have_attribute("aria-activedescendant", found.get_attribute("id") or "")
        self.key("Enter")
        settle(self.page)

    def take(self, target: Locator) -> tuple[str, bytes]:
        """Name and content of a file."""
        with self.page.expect_download() as download:
            self.press(target)
        return download.value.suggested_filename, Path(download.value.path()).read_bytes()


@pytest.fixture
def reader(shared_tab: SharedTab) -> Iterator[Reader]:
    """A reader on the first page, who must be done in few actions."""
    tab = shared_tab(
        viewport={"width": 1440, "height": 900},
        permissions=["clipboard-read", "clipboard-write"],
    )
    reader = Reader(go_on(tab, ""))
    yield reader
    assert 0 < reader.actions <= MOST


def test_my_ministry_against_both_targets(reader: Reader) -> None:
    reader.find("Mở hồ sơ đơn vị", "cong an", "Bộ Công an")
    page = reader.page
    expect(page.get_by_role("heading", name="Bộ Công an", exact=True)).to_be_visible()
    expect(page.locator(".finding")).to_contain_text("mục tiêu 2024")
    expect(page.locator(".finding")).to_contain_text("mục tiêu 2025")
    heads = page.locator(".spine thead th")
    expect(heads.filter(has_text="Mục tiêu 2024")).to_be_in_viewport()
    expect(heads.filter(has_text="Mục tiêu 2025")).to_be_in_viewport()


def test_a_region_below_its_targets_with_its_file(reader: Reader) -> None:
    reader.go_to(TARGETS)
    reader.choose("Vùng", "Tây Nguyên")
    table = reader.page.locator(".matrix-table")
    expect(table).to_contain_text("Đắk Nông")
    expect(table).not_to_contain_text("Hà Giang")
    menu = reader.page.locator(".table-head .files")
    reader.press(menu.locator("summary"))
    name, content = reader.take(menu.get_by_role("link", name="Tải CSV"))
    assert "tay-nguyen" in name
    assert "Chưa đạt" in content.decode("utf-8-sig")


def test_two_provinces_compared(reader: Reader) -> None:
    reader.go_to(COMPARE)
    page = reader.page
    reader.press(page.get_by_role("button", name="Bỏ mọi lựa chọn"))
    expect(page.get_by_text("Chọn từ hai đến sáu đơn vị")).to_be_visible()
    box = page.get_by_role("combobox", name="Các đơn vị")
    for name in ("Cần Thơ", "Huế"):
        box.focus()
        reader.type(name)
        page.keyboard.press("Enter")
        settle(page)
    for name in ("Cần Thơ", "Thừa Thiên Huế"):
        expect(page.locator(".compared thead")).to_contain_text(name)


def test_a_map_for_a_slide(reader: Reader) -> None:
    reader.go_to(MAP)
    name, content = reader.take(reader.page.get_by_role("button", name="Tải hình cho trang chiếu"))
    assert name.endswith(".16x9.png")
    assert content.startswith(b"\x89PNG")


def test_a_brief_for_a_meeting(reader: Reader) -> None:
    reader.find("Mở hồ sơ đơn vị", "da nang", "Đà Nẵng")
    name, content = reader.take(reader.page.get_by_role("link", name="Tải PDF"))
    assert name.startswith("ho-so_p63-48")
    assert content.startswith(b"%PDF")


def test_a_link_to_the_view(reader: Reader) -> None:
    reader.go_to(MAP)
    reader.choose("Chỉ số", "Hồ sơ trực tuyến toàn trình")
    reader.press(reader.page.get_by_role("button", name="Sao chép liên kết"))
    expect(reader.page.get_by_role("status")).to_contain_text("Đã sao chép")
    copied: str = reader.page.evaluate("navigator.clipboard.readText()")
    assert "chi-so=dossier_full_online_rate" in copied


def test_a_unit_of_today_and_what_it_was_made_of(reader: Reader) -> None:
    reader.go_to(MAP)
    reader.press(reader.page.get_by_role("radio", name="34 tỉnh"))
    settle(reader.page)
    reader.find("Đơn vị", "ho chi", "TP. Hồ Chí Minh")
    expect(reader.page.get_by_text("Hình thành từ")).to_be_visible()
    expect(reader.page.get_by_role("main")).to_contain_text("Bình Dương")


def test_why_a_figure_is_what_it_is(reader: Reader) -> None:
    reader.go_to(MAP)
    reader.press(reader.page.locator('.province[data-unit="p63-48"]').first)
    reader.press(reader.page.get_by_role("link", name="Nguồn gốc con số").first)
    table = reader.page.locator(".trace-table")
    expect(table).to_contain_text("Phụ lục II-b")
    expect(table).to_contain_text("95,56%")


def test_what_is_asked_of_a_ministry(reader: Reader) -> None:
    reader.go_to(OBSTACLES)
    reader.choose("Cơ quan chủ quản", "Bộ Công an")
    expect(reader.page.locator(".answer")).to_contain_text("Bộ Công an")
    expect(reader.page.locator(".obstacles-table tbody tr").first).to_be_in_viewport()


def test_tasks_due_by_a_day(reader: Reader) -> None:
    reader.go_to(PROJECT06)
    reader.choose("Hạn của nhiệm vụ", "Hạn đến 31/12/2024")
    rows = reader.page.locator(".tasks-table tbody tr")
    expect(rows.first).to_be_in_viewport()
    expect(rows.first).to_contain_text("2023")
    expect(reader.page).to_have_url(re.compile("han-viec=den-2024"))


def test_anything_is_found_by_its_name(reader: Reader) -> None:
    reader.key("Control+k")
    expect(reader.page.get_by_role("dialog").get_by_role("combobox")).to_be_focused()
    reader.type("ca mau")
    expect(reader.page.get_by_role("option").first).to_contain_text("Cà Mau")
    reader.key("Enter")
    expect(reader.page.get_by_role("heading", level=2, name="Tỉnh Cà Mau")).to_be_visible()


def test_a_page_on_paper(reader: Reader) -> None:
    reader.find("Mở hồ sơ đơn vị", "ca mau", "Cà Mau")
    expect(reader.page.get_by_role("heading", level=2, name="Tỉnh Cà Mau")).to_be_visible()
    settle(reader.page)
    # Ctrl+P.
    reader.actions += 1
    paper = pdf_text(reader.page.pdf(format="A4"))
    assert "TỉnhCàMau" in paper
    assert "Saochépliênkết" not in paper
