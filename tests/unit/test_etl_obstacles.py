"""Obstacles: what stops the build, and what becomes of rows with no, one and several owners."""

import re
from collections.abc import Callable, Sequence

import pytest

from etl.checked import Project, check
from etl.problems import BuildError

RAW = "data/raw/bc-btttt-2024-07/v.tsv"
LINE, ORDINAL, PROVINCE, SYSTEM, GROUP, OWNERS, CATEGORY, SUMMARY, REQUEST = range(9)

Rows = list[list[str]]


def put(row: int, column: int, text: str) -> Callable[[Rows], None]:
    """Change one cell; rows count from 1, as the printed numbers do."""

    def edit(rows: Rows) -> None:
        rows[row][column] = text

    return edit


def edited(project: Project, edit: Callable[[Rows], None]) -> Project:
    path = project.root / RAW
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    edit(rows)
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    return project


Case = tuple[Callable[[Rows], None], str]
# Those of a third name a row of their own each, so they are told together.
CELLS: list[Case] = [
    (put(1, PROVINCE, "Long Ann"), r"v\.tsv:2: \[Tỉnh/TP\] found 'Long Ann', .*Long An"),
    (put(1, PROVINCE, "Bộ Công an"), r"v\.tsv:2: \[Tỉnh/TP\]"),
    (put(2, OWNERS, "Bộ Công ann"), r"v\.tsv:3: \[Cơ quan chủ quản\] .*Bộ Công an"),
    (put(2, OWNERS, "Bộ Công an; Bộ Công an"), r"v\.tsv:3: .*each owner once"),
    (put(2, OWNERS, "Hà Nội"), r"v\.tsv:3: \[Cơ quan chủ quản\]"),
    (put(3, CATEGORY, "unstabel"), r"v\.tsv:4: \[Loại\] found 'unstabel', .*unstable"),
    (put(3, GROUP, "busines"), r"v\.tsv:4: \[Nhóm hệ thống\] .*business"),
    (put(4, SUMMARY, ""), r"v\.tsv:5: \[Tóm tắt\] .*a text"),
    (put(4, SYSTEM, ""), r"v\.tsv:5: \[Hệ thống\] .*a text"),
    (put(5, REQUEST, "x" * 161), r"v\.tsv:6: \[Đề xuất\] .*at most 160 characters"),
    (put(6, ORDINAL, "7"), r"v\.tsv:7: \[TT\] found '7', expected row number 6"),
    (put(7, LINE, "956"), r"v\.tsv:8: \[Dòng\] found '956', expected a line from 957 to 1142"),
    (put(7, LINE, "x"), r"v\.tsv:8: \[Dòng\]"),
]
ROWS: list[Case] = [
    (lambda rows: rows.pop(), r"v\.tsv: found '86 rows', expected 87 rows"),
    (lambda rows: rows.pop(40), r"\[TT\] found '41', expected row number 40"),
]


@pytest.mark.parametrize(
    "cases",
    [CELLS[0::3], CELLS[1::3], CELLS[2::3], ROWS[:1], ROWS[1:]],
    ids=["a third", "another", "the last", "a-row-short", "a-row-missing-inside"],
)
def test_a_bad_row_stops_the_build(project: Project, cases: Sequence[Case]) -> None:
    for edit, _message in cases:
        edited(project, edit)
    with pytest.raises(BuildError) as caught:
        check(project)
    for _edit, message in cases:
        assert any(re.search(message, str(problem)) for problem in caught.value.problems), message


def test_an_owner_column_is_the_one_owner_that_is_a_unit(project: Project) -> None:
    def edit(rows: Rows) -> None:
        rows[1][OWNERS] = ""
        rows[2][OWNERS] = "Bộ Công an"
        rows[3][OWNERS] = "Bộ Công an; Tòa án nhân dân tối cao"
        rows[4][OWNERS] = "Tòa án nhân dân tối cao"

    _catalogue, facts = check(edited(project, edit))
    owners = [
        (obstacle.owner_unit_id, [owner.owner_id for owner in obstacle.owners])
        for obstacle in facts.obstacles[:4]
    ]
    assert owners == [
        (None, []),
        ("bo-cong-an", ["bo-cong-an"]),
        (None, ["bo-cong-an", "toa-an-nhan-dan-toi-cao"]),
        (None, ["toa-an-nhan-dan-toi-cao"]),
    ]


def test_a_row_that_asks_for_nothing_has_no_request(project: Project) -> None:
    _catalogue, facts = check(edited(project, put(1, REQUEST, "")))
    assert facts.obstacles[0].request_vi is None
