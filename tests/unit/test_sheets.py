"""A table as a workbook: typed cells, and a cover that says what they are."""

from datetime import date, datetime
from io import BytesIO

import openpyxl
import pandas as pd
import pytest

from dashboard.files.xlsx import to_xlsx
from dashboard.store.warehouse import Warehouse
from dashboard.tables.indicator_views import export_table
from dashboard.words.captions import view_caption
from dashboard.words.vocabulary import STATUSES

CHOICES = [("Vùng", "Tây Nguyên"), ("Tô màu theo", "Giá trị")]


def test_a_workbook_has_a_cover_and_the_rows_shown(source: Warehouse, view_of) -> None:
    shown = view_of("is_level_approved_rate", year=2024)
    rows = shown.within("r63-tay-nguyen")
    exported = export_table(shown, rows)
    caption = view_caption(source, shown, "r63-tay-nguyen")
    content = to_xlsx(exported, caption, CHOICES, date(2026, 1, 9))
    book = openpyxl.load_workbook(BytesIO(content))
    assert book.sheetnames == ["Giới thiệu", "Số liệu"]

    cover = dict(book["Giới thiệu"].values)
    assert cover["Tiêu đề"] == shown.indicator.name_vi
    assert cover["Nguồn"] == "Báo cáo Bộ TT&TT 7/2024, Phụ lục IX"
    assert cover["Kỳ"] == shown.period_label
    assert cover["Số liệu đến ngày"] == "31/7/2024"
    assert cover["Lựa chọn trên trang"] == "Vùng: Tây Nguyên\nTô màu theo: Giá trị"
    assert cover["Số dòng"] == "5"
    assert cover["Ngày tải"] == "9/1/2026"
    for status, words in STATUSES.items():
        assert f"{status}: {words}" in cover["Cột “status”"]

    sheet = book["Số liệu"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref.startswith("A1:")
    header, *lines = sheet.values
    assert list(header) == exported.columns.tolist()
    for line, row in zip(lines, rows, strict=True):
        cells = dict(zip(header, line, strict=True))
        assert cells["Giá trị"] == pytest.approx(row.value, abs=0.05)
        assert cells["Đơn vị"] == row.name_vi
    column = header.index("Giá trị") + 1
    assert sheet.cell(2, column).number_format == "#,##0.00"


@pytest.mark.parametrize(
    ("column", "codes", "words"),
    [
        ("status", ["late", None], "late: Chậm tiến độ"),
        ("status", ["partial", "observed"], "partial: Thiếu số liệu thành phần"),
        ("verdict", ["contradicted"], "contradicted: Bảng cho số khác"),
        ("verdict", [None, "met"], "undetermined: Chưa xác định được"),
    ],
)
def test_the_cover_explains_the_codes_of_the_rows(
    source: Warehouse, view_of, column: str, codes: list[str | None], words: str
) -> None:
    caption = view_caption(source, view_of("dvctt_full_rate", year=2024))
    content = to_xlsx(pd.DataFrame({column: codes}), caption, [], date(2026, 1, 9))
    cover = dict(openpyxl.load_workbook(BytesIO(content))["Giới thiệu"].values)
    assert words in cover[f"Cột “{column}”"].splitlines()


def test_cells_keep_their_types_and_texts_stay_texts(source: Warehouse, view_of) -> None:
    frame = pd.DataFrame(
        {
            "chữ": ["=1+1", "-5%", "https://x.vn"],
            "số": [-1.5, None, 2.0],
            "đếm": pd.array([1, None, 1200], "Int64"),
            "ngày": pd.to_datetime(["2024-07-31", None, "2025-01-02"]),
        }
    )
    caption = view_caption(source, view_of("dvctt_full_rate", year=2024))
    content = to_xlsx(frame, caption, [], date(2026, 1, 9))
    sheet = openpyxl.load_workbook(BytesIO(content))["Số liệu"]
    assert [[cell.value for cell in line] for line in sheet.iter_rows(min_row=2)] == [
        ["=1+1", -1.5, 1, datetime(2024, 7, 31)],  # noqa: DTZ001
        ["-5%", None, None, None],
        ["https://x.vn", 2, 1200, datetime(2025, 1, 2)],  # noqa: DTZ001
    ]
    assert {cell.data_type for cell in sheet["A"]} == {"s"}
    assert sheet["B2"].number_format == "#,##0.00"
    assert sheet["C2"].number_format == "#,##0"
    assert sheet["D2"].number_format == "d/m/yyyy"
