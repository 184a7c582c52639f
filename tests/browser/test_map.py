"""The map as an official uses it: switch, click, type, paste a link."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from dashboard.figures.classification import classify
from dashboard.figures.geometry import Place, label_points, places
from dashboard.figures.palette import DARK, LIGHT, Palette, luminance
from dashboard.queries.indicator_views import View, due_dates, view
from dashboard.queries.structures import NEW, OLD, Structure
from dashboard.store.warehouse import warehouse
from dashboard.ui.frame.pages import MAP

pytestmark = pytest.mark.browser

COUNTRY = "geo"
DELTA = "geo2"
SOUTH = "geo3"


def shown(indicator_id: str, year: int, structure: Structure = OLD) -> View:
    source = warehouse()
    days = {day.year: day for day in due_dates(source, indicator_id, "province")}
    return view(source, indicator_id, "province", days[year], structure)


def expected_fills(seen: View, by: str = "value", palette: Palette = LIGHT) -> list[str]:
    """CSS colours of the provinces in the order of the rows."""
    colours = classify(seen, seen.rows, by, palette).colours
    return [f"rgb({', '.join(str(int(c[i : i + 2], 16)) for i in (1, 3, 5))})" for c in colours]


def chart(page: Page, seen: View) -> Locator:
    return page.get_by_role("figure", name=re.compile(f"^{re.escape(seen.indicator.name_vi)}"))


def provinces(figure: Locator, geo: str = COUNTRY) -> Locator:
    return figure.locator(f".geolayer > g.{geo} path.choroplethlocation")


def expect_painted(page: Page, seen: View, by: str = "value", palette: Palette = LIGHT) -> None:
    figure = chart(page, seen)
    wanted = expected_fills(seen, by, palette)
    paths = figure.locator(".geolayer > g:first-child path.choroplethlocation")
    expect(paths.nth(len(wanted) - 1)).to_have_css("fill", wanted[-1])
    for place in {wanted.index(colour) for colour in wanted}:
        expect(paths.nth(place)).to_have_css("fill", wanted[place])
    found = paths.evaluate_all("paths => paths.map(path => getComputedStyle(path).fill)")
    # The outline of a chosen province follows the provinces.
    assert found[: len(wanted)] == wanted


def spot(figure: Locator, lon: float, lat: float, geo: str = COUNTRY) -> tuple[float, float]:
    """Where on the screen a place lies."""
    figure.scroll_into_view_if_needed()
    x, y = figure.locator(".js-plotly-plot").evaluate(
        """(plot, [geo, point]) => {
            const [x, y] = plot._fullLayout[geo]._subplot.projection(point)
            const box = plot.getBoundingClientRect()
            return [box.x + x, box.y + y]
        }""",
        [geo, [lon, lat]],
    )
    return x, y


def point_at(page: Page, figure: Locator, unit_id: str, geo: str = COUNTRY) -> tuple[float, float]:
    """Put the mouse on the province's label point, which lies inside it."""
    x, y = spot(figure, *label_points(OLD)[unit_id], geo)
    page.mouse.move(x, y)
    return x, y


def label_of(place: Place) -> tuple[float, float]:
    assert place.label_lon is not None
    assert place.label_lat is not None
    return place.label_lon, place.label_lat


FAINT = """plot => [...plot.querySelectorAll('.geolayer .scatterlayer :is(path.point, text)')]
    .map(node => getComputedStyle(node))
    .filter(({ opacity, fillOpacity }) => opacity > 0 && opacity * fillOpacity < 1).length"""
"""How many of the dots and names on a map are less than opaque; the room for clicks is unseen."""


def count_faint_at_the_next_click(figure: Locator) -> None:
    """Write into the page how many dots and names are faint once plotly has taken the click."""
    figure.locator(".js-plotly-plot").evaluate(
        f"""plot => {{
            delete document.body.dataset.faint
            plot.once('plotly_selected', () => {{
                document.body.dataset.faint = ({FAINT})(plot)
            }})
        }}"""
    )


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=option).click()


def expect_choices(page: Page, **wanted: str) -> None:
    """The URL says exactly these choices (`chi_so="is_systems"`)."""

    def matches(url: str) -> bool:
        found = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        return found == {name.replace("_", "-"): value for name, value in wanted.items()}

    page.wait_for_url(matches)


def panel_of(page: Page, unit: str) -> Locator:
    return page.get_by_role("heading", level=2, name=unit, exact=True)


