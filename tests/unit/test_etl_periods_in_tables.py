"""Tables of units with several periods: one per column, or one per row."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from dashboard.queries.indicator_views import view
from dashboard.store.builds import warehouse as read_warehouse
from etl.build import build
from etl.checked import Project
from tests.conftest import copy_of_data
from tests.invented_tables import (
    FIRST,
    LONG,
    SECOND,
    WIDE,
    WIDE_COLUMNS,
    add_table,
    long,
    longest,
    problems,
    rows,
    wide,
    year,
)

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
LONG_BEFORE = LONG.replace("I/2024", "I/2023")
LONG_AGAIN: dict[str, Any] = {"continues": "bang-thu", "topic": False}
PRINTED = """
    SELECT indicator_id, unit_id, period_kind, period_label, value, source_line FROM observation
    WHERE table_id = '{}' AND basis = 'published' ORDER BY ALL
"""


@pytest.fixture(scope="module")
def of_columns(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """With the wide table and its print of two other years, each column's said; to read only."""
    columns = [
        {"heading": "Năm 2020", "indicator": "fibre_rate", "period": year(2020)},
        {"heading": "Năm 2021", "indicator": "fibre_rate", "period": year(2021)},
        WIDE_COLUMNS[2],
    ]
    project = printed_again(copy_of_data(tmp_path_factory.mktemp("columns")), columns=columns)
    build(project)
    return project


