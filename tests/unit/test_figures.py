"""What the charts carry to the browser."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from dashboard.analysis.ordering import ordered, split_by_value
from dashboard.analysis.target_matrix import matrix_units
from dashboard.analysis.targets import goals, tally, unit_targets
from dashboard.figures.classification import classify
from dashboard.figures.matrix import matrix
from dashboard.figures.palette import LIGHT
from dashboard.figures.ranking import ranking
from dashboard.figures.tallies import tallies
from dashboard.queries.benchmarks import benchmarks
from dashboard.queries.indicator_views import View, view
from dashboard.store.warehouse import Warehouse

Figure = dict[str, Any]
DrawRanking = Callable[..., Figure]


def plain(figure: Any) -> Figure:
    """The figure as the browser gets it."""
    return json.loads(figure.to_json())


def of_type(figure: Figure, kind: str, **wanted: str) -> list[dict[str, Any]]:
    return [
        trace
        for trace in figure["data"]
        if trace["type"] == kind and all(trace.get(key) == value for key, value in wanted.items())
    ]


@pytest.fixture
def draw_ranking(source: Warehouse, view_of) -> DrawRanking:
    def draw(
        indicator_id: str, level: str = "province", year: int | None = None, **more: Any
    ) -> Figure:
        shown: View = view_of(indicator_id, level, year)
        valued, _without = split_by_value(ordered(shown.rows, "hang"))
        return plain(
            ranking(
                shown,
                valued,
                classify(shown, valued, "value", LIGHT),
                targets=unit_targets(source, shown),
                averages=benchmarks(source, shown),
                palette=LIGHT,
                **more,
            )
        )

    return draw


def bars(figure: Figure) -> dict[str, tuple[float, float]]:
    """Start and end of every unit's bar."""
    return {
        details[0]: (base, base + length)
        for trace in of_type(figure, "bar")
        for details, base, length in zip(
            trace["customdata"], trace["base"], trace["x"], strict=True
        )
    }


def lines(figure: Figure) -> list[tuple[float, str]]:
    names = [trace["name"] for trace in of_type(figure, "scatter", mode="lines")]
    values = [shape["x0"] for shape in figure["layout"]["shapes"]]
    return list(zip(values, names, strict=True))


def test_a_ranking_has_both_targets_and_both_averages(draw_ranking: DrawRanking) -> None:
    found = lines(draw_ranking("dvctt_full_rate", year=2024))
    assert [name for _value, name in found] == [
        "Mục tiêu 12/2024: 85%",
        "Mục tiêu 12/2025: 95%",
        "Khối tỉnh, thành phố, báo cáo công bố: 55,38%",
        "Trung bình cộng của 63 đơn vị có số liệu: 55,68%",
    ]
    assert [round(value, 2) for value, _name in found] == [85, 95, 55.38, 55.68]


def test_a_ranking_of_ministries_has_its_own_targets(draw_ranking: DrawRanking) -> None:
    found = lines(draw_ranking("dvctt_full_rate", "ministry", 2024))
    assert [name for _value, name in found[:2]] == [
        "Mục tiêu 12/2024: 70%",
        "Mục tiêu 12/2025: 80%",
    ]


def test_bars_begin_at_zero_and_end_at_the_value(draw_ranking: DrawRanking, view_of) -> None:
    found = bars(draw_ranking("dossier_full_online_rate", "ministry", 2024))
    rows = view_of("dossier_full_online_rate", "ministry").rows
    expected = {row.unit_id: row.value for row in rows if row.value is not None}
    assert found.keys() == expected.keys()
    assert {unit_id: ends[0] for unit_id, ends in found.items()} == dict.fromkeys(found, 0)
    assert {unit_id: ends[1] for unit_id, ends in found.items()} == pytest.approx(expected)


def test_an_interval_is_a_bar_from_lowest_to_highest(draw_ranking: DrawRanking) -> None:
    found = bars(draw_ranking("signature_adult_rate", year=2025))
    assert len(found) == 63
    assert found["p63-89"] == (2.4, 10)
    assert found["p63-77"] == (10, 20)
    # Among bands an exact value is a tick at its place.
    start, end = found["p63-79"]
    assert 41 < start < end == pytest.approx(42.18)
    # "Trên 20%" ends where the highest of all is.
    assert found["p63-74"] == (20, 42.18)


def ticks(figure: Figure, name: str) -> dict[str, float]:
    """The targets of single units, by unit id."""
    (trace,) = (trace for trace in figure["data"] if trace.get("name") == name)
    return {
        details[0]: x
        for details, x in zip(trace["customdata"], trace["x"], strict=True)
        if x is not None
    }


