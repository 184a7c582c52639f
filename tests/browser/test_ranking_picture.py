"""A ranking taken away as a picture: as it is seen, without the page's style sheets."""

import io
import re
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from PIL import Image
from playwright.sync_api import expect

from dashboard.ui.frame.pages import RANKING
from tests.browser.conftest import SharedTab, Tab, go_on
from tests.browser.test_downloads import picture

pytestmark = pytest.mark.browser

TITLE = "Tỷ lệ dịch vụ công trực tuyến toàn trình"
SVG = "{http://www.w3.org/2000/svg}"

PLACES = """sheet => {
    const left = sheet.getBoundingClientRect().left
    const of = selector => [...sheet.querySelectorAll(selector)].map(node => {
        const { left: from, right: to } = node.getBoundingClientRect()
        return [from - left, to - from]
    })
    return { bars: of('.bar'), lines: of('.reference line') }
}"""


def open_ranking(tab: Tab, query: str = "") -> dict[str, Any]:
    """Where the bars and the lines across them lie on the page, and how wide they are."""
    page = go_on(tab, f"{RANKING.url_path}{query}")
    expect(page.locator(".ranking-sheet .row").first).to_be_visible()
    places: dict[str, Any] = page.locator(".ranking-sheet").evaluate(PLACES)
    return places


def words(item: Element) -> str:
    return "".join(item.itertext())


def of_class(drawing: Element, name: str) -> list[Element]:
    return [item for item in drawing.iter() if name in (item.get("class") or "").split()]


def shift(item: Element) -> float:
    """How far an element was moved to the right."""
    moved = re.search(r"(?:matrix\(1, 0, 0, 1, |translate\()([-\d.]+)", item.get("transform", ""))
    assert moved is not None, item.attrib
    return float(moved[1])


def test_a_ranking_is_saved_as_svg_as_it_is_seen(tab: Tab) -> None:
    page = tab.page
    seen = open_ranking(tab, "?don-vi=p63-01")
    name, content = picture(page, TITLE, "SVG")
    assert re.fullmatch(r"dvctt_full_rate_province_2024_7-2024_b\d+_\d{4}-\d\d-\d\d\.svg", name)
    drawing = ElementTree.fromstring(content)
    assert drawing.findtext(f"{SVG}title") == TITLE
    said = " ".join(words(text) for text in drawing.iter(f"{SVG}text"))
    for part in (
        "Kỳ 7/2024",
        "Nguồn: Báo cáo Bộ TT&TT 7/2024, Phụ lục II-b",
        "✗ Chưa đạt (59)",
        "Mục tiêu 12/2024: 85%",
        "Trung bình cộng của 63 đơn vị có số liệu: 55,68%",
        "95,56% 1/63",
        "Bà Rịa - Vũng Tàu",
    ):
        assert part in said
    # Places that the style sheet works out are plain numbers, and the same as on the page.
    bars = of_class(drawing, "bar")
    assert len(bars) == 63
    for bar, (left, width) in zip(bars, seen["bars"], strict=True):
        # A chosen one has its outline around it.
        assert float(bar.attrib["x"]) == pytest.approx(left, abs=1.1)
        assert float(bar.attrib["width"]) == pytest.approx(width, abs=2.1)
    lines = [group[0] for group in of_class(drawing, "reference")]
    for line, (left, width) in zip(lines, seen["lines"], strict=True):
        assert shift(line) == pytest.approx(left + width / 2, abs=1)
    fills = {bar.attrib["fill"] for bar in bars}
    assert len(fills) == 2
    assert all(fill.startswith("rgb(") for fill in fills)
    (chosen,) = (text for text in of_class(drawing, "unit") if words(text) == "Hà Nội")
    assert "700" in chosen.get("font-weight", "") + chosen.get("style", "")
    text = content.decode()
    for leaning in ("var(", "calc(", "light-dark(", "http://127.0.0.1", "data-unit"):
        assert leaning not in text


def test_what_marks_mean_stands_beside_the_axis_in_a_picture_too(tab: Tab) -> None:
    page = tab.page
    open_ranking(tab, "?chi-so=system_grade")
    key = page.locator(".ranking-sheet .key")
    own, sheet = key.bounding_box(), page.locator(".ranking-sheet").bounding_box()
    assert own is not None
    assert sheet is not None
    _name, content = picture(page, "Mức chất lượng hệ thống giải quyết thủ tục hành chính", "SVG")
    (saved_key,) = of_class(ElementTree.fromstring(content), "key")
    assert words(saved_key).endswith("Mục tiêu 12/2024: theo đơn vị")
    assert shift(saved_key) == pytest.approx(own["x"] - sheet["x"], abs=2)


def test_a_ranking_from_a_phone_leaves_out_the_words_it_has_no_room_for(
    shared_tab: SharedTab,
) -> None:
    tab = shared_tab(viewport={"width": 390, "height": 844})
    page = tab.page
    open_ranking(tab)
    _name, content = picture(page, TITLE, "SVG")
    drawing = ElementTree.fromstring(content)
    (grid,) = of_class(drawing, "grid")
    sizes = {
        words(text): text.get("font-size", "") + text.get("style", "")
        for text in grid.iter(f"{SVG}text")
    }
    assert {mark for mark, size in sizes.items() if not re.search(r"\b0px", size)} == {
        "0%",
        "40%",
        "80%",
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_ranking_is_saved_as_png_as_the_page_shows_it(shared_tab: SharedTab, scheme: str) -> None:
    tab = shared_tab(color_scheme=scheme)
    page = tab.page
    open_ranking(tab)
    _name, content = picture(page, TITLE, "PNG")
    image = Image.open(io.BytesIO(content)).convert("RGB")
    sheet = page.locator(".ranking-sheet").bounding_box()
    assert sheet is not None
    assert image.width == 3 * (round(sheet["width"]) + 32)
    assert image.height > 3 * (sheet["height"] + 80)
    background = page.locator(".stApp").evaluate("app => getComputedStyle(app).backgroundColor")
    assert background == f"rgb{image.getpixel((3, 3))}"
    counts = {f"rgb{colour}": count for count, colour in image.getcolors(1 << 24)}
    legend = page.locator(".figure-legend-entry").evaluate_all(
        """entries => entries.filter(entry => !entry.textContent.includes('(0)'))
             .map(entry => getComputedStyle(entry.querySelector('i')).backgroundColor)"""
    )
    assert len(legend) == 2
    for colour in legend:
        assert counts.get(colour, 0) > 20_000