@pytest.fixture(scope="module")
def of_rows(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """With the long table and its print of a year before, which says its periods; to read only."""
    first = {"start": date(2023, 1, 1), "end": date(2023, 3, 31), "label": "Q1/2023"}
    second = {"start": date(2023, 4, 1), "end": date(2023, 6, 30), "label": "Q2/2023"}
    periods = {"Quý I/2023": {**FIRST, **first}, "Quý II/2023": {**SECOND, **second}}
    project = long(copy_of_data(tmp_path_factory.mktemp("rows")))
    add_table(project, LONG_BEFORE, "bang-sau", **LONG_AGAIN, periods=periods)
    build(project)
    return project


def test_a_figure_is_of_the_period_of_its_column(of_columns: Project) -> None:
    assert rows(of_columns, PRINTED.format("bang-thu")) == [
        ("fibre_lines", "p63-01", "year", "2024", 120.0, 2),
        ("fibre_lines", "p63-48", "year", "2024", 35.0, 3),
        ("fibre_rate", "p63-01", "year", "2022", 61.5, 2),
        ("fibre_rate", "p63-01", "year", "2023", 64.0, 2),
        ("fibre_rate", "p63-48", "year", "2022", None, 3),
        ("fibre_rate", "p63-48", "year", "2023", 70.5, 3),
    ]
    columns = "SELECT indicator_id, heading_vi FROM source_column WHERE table_id = 'bang-thu'"
    assert dict(rows(of_columns, columns)) == {
        "fibre_rate": "Năm 2022 / Năm 2023",
        "fibre_lines": "Thuê bao",
    }
    source = read_warehouse(of_columns.warehouse / "warehouse.duckdb")
    shown = view(source, "fibre_rate", "province", None)
    assert {row.period_label for row in shown.rows if row.has_value} == {"2023"}


def test_a_figure_is_of_the_period_of_its_row(of_rows: Project) -> None:
    assert rows(of_rows, PRINTED.format("bang-thu")) == [
        ("fibre_rate", "p63-01", "quarter", "Q1", 61.5, 2),
        ("fibre_rate", "p63-01", "quarter", "Q2", 64.0, 4),
        ("fibre_rate", "p63-48", "quarter", "Q1", None, 3),
        ("fibre_rate", "p63-48", "quarter", "Q2", 70.5, 5),
    ]


def test_the_examples_of_the_readme_are_entries(project: Project) -> None:
    blocks = re.findall(r"```yaml\n(.*?)\n```", README, flags=re.DOTALL)
    columns, periods = (
        yaml.safe_load(block.replace("household_internet_rate", "fibre_rate"))
        for block in blocks
        if not block.startswith("table:")
    )
    raw = "Tỉnh | Năm 2022 | Năm 2023\nHà Nội | 60 | 62\nĐà Nẵng | 70 | 72\n"
    add_table(project, f"{raw}Vùng Đồng bằng sông Hồng | 60 | 62\nCả nước | 65 | 67", **columns)
    again = add_table(project, LONG, "bang-quy", topic=False, **periods)
    build(again)
    found = {
        row[3] for name in ("bang-thu", "bang-quy") for row in rows(again, PRINTED.format(name))
    }
    assert found == {"2022", "2023", "quý I/2024", "quý II/2024"}
    found_wrong = (
        "FROM quality_issue WHERE detail_code ^@ 'row_' AND detail_code <> 'row_of_no_unit'"
    )
    assert rows(again, found_wrong) == []


def test_years_before_and_after_a_reorganisation_are_of_the_structure_declared(
    project: Project,
) -> None:
    later = {"start": date(2025, 1, 1), "end": date(2025, 12, 31), "label": "2025"}
    columns = [WIDE_COLUMNS[0], {**WIDE_COLUMNS[1], "period": later}, WIDE_COLUMNS[2]]
    build(wide(project, columns=columns, structure="2025"))
    found = {row[1:4] for row in rows(project, PRINTED.format("bang-thu"))}
    assert found == {
        (unit, "year", label) for unit in ("p34-01", "p34-48") for label in ("2022", "2024", "2025")
    }


def test_targets_beside_figures_of_several_years(project: Project) -> None:
    due = {"due_on": date(2025, 12, 31), "comparator": ">="}
    columns = [*WIDE_COLUMNS[:2], {**WIDE_COLUMNS[2], "indicator": "fibre_rate", "target": due}]
    raw = WIDE.replace("120", "80").replace("35", "85")
    build(add_table(project, raw, columns=columns))
    targets = (
        "SELECT unit_id, value FROM target WHERE table_id = 'bang-thu' AND basis = 'published'"
    )
    assert rows(project, f"{targets} ORDER BY ALL") == [("p63-01", 80.0), ("p63-48", 85.0)]
    columns_sql = "SELECT heading_vi FROM source_column WHERE table_id = 'bang-thu'"
    assert rows(project, columns_sql) == [("Năm 2022 / Năm 2023",)]


def test_a_figure_is_of_the_indicator_of_its_row(project: Project) -> None:
    build(longest(project))
    assert rows(project, PRINTED.format("bang-thu")) == [
        ("fibre_lines", "p63-01", "year", "2022", 120.0, 2),
        ("fibre_lines", "p63-48", "year", "2023", 35.0, 5),
        ("fibre_rate", "p63-01", "year", "2022", 61.5, 3),
        ("fibre_rate", "p63-01", "year", "2023", 64.0, 4),
    ]
    # Two provinces have rows; in 2023 neither figure is known of both.
    checks = "SELECT detail_code, indicator_id FROM quality_issue WHERE table_id = 'bang-thu'"
    checks += " AND detail_code ^@ 'row_'"
    assert rows(project, f"{checks} ORDER BY ALL") == [
        ("row_units_missing", "fibre_lines"),
        ("row_units_missing", "fibre_rate"),
    ]


def printed_again(project: Project, **said: Any) -> Project:
    """The wide table, and a print of two other years."""
    raw = WIDE.replace("Năm 2022 | Năm 2023", "Năm 2020 | Năm 2021")
    again = {"continues": "bang-thu", "period": year(2021), "topic": False, **said}
    return add_table(wide(project), raw, "bang-sau", **again)


def test_another_print_of_a_column_a_year_says_its_columns(project: Project) -> None:
    (line,) = problems(printed_again(project))
    assert line.startswith("data/catalogue/tables/bang-sau.yml: [table.continues]")
    assert "`columns` of its own, since those of bang-thu say their periods" in line


def test_another_print_of_a_column_a_year(of_columns: Project) -> None:
    found = rows(of_columns, PRINTED.format("bang-sau"))
    assert {(row[0], row[3]) for row in found} == {
        ("fibre_rate", "2020"),
        ("fibre_rate", "2021"),
        ("fibre_lines", "2021"),
    }
    assert len(found) == 6


def test_another_print_of_a_long_table_says_its_periods(project: Project, of_rows: Project) -> None:
    long(project)
    add_table(project, LONG_BEFORE, "bang-sau", **LONG_AGAIN)
    (line,) = problems(project)
    assert line.startswith("data/catalogue/tables/bang-sau.yml: ")
    assert "`period_column` and `periods`" in line
    assert {row[3] for row in rows(of_rows, PRINTED.format("bang-sau"))} == {"Q1/2023", "Q2/2023"}
    assert {row[3] for row in rows(of_rows, PRINTED.format("bang-thu"))} == {"Q1", "Q2"}


def test_nothing_else_changes(of_columns: Project, built_project: Project) -> None:
    for asked in (
        "FROM observation WHERE table_id NOT IN ('bang-thu', 'bang-sau') ORDER BY ALL",
        "FROM claim_check ORDER BY ALL",
        "FROM quality_issue WHERE coalesce(table_id, '') NOT IN ('bang-thu', 'bang-sau') "
        "AND coalesce(indicator_id, '') NOT LIKE 'fibre_%' ORDER BY ALL",
    ):
        assert rows(of_columns, asked) == rows(built_project, asked), asked