def test_switching_the_indicator_repaints_the_map_and_the_address(server: str, page: Page) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(urlsplit(request.url).path))
    page.goto(f"{server}/{MAP.url_path}")
    first = shown("dvctt_full_rate", 2024)
    expect_painted(page, first)
    expect_choices(page)

    choose(page, "Chỉ số", "Hồ sơ trực tuyến toàn trình")
    second = shown("dossier_full_online_rate", 2024)
    assert expected_fills(second) != expected_fills(first)
    expect_painted(page, second)
    expect_choices(page, chi_so="dossier_full_online_rate")

    page.get_by_role("radio", name="Khoảng cách đến mục tiêu").click()
    expect_painted(page, second, "gap")
    page.get_by_role("radio", name="12/2025").click()
    expect_painted(page, shown("dossier_full_online_rate", 2025), "gap")
    expect_choices(page, chi_so="dossier_full_online_rate", to_mau="gap", han="2025")

    page.go_back()
    expect_painted(page, second, "gap")
    assert [path for path in fetched if path.endswith(".geojson")] == [
        "/assets/geo/provinces_63.geojson"
    ]


def test_a_click_on_a_province_opens_it_beside_the_map(server: str, page: Page) -> None:
    page.goto(f"{server}/{MAP.url_path}")
    seen = shown("dvctt_full_rate", 2024)
    expect_painted(page, seen)
    for unit_id, geo, unit in [
        ("p63-48", COUNTRY, "Thành phố Đà Nẵng"),
        ("p63-27", DELTA, "Tỉnh Bắc Ninh"),
        ("p63-79", SOUTH, "Thành phố Hồ Chí Minh"),
    ]:
        page.mouse.click(*point_at(page, chart(page, seen), unit_id, geo))
        expect(panel_of(page, unit)).to_be_visible()
        expect_choices(page, don_vi=unit_id)
        # The others keep their colours.
        expect_painted(page, seen)


@pytest.mark.parametrize("structure", [OLD, NEW], ids=["63", "34"])
@pytest.mark.parametrize("touch", [False, True], ids=["mouse", "phone"])
def test_an_archipelago_chooses_its_province_and_is_never_dimmed(
    server: str, new_page: Callable[..., Page], touch: bool, structure: Structure
) -> None:
    page = new_page(has_touch=True, viewport={"width": 390, "height": 844}) if touch else new_page()
    page.goto(f"{server}/{MAP.url_path}?co-cau={structure.on.year}")
    seen = shown("dvctt_full_rate", 2024, structure)
    expect_painted(page, seen)
    figure = chart(page, seen)
    names = {
        place.archipelago: place for place in places(structure) if place.archipelago and place.label
    }
    dots = {
        place.archipelago: place
        for place in places(structure)
        if place.archipelago and not place.label
    }
    plot = figure.locator(".js-plotly-plot")
    assert plot.evaluate(FAINT) == 0
    # By turns, so that each click has a province to change; the last one has none.
    for lon, lat, unit in [
        (dots["Quần đảo Hoàng Sa"].lon, dots["Quần đảo Hoàng Sa"].lat, "Thành phố Đà Nẵng"),
        (dots["Quần đảo Trường Sa"].lon, dots["Quần đảo Trường Sa"].lat, "Tỉnh Khánh Hòa"),
        (*label_of(names["Quần đảo Hoàng Sa"]), "Thành phố Đà Nẵng"),
        (*label_of(names["Quần đảo Trường Sa"]), "Tỉnh Khánh Hòa"),
        (dots["Quần đảo Trường Sa"].lon, dots["Quần đảo Trường Sa"].lat, "Tỉnh Khánh Hòa"),
    ]:
        x, y = spot(figure, lon, lat)
        count_faint_at_the_next_click(figure)
        if touch:
            page.touchscreen.tap(x, y)
        else:
            page.mouse.click(x, y)
        expect(page.locator("body")).to_have_attribute("data-faint", "0")
        expect(panel_of(page, unit)).to_be_visible()
        expect_painted(page, seen)
        assert plot.evaluate(FAINT) == 0


def test_hovering_a_province_gives_its_figures(server: str, page: Page) -> None:
    page.goto(f"{server}/{MAP.url_path}?chi-so=dossier_full_online_rate")
    seen = shown("dossier_full_online_rate", 2024)
    expect_painted(page, seen)
    figure = chart(page, seen)
    for label in ("QĐ. Hoàng Sa", "TP. Đà Nẵng,", "QĐ. Trường Sa", "Biển Đông"):
        expect(figure.locator("text", has_text=label)).to_be_visible()
    point_at(page, figure, "p63-38")
    hover = figure.locator(".hoverlayer")
    for words in ("Thanh Hóa", "/48", "mục tiêu 12/2024: 30%", "Phụ lục II-b, 7/2024"):
        expect(hover).to_contain_text(words)


