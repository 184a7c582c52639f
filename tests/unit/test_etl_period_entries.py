"""What entries and rows of tables with several periods must say, and the errors if they do not."""

from datetime import date
from typing import Any

import pytest

from etl.checked import Project
from tests.invented_tables import (
    FIRST,
    LONG,
    LONG_PERIODS,
    LONGEST,
    WIDE_COLUMNS,
    long,
    longest,
    problems,
    wide,
    year,
)

ENTRY = "data/catalogue/tables/bang-thu.yml"
FILE = "data/raw/bc-btttt-2024-07/bang-thu.tsv"


OWN = {"period": year(2023)}
RATE = {"heading": "Năm 2022", "indicator": "fibre_rate"}
TARGET = {**RATE, "target": {"due_on": date(2025, 12, 31), "comparator": ">="}}
AFTER = {"start": date(2025, 1, 1), "end": date(2025, 12, 31), "label": "2025"}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"period": None}, "a `period` of the column 'Thuê bao', or of the table"),
        ({"period_column": "Kỳ"}, "`period_column` and `periods`"),
        ({"periods": {"Quý I/2024": FIRST}}, "`period_column` and `periods`"),
        (
            {**LONG_PERIODS, "period": year(2024)},
            "periods of the rows, or of the table and its columns",
        ),
        (
            {**LONG_PERIODS, "period": None, "columns": [RATE | OWN]},
            "periods of the rows, or of the table and its columns",
        ),
        ({"columns": [RATE | OWN, WIDE_COLUMNS[1]]}, "one column of fibre_rate for each period"),
        (
            {"columns": [RATE | OWN, {**RATE, "period": {**year(2023), "label": "Năm 2023"}}]},
            "one column of fibre_rate for each period",
        ),
        ({"columns": [TARGET, TARGET]}, "one column of fibre_rate for each period"),
        ({"indicator_column": "Chỉ số"}, "`indicator_column`, and `rows` of 'Năm 2022', together"),
        ({"columns": [RATE | OWN | {"rows": "Tỷ lệ"}]}, "`indicator_column`, and `rows`"),
        ({"columns": [TARGET | OWN]}, "targets of 'Năm 2022' have `due_on` and no `period`"),
        ({"columns": [TARGET], "period": None}, "a `period`, which tells whose targets they are"),
        ({"columns": []}, "at least one column"),
        ({"columns": [RATE | {"period": {**FIRST, "kind": "year"}}]}, "`kind` of 2024-01-01"),
        (
            {"columns": [WIDE_COLUMNS[0], {**WIDE_COLUMNS[1], "period": AFTER}], "period": None},
            'structure: "2024" or structure: "2025", as the province level changed',
        ),
    ],
)
def test_an_entry_gives_each_figure_one_period(
    project: Project, said: dict[str, Any], expected: str
) -> None:
    (line,) = problems(wide(project, **said))
    assert line.startswith(f"{ENTRY}: [")
    assert f"expected {expected}" in line
    assert "{" not in line


def test_a_period_that_the_entry_does_not_list_is_named(project: Project) -> None:
    (line,) = problems(long(project, LONG.replace("Hà Nội | Quý II", "Hà Nội | Quý III")))
    assert line.startswith(f"{FILE}:4: [Kỳ] found 'Quý III/2024', expected one of ")
    assert "'Quý I/2024', 'Quý II/2024'" in line
    assert f"another period is a line of `periods` in {ENTRY}" in line


@pytest.mark.parametrize(
    ("raw", "place", "expected"),
    [
        (
            LONGEST.replace("2023 | Tỷ lệ | 64\nĐà", "2023 | Tỷ lệ thử | 64\nĐà"),
            f"{FILE}:4: [Chỉ số] found 'Tỷ lệ thử'",
            "one of 'Tỷ lệ', 'Thuê bao'; another indicator is a line of `columns`",
        ),
    ],
)
def test_an_indicator_that_the_entry_does_not_list_is_named(
    project: Project, raw: str, place: str, expected: str
) -> None:
    (line,) = problems(longest(project, raw))
    assert line.startswith(f"{place}, expected {expected}")


def test_a_unit_twice_for_a_period_and_indicator_is_named(project: Project) -> None:
    lines = problems(longest(project, LONGEST.replace("2022 | Tỷ lệ", "2022 | Thuê bao")))
    expected = "each unit once in the table, or for each of its periods and indicators"
    assert lines == [
        f"{FILE}:{line}: [Tỉnh] found 'Hà Nội', expected {expected}; lines 2, 3 all name this one"
        for line in (2, 3)
    ]


def test_a_unit_twice_in_a_period_is_named(project: Project) -> None:
    lines = problems(long(project, LONG.replace("Đà Nẵng | Quý II", "Hà Nội | Quý II")))
    assert [line.partition(": [")[0] for line in lines] == [f"{FILE}:4", f"{FILE}:5"]
    assert all("; lines 4, 5 all name this one" in line for line in lines)
