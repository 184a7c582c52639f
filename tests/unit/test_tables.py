"""A view's rows as a table to read and as a file that Excel opens."""

import csv
import io
from datetime import date

import pandas as pd
import pytest

from dashboard.analysis.target_matrix import MATRIX_SORT_CODES, matrix_units
from dashboard.analysis.targets import goals
from dashboard.files.csv import to_csv
from dashboard.queries.indicator_views import View, view
from dashboard.queries.view_rows import ViewRow
from dashboard.store.records import records
from dashboard.store.warehouse import Warehouse
from dashboard.tables.indicator_views import export_table, reading_table
from dashboard.tables.target_matrix import matrix_rows
from dashboard.words.captions import view_caption
from dashboard.words.statements import write_or_none

ALWAYS = ("unit_id", "Đơn vị", "indicator_id", "Chỉ số", "status", "Trạng thái")
NUMBERS = {
    "Giá trị": "value",
    "Thấp nhất": "value_low",
    "Cao nhất": "value_high",
    "Hạng tốt nhất": "rank_best",
    "Hạng kém nhất": "rank_worst",
    "Số đơn vị được xếp": "ranked",
    "Ước tính": "value_estimate",
    "Tổng đã báo cáo": "reported",
    "Mục tiêu thấp nhất": "target_low",
    "Mục tiêu cao nhất": "target_high",
    "Còn thiếu ít nhất": "gap_low",
    "Còn thiếu nhiều nhất": "gap_high",
    "Dòng trong báo cáo": "document_line",
}
TEXTS = {
    "unit_id": "unit_id",
    "Đơn vị": "name_vi",
    "Thành viên": "members_vi",
    "Vùng": "region_vi",
    "Kỳ": "period_label",
    "Mức chữ": "value_text",
    "status": "status",
    "basis": "basis",
    "verdict": "verdict",
    "Báo cáo in": "printed_text",
    "Nguồn": "document",
    "Phụ lục": "appendix",
}


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def number(cell: str) -> float | None:
    assert "." not in cell, "a decimal comma"
    return float(cell.replace(",", ".")) if cell else None


def stated(shown: View, row: ViewRow, field: str) -> float | None:
    """A number of a file: as printed, or computed to the decimals its indicator is shown with."""
    value = getattr(row, field)
    scale = {"value_low": shown.indicator.range_low, "value_high": shown.indicator.range_high}
    if value is None or (row.value is None and value == scale.get(field)):
        return None
    if row.basis == "published" and not field.startswith("gap"):
        return float(value)
    if field.startswith(("value", "gap")):
        return float(f"{value:.{shown.indicator.decimals}f}")
    return float(value)


@pytest.mark.parametrize("region_id", [None, "r63-tay-nguyen"])
@pytest.mark.parametrize(
    ("indicator_id", "level", "year"),
    [
        ("dvctt_full_rate", "province", 2024),
        ("dossier_full_online_rate", "province", 2025),
        ("is_level_approved_rate", "ministry", 2024),
        ("signature_adult_rate", "province", 2025),
        ("system_grade", "province", 2024),
        ("enterprise_additional", "province", 2025),
        ("digital_economy_grdp_share", "province", None),
    ],
)
def test_a_csv_reads_back_as_exactly_the_rows_shown(
    view_of, indicator_id: str, level: str, year: int | None, region_id: str | None
) -> None:
    shown = view_of(indicator_id, level, year)
    rows = shown.within(region_id)
    content = to_csv(export_table(shown, rows))
    lines = read(content)
    assert len(lines) == len(rows)
    for line, row in zip(lines, rows, strict=True):
        for column, field in NUMBERS.items():
            assert number(line[column]) == stated(shown, row, field), (row.unit_id, column)
        for column, field in TEXTS.items():
            assert line[column] == (getattr(row, field) or ""), (row.unit_id, column)
        assert line["Ghi chú"] == (write_or_none(row.note) or "")
        assert all(line[column] for column in ALWAYS)
        assert line["indicator_id"] == indicator_id


def test_a_csv_is_one_that_excel_opens_by_a_double_click(view_of) -> None:
    shown = view_of("dvctt_full_rate", year=2024)
    content = to_csv(export_table(shown, shown.rows))
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == content.count(b"\n") == 64
    assert ";95,56;" in content.decode()
    assert "Thành phố Đà Nẵng" in content.decode()


def test_what_a_unit_has_not_is_an_empty_cell_and_a_status(view_of) -> None:
    shown = view_of("is_level_approved_rate", year=2024)
    (line,) = (
        line
        for line in read(to_csv(export_table(shown, shown.rows)))
        if line["Đơn vị"] == "Thành phố Hải Phòng"
    )
    assert (line["Giá trị"], line["Thấp nhất"], line["Hạng tốt nhất"]) == ("", "", "")
    assert (line["status"], line["Trạng thái"]) == ("not_reported", "Chưa báo cáo")
    assert (line["Báo cáo in"], line["verdict"]) == ("0%", "no_data")


