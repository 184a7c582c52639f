"""The drawing of a ranking: what stands where in its SVG."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.ranking import Ranking
from dashboard.figures.ranking_sheet import ROW, ranking_data, ranking_sheet
from dashboard.store.warehouse import Warehouse
from dashboard.ui.sections.ranking import view_ranking
from tests.ranking_sheets import Sheet, words

Draw = Callable[..., Sheet]


@pytest.fixture(scope="module")
def figure_of(source: Warehouse, view_of) -> Callable[..., Ranking]:
    def make(indicator_id: str, level: str = "province", year: int | None = None) -> Ranking:
        return view_ranking(source, view_of(indicator_id, level, year), None, "hang")

    return make


@pytest.fixture
def draw(figure_of: Callable[..., Ranking]) -> Draw:
    return lambda *args, **more: Sheet(figure_of(*args, **more))


def test_a_row_has_its_unit_name_class_value_and_place(draw: Draw) -> None:
    sheet = draw("dvctt_full_rate", year=2024)
    figure = sheet.figure
    assert list(sheet.rows) == [bar.unit_id for bar in figure.bars]
    for bar, code, row in zip(figure.bars, figure.codes, sheet.rows.values(), strict=True):
        room, name, drawn, figures = row
        assert name.text == bar.name
        assert drawn.get("data-class") == str(code)
        assert words(figures) == f"{bar.value} {bar.place}"
        assert figures[0].get("class") == "place"
        # All on one line of the row, none of which touches the next.
        top = float(room.attrib["y"])
        assert top < float(drawn.attrib["y"]) < float(name.attrib["y"]) < top + ROW
        assert name.get("y") == figures.get("y")
        assert float(drawn.attrib["y"]) + float(drawn.attrib["height"]) < top + ROW
    tops = [float(row[0].attrib["y"]) for row in sheet.rows.values()]
    assert {after - before for before, after in pairwise(tops)} == {ROW}
    assert tops[-1] + ROW <= float(sheet.tree.attrib["height"])


def test_bars_lie_on_the_axis_where_their_figures_do(draw: Draw) -> None:
    for indicator_id, year in [("dvctt_full_rate", 2024), ("signature_adult_rate", 2025)]:
        sheet = draw(indicator_id, year=year)
        drawn = sheet.bars()
        for bar in sheet.figure.bars:
            found = drawn[bar.unit_id]
            near = 0.0001 * sheet.figure.end
            assert (found.start, found.end) == pytest.approx((bar.start, bar.end), abs=near)


def test_the_axis_is_marked_with_its_words(draw: Draw) -> None:
    sheet = draw("system_grade", year=2024)
    (grid,) = sheet.elements("grid")
    marked = [item for item in sheet.drawn if item.element in list(grid)]
    said = {words(item.element): item.start for item in marked if words(item.element)}
    assert said == pytest.approx(dict(zip("EDCBA", range(1, 6), strict=True)), abs=0.001)
    lines = [item.start for item in marked if not words(item.element)]
    assert lines == pytest.approx([1, 2, 3, 4, 5], abs=0.001)


def test_lines_cross_all_bars_below_their_names(draw: Draw) -> None:
    sheet = draw("dvctt_full_rate", year=2024)
    references = sheet.elements("reference")
    assert [words(item) for item in references] == [line.name for line in sheet.figure.lines]
    by_element = {item.element: item for item in sheet.drawn}
    baselines = []
    for line, group in zip(sheet.figure.lines, references, strict=True):
        drawn, name = group
        assert Sheet.has_class(group, line.kind)
        assert by_element[drawn].start == pytest.approx(line.value, abs=0.01)
        assert by_element[name].start == by_element[drawn].start
        assert drawn.attrib["y2"] == sheet.tree.attrib["height"]
        # A name leads away from the nearer edge.
        leads_left = line.value > sheet.figure.end / 2
        assert name.get("class") == ("before" if leads_left else "after")
        baselines.append(float(name.attrib["y"]))
    gaps = [after - before for before, after in pairwise(baselines)]
    assert min(gaps) >= 14
    first = float(next(iter(sheet.rows.values()))[0].attrib["y"])
    assert max(baselines) < first


def test_targets_of_single_units_are_ticks_on_their_bars(draw: Draw) -> None:
    sheet = draw("system_grade", year=2024)
    (own,) = sheet.figure.ticks
    found = sheet.marks_of("own-target")
    lying = {unit_id: [item.start for item in items] for unit_id, items in found.items()}
    assert lying.keys() == own.targets.keys()
    for unit_id, (low, high) in own.targets.items():
        assert low == high
        assert lying[unit_id] == pytest.approx([low], abs=0.001)


def test_the_two_ends_of_a_target_are_joined(figure_of: Callable[..., Ranking]) -> None:
    figure = figure_of("system_grade", year=2024)
    (own,) = figure.ticks
    between = replace(own, targets=dict(own.targets) | {"p63-01": (3.0, 4.5)})
    sheet = Sheet(replace(figure, ticks=(between,)))
    joint, *ticks = sheet.marks_of("own-target")["p63-01"]
    assert (joint.start, joint.end) == pytest.approx((3, 4.5), abs=0.001)
    assert Sheet.has_class(joint.element, "span")
    assert [tick.start for tick in ticks] == pytest.approx([3, 4.5], abs=0.001)


def test_what_lies_on_single_bars_is_named_above_them(draw: Draw) -> None:
    sheet = draw("system_grade", year=2024)
    (key,) = sheet.elements("key")
    assert words(key) == "Mục tiêu 12/2024: theo đơn vị"
    assert key[0].get("class") == "own-target"
    (line,) = sheet.elements("reference")
    assert float(key[-1].attrib["y"]) < float(line[0].attrib["y1"])
    assert draw("dvctt_full_rate", year=2024).elements("key") == []


def test_a_band_that_is_open_above_has_an_arrow(draw: Draw) -> None:
    sheet = draw("digital_economy_grdp_share")
    arrows = sheet.marks_of("arrow")
    open_bars = {bar.unit_id: bar for bar in sheet.figure.bars if bar.runs_on}
    assert arrows.keys() == open_bars.keys()
    bars = sheet.bars()
    for unit_id, (arrow,) in arrows.items():
        # At the end of its bar and in its colour.
        assert arrow.start == pytest.approx(open_bars[unit_id].end, abs=0.001)
        wanted = bars[unit_id].element.get("data-class")
        assert arrow.element.get("data-class") == wanted
    assert draw("signature_adult_rate", year=2025).marks_of("arrow") == {}


@pytest.mark.parametrize("odd", ['R&D <b>"Đắk"</b>', "a'b&amp;c", "]]>", "  "])
def test_odd_names_are_words_and_nothing_else(figure_of: Callable[..., Ranking], odd: str) -> None:
    figure = figure_of("dvctt_full_rate", year=2024)
    bars = (replace(figure.bars[0], name=odd, value=odd, place=odd), *figure.bars[1:])
    lines = (replace(figure.lines[0], name=odd), *figure.lines[1:])
    sheet = Sheet(replace(figure, bars=bars, lines=lines, axis=((0, odd), (50, "50%"))))
    row = sheet.rows[bars[0].unit_id]
    assert (words(row[1]), words(row[3])) == (odd, f"{odd} {odd}")
    assert words(sheet.elements("reference")[0]) == odd
    assert len(sheet.rows) == len(bars)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Co", "Cn"])))
def test_any_name_is_drawn(source: Warehouse, view_of, name: str) -> None:
    whole = view_ranking(source, view_of("signatures"), None, "hang")
    figure = replace(whole, bars=tuple(replace(bar, name=name) for bar in whole.bars))
    assert [words(row[1]) for row in Sheet(figure).rows.values()] == [name] * len(figure.bars)


def test_names_and_values_have_the_room_of_the_longest(
    figure_of: Callable[..., Ranking],
) -> None:
    short = figure_of("dvctt_full_rate", year=2024)
    long = figure_of("dvctt_full_rate", "ministry", 2024)
    columns = [Sheet(figure).tree.attrib["style"] for figure in (short, long)]
    names = [int(style.partition("--names:")[2].partition("px")[0]) for style in columns]
    assert names[0] < names[1]
    assert all("--values:" in style for style in columns)


def test_a_drawing_is_made_once_and_says_nothing_of_the_reader(
    figure_of: Callable[..., Ranking],
) -> None:
    figure = figure_of("dvctt_full_rate", year=2024)
    assert ranking_sheet(figure) is ranking_sheet(figure)
    data = ranking_data(figure)
    assert data["sheet"] is ranking_sheet(figure)
    assert "chosen" not in data["sheet"]
    # Colours are classes, so that a page in the dark needs no drawing of its own.
    assert "#" not in data["sheet"]
