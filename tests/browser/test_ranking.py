"""The ranking, the targets and the first page, as an official uses them."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from dashboard.analysis.targets import goals
from dashboard.queries.indicator_views import view
from dashboard.store.warehouse import warehouse
from dashboard.ui.frame.pages import MAP, OVERVIEW, RANKING, TARGETS
from dashboard.words.summaries import all_alike

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


def test_the_ranking_switches_to_ministries(server: str, page: Page) -> None:
    page.goto(f"{server}/{RANKING.url_path}")
    provinces = figure(page, "Đà Nẵng .* đứng đầu")
    expect(provinces.locator(".barlayer path")).to_have_count(63)
    expect(provinces).to_contain_text("Mục tiêu 12/2024: 85%")
    expect(provinces).to_contain_text("Mục tiêu 12/2025: 95%")
    expect(provinces).to_contain_text("Khối tỉnh, thành phố, báo cáo công bố: 55,38%")

    page.get_by_role("radio", name="Bộ, ngành").click()
    ministries = figure(page, "Bộ Công Thương .* đứng đầu")
    expect(ministries.locator(".barlayer path")).to_have_count(20)
    expect(ministries).to_contain_text("Mục tiêu 12/2024: 70%")
    expect(page.get_by_text("10 đơn vị không xếp hạng")).to_be_visible()
    expect(page.get_by_role("combobox", name="Vùng")).to_have_count(0)
    expect(page).to_have_url(f"{server}/{RANKING.url_path}?cap=ministry")


def test_a_click_on_a_bar_chooses_the_unit(server: str, page: Page) -> None:
    page.goto(f"{server}/{RANKING.url_path}")
    chart = figure(page, "đứng đầu")
    bars = chart.locator(".barlayer path")
    expect(bars).to_have_count(63)
    bars.first.scroll_into_view_if_needed()
    box = bars.first.bounding_box()
    assert box is not None
    # Plotly's own layer lies over the bars and takes the click.
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.get_by_role("combobox", name="Đơn vị")).to_have_value("Đà Nẵng")
    expect(page).to_have_url(f"{server}/{RANKING.url_path}?don-vi=p63-48")
    names = chart.locator(".yaxislayer-above .ytick text")
    expect(names.first.locator("tspan")).to_have_css("font-weight", "700")


def test_the_order_can_be_turned_round(server: str, page: Page) -> None:
    page.goto(f"{server}/{RANKING.url_path}")
    names = figure(page, "đứng đầu").locator(".yaxislayer-above .ytick text")
    expect(names.first).to_have_text("Đà Nẵng")
    page.get_by_role("combobox", name="Sắp xếp").click()
    page.get_by_role("option", name="Từ kém đến tốt").click()
    expect(names.first).to_have_text("Bà Rịa - Vũng Tàu")
    expect(page).to_have_url(f"{server}/{RANKING.url_path}?xep=nguoc")


@pytest.mark.parametrize(
    ("query", "level", "year", "units"),
    [("", "province", 2024, 63), ("?cap=ministry&han=2025", "ministry", 2025, None)],
    ids=["provinces-2024", "ministries-2025"],
)
def test_the_targets_show_their_matrix(
    server: str, page: Page, query: str, level: str, year: int, units: int | None
) -> None:
    page.goto(f"{server}/{TARGETS.url_path}{query}")
    columns = goals(warehouse(), level, year)
    matrix = figure(page, f"{len(columns)} mục tiêu là nhiều nhất")
    expect(matrix.locator(".xaxislayer-above .xtick text")).to_have_count(len(columns))
    expect(matrix.locator(".heatmaplayer image")).to_have_count(1)
    if units is not None:
        expect(matrix.locator(".yaxislayer-above .ytick text")).to_have_count(units)


def test_a_unit_of_the_targets_is_told_what_it_would_take(server: str, page: Page) -> None:
    page.goto(f"{server}/{TARGETS.url_path}")
    selector = page.get_by_role("combobox", name="Đơn vị")
    selector.focus()
    page.keyboard.type("Hà Nội")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Thành phố Hà Nội cần gì để đạt")).to_be_visible()
    table = page.get_by_role("table", name="Thành phố Hà Nội cần gì để đạt")
    expect(table).to_contain_text("59 hệ thống, 19,8 điểm %")
    expect(page).to_have_url(f"{server}/{TARGETS.url_path}?don-vi=p63-01")


def test_the_first_page_leads_on_with_its_choices(server: str, page: Page) -> None:
    page.goto(f"{server}/{OVERVIEW.url_path}")
    expect_maps(page, 2024)
    page.get_by_role("radio", name="2025", exact=True).click()
    expect(page).to_have_url(re.compile("han=2025"))
    expect_maps(page, 2025)
    page.get_by_role("link", name="Xem bản đồ").nth(1).click()
    expect(title(page, MAP.title)).to_be_visible()
    expect(figure(page, "^Tỷ lệ hồ sơ").locator(".province[data-class]").first).to_be_visible()
    wanted = {"chi-so": "dossier_full_online_rate", "han": "2025"}
    assert choices(page).items() >= (wanted | {"to-mau": "verdict"}).items()
    expect(page.get_by_role("radio", name="Đạt hay chưa đạt")).to_be_checked()
    expect(page.get_by_role("radio", name="12/2025")).to_be_checked()

    page.get_by_test_id("stSidebar").get_by_role("link", name=RANKING.title).click()
    expect(title(page, RANKING.title)).to_be_visible()
    expect(page.get_by_role("radio", name="12/2025")).to_be_checked()
    assert choices(page) == wanted
    page.go_back()
    expect(title(page, MAP.title)).to_be_visible()
    page.go_back()
    expect(title(page, OVERVIEW.title)).to_be_visible()
