"""Hoàng Sa, Trường Sa and Biển Đông on every map: never dimmed, dropped or renamed, and a click on
an archipelago is one on its province, however the reader looks at the map.
"""

import io
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Locator, expect

from dashboard.figures.geometry import places
from dashboard.queries.structures import NEW, OLD, Structure
from dashboard.queries.units import regions, units_at
from dashboard.store.builds import warehouse
from dashboard.ui.frame.pages import MAP
from tests.browser.conftest import SharedTab, answered, go_on, settle
from tests.browser.maps import FAINT, FLAGS, MAP_OF_OBSTACLES, middle

pytestmark = pytest.mark.browser

NAMES = [
    "QĐ. Hoàng Sa (TP. Đà Nẵng, Việt Nam)",
    "QĐ. Trường Sa (tỉnh Khánh Hòa, Việt Nam)",
    "Biển Đông",
]
OWNERS = {OLD: ("p63-48", "p63-56"), NEW: ("p34-48", "p34-56")}
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1440, "height": 900}


def dots(structure: Structure = OLD) -> int:
    return sum(bool(place.archipelago) and not place.label for place in places(structure))


def expect_all_there(figure: Locator) -> None:
    """Every dot and every name, as opaque as can be."""
    expect(figure.locator(".map-sheet .archipelago").first).to_be_attached()
    assert_all_there(figure.evaluate(FAINT))


def assert_all_there(found: dict[str, Any]) -> None:
    assert found["faults"] == []
    assert found["names"] == NAMES
    assert found["dots"] == dots()


def views() -> Iterator[tuple[Structure, str, int]]:
    """The map page by every colouring and in every region: structure, query and provinces shown."""
    source = warehouse()
    for structure in (OLD, NEW):
        query = f"co-cau={structure.id}"
        provinces = units_at(source, "province", structure).values()
        for by in ("value", "gap", "verdict"):
            yield structure, f"{query}&to-mau={by}", len(provinces)
        for region in regions(source, structure):
            inside = sum(province.region_id == region for province in provinces)
            yield structure, f"{query}&vung={region}", inside


SCHEMES = ("light", "dark")
# All that pages have of light and dark follows the app's `color-scheme`. To set that alone takes a
# moment; of the browser's own scheme Streamlit draws all anew. What moves has come to its end.
IN_EITHER_SCHEME = f"""
(figure, [schemes, marks]) => {{
  const faint = {FAINT};
  const app = figure.closest('[data-testid="stApp"]');
  const atMiddle = path => {{
    const mark = figure.querySelector(path);
    mark.scrollIntoView({{ block: 'center' }});
    const {{ x, y, width, height }} = mark.getBoundingClientRect();
    const met = document.elementFromPoint(x + width / 2, y + height / 2);
    return [met.closest('[data-unit]')?.dataset.unit, mark.dataset.unit];
  }};
  const found = schemes.map(scheme => {{
    app.style.colorScheme = scheme;
    figure.getAnimations({{ subtree: true }}).forEach(animation => animation.finish());
    return [scheme, {{ ...faint(figure), met: marks.map(atMiddle) }}];
  }});
  app.style.colorScheme = '';
  return Object.fromEntries(found);
}}
"""


@pytest.mark.parametrize("touch", [False, True], ids=["desk", "phone"])
def test_a_press_on_an_archipelago_chooses_its_province_in_every_view(
    shared_tab: SharedTab, touch: bool
) -> None:
    options = {"has_touch": True, "viewport": PHONE} if touch else {"viewport": DESK}
    tab = shared_tab(**options)
    page = tab.page
    figure = page.get_by_role("figure")
    # Every other view in the dark, all of these together: a switch draws the page anew.
    by_scheme = sorted(enumerate(views()), key=lambda numbered: numbered[0] % 2)
    for number, (structure, query, count) in by_scheme:
        page.emulate_media(color_scheme=SCHEMES[number % 2])
        # By turns, so that each press has a province to change; dots and names by turns, too.
        kinds = (".dot", ".archipelago") if number % 2 else (".archipelago", ".dot")
        marks = {
            unit: f"{kind}[data-archipelago][data-unit='{unit}']"
            for kind, unit in zip(kinds, OWNERS[structure], strict=True)
        }
        for place, (unit, path) in enumerate(marks.items()):
            go_on(tab, f"{MAP.url_path}?{query}")
            # The sheet of the view before has archipelagos, too.
            shapes = figure.locator(".map-sheet > .provinces > .province")
            expect(shapes).to_have_count(count)
            if place == 0:
                expect_all_there_in_either_scheme(figure, pressed=marks.values())
            mark = middle(figure.locator(path).first)
            with answered(tab):
                if touch:
                    page.touchscreen.tap(*mark)
                else:
                    page.mouse.click(*mark)
            # Where the province is not in the region, the reader is taken to the whole country.
            expect(page).to_have_url(re.compile(f"don-vi={unit}"))
            expect(figure.locator(f".province[data-unit='{unit}']").first).to_be_attached()
            expect(figure.locator(".chosen").first).to_be_attached()
            expect_all_there_in_either_scheme(figure)


