"""Files taken away: exactly the rows that are shown, as the warehouse has them."""

import csv
import io
import re
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from dashboard.analysis.targets import goals
from dashboard.store.builds import warehouse
from dashboard.store.records import records
from dashboard.ui.frame.pages import COMPARE, MAP, RANKING, TARGETS
from etl.language.rounding import rounded
from tests.browser.conftest import SharedTab, Tab, go_on
from tests.browser.maps import PROVINCES, expected_fills, shown

pytestmark = pytest.mark.browser

FIGURES = """
    SELECT unit_id, value, status, raw_text, document_line
    FROM observation JOIN unit USING (unit_id)
    WHERE indicator_id = $indicator_id AND level = 'province' AND region_id = $region_id
      AND basis = $basis AND period_end <= '2024-07-31'
"""


def saved(page: Page, button: Locator) -> tuple[str, bytes]:
    """Name and content of the file behind a button."""
    with page.expect_download() as waiting:
        button.click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def menu(page: Page, label: str | re.Pattern[str]) -> Locator:
    return page.locator(".files > summary").filter(has_text=label)


def table_file(page: Page, count: int, kind: str) -> tuple[str, bytes]:
    """The file of a table that says beforehand how many rows it has."""
    label = re.compile(rf"Tải xuống \({count} dòng\)")
    menu(page, label).last.click()
    name, content = saved(page, page.get_by_role("link", name=f"Tải {kind}"))
    page.keyboard.press("Escape")
    return name, content


def download(page: Page, count: int) -> tuple[str, list[dict[str, str]]]:
    """Name and rows of the CSV of a table of `count` rows."""
    name, content = table_file(page, count, "CSV")
    assert content.startswith(b"\xef\xbb\xbf")
    lines = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
    return name, list(lines)


def number(cell: str) -> float | None:
    return float(cell.replace(",", ".")) if cell else None


@pytest.mark.parametrize(
    ("indicator_id", "basis"),
    [("dossier_full_online_rate", "published"), ("is_plan_deployed_rate", "derived")],
)
def test_a_region_is_downloaded_as_the_warehouse_has_it(
    tab: Tab, indicator_id: str, basis: str
) -> None:
    page = go_on(tab, f"{MAP.url_path}?chi-so={indicator_id}")
    expect(menu(page, "Tải xuống (63 dòng)")).to_be_visible()
    expect(page.locator(PROVINCES)).to_have_count(63)
    page.get_by_role("combobox", name="Vùng").click()
    page.get_by_role("option", name="Đồng bằng sông Hồng").click()
    name, lines = download(page, 11)
    assert name.startswith(f"{indicator_id}_province_2024_r63-dong-bang-song-hong_")
    assert name.endswith(".csv")

    found = warehouse().query(
        FIGURES, indicator_id=indicator_id, region_id="r63-dong-bang-song-hong", basis=basis
    )
    expected = {row["unit_id"]: row for row in records(found)}
    assert {line["unit_id"] for line in lines} == set(expected)
    assert len(lines) == len(expected) == 11
    for line in lines:
        row = expected[line["unit_id"]]
        # A computed rate has the digits that the page shows.
        shown = row["value"] if basis == "published" else rounded(row["value"], 1)
        assert number(line["Giá trị"]) == shown
        assert line["status"] == row["status"]
        assert line["indicator_id"] == indicator_id
        assert line["Nguồn"]
        assert line["Phụ lục"]
        assert line["Kỳ"]
    # Some have no value, and say so.
    missing = [line for line in lines if not line["Giá trị"]]
    assert missing
    assert {line["status"] for line in missing} <= {"to_reconcile", "not_reported"}


def test_a_ranking_is_downloaded_in_its_order(tab: Tab) -> None:
    page = go_on(tab, f"{RANKING.url_path}?cap=ministry&xep=nguoc")
    _name, lines = download(page, 30)
    ranks = [int(line["Hạng tốt nhất"]) for line in lines if line["Hạng tốt nhất"]]
    assert ranks == sorted(ranks, reverse=True)
    assert len(ranks) == 20
    assert {line["status"] for line in lines[20:]} == {"not_applicable"}


def test_the_matrix_is_downloaded_cell_by_cell(tab: Tab) -> None:
    page = go_on(tab, f"{TARGETS.url_path}?vung=r63-tay-nguyen")
    columns = [goal.indicator.indicator_id for goal in goals(warehouse(), "province", 2024)]
    name, lines = download(page, 5 * len(columns))
    assert name.startswith("targets_province_2024_r63-tay-nguyen_2024_")
    cells = {(line["unit_id"], line["indicator_id"]) for line in lines}
    units = {"p63-62", "p63-64", "p63-66", "p63-67", "p63-68"}
    assert cells == {(unit_id, column) for unit_id in units for column in columns}
    assert {line["verdict"] for line in lines} <= {"met", "not_met", "no_data"}