def test_units_quoted_with_a_separator_keep_their_cells() -> None:
    frame = pd.DataFrame({"Ghi chú": ["một; hai", 'nói "ba"', "bốn\nnăm"], "Giá trị": [1.5, 2, 3]})
    lines = read(to_csv(frame))
    assert [line["Ghi chú"] for line in lines] == frame["Ghi chú"].tolist()
    assert [number(line["Giá trị"]) for line in lines] == [1.5, 2, 3]


@pytest.mark.parametrize(
    "text", ["=1+1", "+84", "-5%", "@cmd", "\t=1", "\r=1", "\n=1", '=HYPERLINK("x";"y")']
)
def test_a_text_never_runs_as_a_formula(text: str) -> None:
    (line,) = read(to_csv(pd.DataFrame({text: [text], "Giá trị": [-5.25], "n": [-3]})))
    assert (line[f"'{text}"], line["Giá trị"], line["n"]) == (f"'{text}", "-5,25", "-3")


def test_other_texts_and_missing_cells_stay_as_they_are() -> None:
    frame = pd.DataFrame({"a": ["-", "5 - 3", None, "'x"], "b": pd.array([1, None, 3, 4], "Int64")})
    lines = read(to_csv(frame))
    assert [line["a"] for line in lines] == ["-", "5 - 3", "", "'x"]
    assert [line["b"] for line in lines] == ["1", "", "3", "4"]


@pytest.mark.parametrize(
    ("indicator_id", "level", "region_id", "expected"),
    [
        (
            "dvctt_full_rate",
            "province",
            None,
            "dvctt_full_rate_province_2024_7-2024_b1_2026-01-09.csv",
        ),
        (
            "is_systems",
            "province",
            "r63-tay-nguyen",
            "is_systems_province_2024_r63-tay-nguyen_6-2024_b1_2026-01-09.csv",
        ),
        ("system_rank", "ministry", None, "system_rank_ministry_2024_2024_b1_2026-01-09.csv"),
    ],
)
def test_a_file_says_indicator_level_region_period_and_date(
    source: Warehouse,
    view_of,
    indicator_id: str,
    level: str,
    region_id: str | None,
    expected: str,
) -> None:
    shown = view_of(indicator_id, level)
    caption = view_caption(source, shown, region_id)
    assert caption.file_name(date(2026, 1, 9), "csv") == expected


def test_a_file_name_is_plain_ascii(source: Warehouse, view_of) -> None:
    caption = view_caption(source, view_of("enterprise_additional", year=2025))
    name = caption.file_name(date(2026, 1, 9), "csv")
    assert name == "enterprise_additional_province_2024_den-2025_b1_2026-01-09.csv"


def test_the_table_on_the_page_speaks_vietnamese(view_of) -> None:
    shown = view_of("is_level_approved_rate", year=2024)
    lines = {line["Đơn vị"]: line for line in records(reading_table(shown, shown.rows))}
    assert len(lines) == 63
    assert list(lines["Hà Nội"].items()) == [
        ("Đơn vị", "Hà Nội"),
        ("Vùng", "Đồng bằng sông Hồng"),
        ("Phê duyệt HSĐXCĐ", "80,2%"),
        ("Hạng", "40/60"),
        ("Mục tiêu", "100%"),
        ("Kết quả", "Chưa đạt"),
        ("Khoảng cách", "còn thiếu 19,8 điểm %"),
        ("Báo cáo in", "80%"),
        ("Dòng", "1426"),
        ("Ghi chú", "239 ÷ 298"),
    ]
    assert lines["Phú Yên"]["Phê duyệt HSĐXCĐ"] == "Chưa báo cáo"
    assert lines["Phú Yên"]["Hạng"] == ""


@pytest.mark.parametrize(
    ("indicator_id", "level", "year", "left_out"),
    [
        ("system_rank", "province", None, {"Mục tiêu", "Kết quả", "Khoảng cách"}),
        ("enterprise_additional", "province", 2025, {"Mục tiêu", "Kết quả", "Khoảng cách"}),
        ("dvctt_full_rate", "ministry", 2024, {"Vùng"}),
    ],
)
def test_the_table_has_no_columns_that_say_nothing(
    view_of, indicator_id: str, level: str, year: int | None, left_out: set[str]
) -> None:
    shown = view_of(indicator_id, level, year)
    assert left_out.isdisjoint(reading_table(shown, shown.rows).columns)


@pytest.mark.parametrize("sort", MATRIX_SORT_CODES)
@pytest.mark.parametrize(("level", "units"), [("province", 63), ("ministry", 30)])
def test_the_rows_of_a_matrix_are_units_times_goals(
    source: Warehouse, level: str, units: int, sort: str
) -> None:
    views = [
        view(source, goal.indicator.indicator_id, level, goal.due_on)
        for goal in goals(source, level, 2024)
    ]
    listed = matrix_units(views, None, sort)
    cells = matrix_rows(views, listed)
    assert len(listed) == len(set(listed)) == units
    assert len(cells) == units * len(views)
    assert cells["unit_id"].drop_duplicates().tolist() == listed
    assert not cells.duplicated(["unit_id", "indicator_id"]).any()
