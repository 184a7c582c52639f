"""What the charts carry to the browser."""

import json
from typing import Any

import pytest

from dashboard.analysis.target_matrix import matrix_units
from dashboard.analysis.targets import goals, tally
from dashboard.figures.matrix import matrix
from dashboard.figures.palette import LIGHT
from dashboard.figures.tallies import tallies
from dashboard.queries.indicator_views import view
from dashboard.store.warehouse import Warehouse

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
