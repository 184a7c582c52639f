"""What the readers of received files make of headers, spans, page breaks, formats and notes."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
import xlsxwriter

from etl.receive.grid import blocks_of, plain_row
from etl.receive.isolated import read_document
from etl.receive.model import Block, Document, Line, Place, Table, TableRow
from etl.receive.opening import opened
from etl.receive.pages import joined_pages
from etl.receive.readers import csv, html, scanned_text, xlsx
from etl.receive.readers import docx as docx_reader
from etl.receive.readers.shown_number import shown_number
from tests.received_files import with_member

Rows = list[list[str]]
TWO_ROWS = [["STT", "Tỉnh – Tên", "Kết quả – Số", "Kết quả – Tỷ lệ"], ["1", "An Giang", "5", "8%"]]


def _rows(document: Document) -> list[Rows]:
    return [[list(row.cells) for row in table.rows] for table in document.tables]


def _lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Line)]


def _book(write: Any) -> bytes:
    written = BytesIO()
    with xlsxwriter.Workbook(written) as book:
        write(book, book.add_worksheet("Bảng"))
    return written.getvalue()


def _grid(rows: Sequence[Sequence[str]]) -> list[Block]:
    places = [Place("line", number) for number in range(1, len(rows) + 1)]
    return list(
        blocks_of([plain_row(row, p.number, p) for row, p in zip(rows, places, strict=True)])
    )


def test_a_header_of_merged_cells_becomes_one_line_in_xlsx() -> None:
    """A merged title above it is a line of text, and so is the note below."""

    def write(_book: Any, sheet: Any) -> None:
        sheet.merge_range(0, 0, 0, 3, "Phụ lục X")
        sheet.merge_range(1, 0, 2, 0, "STT")
        sheet.write_row(1, 1, ["Tỉnh"])
        sheet.write_row(2, 1, ["Tên", "Số", "Tỷ lệ"])
        sheet.merge_range(1, 2, 1, 3, "Kết quả")
        sheet.write_row(3, 0, ["(1)", "(2)", "(3)", "(4)"])
        sheet.write_row(4, 0, ["1", "An Giang", "5", "8%"])
        sheet.merge_range(5, 0, 5, 3, "Số liệu sơ bộ")

    document = xlsx.read(_book(write))
    assert _rows(document) == [TWO_ROWS]
    assert _lines(document) == ["Bảng", "Phụ lục X", "Số liệu sơ bộ"]
    assert [table.place for table in document.tables] == ["sheet Bảng, rows 2–5"]


def test_a_header_of_merged_cells_becomes_one_line_in_docx(tmp_path: Path) -> None:
    """Cells that span rows of data stand in each of them; a header that returns stands once."""
    document = docx.Document()
    grid = document.add_table(5, 4)
    grid.cell(0, 0).merge(grid.cell(1, 0)).text = "STT"
    grid.cell(0, 1).merge(grid.cell(1, 1)).text = "Vùng"
    grid.cell(0, 2).merge(grid.cell(0, 3)).text = "Kết\nquả"
    for column, text in enumerate(("Số", "Tỷ lệ"), start=2):
        grid.cell(1, column).text = text
    grid.cell(2, 1).merge(grid.cell(4, 1)).text = "Bắc"
    for line in (2, 3, 4):
        grid.cell(line, 0).text = str(line - 1)
        grid.cell(line, 2).text = "7"
    document.save(str(tmp_path / "a.docx"))
    with opened(tmp_path / "a.docx") as received:
        read = read_document(received)
    header = ["STT", "Vùng", "Kết quả – Số", "Kết quả – Tỷ lệ"]
    assert _rows(read) == [[header, *([str(n), "Bắc", "7", ""] for n in (1, 2, 3))]]


def test_spans_of_html_are_laid_out() -> None:
    page = """<html><h2>Phụ lục X</h2><script>var a = "<table>"</script>
    <table><caption>Tên</caption>
    <tr><th rowspan="2">STT</th><th rowspan=2>Tỉnh – Tên</th><th colspan="2">Kết quả</th></tr>
    <tr><th>Số</th><th>Tỷ<br>lệ</th></tr>
    <tr><td>1</td><td>An <b>Giang</b></td><td>5</td><td>8%</td></tr></table><p>Ghi chú: x</p>"""
    document = html.read(page.encode())
    assert _rows(document) == [TWO_ROWS]
    assert _lines(document) == ["Phụ lục X", "Tên", "Ghi chú: x"]


def test_a_table_inside_a_layout_table_is_found() -> None:
    inner = "<table><tr><td>Tỉnh</td><td>Số</td></tr><tr><td>An Giang</td><td>1</td></tr></table>"
    page = f"<html><table><tr><td><p>Phụ lục X</p>{inner}</td></tr></table>"
    document = html.read(page.encode())
    assert _rows(document) == [[["Tỉnh", "Số"], ["An Giang", "1"]]]
    assert _lines(document) == ["Phụ lục X"]


def test_a_table_around_another_is_read_too() -> None:
    inner = "<table><tr><td>Bộ</td><td>Điểm</td></tr><tr><td>Bộ Y tế</td><td>2</td></tr></table>"
    rows = f"<tr><th>Tỉnh<th>Số</tr><tr><td>An Giang {inner}</td><td>1</td></tr>"
    assert _rows(html.read(f"<html><table><tbody>{rows}</tbody></table>".encode())) == [
        [["Tỉnh", "Số"], ["An Giang", "1"]],
        [["Bộ", "Điểm"], ["Bộ Y tế", "2"]],
    ]


def test_what_word_wraps_is_not_lost() -> None:
    """Content controls around tables, rows and words; insertions stay, deletions go."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

    def run(text: str) -> str:
        return f"<w:r><w:t xml:space='preserve'>{text}</w:t></w:r>"

    def control(inside: str) -> str:
        return f"<w:sdt><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    def row(*cells: str) -> str:
        return f"<w:tr>{''.join(f'<w:tc><w:p>{cell}</w:p></w:tc>' for cell in cells)}</w:tr>"

    inner = f"<w:tbl>{row(run('Bộ'), run('Mức'))}{row(run('Bộ Y tế'), run('A'))}</w:tbl>"
    inserted = f"<w:ins>{run('An')}</w:ins>{run(' Giang')}"
    deleted = "<w:del><w:r><w:delText>9</w:delText></w:r></w:del>"
    rows = row(run("Tỉnh"), control(run("Số"))) + control(row(inserted, deleted + run("1")))
    rows += row(f"{run('Yên Bái')}</w:p>{inner}<w:p>", run("2"))
    table = control(f"<w:tbl>{rows}</w:tbl>")
    body = f'<w:document xmlns:w="{word}"><w:body>{table}</w:body></w:document>'
    empty = BytesIO()
    docx.Document().save(empty)
    document = docx_reader.read(with_member(empty.getvalue(), "word/document.xml", body.encode()))
    assert _rows(document) == [
        [["Tỉnh", "Số"], ["An Giang", "1"], ["Yên Bái", "2"]],
        [["Bộ", "Mức"], ["Bộ Y tế", "A"]],
    ]


