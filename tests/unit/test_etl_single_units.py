"""Figures of single units: theirs, and no order, comparison or newest period of their level."""

from typing import Any

import pytest

from etl.build import build
from etl.checked import Project, check
from tests.conftest import copy_of_data
from tests.invented_tables import add_table, noticed, rows, year

RATE = [{"heading": "Tỷ lệ", "indicator": "fibre_rate"}]
ALL_OF_THEM = """
Tỉnh | Tỷ lệ
Hà Nội | 50
Huế | 60
Đà Nẵng | 70
"""
SOME = """
Tỉnh | Tỷ lệ
Hà Nội | 55
Huế | 66
"""


def prints(project: Project, *, single_units: bool, after: int = 2023) -> Project:
    add_table(project, ALL_OF_THEM, period=year(2022), columns=RATE)
    said: dict[str, Any] = {"absent_vi": None, "single_units": single_units}
    said |= {"period": year(after), "columns": RATE, "topic": False}
    return add_table(project, SOME, table_id="bang-le", **said)


def printed(project: Project, *, single_units: bool, after: int = 2023) -> Project:
    build(prints(project, single_units=single_units, after=after))
    return project


@pytest.fixture(scope="module")
def of_some(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """With figures of some units a year after those of all; to read only."""
    return printed(copy_of_data(tmp_path_factory.mktemp("single")), single_units=True)


def periods(project: Project) -> list[tuple[Any, ...]]:
    return rows(
        project,
        "SELECT period_label, single_units, comparison FROM indicator_period WHERE "
        "indicator_id = 'fibre_rate' AND level = 'province' AND structure = '2024' ORDER BY place",
    )


def test_a_whole_table_is_the_newest_and_compares(project: Project) -> None:
    assert periods(printed(project, single_units=False)) == [
        ("2023", False, "comparable"),
        ("2022", False, "no_earlier_period"),
    ]


def test_some_units_are_no_newest_period(of_some: Project) -> None:
    assert periods(of_some) == [
        ("2022", False, "no_earlier_period"),
        ("2023", True, "no_earlier_period"),
    ]
    assert rows(of_some, "FROM change WHERE indicator_id = 'fibre_rate'") == []


def test_some_units_are_nothing_to_compare_with(project: Project) -> None:
    assert periods(printed(project, single_units=True, after=2021)) == [
        ("2022", False, "no_earlier_period"),
        ("2021", True, "no_earlier_period"),
    ]


def test_some_units_are_not_ranked(of_some: Project) -> None:
    found = rows(
        of_some,
        "SELECT period_label, count(value), count(rank_best), max(ranked) FROM shown_figure "
        "WHERE indicator_id = 'fibre_rate' AND structure = '2024' AND level = 'province' "
        "AND value IS NOT NULL GROUP BY ALL ORDER BY ALL",
    )
    assert found == [("2022", 3, 3, 3), ("2023", 2, 0, 0)]


def test_the_units_it_does_not_name_are_not_missing(of_some: Project) -> None:
    about = "SELECT count(*) FROM quality_issue WHERE table_id = 'bang-le'"
    assert rows(of_some, about) == [(0,)]
    assert noticed(of_some) == []


def test_a_period_of_some_units_and_a_whole_table_is_the_level_s(
    of_some: Project, project: Project
) -> None:
    assert periods(of_some)[0][0] == "2022"
    more = "Tỉnh | Tỷ lệ\nĐà Nẵng | 71\n"
    said: dict[str, Any] = {"period": year(2023), "columns": RATE, "topic": False}
    build(add_table(prints(project, single_units=True), more, table_id="bang-du", **said))
    assert periods(project)[0] == ("2023", False, "comparable")


def test_a_whole_table_takes_the_place_of_what_some_units_had(project: Project) -> None:
    _catalogue, facts = check(prints(project, single_units=True, after=2022))
    figures = [item for item in facts.observations if item.indicator_id == "fibre_rate"]
    assert sorted((item.unit_id, item.table_id, item.value) for item in figures) == [
        ("p63-01", "bang-thu", 50),
        ("p63-46", "bang-thu", 60),
        ("p63-48", "bang-thu", 70),
    ]
    told = [issue for issue in facts.issues if issue.table_id == "bang-le"]
    assert sorted((issue.kind, issue.unit_id, issue.detail.code) for issue in told) == [
        ("different_figures", "p63-01", "yields_to_whole_table"),
        ("different_figures", "p63-46", "yields_to_whole_table"),
    ]
