"""A table as HTML: its cells escaped, each with what it sorts by."""

from datetime import date
from urllib.parse import unquote
from xml.etree import ElementTree

import pandas as pd
import pytest

from dashboard.tables.html import Look, table_html
from dashboard.words.cells import Choice, Drawn, Figure, Folded, Link, Ordered, as_numbers, figures

SORTED = Look("reading-table", is_sortable=True)


def parsed(reading: pd.DataFrame, look: Look = SORTED, **options: object) -> ElementTree.Element:
    return ElementTree.fromstring(table_html(reading, "Bảng", look, **options))


def keys(cells: list[object]) -> list[str | None]:
    """What the cells of a column sort by."""
    table = parsed(pd.DataFrame({"Đơn vị": ["x"] * len(cells), "Cột": figures(cells)}))
    return [row[1].get("data-sort") for row in table.iterfind(".//tbody/tr")]


def test_words_of_the_data_are_no_markup() -> None:
    reading = pd.DataFrame({'<b>"': ["<script>", "a & b"], "*x*": ["**y**", "[z](/u)"]})
    table = parsed(reading)
    assert [head.findtext("button") for head in table.iterfind(".//thead//th")] == ['<b>"', "*x*"]
    assert [cell.text for cell in table.iterfind(".//tbody/tr/*")] == [
        *("<script>", "**y**"),
        *("a & b", "[z](/u)"),
    ]
    cards = parsed(reading, Look(is_cards=True))
    assert [cell.get("data-head") for cell in cards.iterfind(".//td")] == ["*x*"] * 2


def test_a_figure_stands_to_the_right_and_sorts_by_its_number() -> None:
    reading = pd.DataFrame(
        {
            "Đơn vị": ["Hà Nội", "Bến Tre"],
            "Tỷ lệ": figures([Figure("92,59%", 92.59), Figure("Chưa báo cáo", None)]),
            "Số": [7272154, 1],
        }
    )
    table = parsed(reading)
    assert [head.get("class") for head in table.iterfind(".//thead//th")] == [
        *(None, "figure", "figure")
    ]
    cells = [
        [(cell.text, cell.get("class"), cell.get("data-sort")) for cell in row]
        for row in table.iterfind(".//tbody/tr")
    ]
    assert cells == [
        [("Hà Nội", None, None), ("92,59%", "figure", "92.59"), ("7.272.154", "figure", "7272154")],
        [("Bến Tre", None, None), ("Chưa báo cáo", "figure", None), ("1", "figure", "1")],
    ]


def test_what_is_missing_has_no_key_and_is_no_zero() -> None:
    assert keys([Figure("0%", 0), Figure("", None), Figure("Không có", None)]) == ["0", None, None]
    reading = pd.DataFrame({"a": ["x", "y", "z"], "b": [1.0, None, 3.0]})
    assert [cell.text for cell in parsed(reading).iterfind(".//td")] == ["1", "–", "3"]


def test_days_and_grades_have_an_order_of_their_own() -> None:
    days = [Figure("30/9/2024", date(2024, 9, 30)), Figure("1/10/2024", date(2024, 10, 1))]
    first, second = map(int, keys(days))
    assert second == first + 1
    assert keys([Ordered("E", 1), Ordered("C", 3), Ordered("Chưa báo cáo", None)]) == [
        "1",
        "3",
        None,
    ]
    grades = pd.DataFrame({"a": ["x"], "Mức": figures([Ordered("E", 1)])})
    assert parsed(grades).find(".//td").get("class") is None
    # To a file a grade is its letter, a number is one.
    assert as_numbers(grades)["Mức"].tolist() == ["E"]
    assert type(as_numbers(grades)["Mức"].iloc[0]) is str