def test_blanks_of_a_header_in_csv_are_filled_from_below() -> None:
    content = "STT,Tỉnh – Tên,Kết quả – Số,\n,,,Kết quả – Tỷ lệ\n1,An Giang,5,8%\n"
    assert _rows(csv.read(content.encode())) == [TWO_ROWS]


def test_several_tables_on_a_sheet_are_apart_and_rows_below_a_blank_one_go_on() -> None:
    rows = [
        ["Phụ lục X", "", ""],
        ["Tỉnh", "Số", ""],
        ["An Giang", "1", ""],
        ["", "", ""],
        ["Bắc Giang", "2", ""],
        ["", "", ""],
        ["Bộ", "Điểm", "Mức"],
        ["Bộ Y tế", "3", "A"],
        ["* sơ bộ", "", ""],
    ]
    first, second = [["Tỉnh", "Số"], ["An Giang", "1"], ["Bắc Giang", "2"]], [*rows[6:8]]
    blocks = _grid(rows)
    tables = [block for block in blocks if isinstance(block, Table)]
    assert [[list(row.cells) for row in table.rows] for table in tables] == [first, second]
    assert [type(block).__name__ for block in blocks] == ["Line", "Table", "Table", "Line"]


def test_a_last_row_without_figures_is_a_unit_and_no_note() -> None:
    (table,) = _grid([["Tỉnh", "Số"], ["An Giang", "1"], ["Yên Bái", ""]])
    assert isinstance(table, Table)
    assert table.rows[-1].cells == ("Yên Bái", "")