def test_grades_have_letters_and_the_targets_of_both_years(
    draw_ranking: DrawRanking, view_of
) -> None:
    figure = draw_ranking("system_grade", year=2024)
    assert figure["layout"]["xaxis"]["ticktext"] == ["E", "D", "C", "B", "A"]
    # 004, line 575: by 12/2024 A for the 39 that are at C, B for the rest; line 577: in 2025 all A.
    assert lines(figure)[0] == (5, "Mục tiêu 12/2025: A")
    found = ticks(figure, "Mục tiêu 12/2024: theo đơn vị")
    grades = {row.unit_id: row.value for row in view_of("system_grade").rows}
    assert found == {unit_id: 5 if grade == 3 else 4 for unit_id, grade in grades.items()}
    assert list(found.values()).count(5) == 39


def test_the_best_unit_is_on_top(draw_ranking: DrawRanking, view_of) -> None:
    figure = draw_ranking("dvctt_full_rate", year=2024)
    order = {
        details[0]: place
        for trace in of_type(figure, "bar")
        for details, place in zip(trace["customdata"], trace["y"], strict=True)
    }
    expected = [row.unit_id for row in ordered(view_of("dvctt_full_rate").rows, "hang")]
    assert sorted(order, key=lambda unit_id: order[unit_id]) == expected
    top = figure["layout"]["yaxis"]
    assert top["range"][0] > top["range"][1]
    assert top["ticktext"][0] == "Đà Nẵng"
    assert figure["layout"]["yaxis2"]["ticktext"][0] == "95,56%  <b>1/63</b>"


def test_the_readers_own_unit_stands_out_in_the_ranking(draw_ranking: DrawRanking) -> None:
    figure = draw_ranking("dvctt_full_rate", year=2024, selected="p63-48")
    widths = {
        details[0]: width
        for trace in of_type(figure, "bar")
        for details, width in zip(
            trace["customdata"], trace["marker"]["line"]["width"], strict=True
        )
    }
    assert {unit_id for unit_id, width in widths.items() if width} == {"p63-48"}
    assert "<b>Đà Nẵng</b>" in figure["layout"]["yaxis"]["ticktext"]


@pytest.mark.parametrize(("level", "units"), [("province", 63), ("ministry", 30)])
@pytest.mark.parametrize("year", [2024, 2025])
def test_the_matrix_has_a_cell_for_every_unit_and_goal(
    source: Warehouse, level: str, units: int, year: int
) -> None:
    year_goals = goals(source, level, year)
    views = [view(source, goal.indicator.indicator_id, level, goal.due_on) for goal in year_goals]
    listed = matrix_units(views, None, "dat")
    (cells,) = plain(matrix(year_goals, views, listed, LIGHT))["data"]
    assert len(set(cells["x"])) == len(year_goals)
    assert [line[0][0] for line in cells["customdata"]] == listed
    for line in (*cells["customdata"], *cells["text"], *cells["z"]):
        assert len(line) == len(year_goals)
    assert len(listed) <= units
    assert all(
        cell[0] == unit_id
        for unit_id, line in zip(listed, cells["customdata"], strict=True)
        for cell in line
    )


def test_a_cell_of_the_matrix_says_verdict_and_gap(source: Warehouse) -> None:
    year_goals = goals(source, "province", 2024)
    views = [
        view(source, goal.indicator.indicator_id, "province", goal.due_on) for goal in year_goals
    ]
    listed = matrix_units(views, None, "ten")
    (cells,) = plain(matrix(year_goals, views, listed, LIGHT))["data"]
    column = [goal.indicator.indicator_id for goal in year_goals]

    def cell(unit_id: str, indicator_id: str) -> str:
        text = cells["text"][listed.index(unit_id)][column.index(indicator_id)]
        return text.partition(">")[2].removesuffix("</span>")

    assert cell("p63-89", "dvctt_full_rate") == "✗ −35,1"
    assert cell("p63-48", "dvctt_full_rate") == "✓ +10,6"
    assert cell("p63-01", "dossier_full_online_rate") == "–"
    assert cell("p63-31", "is_level_approved_rate") == "–"
    assert cell("p63-01", "is_level_approved_rate") == "✗ −19,8"


def test_tallies_split_a_whole_by_verdict(source: Warehouse) -> None:
    year_goals = goals(source, "province", 2024)
    counted = [
        tally(goal, view(source, goal.indicator.indicator_id, "province", goal.due_on).rows)
        for goal in year_goals
    ]
    drawn = of_type(plain(tallies(counted, LIGHT)), "bar")
    assert [trace["name"] for trace in drawn] == ["✓ Đạt", "✗ Chưa đạt", "– Chưa có số liệu"]
    for place in range(len(year_goals)):
        assert sum(trace["x"][place] for trace in drawn) == pytest.approx(100)
        assert sum(int(trace["text"][place] or 0) for trace in drawn) == 63
