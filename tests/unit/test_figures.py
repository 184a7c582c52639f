"""What the charts carry to the browser."""

import json
from typing import Any
from xml.etree import ElementTree

import pytest

from dashboard.analysis.target_matrix import matrix_units
from dashboard.analysis.targets import goals, tally
from dashboard.figures.matrix import matrix_picture
from dashboard.figures.palette import DARK, LIGHT, Palette, ink_on, luminance
from dashboard.figures.share_bars import (
    Part,
    share_bars,
    share_bars_html,
    share_bars_picture,
)
from dashboard.figures.tallies import tallies
from dashboard.queries.indicator_views import view
from dashboard.store.warehouse import Warehouse
from dashboard.tables.matrix_html import matrix_legend, matrix_table
from dashboard.words.target_matrix import unit_finding

Figure = dict[str, Any]


def plain(figure: Any) -> Figure:
    """The figure as the browser gets it."""
    return json.loads(figure.to_json())


def of_type(figure: Figure, kind: str, **wanted: str) -> list[dict[str, Any]]:
    return [
        trace
        for trace in figure["data"]
        if trace["type"] == kind and all(trace.get(key) == value for key, value in wanted.items())
    ]


def made(source: Warehouse, level: str, year: int) -> tuple[Any, Any, list[Any]]:
    """The goals of a year, their views, and how many units reached each."""
    year_goals = goals(source, level, year)
    views = [view(source, goal.indicator.indicator_id, level, goal.due_on) for goal in year_goals]
    counts = [tally(goal, shown.rows) for goal, shown in zip(year_goals, views, strict=True)]
    return year_goals, views, counts


def table_of(source: Warehouse, level: str, year: int, sort: str, selected: str | None = None):
    year_goals, views, counts = made(source, level, year)
    links = {unit_id: f"/muc-tieu?don-vi={unit_id}" for unit_id in matrix_units(views, None, sort)}
    html = matrix_table(year_goals, views, counts, links, "Bảng", selected)
    return ElementTree.fromstring(html), year_goals, links


@pytest.mark.parametrize(("level", "units"), [("province", 63), ("ministry", 30)])
@pytest.mark.parametrize("year", [2024, 2025])
def test_the_matrix_has_a_cell_for_every_unit_and_goal(
    source: Warehouse, level: str, units: int, year: int
) -> None:
    table, year_goals, links = table_of(source, level, year, "dat")
    tallied, *rows = table.findall(".//tbody/tr")
    assert len(rows) == len(links) <= units
    assert [row[0][0].get("href") for row in rows] == list(links.values())
    for row in (tallied, *rows):
        # A unit, how many it met, then a cell for each goal.
        assert len(row) == len(year_goals) + 2
    for row in rows:
        marks = ["".join(cell.itertext())[:1] for cell in row[2:]]
        assert row[1].text == f"{marks.count('✓')}/{len([mark for mark in marks if mark])}"


def test_the_picture_of_the_matrix_has_the_words_of_the_table(source: Warehouse) -> None:
    year_goals, views, _counts = made(source, "province", 2024)
    listed = matrix_units(views, None, "dat")
    svg = ElementTree.fromstring(matrix_picture(year_goals, views, listed, LIGHT, "p63-48"))
    space = "{http://www.w3.org/2000/svg}"
    assert len(svg.findall(f"{space}rect")) == len(listed) * len(year_goals)
    texts = svg.findall(f"{space}text")
    assert [text.text for text in texts if text.get("font-weight")] == ["Đà Nẵng"]
    drawn = {text.text for text in texts}
    assert {"✓ 95,56% (+10,6)", "✗ 49,89% (−35,1)", "–"} <= drawn


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_words_in_the_cells_of_the_matrix_can_be_read(palette: Palette) -> None:
    for colour in palette.few_met.values():
        one, other = sorted((luminance(colour), luminance(ink_on(colour))))
        assert (other + 0.05) / (one + 0.05) >= 4.5