@pytest.mark.parametrize("numbering", [["A", "B", "1", "2"], ["(1)", "(2)", "(3)", "(4)"]])
def test_a_row_that_counts_columns_is_no_row(numbering: list[str]) -> None:
    (table,) = _grid([["STT", "Tỉnh", "Số", "Tỷ lệ"], numbering, ["1", "An Giang", "5", "8%"]])
    assert isinstance(table, Table)
    assert [row.cells[0] for row in table.body] == ["1"]


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0.6367, "0.00%", "63.67%"),
        (0.6367, "0%", "64%"),
        (0.125, "0.0%", "12.5%"),
        (0.285, "0.##%", "28.5%"),
        (1234.5, "#,##0.00", "1,234.50"),
        (1234567, "#,##0", "1,234,567"),
        (-0.5, "0.0;[Red]-0.0", "-0.5"),
        (1290, '_-* #,##0\\ "₫"_-;-* #,##0_-', "1,290"),
        (2.5, "0", "3"),
        (0.1 + 0.2, "General", "0.3"),
        (979, "General", "979"),
        (1e15, "General", "1000000000000000"),
        (7, "00", "07"),
        (0.5, "# ?/?", None),
        (-7, "000", "-007"),
        (5, '0.0" triệu"', None),
        (5000, "#,##0,", None),
    ],
)
def test_a_number_is_read_as_its_cell_shows_it(value: float, code: str, shown: str | None) -> None:
    assert shown_number(value, code) == shown


def test_a_percent_format_reaches_the_table() -> None:
    def write(book: Any, sheet: Any) -> None:
        sheet.write_row(0, 0, ["Tỉnh", "Tỷ lệ"])
        sheet.write_string(1, 0, "An Giang")
        sheet.write_formula(1, 1, "=1/2", book.add_format({"num_format": "0.00%"}), 0.6367)

    assert _rows(xlsx.read(_book(write))) == [[["Tỉnh", "Tỷ lệ"], ["An Giang", "63.67%"]]]


def test_a_hidden_sheet_is_named_as_one() -> None:
    def write(book: Any, sheet: Any) -> None:
        hidden = book.add_worksheet("Nháp")
        for one in (sheet, hidden):
            one.write_row(0, 0, ["Tỉnh", "Số"])
            one.write_row(1, 0, ["An Giang", "1"])
        hidden.hide()

    places = [table.place for table in xlsx.read(_book(write)).tables]
    assert places == ["sheet Bảng, rows 1–2", "hidden sheet Nháp, rows 1–2"]


def _page(number: int, *rows: Sequence[str]) -> Table:
    return Table(tuple(TableRow(tuple(row), Place("page", number)) for row in rows))


HEADER = ("STT", "Tỉnh", "Số")


def test_a_table_cut_by_pages_is_whole_again() -> None:
    """The header that returns is dropped, a cut row made one, a page's number passed over."""
    pages = [
        _page(1, HEADER, ("1", "Bà Rịa -", "5")),
        Line("- 2 -", Place("page", 2)),
        _page(2, HEADER, ("", "Vũng Tàu", ""), ("2", "An Giang", "6")),
        _page(3, ("3", "Yên Bái", "7")),
    ]
    (table,) = joined_pages(pages)
    assert isinstance(table, Table)
    assert [row.cells for row in table.rows] == [
        HEADER,
        ("1", "Bà Rịa - Vũng Tàu", "5"),
        ("2", "An Giang", "6"),
        ("3", "Yên Bái", "7"),
    ]
    assert table.place == "pages 1–3"


def test_a_row_of_its_own_below_a_number_stays_apart() -> None:
    pages = [_page(1, HEADER, ("1", "1.1", "5")), _page(2, HEADER, ("", "1.2", "6"))]
    (table,) = joined_pages(pages)
    assert isinstance(table, Table)
    assert len(table.body) == 2


def test_tables_between_which_a_line_stands_are_two() -> None:
    pages = [_page(1, HEADER, ("1", "a", "5")), Line("Bảng 2", Place("page", 2)), _page(2, HEADER)]
    assert len([block for block in joined_pages(pages) if isinstance(block, Table)]) == 2


def test_scanned_text_keeps_its_lines_and_knows_where_tables_end() -> None:
    text = (
        "PHỤ LỤC X\n\nTỉnh\tSố\nAn Giang\t1\n\n<sup>1</sup> Chú.\n\n"
        "<b>Tỉnh</b>\t<b>Số</b>\nYên Bái\t2\n\nBộ\tMức\nBộ Y tế\tA\n"
    )
    document = scanned_text.read(text.encode())
    first, second = document.tables
    assert first.printed == tuple(text.split("\n")[2:9])
    assert (first.place, second.place) == ("lines 3–9", "lines 11–12")
    assert [row.cells[0] for row in first.rows] == ["Tỉnh", "An Giang", "<b>Tỉnh</b>", "Yên Bái"]
