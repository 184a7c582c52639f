"""The ranking, the targets and the first page, as an official uses them."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from dashboard.analysis.targets import goals
from dashboard.queries.indicator_views import view
from dashboard.store.builds import warehouse
from dashboard.ui.frame.pages import MAP, OVERVIEW, RANKING, TARGETS
from dashboard.words.summaries import all_alike
from tests.browser.conftest import Tab, go_on, settle

pytestmark = pytest.mark.browser


def figure(page: Page, name: str) -> Locator:
    return page.get_by_role("figure", name=re.compile(name))


def choices(page: Page) -> dict[str, str]:
    query = parse_qs(urlsplit(page.url).query)
    return {name: values[0] for name, values in query.items()}


def expect_maps(page: Page, year: int) -> None:
    """The first page has a map for every goal of the year that some met and some did not."""
    source = warehouse()
    of_year = goals(source, "province", year)
    expect(page.get_by_role("link", name="Xem bản đồ")).to_have_count(len(of_year))
    views = [view(source, goal.indicator.indicator_id, "province", goal.due_on) for goal in of_year]
    count = sum(not all_alike(shown, shown.rows) for shown in views)
    expect(page.locator(".map-sheet > .provinces > .province[data-class]")).to_have_count(
        63 * count
    )


def title(page: Page, name: str) -> Locator:
    return page.get_by_role("heading", level=1, name=name, exact=True)


def open_ranking(tab: Tab, query: str = "") -> Locator:
    return drawn_on(go_on(tab, f"{RANKING.url_path}{query}"))


def drawn_on(page: Page) -> Locator:
    chart = page.get_by_role("figure")
    expect(chart.get_by_role("option").first).to_be_visible()
    return chart


def row(chart: Locator, name: str) -> Locator:
    """The row of a unit; it is called by what its card says."""
    return chart.get_by_role("option", name=re.compile(f"^{re.escape(name)},"))


def tag(chart: Locator) -> None:
    """Mark every node of the drawing, so that one drawn anew is told from one that stayed."""
    chart.locator(".ranking-sheet").evaluate(
        "sheet => [sheet, ...sheet.querySelectorAll('*')].forEach(node => { node.stays = true; })"
    )


def expect_same_nodes(chart: Locator) -> None:
    new = chart.locator(".ranking-sheet").evaluate(
        """sheet => [sheet, ...sheet.querySelectorAll('*')].filter(node => !node.stays).length"""
    )
    assert new == 0


def expect_chosen(chart: Locator, name: str) -> None:
    """The unit stands out by its name, a ground and an outline; no other does."""
    chosen = chart.locator('[role="option"][aria-selected="true"]')
    expect(chosen).to_have_count(1)
    expect(chosen.locator(".unit")).to_have_text(name)
    expect(chosen.locator(".unit")).to_have_css("font-weight", "700")
    expect(chosen.locator(".bar")).to_have_css("stroke-width", "2px")
    outlined = chart.locator(".bar").evaluate_all(
        "bars => bars.filter(bar => getComputedStyle(bar).stroke !== 'none').length"
    )
    assert outlined == 1


def test_the_ranking_switches_to_ministries(server: str, tab: Tab) -> None:
    page = tab.page
    provinces = open_ranking(tab)
    expect(provinces).to_have_accessible_name(re.compile("Đà Nẵng .* đứng đầu"))
    expect(provinces.get_by_role("option")).to_have_count(63)
    for name in (
        "Mục tiêu 12/2024: 85%",
        "Mục tiêu 12/2025: 95%",
        "Khối tỉnh, thành phố, báo cáo công bố: 55,38%",
    ):
        expect(provinces.get_by_text(name)).to_be_visible()

    page.get_by_role("radio", name="Bộ, ngành").click()
    ministries = figure(page, "Bộ Công Thương .* đứng đầu")
    expect(ministries.get_by_role("option")).to_have_count(20)
    expect(ministries.get_by_text("Mục tiêu 12/2024: 70%")).to_be_visible()
    expect(page.get_by_text("10 đơn vị không xếp hạng")).to_be_visible()
    expect(page.get_by_role("combobox", name="Vùng")).to_have_count(0)
    expect(page).to_have_url(f"{server}/{RANKING.url_path}?cap=ministry")


def test_a_click_on_a_row_chooses_the_unit(server: str, tab: Tab) -> None:
    page = tab.page
    chart = open_ranking(tab)
    tag(chart)
    # On its bar, its name or its value.
    for name, part in [
        ("Đà Nẵng", ".bar"),
        ("Cà Mau", ".unit"),
        ("Vĩnh Long", ".figures"),
    ]:
        row(chart, name).locator(part).click()
        expect_chosen(chart, name)
        expect(page.get_by_role("combobox", name="Đơn vị")).to_have_value(name)
    expect(page).to_have_url(f"{server}/{RANKING.url_path}?don-vi=p63-86")
    settle(page)
    expect_chosen(chart, "Vĩnh Long")
    expect_same_nodes(chart)


def test_a_unit_is_chosen_by_keyboard_on_the_ranking(server: str, tab: Tab) -> None:
    page = tab.page
    chart = open_ranking(tab)
    tag(chart)
    # One stop of Tab: the first row, or that of the chosen unit.
    expect(chart.locator('[role="option"][tabindex="0"]')).to_have_count(1)
    row(chart, "Đà Nẵng").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(row(chart, "Tây Ninh")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(row(chart, "Cà Mau")).to_be_focused()
    page.keyboard.press("Enter")
    expect_chosen(chart, "Cà Mau")
    expect(page).to_have_url(f"{server}/{RANKING.url_path}?don-vi=p63-96")
    settle(page)
    expect(row(chart, "Cà Mau")).to_be_focused()
    expect(row(chart, "Cà Mau")).to_have_attribute("tabindex", "0")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect_chosen(chart, "Tây Ninh")
    expect_same_nodes(chart)


def test_a_unit_chosen_elsewhere_stands_out_in_the_ranking(tab: Tab) -> None:
    page = tab.page
    chart = open_ranking(tab, "?don-vi=p63-01")
    expect_chosen(chart, "Hà Nội")
    page.get_by_role("combobox", name="Đơn vị").focus()
    page.keyboard.type("Cà Mau")
    page.keyboard.press("Enter")
    expect_chosen(chart, "Cà Mau")


def test_the_order_can_be_turned_round(server: str, tab: Tab) -> None:
    page = tab.page
    chart = open_ranking(tab)
    names = chart.locator(".unit")
    expect(names.first).to_have_text("Đà Nẵng")
    page.get_by_role("combobox", name="Sắp xếp").click()
    page.get_by_role("option", name="Từ kém đến tốt").click()
    expect(names.first).to_have_text("Bà Rịa - Vũng Tàu")
    expect(page).to_have_url(f"{server}/{RANKING.url_path}?xep=nguoc")


def card(page: Page) -> Locator:
    return page.locator(".figure-card")


def test_a_card_says_more_of_the_unit_under_the_pointer_or_the_focus(tab: Tab) -> None:
    page = tab.page
    chart = open_ranking(tab, "?chi-so=system_grade")
    expect(card(page)).to_be_hidden()
    row(chart, "Hà Nội").locator(".bar").hover()
    for words in ("Hà Nội", "C", "Mục tiêu 12/2024: A"):
        expect(card(page)).to_contain_text(words)
    page.get_by_role("heading", level=1).hover()
    expect(card(page)).to_be_hidden()
    row(chart, "Bà Rịa - Vũng Tàu").focus()
    page.keyboard.press("ArrowDown")
    expect(card(page)).to_contain_text("Bạc Liêu")
    page.keyboard.press("Escape")
    expect(card(page)).to_be_hidden()
    page.keyboard.press("ArrowDown")
    expect(card(page)).to_contain_text("Bắc Kạn")
    page.get_by_role("combobox", name="Chỉ số").focus()
    expect(card(page)).to_be_hidden()


FAINT = "bars => bars.filter(bar => getComputedStyle(bar).fillOpacity < 1).length"


def test_the_legend_lights_up_a_class(tab: Tab) -> None:
    page = tab.page
    chart = open_ranking(tab)
    bars = chart.locator(".bar")
    assert bars.evaluate_all(FAINT) == 0
    entry = chart.get_by_role("button", name=re.compile(r"Đạt \(4\)"))
    entry.hover()
    assert bars.evaluate_all(FAINT) == 59
    page.get_by_role("heading", level=1).hover()
    assert bars.evaluate_all(FAINT) == 0
    entry.click()
    expect(entry).to_have_attribute("aria-pressed", "true")
    page.get_by_role("heading", level=1).hover()
    assert bars.evaluate_all(FAINT) == 59
    # Another order is drawn anew, and the class stays lit.
    page.get_by_role("combobox", name="Sắp xếp").click()
    page.get_by_role("option", name="Từ kém đến tốt").click()
    expect(chart.locator(".unit").first).to_have_text("Bà Rịa - Vũng Tàu")
    expect(entry).to_have_attribute("aria-pressed", "true")
    assert bars.evaluate_all(FAINT) == 59


@pytest.mark.parametrize(
    ("query", "level", "year", "units"),
    [("", "province", 2024, 63), ("?cap=ministry&han=2025", "ministry", 2025, None)],
    ids=["provinces-2024", "ministries-2025"],
)
def test_the_targets_show_their_matrix(
    tab: Tab, query: str, level: str, year: int, units: int | None
) -> None:
    page = go_on(tab, f"{TARGETS.url_path}{query}")
    columns = goals(warehouse(), level, year)
    matrix = page.get_by_role("table", name=re.compile(f"{len(columns)} mục tiêu là nhiều nhất"))
    # Beside the units and how many each met.
    expect(matrix.get_by_role("columnheader")).to_have_count(len(columns) + 2)
    if units is not None:
        expect(matrix.get_by_role("rowheader")).to_have_count(units + 1)
    # Its heads stay in view.
    box = page.locator(".matrix-table")
    box.evaluate("box => box.scrollTo(0, box.scrollHeight)")
    top, head = box.bounding_box(), matrix.get_by_role("columnheader").first.bounding_box()
    assert top is not None
    assert head is not None
    assert box.evaluate("box => box.scrollTop > 0") or units is None
    assert abs(head["y"] - top["y"]) <= 2


def test_a_unit_of_the_matrix_is_chosen_with_its_goals_in_the_first_screen(tab: Tab) -> None:
    tab.page.set_viewport_size({"width": 390, "height": 844})
    page = go_on(tab, f"{TARGETS.url_path}?han=2025&xep=ten")
    page.locator(".matrix-table").get_by_role("link", name="Đà Nẵng", exact=True).click()
    expect(page).to_have_url(re.compile("don-vi=p63-48"))
    # The other choices stay.
    assert choices(page) == {"han": "2025", "xep": "ten", "don-vi": "p63-48"}
    goals_of_unit = page.locator(".shortfalls-table tbody tr")
    expect(goals_of_unit).to_have_count(len(goals(warehouse(), "province", 2025)))
    settle(page)
    for row in goals_of_unit.all():
        box = row.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] < 844
    expect(page.locator(".matrix-table .chosen")).to_contain_text("Đà Nẵng")
    page.go_back()
    expect(goals_of_unit).to_have_count(0)


def test_a_unit_of_the_targets_is_told_what_it_would_take(server: str, tab: Tab) -> None:
    page = go_on(tab, TARGETS.url_path)
    selector = page.get_by_role("combobox", name="Đơn vị")
    selector.focus()
    page.keyboard.type("Hà Nội")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Thành phố Hà Nội cần gì để đạt")).to_be_visible()
    table = page.get_by_role("table", name="Thành phố Hà Nội cần gì để đạt")
    expect(table).to_contain_text("59 hệ thống, 19,8 điểm %")
    expect(page).to_have_url(f"{server}/{TARGETS.url_path}?don-vi=p63-01")


def test_the_first_page_leads_on_with_its_choices(tab: Tab) -> None:
    page = go_on(tab, OVERVIEW.url_path)
    expect_maps(page, 2024)
    page.get_by_role("radio", name="2025", exact=True).click()
    expect(page).to_have_url(re.compile("han=2025"))
    expect_maps(page, 2025)
    page.get_by_role("link", name="Xem bản đồ").nth(1).click()
    expect(title(page, MAP.title)).to_be_visible()
    expect(figure(page, "^Tỷ lệ hồ sơ").locator(".province[data-class]").first).to_be_visible()
    wanted = {"chi-so": "dossier_full_online_rate", "han": "2025"}
    assert choices(page).items() >= (wanted | {"to-mau": "verdict"}).items()
    expect(page.get_by_role("combobox", name="Tô màu theo")).to_have_value("Đạt hay chưa đạt")
    expect(page.get_by_role("radio", name="12/2025")).to_be_checked()

    page.get_by_test_id("stSidebar").get_by_role("link", name=RANKING.title).click()
    expect(title(page, RANKING.title)).to_be_visible()
    expect(page.get_by_role("radio", name="12/2025")).to_be_checked()
    assert choices(page) == wanted
    page.go_back()
    expect(title(page, MAP.title)).to_be_visible()
    page.go_back()
    expect(title(page, OVERVIEW.title)).to_be_visible()