def expect_all_there_in_either_scheme(figure: Locator, pressed: Iterable[str] = ()) -> None:
    """And whoever presses on the middle of one of these marks meets it in both."""
    expect(figure.locator(".map-sheet .archipelago").first).to_be_attached()
    found = figure.evaluate(IN_EITHER_SCHEME, [list(SCHEMES), list(pressed)])
    for scheme in SCHEMES:
        assert_all_there(found[scheme])
        assert all(unit == wanted for unit, wanted in found[scheme]["met"]), (scheme, found[scheme])


def test_a_press_beside_a_region_leads_to_the_whole_country(
    server: str, shared_tab: SharedTab
) -> None:
    tab = shared_tab()
    page = go_on(tab, f"{MAP.url_path}?vung=r63-tay-nguyen")
    figure = page.get_by_role("figure")
    mark = figure.locator(".archipelago").first
    expect(mark).to_be_visible()
    page.mouse.click(*middle(mark))
    expect(page).to_have_url(f"{server}/{MAP.url_path}?don-vi=p63-48")
    expect(figure.locator(".map-sheet > .provinces > .province")).to_have_count(63)
    expect_all_there(figure)


def light_a_class(figure: Locator) -> None:
    figure.locator(".figure-legend").get_by_role("button").first.click()
    expect(figure.locator(".has-lit")).to_be_attached()


def come_near(figure: Locator) -> None:
    figure.get_by_role("button", name="Phóng to").click()
    expect(figure.locator(".near")).to_be_attached()


def both(figure: Locator) -> None:
    light_a_class(figure)
    come_near(figure)


@pytest.mark.parametrize("prepare", [light_a_class, come_near, both])
@pytest.mark.parametrize("address", [MAP.url_path, MAP_OF_OBSTACLES], ids=["map", "obstacles"])
def test_neither_a_lit_class_nor_coming_near_dims_them(
    shared_tab: SharedTab, address: str, prepare: Callable[[Locator], None]
) -> None:
    tab = shared_tab()
    page = go_on(tab, address)
    figure = page.get_by_role("figure").filter(has=page.locator(".map-sheet"))
    expect(figure.locator(".province").first).to_be_visible()
    prepare(figure)
    expect_all_there(figure)
    for kind, unit in product((".dot", ".archipelago"), OWNERS[OLD]):
        mark = figure.locator(f"{kind}[data-archipelago][data-unit='{unit}']").first
        # Near, it may lie beyond the edge: a press where it is, whoever moves the map there.
        with answered(tab):
            mark.dispatch_event("click")
        expect(page).to_have_url(re.compile(f"don-vi={unit}"))
        expect_all_there(figure)


@pytest.mark.parametrize(("address", "count"), [("", 4), (FLAGS, 3), (MAP_OF_OBSTACLES, 1)])
def test_on_small_maps_and_among_obstacles_they_are_all_there(
    shared_tab: SharedTab, address: str, count: int
) -> None:
    page = go_on(shared_tab(), address)
    app = page.get_by_test_id("stApp")
    maps = page.locator(".map-figure")
    # In an order in which the one or the other changes.
    for viewport, scheme in ((DESK, "light"), (DESK, "dark"), (PHONE, "dark"), (PHONE, "light")):
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=scheme)
        expect(app).to_have_css("color-scheme", scheme)
        expect(maps).to_have_count(count)
        for figure in maps.all():
            expect_all_there(figure)


@pytest.mark.parametrize("query", ["", "?vung=r63-tay-nguyen"], ids=["country", "region"])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_on_paper_they_are_all_there(shared_tab: SharedTab, scheme: str, query: str) -> None:
    page = go_on(shared_tab(color_scheme=scheme), MAP.url_path + query)
    figure = page.get_by_role("figure")
    light_a_class(figure)
    settle(page)
    page.emulate_media(media="print", color_scheme=scheme)
    expect_all_there(figure)
    # In ink on white whatever the screen was, with the legend and without what a hand works.
    expect(figure.locator(".sea").first).to_have_css("fill", "rgb(20, 33, 43)")
    expect(figure.locator(".figure-legend")).to_be_visible()
    expect(figure.locator(".map-zoom")).to_be_hidden()


@pytest.mark.parametrize("query", ["", "?vung=r63-tay-nguyen"], ids=["country", "region"])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_in_a_picture_they_are_all_there(shared_tab: SharedTab, scheme: str, query: str) -> None:
    page = go_on(shared_tab(color_scheme=scheme), MAP.url_path + query)
    figure = page.get_by_role("figure")
    light_a_class(figure)
    settle(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name=re.compile("^Tải hình SVG")).click()
    content = Path(waiting.value.path()).read_bytes()
    svg = "{http://www.w3.org/2000/svg}"
    drawing = ElementTree.parse(io.BytesIO(content)).getroot()
    drawn = [
        node for node in drawing.iter(f"{svg}circle") if "dot" in node.get("class", "").split()
    ]
    assert len(drawn) >= dots()
    for node in drawn:
        assert float(node.attrib["r"]) > 0
        assert node.get("fill", "").startswith("rgb(")
        assert node.get("fill-opacity", "1") == node.get("opacity", "1") == "1"
        assert "display" not in node.attrib
    words = [
        " ".join("".join(part.itertext()) for part in text) for text in drawing.iter(f"{svg}text")
    ]
    for name in NAMES:
        # The name, and the halo under it.
        assert words.count(name) == 2
