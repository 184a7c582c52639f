"""What is inferred of a received table, how sure it is, and what is left to the analyst."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from etl.catalogue.load import Catalogue
from etl.catalogue.vocabulary import NumberFormat, Period, PeriodKind
from etl.receive.extracted import Extracted, ExtractedTable, extracted
from etl.receive.infer.inferred import DraftEntry
from etl.receive.infer.number_formats import formats_of
from etl.receive.infer.periods import is_period, period_in
from etl.receive.infer.surroundings import appendix_of, plain
from etl.receive.model import Block, Document, Line, Place, Table, TableRow

ROOT = Path(__file__).parents[2]
RATE = "Tỷ lệ DVCTT toàn trình (trên tổng DVC có phát sinh hồ sơ)"
DOSSIERS = "Tỷ lệ hồ sơ trực tuyến toàn trình (trên tổng hồ sơ DVC)"
HEADER = ["STT", "Tỉnh, thành phố", RATE, DOSSIERS, "Ghi chú"]
ABOVE = ("PHỤ LỤC II-b", "Hiện trạng đến hết tháng 12 năm 2024")
OLD_NAMES = ("An Giang", "Bắc Giang", "Hà Giang", "Yên Bái")


def _names(catalogue: Catalogue, day: date) -> list[str]:
    return [unit.short_name_vi for unit in catalogue.units_of("province", day)]


def _document(rows: Sequence[Sequence[str]], *above: str) -> Document:
    lines: list[Block] = [Line(text, Place("paragraph", n)) for n, text in enumerate(above)]
    table = Table(
        tuple(TableRow(tuple(row), Place("row", n, "table 1")) for n, row in enumerate(rows, 1))
    )
    return Document("DOCX", (*lines, table))


def _one(catalogue: Catalogue, rows: Sequence[Sequence[str]], *above: str) -> ExtractedTable:
    (table,) = extracted(catalogue, ROOT, _document(rows, *above), None).tables
    return table


def _entry(catalogue: Catalogue, rows: Sequence[Sequence[str]], *above: str) -> DraftEntry:
    entry = _one(catalogue, rows, *above).entry
    assert entry is not None
    return entry


def _printed(names: Sequence[str], header: Sequence[str] = HEADER) -> list[list[str]]:
    body = [[str(n), name, "50.00%", "20.10%", ""] for n, name in enumerate(names, 1)]
    return [list(header), *(row[: len(header)] for row in body)]


def _all_printed(catalogue: Catalogue) -> list[list[str]]:
    return _printed(_names(catalogue, date(2024, 12, 31)))


@pytest.mark.parametrize(
    ("text", "start", "end", "label", "kind"),
    [
        ("đến hết tháng 12 năm 2024", "2024-01-01", "2024-12-31", "2024", "year"),
        ("Tháng 7/2024", "2024-01-01", "2024-07-31", "7/2024", "year_to_date"),
        ("6 tháng đầu năm 2025", "2025-01-01", "2025-06-30", "1–6/2025", "year_to_date"),
        ("9 tháng năm 2025", "2025-01-01", "2025-09-30", "1–9/2025", "year_to_date"),
        ("trong 12 tháng năm 2025", "2025-01-01", "2025-12-31", "2025", "year"),
        ("Quý II/2025", "2025-04-01", "2025-06-30", "quý II/2025", "quarter"),
        ("quý IV năm 2025", "2025-10-01", "2025-12-31", "quý IV/2025", "quarter"),
        ("Kết quả năm 2023", "2023-01-01", "2023-12-31", "2023", "year"),
        ("2022", "2022-01-01", "2022-12-31", "2022", "year"),
        ("tính đến ngày 18/12/2023", "2023-12-18", "2023-12-18", "18/12/2023", "as_of"),
        ("ngày 5 tháng 3 năm 2026", "2026-03-05", "2026-03-05", "5/3/2026", "as_of"),
    ],
)
def test_words_name_a_period(text: str, start: str, end: str, label: str, kind: str) -> None:
    found = period_in([text])
    assert found is not None
    told = (f"{found.period.start}", f"{found.period.end}", found.period.label, found.period.kind)
    assert told == (start, end, label, kind)


@pytest.mark.parametrize(
    "text", ["tháng 13/2024", "ngày 31/2/2024", "từ nay đến 2025", "Số 2024/QĐ"]
)
def test_words_that_name_none_leave_it_open(text: str) -> None:
    assert period_in([text]) is None


@pytest.mark.parametrize("kind", [PeriodKind.AS_OF, PeriodKind.MONTH])
def test_a_month_is_of_the_kind_of_the_period_before(kind: PeriodKind) -> None:
    start, end = date(2024, 6, 1), date(2024, 6, 30)
    found = period_in(["Tháng 12/2024"], Period(start=start, end=end, label="6/2024", kind=kind))
    assert found is not None
    assert (found.period.start, found.period.kind) == (date(2024, 12, 1), kind)


@pytest.mark.parametrize(
    ("text", "found"), [("Năm 2022", True), ("2023", True), ("Tỷ lệ năm 2022", False)]
)
def test_a_heading_is_a_period_if_it_says_nothing_else(text: str, found: bool) -> None:
    assert is_period(text) is found


@pytest.mark.parametrize(
    ("text", "appendix"),
    [
        ("PHỤ LỤC II-b", "Phụ lục II-b"),
        ("Phụ lục IV: Kết quả", "Phụ lục IV"),
        ("Bảng 3. Hạ tầng", "Bảng 3"),
        ("Biểu số 02", "Biểu 02"),
        ("tại Phụ lục I kèm theo", None),
        ("Phụ lục kèm theo", None),
    ],
)
def test_a_line_announces_an_appendix(text: str, appendix: str | None) -> None:
    assert appendix_of(text) == appendix


@pytest.mark.parametrize(
    ("cells", "fitting"),
    [
        (["39", "5"], [NumberFormat.INTEGER]),
        (["83%", "5 %"], [NumberFormat.INTEGER_PERCENT]),
        (["C", "E"], [NumberFormat.GRADE]),
        (["30,86%", "17%"], [NumberFormat.DECIMAL_COMMA_PERCENT]),
        (["92.59%", "0.00%"], [NumberFormat.DECIMAL_POINT_PERCENT]),
        (["7.272.154", "8.372"], [NumberFormat.THOUSANDS_POINT]),
        (["8.372", "730"], [NumberFormat.THOUSANDS_POINT, NumberFormat.DECIMAL_POINT]),
        (["1,290", "979"], [NumberFormat.DECIMAL_COMMA, NumberFormat.THOUSANDS_COMMA]),
        (["8,435.7"], [NumberFormat.THOUSANDS_COMMA]),
        (["0,48", "3"], [NumberFormat.DECIMAL_COMMA]),
        (["3.46 / 4"], []),
        ([], []),
    ],
)
def test_formats_are_told_apart_by_what_they_read(
    cells: list[str], fitting: list[NumberFormat]
) -> None:
    assert list(formats_of(cells).fitting) == fitting


@pytest.mark.parametrize("cells", [["1.29", "979"], ["12,5", "1,29", "385"]])
def test_thousands_that_lost_zeros_have_no_format(cells: list[str]) -> None:
    formats = formats_of(cells)
    assert formats.only is None
    assert "thousands whose last zeros were lost" in formats.candidates


@pytest.mark.parametrize("cells", [["64.32", "70"], ["8.372", "730"], ["105.5", "979"]])
def test_decimals_are_no_lost_zeros(cells: list[str]) -> None:
    assert formats_of(cells).lost_zeros is None


def test_a_line_of_spaces_takes_no_time() -> None:
    assert plain(f"**số{' ' * 1_000_000}x** ") == "số x"


def test_a_later_print_continues_its_table(catalogue: Catalogue) -> None:
    """Short, certain, and nothing of it open but the document."""
    rows = _all_printed(catalogue)
    entry = _entry(catalogue, rows, *ABOVE)
    assert entry.table == {
        "table_id": "ii-b-2024-12",
        "continues": "ii-b",
        "document": None,
        "appendix": "Phụ lục II-b",
        "source_lines": [1, 64],
        "period": {
            "start": date(2024, 1, 1),
            "end": date(2024, 12, 31),
            "label": "2024",
            "kind": "year",
        },
    }
    assert entry.inferred["table.continues"].sure == "certain"
    assert entry.inferred["table.period"].sure == "likely"
    assert list(entry.undecided) == ["table.document"]
    assert entry.problems == []


def test_without_words_of_time_the_period_is_open(catalogue: Catalogue) -> None:
    entry = _entry(catalogue, _all_printed(catalogue), ABOVE[0])
    assert {"table.period", "table.table_id"} <= set(entry.undecided)


def test_a_header_of_other_case_is_likely_and_has_columns_of_its_own(catalogue: Catalogue) -> None:
    rows = _all_printed(catalogue)
    rows[0][2] = RATE.upper()
    entry = _entry(catalogue, rows, *ABOVE)
    assert entry.inferred["table.continues"].sure == "likely"
    assert [column["heading"] for column in entry.table["columns"]] == [RATE.upper(), DOSSIERS]
    assert entry.table["columns"][0]["indicator"] == "dvctt_full_rate"
    assert entry.problems == []


def test_a_heading_with_another_number_is_another_column(catalogue: Catalogue) -> None:
    rows = _all_printed(catalogue)
    rows[0][3] = DOSSIERS + " 2"
    table = _one(catalogue, rows, *ABOVE)
    assert table.match is not None
    assert DOSSIERS + " 2" not in table.match.likeness.renamed


def test_a_column_less_is_said(catalogue: Catalogue) -> None:
    rows = [row[:4] for row in _all_printed(catalogue)]
    entry = _entry(catalogue, rows, *ABOVE)
    assert entry.table["note_column"] is None
    assert entry.problems == []
    assert "no column 'Ghi chú'" in entry.inferred["table.continues"].because


def test_a_column_more_is_left_to_the_analyst(catalogue: Catalogue) -> None:
    rows = [[*row, "7"] for row in _all_printed(catalogue)]
    rows[0][-1] = "Số kiến nghị"
    entry = _entry(catalogue, rows, *ABOVE)
    assert "Số kiến nghị" in entry.undecided["table.columns"]
    assert any("no column 'Số kiến nghị'" in problem for problem in entry.problems)


def test_another_appendix_over_the_same_header_is_likely_only(catalogue: Catalogue) -> None:
    entry = _entry(catalogue, _all_printed(catalogue), "PHỤ LỤC V", ABOVE[1])
    assert entry.inferred["table.continues"].sure == "likely"
    assert entry.table["appendix"] == "Phụ lục V"


def test_a_header_that_two_tables_have_is_open_without_its_appendix(catalogue: Catalogue) -> None:
    names = _names(catalogue, date(2024, 12, 31))
    rows = [["Tỉnh/TP", "Dự kiến phân bổ"], *([name, "5"] for name in names)]
    table = _one(catalogue, rows)
    assert table.match is not None
    assert table.match.rivals == ("vi", "viii")
    assert table.entry is not None
    assert "table.continues" in table.entry.undecided
    told = _entry(catalogue, rows, "Phụ lục VIII")
    assert told.table["continues"] == "viii"
    assert told.inferred["table.continues"].sure == "certain"


def test_periods_in_the_header_are_given_anew(catalogue: Catalogue) -> None:
    header = ["Chỉ số", "Năm 2022", "Năm 2023", "Tháng 12/2024"]
    body = [[name, "0,5", "-", "0,7"] for name in catalogue.tables["dti"].rows]  # type: ignore[union-attr]
    entry = _entry(catalogue, [header, *body])
    assert entry.table["continues"] == "dti"
    ends = [column["period"]["end"] for column in entry.table["columns"]]
    assert ends == [date(2022, 12, 31), date(2023, 12, 31), date(2024, 12, 31)]
    assert "'-'" in entry.undecided["table.missing"]


def test_a_row_of_no_indicator_is_named(catalogue: Catalogue) -> None:
    header = ["Chỉ số", "Năm 2020", "Năm 2021", "Năm 2022"]
    names = [*list(catalogue.tables["dti"].rows)[:3], "Hạ tầng số"]  # type: ignore[union-attr]
    entry = _entry(catalogue, [header, *([name, "0,5", "0,6", "0,7"] for name in names)])
    assert "table.rows" in entry.undecided
    assert any("'Hạ tầng số'" in problem for problem in entry.problems)


@pytest.mark.parametrize(
    ("printed", "unit"),
    [
        ("UBND tỉnh Bắc Giang", "bac-giang"),
        ("BẮC GIANG", "bac-giang"),
        ("Bắc Giang (*)", "bac-giang"),
        ("\u00d0ồng Tháp", "dong-thap"),
    ],
)
def test_a_spelling_that_is_not_listed_is_not_repaired(
    catalogue: Catalogue, printed: str, unit: str
) -> None:
    """It is named with the nearest unit and the line that would list it."""
    names = _names(catalogue, date(2024, 12, 31))
    rows = _printed([printed, *(n for n in names if n not in ("Bắc Giang", "Đồng Tháp"))])
    table = _one(catalogue, rows, *ABOVE)
    assert table.entry is not None
    (problem,) = [text for text in table.entry.problems if repr(printed) in text]
    assert problem.startswith("line 2 [Tỉnh, thành phố]:")
    (line,) = [
        f'"{printed}",{spec.unit_id},variant'
        for spec in catalogue.units.values()
        if spec.level == "province"
        and spec.valid_on(date(2024, 12, 31))
        and f'"{printed}",{spec.unit_id},variant' in problem
    ]
    assert catalogue.units[line.split(",")[1]].short_name_vi in problem
    assert table.lines[1].split("\t")[1] == printed


def test_decomposed_letters_are_those_of_the_name(catalogue: Catalogue) -> None:
    rows = _printed(["Ba\u0306\u0301c Giang", *OLD_NAMES[2:], "An Giang"])
    assert not [p for p in _entry(catalogue, rows, *ABOVE).problems if "Giang'" in p]


def test_a_name_printed_for_several_rows_is_never_assigned(catalogue: Catalogue) -> None:
    rows = _printed(["An Giang", "Yên Bái", "An Giang", "An Giang"])
    entry = _entry(catalogue, rows, *ABOVE)
    (problem,) = [text for text in entry.problems if "3 times" in text]
    assert problem.startswith("lines 2, 4, 5 [Tỉnh, thành phố]: found 'An Giang' 3 times")


def test_names_of_the_34_say_their_structure(catalogue: Catalogue) -> None:
    """All of the 34 bear names of the 63; a period before they were asks for the structure."""
    rows = _printed(_names(catalogue, date(2025, 7, 1)))
    entry = _entry(catalogue, rows, *ABOVE)
    assert entry.table["structure"] == "2025"
    assert entry.table["rows_expected"] == 34
    later = _entry(catalogue, rows, ABOVE[0], "Quý IV/2025")
    assert "structure" not in later.table


def test_rows_of_totals_are_checks(catalogue: Catalogue) -> None:
    """Counts add up, rates are means; a region is one of its own units."""
    header = ["STT", "Tỉnh", "Doanh nghiệp"]
    counts = {"An Giang": 10, "Bạc Liêu": 20, "Bắc Giang": 5}
    rows = [[str(n), name, str(count)] for n, (name, count) in enumerate(counts.items(), 1)]
    totals = [["", "Cả nước", "35"], ["", "Vùng Đồng bằng sông Cửu Long", "30"]]
    entry = _entry(catalogue, [header, *rows, *totals], "Bảng 1. Năm 2024")
    assert entry.table["check_rows"] == {
        "Cả nước": "sum",
        "Vùng Đồng bằng sông Cửu Long": {"rule": "sum", "region": "r63-dong-bang-song-cuu-long"},
    }
    assert entry.table["rows_expected"] == 5
    assert "table.check_rows" not in entry.undecided
    assert entry.problems == []


def test_a_total_that_follows_from_no_row_is_open(catalogue: Catalogue) -> None:
    rows = [["An Giang", "10"], ["Bắc Giang", "5"], ["Tổng cộng", "99"]]
    entry = _entry(catalogue, [["Tỉnh", "Số"], *rows], "Bảng 1. Năm 2024")
    assert "neither the sum nor the mean" in entry.undecided["table.check_rows"]


def test_a_mean_is_told_from_a_sum(catalogue: Catalogue) -> None:
    rows = [["An Giang", "10,0%"], ["Bắc Giang", "5,0%"], ["Trung bình", "7,5%"]]
    entry = _entry(catalogue, [["Tỉnh", "Tỷ lệ"], *rows], "Bảng 1. Năm 2024")
    assert entry.table["check_rows"] == {"Trung bình": "mean"}


def test_cells_that_do_not_fit_a_declared_format_are_named(catalogue: Catalogue) -> None:
    rows = _all_printed(catalogue)
    rows[3][2] = "khoảng 50%"
    entry = _entry(catalogue, rows, *ABOVE)
    assert any(p.startswith(f"line 4 [{RATE}]: found 'khoảng 50%'") for p in entry.problems)


def test_a_column_in_another_format_is_open_with_its_candidates(catalogue: Catalogue) -> None:
    rows = _all_printed(catalogue)
    for row in rows[1:]:
        row[2] = "50,0%"
    entry = _entry(catalogue, rows, *ABOVE)
    assert "decimal_comma_percent" in entry.undecided["table.number_format"]


def test_a_new_table_of_units_is_proposed_whole(catalogue: Catalogue) -> None:
    header = ["STT", "Tỉnh/TP", "Hộ có Internet", "Số trạm", "Công khai, dễ đọc (18)"]
    body = [
        [str(n), name, f"{50 + n},5%", str(9 + n), f"1{n},25"] for n, name in enumerate(OLD_NAMES)
    ]
    entry = _entry(catalogue, [header, *body], "PHỤ LỤC X-1", "Hạ tầng số năm 2024")
    table: dict[str, Any] = entry.table
    assert (table["table_id"], table["appendix"]) == ("x-1", "Phụ lục X-1")
    assert table["title_vi"] == "Hạ tầng số năm 2024"
    assert (table["shape"], table["level"], table["rows_expected"]) == ("unit_rows", "province", 4)
    assert (table["key_column"], table["ordinal_column"]) == ("Tỉnh/TP", "STT")
    assert table["period"]["label"] == "2024"
    formats = [column.get("number_format", table["number_format"]) for column in table["columns"]]
    assert formats == ["decimal_comma_percent", "integer", "decimal_comma"]
    (topic,) = entry.content["topics"]
    rate, count, score = topic["indicators"]
    assert (rate["indicator_id"], rate["value_kind"]) == ("ho_co_internet", "rate")
    assert (rate["unit_vi"], rate["decimals"], rate["valid_range"]) == ("%", 1, [0, 100])
    assert (count["value_kind"], count["aggregation"]) == ("count", "sum")
    assert score["valid_range"] == [0, 18]
    assert "topics.0.indicators.0.better" in entry.undecided


def test_a_column_of_periods_tells_rows_of_a_unit_apart(catalogue: Catalogue) -> None:
    rows = [[name, year, "5"] for year in ("2022", "2023") for name in OLD_NAMES]
    entry = _entry(catalogue, [["Tỉnh", "Năm", "Số"], *rows], "Bảng 1")
    assert entry.table["period_column"] == "Năm"
    assert list(entry.table["periods"]) == ["2022", "2023"]
    assert not [text for text in entry.problems if "times" in text]


def test_headings_that_are_periods_are_of_one_indicator(catalogue: Catalogue) -> None:
    rows = [["Tỉnh", "Năm 2022", "Năm 2023"], *([name, "1,5", "2,5"] for name in OLD_NAMES)]
    entry = _entry(catalogue, rows, "Bảng 1. Mật độ")
    columns = entry.table["columns"]
    assert {column["indicator"] for column in columns} == {"mat_do"}
    assert [column["period"]["label"] for column in columns] == ["2022", "2023"]
    assert "period" not in entry.table


def test_missing_marks_of_a_new_table_are_the_analysts(catalogue: Catalogue) -> None:
    rows = [["Tỉnh", "Số"], *([name, "5"] for name in OLD_NAMES[:3]), ["Yên Bái", "-"]]
    entry = _entry(catalogue, rows, "Bảng 1. Năm 2024")
    assert "table.missing" in entry.undecided
    assert entry.table["missing"] == {"-": "not_available"}


def test_a_table_of_no_units_is_unrecognised_with_the_nearest_known(catalogue: Catalogue) -> None:
    table = _one(catalogue, [["Chỉ số", "Năm 2020", "Ý kiến", "x"], ["a", "b", "c", "d"]])
    assert table.entry is None
    assert table.why is not None
    assert "no column names units" in table.why
    assert "nearest is dti" in table.why


HEAD = ("Hà Nội, ngày 15 tháng 01 năm 2025", "BÁO CÁO", "Chuyển đổi số năm 2024")


def _extracted(catalogue: Catalogue, number: str, said: str | None = None) -> Extracted:
    document = _document(_all_printed(catalogue), number, *HEAD, *ABOVE)
    return extracted(catalogue, ROOT, document, said)


def test_the_number_tells_the_document(catalogue: Catalogue) -> None:
    known = _extracted(catalogue, "Số: 929 /BCA-VPB").identified
    assert (known.document_id, known.inferred.sure) == ("cv-929-bca-2025-03", "certain")


def test_a_new_document_comes_with_its_first_table(catalogue: Catalogue) -> None:
    found = _extracted(catalogue, "Số: 99/BC-BTTTT")
    entry = found.tables[0].entry
    assert entry is not None
    assert entry.table["document"] == "bc-99-btttt-2025-01"
    assert entry.content["document"] == {
        "document_id": "bc-99-btttt-2025-01",
        "number": "99/BC-BTTTT",
        "confirmation": "official_document",
        "title_vi": "Chuyển đổi số năm 2024",
        "short_title_vi": None,
        "issuer_vi": "Bộ Thông tin và Truyền thông",
        "issued_on": date(2025, 1, 15),
        "issued_label_vi": "15/1/2025",
        "data_as_of": date(2024, 12, 31),
    }
    assert list(entry.undecided) == ["document.short_title_vi"]


def test_the_analyst_says_the_document(catalogue: Catalogue) -> None:
    found = _extracted(catalogue, "Số: 99/BC-BTTTT", "bc-btttt-2024-12")
    entry = found.tables[0].entry
    assert entry is not None
    assert entry.table["document"] == "bc-btttt-2024-12"
    assert entry.content["document"]["document_id"] == "bc-btttt-2024-12"


def test_a_number_that_the_text_only_cites_is_likely(catalogue: Catalogue) -> None:
    known = _extracted(catalogue, "Căn cứ Thông báo số 530/TB-VPCP ngày 22/11/2024").identified
    assert (known.document_id, known.inferred.sure) == ("tb-530-vpcp-2024-11", "likely")
