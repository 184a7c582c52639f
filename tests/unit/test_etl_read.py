"""Raw files become whole rows: page breaks, footnotes and cut rows of the document mended."""

from pathlib import Path

import pytest

from etl.extract.read import Heading, Row, read_rows
from etl.problems import BuildError

HEADINGS = [Heading("TT"), Heading("Tên"), Heading("Tỷ lệ", ("Ty lệ",)), Heading("Ghi chú")]
HEADER = "TT\tTên\tTỷ lệ\tGhi chú"


@pytest.fixture
def read(tmp_path: Path):
    """Read a raw file made of these lines."""

    def read_lines(*lines: str, ordinal: str | None = None) -> list[Row]:
        path = tmp_path / "bảng.tsv"
        path.write_text("\n".join(lines), encoding="utf-8")
        return read_rows(path, "bảng.tsv", HEADINGS, ordinal)

    return read_lines


def _problems(caught: pytest.ExceptionInfo[BuildError]) -> list[str]:
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize(
    "header",
    [
        HEADER,
        "<b>TT</b>\t<b>Tên</b>\t<b>Tỷ lệ</b>\t<b>Ghi chú</b>",
        "TT\tTên\tTy lệ\tGhi chú",
        "TT\t Tên \tTỷ  lệ\tGhi chú <sup>3</sup>",
        "TT\tTe\u0302n\tTỷ lệ\tGhi chú",
    ],
    ids=["plain", "bold", "declared variant", "spaces and footnote", "decomposed"],
)
@pytest.mark.parametrize("repeated", [False, True], ids=["once", "after a page break"])
def test_every_way_to_print_the_header(header: str, repeated: bool, read) -> None:
    lines = [HEADER, "1\tA\t5%\t"] if repeated else []
    rows = read(*lines, header, "2\tB\t6%\t")
    assert [row.text["Tên"] for row in rows][-1] == "B"
    assert len(rows) == len(lines[1:]) + 1


def test_columns_may_come_in_another_order(read) -> None:
    (row,) = read("Tên\tTT\tGhi chú\tTỷ lệ", "A\t1\t\t5%")
    assert (row.text["TT"], row.text["Tỷ lệ"]) == ("1", "5%")


def test_blank_lines_and_footnotes_are_no_rows_but_count_as_lines(read) -> None:
    rows = read(HEADER, "", "<sup>19</sup> Số liệu\tđo lường", " \t ", "1\tA\t5%\t")
    assert [(row.line, row.text["Tên"]) for row in rows] == [(5, "A")]


def test_raw_keeps_the_print_and_text_drops_markup(read) -> None:
    (row,) = read(HEADER, "1\t<b>A</b> <sup>2</sup>\t <i>5%</i>\t")
    assert row.raw["Tên"] == "<b>A</b> <sup>2</sup>"
    assert row.text["Tên"] == "A"
    assert row.text["Tỷ lệ"] == "5%"


def test_a_row_cut_by_a_page_break_is_joined(read) -> None:
    rows = read(
        HEADER,
        "1\tTỷ lệ dài\t5%\tđo",
        "",
        "<b>TT</b>\t<b>Tên</b>\t<b>Tỷ lệ</b>\t<b>Ghi chú</b>",
        "\tđến đây\t\tlường",
        "2\tB\t6%\t",
        ordinal="TT",
    )
    assert [row.text["Tên"] for row in rows] == ["Tỷ lệ dài đến đây", "B"]
    assert (rows[0].line, rows[0].text["Tỷ lệ"], rows[0].text["Ghi chú"]) == (2, "5%", "đo lường")


def test_an_empty_number_within_a_page_is_a_row_of_its_own(read) -> None:
    rows = read(HEADER, "1\t1.1\t5%\t", "\t1.2\t6%\t", ordinal="TT")
    assert [row.text["Tên"] for row in rows] == ["1.1", "1.2"]


def test_without_an_ordinal_column_nothing_is_joined(read) -> None:
    assert len(read(HEADER, "1\tA\t5%\t", HEADER, "\tB\t6%\t")) == 2


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["TT\tTên\tTỷ lệ", "1\tA\t5%"], ["bảng.tsv:1: expected a column 'Ghi chú'"]),
        ([f"{HEADER}\tThêm"], ["bảng.tsv:1: expected no column 'Thêm'"]),
        (
            ["TT\tTên\tTỉ lệ\tGhi chú"],
            ["bảng.tsv:1: expected no column 'Tỉ lệ'", "bảng.tsv:1: expected a column 'Tỷ lệ'"],
        ),
        (
            [f"{HEADER}\tTên"],
            ["bảng.tsv:1: found 'TT | Tên | Tỷ lệ | Ghi chú | Tên', expected each column once"],
        ),
        (
            [HEADER, "1\tA", "2\tB\t6%\t", "3\tC\t7%\t\t"],
            [
                "bảng.tsv:2: found '2', expected 4 cells",
                "bảng.tsv:4: found '5', expected 4 cells",
            ],
        ),
        ([], ["bảng.tsv: expected a header with 'TT', 'Tên', 'Tỷ lệ', 'Ghi chú'"]),
    ],
    ids=["missing", "extra", "misspelt", "twice", "cell count", "empty"],
)
def test_a_file_of_another_shape_is_refused(lines: list[str], expected: list[str], read) -> None:
    with pytest.raises(BuildError) as caught:
        read(*lines)
    assert _problems(caught) == expected


def test_a_problem_of_a_row_points_at_its_cell(read) -> None:
    (row,) = read(HEADER, "", "1\tA\t<b>5</b>\t")
    problem = row.problem("Tỷ lệ", "a percentage")
    assert str(problem) == "bảng.tsv:3: [Tỷ lệ] found '<b>5</b>', expected a percentage"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (f"\ufeff{HEADER}\n".encode(), "without the byte order mark (U+FEFF)"),
        (f"{HEADER}\n".encode("utf-16"), "not in UTF-16"),
        (HEADER.replace("\t", ",").encode(), "tabs between them, not ','"),
        (HEADER.replace("\t", ";").encode(), "tabs between them, not ';'"),
        (f"{HEADER}\t\t".encode(), "a heading over column 5 of 6, or no such column"),
    ],
    ids=["byte order mark", "UTF-16", "commas", "semicolons", "empty columns"],
)
def test_what_a_spreadsheet_makes_of_a_table_is_named(
    tmp_path: Path, content: bytes, said: str
) -> None:
    path = tmp_path / "bảng.tsv"
    path.write_bytes(content)
    with pytest.raises(BuildError) as caught:
        read_rows(path, "bảng.tsv", HEADINGS)
    problem = _problems(caught)[0]
    assert problem.startswith("bảng.tsv:1: ")
    assert said in problem
