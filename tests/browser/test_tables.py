"""Tables in the browser: sorted by a click on a head, scrolled in a box of their own."""

from itertools import product

import pytest
from playwright.sync_api import Locator, Page, expect

from dashboard.ui.frame.pages import (
    COMPARE,
    NATIONAL,
    OBSTACLES,
    OVERVIEW,
    PROFILE,
    QUALITY,
    RANKING,
    SECURITY,
    TARGETS,
)
from tests.browser.conftest import SharedTab, Tab, go_on, open_tab

pytestmark = pytest.mark.browser


def head(table: Locator, name: str) -> Locator:
    return table.get_by_role("button", name=name, exact=True)


def column(table: Locator, name: str) -> list[str]:
    """The cells under a head from top to bottom."""
    names = table.locator("thead th").all_text_contents()
    return table.locator(f"tbody tr > :nth-child({names.index(name) + 1})").all_text_contents()


def number(text: str) -> float:
    return float(text.removesuffix("%").replace(".", "").replace(",", "."))


def test_a_click_on_the_head_of_a_column_sorts_by_number(tab: Tab) -> None:
    page = go_on(tab, SECURITY.url_path)
    table = page.locator(".reading-table table").first
    printed = column(table, "Tỷ lệ phê duyệt")
    assert "19,5%" in printed
    assert "–" in printed
    missing = [text for text in printed if not text.endswith("%")]
    amounts = [text for text in printed if text.endswith("%")]

    approved = head(table, "Tỷ lệ phê duyệt")
    sorting = table.locator("th[aria-sort]")
    for click, direction in enumerate(("ascending", "descending")):
        approved.click()
        expect(sorting).to_have_attribute("aria-sort", direction)
        expect(sorting).to_have_text("Tỷ lệ phê duyệt")
        expected = sorted(amounts, key=number, reverse=click == 1)
        # Words in place of a number come last either way.
        assert column(table, "Tỷ lệ phê duyệt") == [*expected, *missing]
    approved.click()
    expect(sorting).to_have_count(0)
    assert column(table, "Tỷ lệ phê duyệt") == printed


def test_words_sort_in_vietnamese_order_by_the_keyboard(server: str, page: Page) -> None:
    # Loaded anew: a tab remembers how its reader sorted a table.
    open_tab(page, f"{server}/{RANKING.url_path}")
    table = page.locator(".reading-table table")
    head(table, "Đơn vị").focus()
    page.keyboard.press("Enter")
    expect(table.locator("th[aria-sort=ascending]")).to_have_text("Đơn vị")
    names = column(table, "Đơn vị")
    # By code points Đ comes after V, and à after y.
    assert names[:2] == ["An Giang", "Bà Rịa - Vũng Tàu"]
    assert names.index("Cà Mau") < names.index("Cao Bằng") < names.index("Đà Nẵng")
    assert names.index("Đồng Tháp") < names.index("Gia Lai") < names.index("Yên Bái")


def test_a_sorted_table_stays_so_when_the_server_answers(server: str, page: Page) -> None:
    # Loaded anew: a tab remembers how its reader sorted a table.
    open_tab(page, f"{server}/{RANKING.url_path}")
    table = page.locator(".reading-table table")
    assert set(column(table, "Mục tiêu")) == {"85%"}
    for _click in range(2):
        head(table, "Đơn vị").click()
    names = column(table, "Đơn vị")
    assert names[0] == "Yên Bái"
    page.get_by_role("radio", name="12/2025").click()
    expect(table.locator("tbody tr").first).to_contain_text("95%")
    assert set(column(table, "Mục tiêu")) == {"95%"}
    assert column(table, "Đơn vị") == names
    expect(table.locator("th[aria-sort=descending]")).to_have_text("Đơn vị")
    # A table of other columns stands as the page gives it.
    page.get_by_role("radio", name="Bộ, ngành").click()
    expect(table.locator("tbody")).to_contain_text("Bộ Công an")
    expect(table.locator("th[aria-sort]")).to_have_count(0)


