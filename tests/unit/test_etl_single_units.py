"""Figures of single units: theirs, and no order, comparison or newest period of their level."""

from typing import Any

from etl.build import build
from etl.checked import Project
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


def printed(project: Project, *, single_units: bool, after: int = 2023) -> Project:
    add_table(project, ALL_OF_THEM, period=year(2022), columns=RATE)
    said: dict[str, Any] = {"absent_vi": None, "single_units": single_units}
    said |= {"period": year(after), "columns": RATE, "topic": False}
    add_table(project, SOME, table_id="bang-le", **said)
    build(project)
    return project


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


def test_some_units_are_no_newest_period(project: Project) -> None:
    assert periods(printed(project, single_units=True)) == [
        ("2022", False, "no_earlier_period"),
        ("2023", True, "no_earlier_period"),
    ]
    assert rows(project, "FROM change WHERE indicator_id = 'fibre_rate'") == []


def test_some_units_are_nothing_to_compare_with(project: Project) -> None:
    assert periods(printed(project, single_units=True, after=2021)) == [
        ("2022", False, "no_earlier_period"),
        ("2021", True, "no_earlier_period"),
    ]


def test_some_units_are_not_ranked(project: Project) -> None:
    printed(project, single_units=True)
    found = rows(
        project,
        "SELECT period_label, count(value), count(rank_best), max(ranked) FROM shown_figure "
        "WHERE indicator_id = 'fibre_rate' AND structure = '2024' AND level = 'province' "
        "AND value IS NOT NULL GROUP BY ALL ORDER BY ALL",
    )
    assert found == [("2022", 3, 3, 3), ("2023", 2, 0, 0)]


def test_the_units_it_does_not_name_are_not_missing(project: Project) -> None:
    printed(project, single_units=True)
    about = "SELECT count(*) FROM quality_issue WHERE table_id = 'bang-le'"
    assert rows(project, about) == [(0,)]
    assert noticed(project) == []


def test_a_period_of_some_units_and_a_whole_table_is_the_level_s(project: Project) -> None:
    assert periods(printed(project, single_units=True, after=2022 + 1))[0][0] == "2022"
    more = "Tỉnh | Tỷ lệ\nĐà Nẵng | 71\n"
    said: dict[str, Any] = {"period": year(2023), "columns": RATE, "topic": False}
    add_table(project, more, table_id="bang-du", **said)
    build(project)
    assert periods(project)[0] == ("2023", False, "comparable")


def test_a_whole_table_takes_the_place_of_what_some_units_had(project: Project) -> None:
    printed(project, single_units=True, after=2022)
    found = rows(
        project,
        "SELECT unit_id, table_id, value FROM observation WHERE indicator_id = 'fibre_rate' "
        "AND unit_id LIKE 'p63-%' AND basis = 'published' ORDER BY ALL",
    )
    assert found == [
        ("p63-01", "bang-thu", 50),
        ("p63-46", "bang-thu", 60),
        ("p63-48", "bang-thu", 70),
    ]
    told = "SELECT kind, unit_id, detail_code FROM quality_issue WHERE table_id = 'bang-le'"
    assert sorted(rows(project, told)) == [
        ("different_figures", "p63-01", "yields_to_whole_table"),
        ("different_figures", "p63-46", "yields_to_whole_table"),
    ]