def test_a_cell_of_the_matrix_says_verdict_value_and_gap(source: Warehouse) -> None:
    table, year_goals, links = table_of(source, "province", 2024, "ten", "p63-01")
    column = [goal.indicator.indicator_id for goal in year_goals]
    rows = dict(zip(links, table.findall(".//tbody/tr")[1:], strict=True))

    def cell(unit_id: str, indicator_id: str) -> ElementTree.Element:
        return rows[unit_id][2 + column.index(indicator_id)]

    def words(unit_id: str, indicator_id: str) -> str:
        return "".join(cell(unit_id, indicator_id).itertext())

    assert words("p63-89", "dvctt_full_rate") == "✗ 49,89% −35,1"
    assert words("p63-48", "dvctt_full_rate") == "✓ 95,56% +10,6"
    assert words("p63-01", "dossier_full_online_rate") == "–"
    assert words("p63-31", "is_level_approved_rate") == "–"
    assert words("p63-01", "is_level_approved_rate") == "✗ 80,2% −19,8"
    assert cell("p63-48", "dvctt_full_rate").get("class") == "met"
    assert cell("p63-01", "dossier_full_online_rate").get("class") == "no_data"
    assert cell("p63-89", "dvctt_full_rate").get("title") == (
        "DVCTT toàn trình: 49,89%. Mục tiêu 85%: chưa đạt, còn thiếu 35,11 điểm %"
    )
    assert [row.get("class") for row in rows.values()].count("chosen") == 1
    assert rows["p63-01"].get("class") == "chosen"


def test_what_is_missing_to_a_goal_is_a_count_and_a_share(source: Warehouse) -> None:
    table, _goals, _links = table_of(source, "province", 2024, "dat")
    tallied = ["".join(cell.itertext()) for cell in table.find(".//tbody/tr")]
    assert tallied[0] == "63 đơn vị"
    assert tallied[2] == "4/63 đạt ✗ 59 (94%)"
    assert tallied[3] == "7/63 đạt ✗ 41 (65%) – 15 (24%)"
    # Of those that a goal applies to.
    table, _goals, _links = table_of(source, "ministry", 2024, "dat")
    tallied = ["".join(cell.itertext()) for cell in table.find(".//tbody/tr")]
    assert tallied[2] == "9/20 đạt ✗ 11 (55%)"
    _year_goals, _views, counts = made(source, "province", 2024)
    legend = ElementTree.fromstring(matrix_legend(counts))
    assert ["".join(entry.itertext()) for entry in legend] == [
        "✓ Đạt (49)",
        "✗ Chưa đạt (245)",
        "– Chưa có số liệu (21)",
    ]


def test_a_unit_s_goals_of_a_year_are_one_sentence(source: Warehouse) -> None:
    _goals, views, _counts = made(source, "province", 2024)
    assert unit_finding(views, "p63-01", 2024) == (
        "Thành phố Hà Nội đạt 0/5 mục tiêu năm 2024: 4 chưa đạt, 1 chưa có số liệu."
    )
    assert unit_finding(views, "p63-48", 2024) == (
        "Thành phố Đà Nẵng đạt 2/5 mục tiêu năm 2024: 3 chưa đạt."
    )


def test_tallies_split_a_whole_by_verdict(source: Warehouse) -> None:
    year_goals = goals(source, "province", 2024)
    counted = [
        tally(goal, view(source, goal.indicator.indicator_id, "province", goal.due_on).rows)
        for goal in year_goals
    ]
    drawn = tallies(counted)
    assert [part.words for part in drawn.parts] == ["✓ Đạt", "✗ Chưa đạt", "– Chưa có số liệu"]
    assert [bar.total for bar in drawn.bars] == [63] * len(year_goals)
    assert [bar.counts for bar in drawn.bars] == [
        tuple(item.counts[verdict] for verdict in ("met", "not_met", "no_data")) for item in counted
    ]


def test_a_part_of_a_bar_is_as_long_as_its_share() -> None:
    """On the page and in the picture; what counts nothing is not drawn, nor told in the legend."""
    parts = [Part("có", "#000000", "#ffffff"), Part("hỏng", "#f00000", "#0f0000")]
    parts.append(Part("không", "#ffffff", "#000000"))
    drawn = share_bars([("Tỉnh <A>", "", [3, 0, 1]), ("Bộ", "31/12", [0, 0, 200])], parts)
    page = ElementTree.fromstring(share_bars_html(drawn))
    cells = [[cell.get("style", "") for cell in row.iter("b")] for row in page.iter("p")]
    assert [[style.split(";")[0] for style in row] for row in cells] == [
        ["flex:3", "flex:1"],
        ["flex:200"],
    ]
    (first, *_others) = page.iter("b")
    assert (first.get("title"), "".join(first.itertext())) == ("Tỉnh <A>: 3/4 có", "3")
    assert [entry.text or "".join(entry.itertext()) for entry in page.iter("span")][:2] == [
        "có",
        "không",
    ]
    picture = ElementTree.fromstring(share_bars_picture(drawn, is_dark=True))
    boxes = [
        (float(box.get("width", 0)), box.get("fill"))
        for box in picture.iter("{http://www.w3.org/2000/svg}rect")
    ]
    assert boxes == [(465.0, "#ffffff"), (155.0, "#000000"), (620.0, "#000000")]