def test_a_table_scrolls_in_its_box_and_its_heads_stay(shared_tab: SharedTab) -> None:
    tab = shared_tab(viewport={"width": 390, "height": 844}, has_touch=True)
    page = go_on(tab, RANKING.url_path)
    box = page.locator(".reading-table")
    cells = (box.locator("thead th").first, box.locator("tbody th").first)
    corner, first = (cell.bounding_box() for cell in cells)
    box.evaluate("box => box.scrollBy(120, 300)")
    assert box.evaluate("box => [box.scrollLeft, box.scrollTop]") == [120, 300]
    moved_corner, moved = (cell.bounding_box() for cell in cells)
    assert moved_corner == corner
    assert moved is not None
    assert first is not None
    assert (moved["x"], moved["y"]) == (first["x"], first["y"] - 300)
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_rows_are_cards_on_a_phone(shared_tab: SharedTab) -> None:
    tab = shared_tab(viewport={"width": 390, "height": 844}, has_touch=True)
    page = go_on(tab, f"{QUALITY.url_path}?muc=ghi-nhan")
    box = page.locator(".sentences-table")
    expect(box.locator("thead")).to_be_hidden()
    cells = box.locator("tbody tr").first.locator("> *")
    boxes = [cell.bounding_box() for cell in cells.all() if cell.is_visible()]
    assert len({cell["x"] for cell in boxes if cell}) == 1
    said = cells.last.evaluate("cell => getComputedStyle(cell, '::before').content")
    assert said == '"Ghi nhận"'
    go_on(tab, OBSTACLES.url_path)
    offered = page.locator(".obstacles-table tbody td:nth-child(5)").first
    assert offered.evaluate("cell => getComputedStyle(cell, '::before').content") == '"→ "'


def test_the_head_of_a_card_takes_its_line(shared_tab: SharedTab) -> None:
    """Not the width that its column has where there is room for a table."""
    tab = shared_tab(viewport={"width": 390, "height": 844}, has_touch=True)
    for address in (QUALITY.url_path, f"{TARGETS.url_path}?cap=country"):
        page = go_on(tab, address)
        head = page.locator(".cards tbody th").first.bounding_box()
        box = page.locator(".cards").first.bounding_box()
        assert head is not None
        assert box is not None
        assert head["width"] > 0.9 * box["width"], address


def test_a_card_says_what_each_of_its_numbers_is(shared_tab: SharedTab) -> None:
    tab = shared_tab(viewport={"width": 390, "height": 844}, has_touch=True)
    page = go_on(tab, f"{TARGETS.url_path}?cap=country&han=2030")
    cells = page.locator(".country-targets tbody td")
    expect(cells.first).to_be_visible()
    for cell in cells.all():
        shown = cell.inner_text()
        if shown == "–":
            expect(cell).to_be_hidden()
        elif shown:
            said = cell.evaluate("cell => getComputedStyle(cell, '::before').content")
            assert said == f'"{cell.get_attribute("data-head")}"'
    assert "–" in cells.all_text_contents()


def test_counts_of_the_first_table_are_seen_in_either_language(shared_tab: SharedTab) -> None:
    tab = shared_tab(viewport={"width": 390, "height": 844}, has_touch=True)
    for language in ("vi", "en"):
        page = go_on(tab, f"{OVERVIEW.url_path}?lang={language}")
        right = page.locator(".overview-deadlines tbody td:nth-child(4)").first.bounding_box()
        assert right is not None
        assert right["x"] + right["width"] <= 390, language


def test_a_profile_with_eight_columns_has_room_for_its_sources(shared_tab: SharedTab) -> None:
    tab = shared_tab(viewport={"width": 1280, "height": 860})
    page = go_on(tab, f"{PROFILE.url_path}?co-cau=2025&don-vi=p34-48")
    expect(page.locator('.spine thead th[data-cell="change"]')).to_be_visible()
    room = page.locator('.spine thead th[data-cell="source"]').bounding_box()
    assert room is not None
    assert room["width"] >= 130


def test_figures_of_the_blocs_are_seen_on_a_phone(shared_tab: SharedTab) -> None:
    """Whose, how much and when, before the table scrolls."""
    tab = shared_tab(viewport={"width": 390, "height": 844}, has_touch=True)
    page = go_on(tab, NATIONAL.url_path)
    page.get_by_text("Hai khối: bộ, ngành và tỉnh, thành phố").click()
    box = page.locator(".blocs-table")
    expect(box).to_be_visible()
    period = box.locator("thead th", has_text="Kỳ").first.bounding_box()
    assert period is not None
    edge = box.bounding_box()
    assert edge is not None
    assert period["x"] + period["width"] <= edge["x"] + edge["width"]


def test_two_units_stand_side_by_side_whole_on_a_phone(shared_tab: SharedTab) -> None:
    tab = shared_tab(viewport={"width": 390, "height": 844}, has_touch=True)
    for level, language in product(("province", "ministry"), ("vi", "en")):
        page = go_on(tab, f"{COMPARE.url_path}?cap={level}&lang={language}")
        box = page.locator(".table-box.compared")
        assert box.evaluate("box => box.scrollWidth - box.clientWidth") == 0, (level, language)