def test_a_province_is_chosen_by_keyboard_without_the_map(server: str, page: Page) -> None:
    page.goto(f"{server}/{MAP.url_path}")
    expect_painted(page, shown("dvctt_full_rate", 2024))
    selector = page.get_by_role("combobox", name="Đơn vị")
    selector.focus()
    page.keyboard.type("Cà Mau")
    expect(page.get_by_role("option", name="Cà Mau")).to_be_visible()
    page.keyboard.press("Enter")
    expect(panel_of(page, "Tỉnh Cà Mau")).to_be_visible()
    expect_choices(page, don_vi="p63-96")


def test_a_pasted_link_reproduces_the_view(server: str, page: Page) -> None:
    choices = {
        "chi_so": "is_level_approved_rate",
        "to_mau": "verdict",
        "don_vi": "p63-01",
    }
    query = "&".join(f"{name.replace('_', '-')}={value}" for name, value in choices.items())
    page.goto(f"{server}/{MAP.url_path}?{query}")
    seen = shown("is_level_approved_rate", 2024)
    expect_painted(page, seen, "verdict")
    expect(panel_of(page, "Thành phố Hà Nội")).to_be_visible()
    expect(page.get_by_test_id("stMetricValue")).to_have_text("80,2%")
    page.reload()
    expect_painted(page, seen, "verdict")
    expect_choices(page, **choices)


def test_a_region_fills_the_map_with_its_provinces(server: str, page: Page) -> None:
    page.goto(f"{server}/{MAP.url_path}")
    seen = shown("dvctt_full_rate", 2024)
    expect_painted(page, seen)
    choose(page, "Vùng", "Tây Nguyên")
    expect(provinces(chart(page, seen))).to_have_count(5)
    expect_choices(page, vung="r63-tay-nguyen")
    for name in ("Đắk Lắk", "Đắk Nông", "Gia Lai", "Kon Tum", "Lâm Đồng"):
        expect(chart(page, seen)).to_contain_text(name.replace(" ", "", 1))


def test_the_map_has_colours_of_its_own_in_the_dark(
    server: str, new_page: Callable[..., Page]
) -> None:
    page = new_page(color_scheme="dark")
    page.goto(f"{server}/{MAP.url_path}?to-mau=verdict")
    seen = shown("dvctt_full_rate", 2024)
    expect_painted(page, seen, "verdict", DARK)
    page.get_by_role("radio", name="Giá trị").click()
    expect_painted(page, seen, "value", DARK)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_names_are_read_on_their_province_and_beside_it(
    server: str, new_page: Callable[..., Page], scheme: str
) -> None:
    page = new_page(color_scheme=scheme)
    page.goto(f"{server}/{MAP.url_path}")
    seen = shown("dvctt_full_rate", 2024)
    expect_painted(page, seen, palette=DARK if scheme == "dark" else LIGHT)
    paper = page.locator(".stApp").evaluate("app => getComputedStyle(app).backgroundColor")
    names = chart(page, seen).locator(".geolayer .scatterlayer text")
    looks = names.evaluate_all(
        """names => names.map(name => {
            const { fill, stroke, strokeWidth, paintOrder } = getComputedStyle(name)
            return [fill, stroke, strokeWidth, paintOrder]
        })"""
    )
    assert len(looks) > 20
    for fill, stroke, width, order in looks:
        # The halo is as the page: whatever lies under it, the letters stand on the page's colour.
        assert (stroke, width, order) == (paper, "3px", "stroke")
        ink, ground = sorted((luminance(hexed(fill)), luminance(hexed(paper))), reverse=True)
        assert (ink + 0.05) / (ground + 0.05) > 7


def hexed(colour: str) -> str:
    """`rgb(20, 33, 43)` → `#14212b`."""
    return "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", colour)[:3])


def test_the_map_of_today_takes_the_unit_along(server: str, page: Page) -> None:
    page.goto(f"{server}/{MAP.url_path}?don-vi=p63-49")
    expect(panel_of(page, "Tỉnh Quảng Nam")).to_be_visible()
    expect_painted(page, shown("dvctt_full_rate", 2024))
    page.get_by_role("radio", name="34 tỉnh").click()
    expect(panel_of(page, "Thành phố Đà Nẵng")).to_be_visible()
    expect_painted(page, shown("dvctt_full_rate", 2024, NEW))
    expect_choices(page, co_cau="2025", don_vi="p34-48")