def test_a_link_leads_to_its_page() -> None:
    links = figures([Link("Xem ô in", "/chat-luong?muc=nguon-goc&chi-so=x"), None])
    reading = pd.DataFrame({"Đơn vị": ["x", "y"], "Nguồn gốc": links})
    table = parsed(reading, explained={"Nguồn gốc": "Văn bản, bảng, dòng"})
    linked, nothing = table.iterfind(".//td")
    assert linked.find("a").get("href") == "/chat-luong?muc=nguon-goc&chi-so=x"
    assert linked.findtext("a") == "Xem ô in"
    assert nothing.text == "–"
    heads = table.findall(".//thead//th")
    assert [head.get("title") for head in heads] == [None, "Văn bản, bảng, dòng"]


def test_rows_stand_in_groups_under_heads_of_their_own() -> None:
    reading = pd.DataFrame({"Chỉ tiêu": ["a", "b", "c"], "Kỳ": ["1", "2", "3"]})
    table = parsed(reading, Look(), groups=["I & II", "I & II", "III"])
    bodies = table.findall(".//tbody")
    assert [len(body) for body in bodies] == [3, 2]
    heads = [body[0][0] for body in bodies]
    assert [head.text for head in heads] == ["I & II", "III"]
    assert {(head.get("scope"), head.get("colspan")) for head in heads} == {("rowgroup", "2")}


def test_a_choice_stays_on_its_page() -> None:
    reading = pd.DataFrame({"Chỉ tiêu": [Choice("a & b", "/quoc-gia?x=1&y=2")]}, dtype=object)
    (link,) = parsed(reading).find(".//tbody/tr/th")
    assert (link.get("class"), link.get("href"), link.text) == ("way", "/quoc-gia?x=1&y=2", "a & b")
    assert link.get("target") is None
    # It is what the row is called, on paper too, where links to other pages go.
    assert [head.get("class") for head in parsed(reading).iter("th")] == [None, None]


def test_a_small_picture_is_an_image_that_says_what_it_shows() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><title>"50%"</title></svg>'
    picture = Drawn("hạng 3/63 & hơn", svg, key=3.0)
    reading = pd.DataFrame({"Đơn vị": ["Huế"], "Vị trí": figures([picture])})
    cell = parsed(reading).find(".//td")
    (image,) = cell
    assert (cell.get("data-sort"), image.get("alt")) == ("3", "hạng 3/63 & hơn")
    kind, _, drawn = image.get("src").partition(",")
    assert (kind, unquote(drawn)) == ("data:image/svg+xml", svg)


@pytest.mark.parametrize(
    ("look", "text", "has_region"),
    [
        (Look(), "x", True),
        (Look(is_sortable=True), "x", False),
        # Cards have no heads.
        (Look(is_sortable=True, is_cards=True), "x", True),
        (Look(is_markdown=True), "[x](/y)", False),
    ],
)
def test_a_box_without_a_button_or_a_link_takes_the_keyboard(
    look: Look, text: str, has_region: bool
) -> None:
    """Or those who use no mouse could not scroll it."""
    box = parsed(pd.DataFrame({"a": [text]}), look)
    assert (box.get("tabindex") == "0") == has_region
    assert (box.get("role") == "region") == has_region
    assert box.find("table").get("aria-label") == "Bảng"


def test_more_words_stand_behind_a_press() -> None:
    cell = Folded("**Việc** & hạn", "Giải thích", "một\\_hai <b>")
    reading = pd.DataFrame({"Việc": figures([cell])})
    (head,) = parsed(reading, Look(is_markdown=True)).findall(".//tbody/tr/th")
    assert head.findtext("strong") == "Việc"
    (more,) = head.findall("details")
    assert more.findtext("summary") == "Giải thích"
    assert "".join(more.itertext()) == "Giải thíchmột_hai <b>"
    # Without Markdown, its signs stand as they are.
    plain = parsed(reading, Look()).find(".//tbody/tr/th")
    assert "".join(plain.itertext()) == "**Việc** & hạnGiải thíchmột\\_hai <b>"