def test_a_workbook_has_the_rows_and_what_was_chosen(tab: Tab) -> None:
    page = go_on(tab, f"{MAP.url_path}?vung=r63-tay-nguyen")
    expect(menu(page, "Tải xuống (5 dòng)")).to_be_visible()
    name, content = table_file(page, 5, "XLSX")
    assert re.fullmatch(
        r"dvctt_full_rate_province_2024_r63-tay-nguyen_7-2024_b\d+_\d{4}-\d\d-\d\d\.xlsx", name
    )
    book = openpyxl.load_workbook(io.BytesIO(content))
    cover = dict(book["Giới thiệu"].values)
    assert "Vùng: Tây Nguyên" in cover["Lựa chọn trên trang"]
    assert cover["Nguồn"] == "Báo cáo Bộ TT&TT 7/2024, Phụ lục II-b"
    header, *lines = book["Số liệu"].values
    units = {line[header.index("unit_id")] for line in lines}
    assert units == {"p63-62", "p63-64", "p63-66", "p63-67", "p63-68"}


def picture(page: Page, chart: str, kind: str) -> tuple[str, bytes]:
    return saved(page, page.get_by_role("button", name=f"Tải hình {kind}: {chart}"))


MAP_TITLE = "Tỷ lệ dịch vụ công trực tuyến toàn trình"


def open_map(tab: Tab, query: str = "?to-mau=value") -> Page:
    page = go_on(tab, f"{MAP.url_path}{query}")
    expect(page.locator(".map-sheet [data-class]").first).to_be_attached()
    return page


def test_a_map_is_saved_as_svg_with_its_words(tab: Tab) -> None:
    page = open_map(tab)
    name, content = picture(page, MAP_TITLE, "SVG")
    assert re.fullmatch(r"dvctt_full_rate_province_2024_7-2024_b\d+_\d{4}-\d\d-\d\d\.svg", name)
    drawing = ElementTree.fromstring(content)
    svg = "{http://www.w3.org/2000/svg}"
    assert drawing.findtext(f"{svg}title") == MAP_TITLE
    words = " ".join("".join(text.itertext()) for text in drawing.iter(f"{svg}text"))
    for part in (
        MAP_TITLE,
        "Đơn vị tính: %",
        "Kỳ 7/2024",
        "Nguồn: Báo cáo Bộ TT&TT 7/2024, Phụ lục II-b",
        "Số liệu đến 31/7/2024",
        "© những người đóng góp OpenStreetMap",
        "Từ 90% (3)",
        "Biển Đông",
    ):
        assert part in words
    provinces = [path for path in drawing.iter(f"{svg}path") if path.get("class") == "province"]
    assert len(provinces) > 63
    fills = {path.attrib["fill"] for path in provinces}
    assert fills == set(expected_fills(shown("dvctt_full_rate", 2024), "value").values())
    # A name on the map lies on a halo of its own, which any program draws under it.
    names = [text for text in drawing.iter(f"{svg}text") if "".join(text.itertext()) == "NghệAn"]
    assert len(names) == 2
    halo, name_itself = names
    assert halo.attrib["stroke"] == "rgb(255, 255, 255)"
    assert "stroke:none" in name_itself.attrib["style"].replace(" ", "")
    # What only takes the pointer is left out, and so is what is not seen.
    assert not [node for node in drawing.iter() if node.get("class") == "room"]
    assert "display=" not in content.decode()
    # Nothing of it lies outside of the file.
    text = content.decode()
    assert "http://127.0.0.1" not in text
    assert "url(&quot;http" not in text
    # Nor does it lean on a style sheet.
    assert "var(" not in text
    assert "light-dark(" not in text
    assert "data-unit" not in text


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_map_is_saved_as_png_as_the_page_shows_it(shared_tab: SharedTab, scheme: str) -> None:
    tab = shared_tab(color_scheme=scheme)
    page = open_map(tab)
    name, content = picture(page, MAP_TITLE, "PNG")
    assert name.endswith(".png")
    image = Image.open(io.BytesIO(content)).convert("RGB")
    chart = page.locator(".st-key-picture-map .map-sheet").bounding_box()
    assert chart is not None
    assert image.width == 3 * (round(chart["width"]) + 32)
    assert image.height > 3 * (chart["height"] + 80)
    background = page.locator(".stApp").evaluate("app => getComputedStyle(app).backgroundColor")
    corner = image.getpixel((3, 3))
    assert background == f"rgb{corner}"
    # Provinces of every class, not paper alone.
    legend = page.locator(".st-key-picture-map .figure-legend-entry i").evaluate_all(
        "marks => marks.map(mark => getComputedStyle(mark).backgroundColor)"
    )
    counts = {f"rgb{colour}": count for count, colour in image.getcolors(1 << 24)}
    assert len(legend) == 6
    for colour in legend:
        assert counts.get(colour, 0) > 1_000


