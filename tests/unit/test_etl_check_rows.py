"""Rows of totals, means and regions: declared, compared, and never figures of units."""

from typing import Any

import pytest

from etl.build import build
from etl.checked import Project
from tests.conftest import copy_of_data
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


# Each with cells replaced: the row and its kind, its region, and what is said of it.
DIFFERENT = [
    (
        ("Tổng cộng | 2.000", "Tổng cộng | 2.001"),
        "total_mismatch",
        None,
        "Dòng “Tổng cộng” ({year}) in 2.001; 3 đơn vị trong bảng cộng lại 2.000 (lệch +1).",
    ),
    (
        ("sông Hồng | 1.400", "sông Hồng | 2.000"),
        "total_mismatch",
        RED_RIVER,
        "Dòng “Vùng Đồng bằng sông Hồng” ({year}) in 2.000; 2 đơn vị trong bảng cộng lại 1.400 "
        "(lệch +600).",
    ),
    (
        ("4.000 | 50", "4.000 | 51,7"),
        "total_mismatch",
        None,
        "Dòng “Tổng cộng” ({year}) in 51,7; tính từ số đếm của 3 đơn vị trong bảng là 50,0%.",
    ),
    (
        ("51,7 | 65,3", "51,7 | 64,9"),
        "average_mismatch",
        None,
        "Dòng “Trung bình” ({year}) in 64,9; trung bình cộng của 3 đơn vị trong bảng là 65,3%.",
    ),
]
ROUNDED = [("65,3", True), ("65,1", True), ("65", True), ("66", False)]
MISSING = RAW.replace("70,25", "-").replace("51,7 | 65,3", "51,7 | 10")
OF_RATES = RAW.replace("50 | -", "50 | 195,75")
# It has no number, as the rest of a row that a page has cut has none.
AT_THE_HEAD = RAW.replace(" | Tổng", f"{RAW.strip().splitlines()[0]}\n | Tổng")


def table(project: Project, raw: str = RAW, **said: Any) -> Project:
    entry = {
        "ordinal_column": "STT",
        "period": year(2023),
        "columns": COLUMNS,
        "check_rows": CHECKED,
    }
    return add_table(project, raw, **{**entry, **said})


def replaced(printed: str, instead: str) -> str:
    assert printed in RAW
    return RAW.replace(printed, instead)


def mean_of(printed: str) -> str:
    return replaced("51,7 | 65,3", f"51,7 | {printed}")


class Prints:
    """Prints of the same table, each of a year of its own, in one build."""

    def __init__(self, project: Project) -> None:
        different = [replaced(*cells) for cells, *_told in DIFFERENT]
        rounded = [mean_of(printed) for printed, _agrees in ROUNDED]
        said = {AT_THE_HEAD: {"rows_expected": 6}}
        raws = dict.fromkeys([RAW, *different, *rounded, MISSING, OF_RATES, AT_THE_HEAD])
        self.project = project
        self.year_of = {raw: 2022 - place for place, raw in enumerate(raws)}
        for raw, number in self.year_of.items():
            is_first = raw == RAW
            entry = {"table_id": f"bang-{number}", "topic": is_first, "period": year(number)}
            table(project, raw, **entry, **said.get(raw, {}))
        # Nobody has said that the 60 other provinces are left out.
        table(project, RAW, table_id="bang-trong", topic=False, period=year(2023), absent_vi=None)
        build(project)

    def noticed(self, raw: str) -> list[tuple[str, str, str | None, str | None, str]]:
        return noticed(self.project, f"bang-{self.year_of[raw]}")


@pytest.fixture(scope="module")
def prints(tmp_path_factory: pytest.TempPathFactory) -> Prints:
    return Prints(copy_of_data(tmp_path_factory.mktemp("prints")))


def test_rows_that_come_to_what_they_print_say_nothing(prints: Prints) -> None:
    assert prints.noticed(RAW) == []
    printed = f"""
        SELECT DISTINCT unit_id FROM observation
        WHERE table_id = 'bang-{prints.year_of[RAW]}' AND basis = 'published' ORDER BY ALL
    """
    assert rows(prints.project, printed) == [("p63-01",), ("p63-31",), ("p63-48",)]


@pytest.mark.parametrize(("cells", "kind", "region", "said"), DIFFERENT)
def test_a_row_that_does_not_come_to_what_it_prints(
    prints: Prints, cells: tuple[str, str], kind: str, region: str | None, said: str
) -> None:
    raw = replaced(*cells)
    ((found, severity, unit_id, _indicator, sentence),) = prints.noticed(raw)
    told = said.format(year=prints.year_of[raw])
    assert (found, severity, unit_id, sentence) == (kind, "warning", region, told)


@pytest.mark.parametrize(("printed", "agrees"), ROUNDED)
def test_rounding_explains_a_difference(prints: Prints, printed: str, agrees: bool) -> None:
    """The mean of 61,5, 70,25 and 64 lies between 65,07 and 65,43."""
    assert (prints.noticed(mean_of(printed)) == []) == agrees


def test_a_missing_value_leaves_the_row_unchecked(prints: Prints) -> None:
    assert prints.noticed(MISSING) == [
        (
            "total_not_checked",
            "info",
            None,
            "fibre_rate",
            f"Dòng “Trung bình” ({prints.year_of[MISSING]}) in 10; không kiểm được vì 1 đơn vị "
            "không có số liệu: Hải Phòng.",
        )
    ]


def test_units_without_a_row_leave_the_total_unchecked(prints: Prints) -> None:
    """Nobody has said that the 60 other provinces are left out, so the total may be of them."""
    found = noticed(prints.project, "bang-trong")
    kinds = [item[0] for item in found if item[2] is None]
    assert set(kinds) == {"total_not_checked"}
    assert any("60 đơn vị không có số liệu" in item[-1] for item in found)


def test_a_total_of_rates_is_not_judged(prints: Prints) -> None:
    ((kind, severity, _unit, indicator_id, said),) = prints.noticed(OF_RATES)
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


def test_a_row_of_totals_at_the_head_of_a_page_is_whole(prints: Prints) -> None:
    assert prints.noticed(AT_THE_HEAD) == []


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
