"""Rows of totals, means and regions: declared, compared, and never figures of units."""

from typing import Any

import pytest

from etl.build import build
from etl.checked import Project
from tests.invented_tables import add_table, noticed, problems, rows, year

ENTRY = "data/catalogue/tables/bang-thu.yml"
FILE = "data/raw/bc-btttt-2024-07/bang-thu.tsv"
RED_RIVER = "r63-dong-bang-song-hong"
COLUMNS = [
    {"heading": "Thuê bao", "indicator": "fibre_lines", "number_format": "thousands_point"},
    {"heading": "Hộ", "indicator": "fibre_homes", "number_format": "thousands_point"},
    {"heading": "Trên hộ", "indicator": "fibre_share"},
    {"heading": "Phủ", "indicator": "fibre_rate"},
]
# Counts of 1 100 + 300 + 600 lines and 2 000 + 500 + 1 500 homes.
RAW = """
STT | Tỉnh | Thuê bao | Hộ | Trên hộ | Phủ
 | Vùng Đồng bằng sông Hồng | 1.400 | 2.500 | 56 |
1 | Hà Nội | 1.100 | 2.000 | 55 | 61,5
2 | Hải Phòng | 300 | 500 | 60 | 70,25
3 | Đà Nẵng | 600 | 1.500 | 40 | 64
 | Tổng cộng | 2.000 | 4.000 | 50 | -
 | Trung bình | 667 | 1.333 | 51,7 | 65,3
"""
CHECKED = {
    "Tổng cộng": "sum",
    "Trung bình": "mean",
    "Vùng Đồng bằng sông Hồng": {"rule": "sum", "region": RED_RIVER},
}


def table(project: Project, raw: str = RAW, **said: Any) -> Project:
    entry = {
        "ordinal_column": "STT",
        "period": year(2023),
        "columns": COLUMNS,
        "check_rows": CHECKED,
    }
    return add_table(project, raw, **{**entry, **said})


def test_rows_that_come_to_what_they_print_say_nothing(project: Project) -> None:
    build(table(project))
    assert noticed(project) == []
    printed = """
        SELECT DISTINCT unit_id FROM observation
        WHERE table_id = 'bang-thu' AND basis = 'published' ORDER BY ALL
    """
    assert rows(project, printed) == [("p63-01",), ("p63-31",), ("p63-48",)]


@pytest.mark.parametrize(
    ("printed", "instead", "kind", "region", "said"),
    [
        (
            "Tổng cộng | 2.000",
            "Tổng cộng | 2.001",
            "total_mismatch",
            None,
            "Dòng “Tổng cộng” (2023) in 2.001; 3 đơn vị trong bảng cộng lại 2.000 (lệch +1).",
        ),
        (
            "sông Hồng | 1.400",
            "sông Hồng | 2.000",
            "total_mismatch",
            RED_RIVER,
            "Dòng “Vùng Đồng bằng sông Hồng” (2023) in 2.000; 2 đơn vị trong bảng cộng lại 1.400 "
            "(lệch +600).",
        ),
        (
            "4.000 | 50",
            "4.000 | 51,7",
            "total_mismatch",
            None,
            "Dòng “Tổng cộng” (2023) in 51,7; tính từ số đếm của 3 đơn vị trong bảng là 50,0%.",
        ),
        (
            "51,7 | 65,3",
            "51,7 | 64,9",
            "average_mismatch",
            None,
            "Dòng “Trung bình” (2023) in 64,9; trung bình cộng của 3 đơn vị trong bảng là 65,3%.",
        ),
    ],
)
def test_a_row_that_does_not_come_to_what_it_prints(
    project: Project, printed: str, instead: str, kind: str, region: str | None, said: str
) -> None:
    assert printed in RAW
    build(table(project, RAW.replace(printed, instead)))
    ((found, severity, unit_id, _indicator, sentence),) = noticed(project)
    assert (found, severity, unit_id, sentence) == (kind, "warning", region, said)


@pytest.mark.parametrize(
    ("printed", "agrees"), [("65,3", True), ("65,1", True), ("65", True), ("66", False)]
)
def test_rounding_explains_a_difference(project: Project, printed: str, agrees: bool) -> None:
    """The mean of 61,5, 70,25 and 64 lies between 65,07 and 65,43."""
    build(table(project, RAW.replace("51,7 | 65,3", f"51,7 | {printed}")))
    assert (noticed(project) == []) == agrees