def test_a_slide_is_16_to_9_and_says_what_was_found(tab: Tab) -> None:
    page = open_map(tab)
    name, content = saved(
        page, page.get_by_role("button", name=f"Tải hình cho trang chiếu: {MAP_TITLE}")
    )
    assert name.endswith(".16x9.png")
    image = Image.open(io.BytesIO(content)).convert("RGB")
    assert image.size == (3 * 1280, 3 * 720)
    # The map fills the height, between the finding above it and the source below.
    marks = page.locator(".st-key-picture-map .figure-legend-entry i")
    fills = marks.evaluate_all("all => all.map(mark => getComputedStyle(mark).backgroundColor)")
    rows = {
        y
        for y in range(0, image.height, 9)
        if any(f"rgb{image.getpixel((x, y))}" in fills for x in range(0, image.width, 9))
    }
    assert max(rows) - min(rows) > 0.7 * image.height
    assert max(rows) < 0.97 * image.height


def test_a_near_map_of_a_region_is_saved_as_it_is_seen(tab: Tab) -> None:
    page = open_map(tab, "?vung=r63-tay-nguyen&don-vi=p63-66")
    _name, content = picture(page, MAP_TITLE, "SVG")
    svg = "{http://www.w3.org/2000/svg}"
    drawing = ElementTree.fromstring(content)
    words = ["".join(text.itertext()) for text in drawing.iter(f"{svg}text")]
    assert "ĐắkLắk38,08%" in words
    assert [path for path in drawing.iter(f"{svg}path") if path.get("class") == "chosen"]
    page.get_by_role("button", name="Phóng to").click()
    expect(page.locator(".map-sheet.near")).to_be_visible()
    seen = page.locator(".map-sheet").get_attribute("viewBox")
    _name, content = picture(page, MAP_TITLE, "SVG")
    (sheet,) = (
        node
        for node in ElementTree.fromstring(content).iter(f"{svg}svg")
        if "map-sheet" in node.get("class", "")
    )
    assert sheet.attrib["viewBox"] == seen


def test_a_small_map_is_saved_with_the_classes_it_has_no_room_for(tab: Tab) -> None:
    page = go_on(tab, "")
    expect(page.locator(".map-figure.small .map-sheet [data-class]").first).to_be_attached()
    _name, content = picture(page, MAP_TITLE, "SVG")
    svg = "{http://www.w3.org/2000/svg}"
    drawing = ElementTree.fromstring(content)
    words = ["".join(text.itertext()) for text in drawing.iter(f"{svg}text")]
    assert "✓ Đạt (4)" in words
    assert "✗ Chưa đạt (59)" in words


def test_what_the_server_draws_is_saved_as_it_stands_on_the_page(tab: Tab) -> None:
    """The words of the marks, and the legend that stands beside them."""
    page = go_on(tab, COMPARE.url_path)
    expect(page.locator(".scatter-mark em").first).to_be_visible()
    marks = page.locator(".scatter-mark").count()
    named = page.locator(".scatter-mark em").all_inner_texts()
    button = page.locator(".st-key-picture-scatter").get_by_role("button", name="Tải hình SVG")
    _name, content = saved(page, button)
    drawing = ElementTree.fromstring(content)
    words = ["".join(text.itertext()) for text in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert set(named) < set(words)
    assert "mục tiêu 85%" in words
    assert content.count(b"<path") > marks
    expect(page.locator(".figure > svg")).to_have_count(0)
    go_on(tab, f"{TARGETS.url_path}?cap=ministry")
    expect(page.locator(".share-bars b").first).to_be_visible()
    counts = page.locator(".share-bars b").all_inner_texts()
    button = page.locator(".st-key-picture-tallies").get_by_role("button", name="Tải hình SVG")
    _name, content = saved(page, button)
    drawing = ElementTree.fromstring(content)
    words = ["".join(text.itertext()) for text in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert set(counts) <= set(words)
    assert "✓ Đạt" in words


def test_pictures_are_saved_by_keyboard(tab: Tab) -> None:
    page = go_on(tab, TARGETS.url_path)
    button = page.get_by_role("button", name="Tải hình SVG: Kết quả theo mục tiêu năm 2024")
    expect(button).to_be_visible()
    expect(page.locator(".st-key-picture-matrix .matrix-table")).to_be_visible()
    box = button.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24
    button.focus()
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    content = Path(waiting.value.path()).read_text()
    assert "Hà Giang" in content
    # Drawn as the table says it, in the colours of the legend above it.
    assert "✗ 65,88% (−19,1)" in content
    assert "✓ Đạt (49)" in content
    assert content.count("<rect") >= 63 * len(goals(warehouse(), "province", 2024))
    expect(page.locator(".matrix-table + svg, .figure > svg")).to_have_count(0)
