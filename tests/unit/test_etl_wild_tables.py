"""Tables as they are met: names with something around them, counts that lost their zeros."""

from typing import Any

import pytest

from etl.checked import Project, check
from tests.invented_tables import add_table, problems, year

COLUMNS = [{"heading": "Thuê bao", "indicator": "fibre_lines"}]


def table(project: Project, raw: str, **said: Any) -> Project:
    return add_table(project, raw, **{"columns": COLUMNS, "period": year(2024), **said})


def units_of(project: Project) -> list[str]:
    _catalogue, facts = check(project)
    return [item.unit_id for item in facts.observations if item.table_id == "bang-thu"]


AROUND = """
Tỉnh | Thuê bao
UBND tỉnh Hà Giang | 120
UBND TP. Hồ Chí Minh (*) | 35
Cao Bằng(*) | 17
"""


def test_what_a_table_declares_to_stand_around_names_is_left_out(project: Project) -> None:
    affixes = {"name_prefixes": ["UBND", "UBND tỉnh "], "name_suffixes": ["(*)"]}
    assert units_of(table(project, AROUND, **affixes)) == ["p63-02", "p63-79", "p63-04"]


def test_nothing_is_left_out_that_is_not_declared(project: Project) -> None:
    found = problems(table(project, AROUND, name_prefixes=["UBND tỉnh"]))
    assert [line.partition(", ")[0].partition("found ")[2] for line in found] == [
        "'UBND TP. Hồ Chí Minh (*)'",
        "'Cao Bằng(*)'",
    ]


CAPITALS = """
Tỉnh | Thuê bao
HÀ GIANG | 120
TP. HỒ CHÍ MINH | 35
"""


def test_capitals_are_read_where_they_are_declared(project: Project) -> None:
    found = problems(table(project, CAPITALS))
    assert len(found) == 2
    assert "nearest: Hà Giang" in found[0]
    declared = table(project, CAPITALS, topic=True, names_in_capitals=True)
    assert units_of(declared) == ["p63-02", "p63-79"]


def test_capitals_of_no_listed_spelling_are_unknown(project: Project) -> None:
    (line,) = problems(table(project, CAPITALS.replace("GIANG", "GANG"), names_in_capitals=True))
    assert "found 'HÀ GANG'" in line


SHARES = """
Tỉnh | Toàn trình | Một phần | Còn lại | Tổng
Hà Nội | 1.29 | 979 | 5 | 2.274
Hà Giang | 2 | 1.1 | 0 | 3.1
Cao Bằng | 12 | 3 | 1 | 16
Đà Nẵng | 1.290 | 10 | 0 | 1.3
"""
KINDS = ("lines_full", "lines_partial", "lines_none", "lines_all")
HEADINGS = ("Toàn trình", "Một phần", "Còn lại", "Tổng")
LOST = {"parts": list(HEADINGS[:3]), "total": "Tổng", "reason_vi": "Bảng tính bỏ số 0."}


def counts(project: Project, raw: str = SHARES, **said: Any) -> Project:
    """A table of three parts and a total, all of indicators that the catalogue has."""
    path = project.catalogue / "indicators" / "thu.yml"
    specs = "".join(
        f"- {{indicator_id: {name}, name_vi: Thử {name}, short_name_vi: Thử {name}, "
        "unit_vi: thuê bao, value_kind: count, better: higher, decimals: 0, aggregation: sum, "
        "levels: [province], valid_range: [0, 1000000000], class_breaks: [5], "
        "definition_vi: Bịa cho phép thử., measured_by: Thử nghiệm}\n"
        for name in KINDS
    )
    path.write_text(f"topic: thu\ntopic_vi: Thử\nsort_order: 98\nindicators:\n{specs}", "utf-8")
    columns = [
        {"heading": heading, "indicator": name}
        for heading, name in zip(HEADINGS, KINDS, strict=True)
    ]
    defaults = {"columns": columns, "number_format": "thousands_point", "lost_zeros": LOST}
    return table(project, raw, topic=False, **{**defaults, **said})


def test_lost_zeros_are_given_back_by_the_sum_of_the_row(project: Project) -> None:
    _catalogue, facts = check(counts(project))
    printed = [item for item in facts.observations if item.table_id == "bang-thu"]
    values: dict[str, dict[str, float | None]] = {}
    for item in printed:
        values.setdefault(item.unit_id, {})[item.indicator_id] = item.value
    assert {unit_id: [of[name] for name in KINDS] for unit_id, of in values.items()} == {
        "p63-01": [1290, 979, 5, 2274],
        "p63-02": [2000, 1100, 0, 3100],
        "p63-04": [12, 3, 1, 16],
        "p63-48": [1290, 10, 0, 1300],
    }
    raw = [item.raw_text for item in printed if item.unit_id == "p63-01" and item.value == 1290]
    assert raw == ["1.29"]
    assert len([issue for issue in facts.issues if issue.kind == "cell_corrected"]) == 5


def test_without_the_declaration_they_fit_no_format(project: Project) -> None:
    found = problems(counts(project, lost_zeros=None))
    assert len(found) == 4
    assert all("a whole number with thousands points" in line for line in found)


@pytest.mark.parametrize(
    ("row", "candidates"),
    [
        ("1.29 | 979 | 5 | 2.3", ""),
        ("1 | 1.5 | 998 | 2.5", ""),
        # 1 + 1.000 or 1.000 + 1: the row does not say which of the two lost its zeros.
        (
            "1 | 1 | 0.5 | 1.501",
            " (nearest: 1 | 1.000 | 500 | 1.501, 1.000 | 1 | 500 | 1.501)",
        ),
    ],
)
def test_a_row_that_the_sum_does_not_decide_is_refused(
    project: Project, row: str, candidates: str
) -> None:
    raw = SHARES.replace("1.29 | 979 | 5 | 2.274", row, 1)
    found = problems(counts(project, raw))
    place = f"data/raw/bc-btttt-2024-07/bang-thu.tsv:2: [Tổng] found '{row}', expected "
    sum_rule = "counts that are Toàn trình + Một phần + Còn lại = Tổng in one way, "
    assert f"{place}{sum_rule}with lost zeros or without{candidates}" in found


def test_zeros_are_lost_of_counts_only(project: Project) -> None:
    (line,) = problems(counts(project, number_format="decimal_point"))
    assert "`lost_zeros` of columns of thousands_point, not of 'Toàn trình'" in line