def test_a_missing_value_leaves_the_row_unchecked(project: Project) -> None:
    build(table(project, RAW.replace("70,25", "-").replace("51,7 | 65,3", "51,7 | 10")))
    assert noticed(project) == [
        (
            "total_not_checked",
            "info",
            None,
            "fibre_rate",
            "Dòng “Trung bình” (2023) in 10; không kiểm được vì 1 đơn vị không có số liệu: "
            "Hải Phòng.",
        )
    ]


def test_units_without_a_row_leave_the_total_unchecked(project: Project) -> None:
    """Nobody has said that the 60 other provinces are left out, so the total may be of them."""
    build(table(project, absent_vi=None, check_rows=CHECKED))
    kinds = [item[0] for item in noticed(project) if item[2] is None]
    assert set(kinds) == {"total_not_checked"}
    assert any("60 đơn vị không có số liệu" in item[-1] for item in noticed(project))


def test_a_total_of_rates_is_not_judged(project: Project) -> None:
    build(table(project, RAW.replace("50 | -", "50 | 195,75")))
    ((kind, severity, _unit, indicator_id, said),) = noticed(project)
    assert (kind, severity, indicator_id) == ("total_not_checked", "info", "fibre_rate")
    assert said.endswith("các dòng của bảng không cho kiểm số này.")


@pytest.mark.parametrize(
    ("said", "place", "expected"),
    [
        (
            {"check_rows": {"Tổng cộng": "sum", "Trung bình": "mean"}},
            f"{FILE}:2: [Tỉnh] found 'Vùng Đồng bằng sông Hồng'",
            f"a row of totals is declared in `check_rows` of {ENTRY}",
        ),
        (
            {"check_rows": {**CHECKED, "Cả nước": "sum"}},
            f"{ENTRY}: [check_rows] found 'Cả nước'",
            "a row in the raw table for each of `check_rows`",
        ),
        (
            {"check_rows": {**CHECKED, "Hà Nội": "sum"}},
            f"{ENTRY}: [check_rows] found 'Hà Nội'",
            "no name of a unit, whose figures would be lost",
        ),
        (
            {"check_rows": {**CHECKED, "Trung bình": {"rule": "mean", "region": "p63-01"}}},
            f"{ENTRY}: [check_rows.Trung bình.region] found 'p63-01'",
            "the id of a region with units of the level province on 2023-12-31",
        ),
        (
            {"check_rows": {**CHECKED, "Tổng cộng": "total"}},
            f"{ENTRY}: [table.unit_rows.check_rows.Tổng cộng.rule] found 'total'",
            "'sum' or 'mean'",
        ),
        (
            {"raw": RAW.replace("Trung bình | 667", "Tổng cộng | 667")},
            f"{FILE}:7: [Tỉnh] found 'Tổng cộng'",
            "each row of totals once in the table",
        ),
        (
            {"raw": RAW.replace("Tổng cộng | 2.000", "Tổng cộng | 2,000")},
            f"{FILE}:6: [Thuê bao] found '2,000'",
            "a whole number with thousands points",
        ),
    ],
)
def test_what_a_row_of_totals_may_not_be(
    project: Project, said: dict[str, Any], place: str, expected: str
) -> None:
    lines = problems(table(project, **said))
    assert any(line.startswith(f"{place}, expected ") and expected in line for line in lines), lines


def test_a_row_of_totals_at_the_head_of_a_page_is_whole(project: Project) -> None:
    """It has no number, as the rest of a row that a page has cut has none."""
    header = RAW.strip().splitlines()[0]
    build(table(project, RAW.replace(" | Tổng", f"{header}\n | Tổng"), rows_expected=6))
    assert noticed(project) == []


def test_the_next_print_takes_the_rows_over(project: Project) -> None:
    table(project)
    raw = RAW.replace("Tổng cộng | 2.000", "Tổng cộng | 2.100")
    after = {
        "continues": "bang-thu",
        "period": year(2022),
        "absent_vi": "Bảng thử chỉ nêu vài tỉnh.",
    }
    build(add_table(project, raw, "bang-sau", topic=False, **after))
    details = "SELECT detail_code, table_id FROM quality_issue WHERE detail_code ^@ 'row_sum'"
    assert rows(project, details) == [("row_sum_differs", "bang-sau")]
