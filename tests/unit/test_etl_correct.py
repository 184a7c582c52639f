"""Declared repairs of cells, void as soon as the source changes."""

from datetime import date
from typing import Any

import duckdb
import pytest

from etl.build import build
from etl.catalogue.table_specs import Correction
from etl.checked import Project
from etl.extract.correct import apply_corrections
from etl.extract.read import Row
from etl.language.statements import Text, say
from etl.problems import BuildError
from tests.statements import spelled

ROWS = {
    "bang": [
        Row("bang.tsv", 2, {"Tên": "A", "Số": "<b>l5%</b>"}, {"Tên": "A", "Số": "l5%"}),
        Row("bang.tsv", 3, {"Tên": "B", "Số": "20%"}, {"Tên": "B", "Số": "20%"}),
    ]
}
CORRECTION = Correction(
    table_id="bang",
    line=2,
    column="Số",
    expect="l5%",
    value="15%",
    reason_vi="lỗi quét",
    author="Người thử",
    corrected_on=date(2026, 11, 1),
)


def test_a_correction_replaces_the_text_and_keeps_the_print() -> None:
    corrected, _ = apply_corrections(ROWS, [CORRECTION])
    first, second = corrected["bang"]
    assert (first.text["Số"], first.raw["Số"]) == ("15%", "<b>l5%</b>")
    assert second == ROWS["bang"][1]
    assert ROWS["bang"][0].text["Số"] == "l5%"


def test_each_correction_is_an_issue_that_shows_both_readings() -> None:
    _, (cell,) = apply_corrections(ROWS, [CORRECTION])
    issue = cell.issue
    assert (issue.kind, issue.table_id, issue.source_line) == ("cell_corrected", "bang", 2)
    assert issue.detail == say("cell_corrected", printed="l5%", read="15%", reason=Text("lỗi quét"))
    assert spelled(issue.detail) == "Đọc “l5%” là “15%”: lỗi quét"


def test_the_guard_fails_when_the_source_reads_otherwise() -> None:
    changed = CORRECTION.model_copy(update={"expect": "I5%"})
    with pytest.raises(BuildError) as caught:
        apply_corrections(ROWS, [changed])
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.cell) == ("bang.tsv", 2, "Số")
    assert "'I5%', which corrections.yml replaces" in problem.expected


@pytest.mark.parametrize(
    "place",
    [{"table_id": "khac"}, {"line": 9}, {"column": "Cột"}],
    ids=["table", "line", "column"],
)
def test_a_correction_of_no_cell_is_refused(place: dict[str, object]) -> None:
    with pytest.raises(BuildError) as caught:
        apply_corrections(ROWS, [CORRECTION.model_copy(update=place)])
    (problem,) = caught.value.problems
    assert problem.file == "data/catalogue/corrections.yml"


def test_all_failing_corrections_are_told() -> None:
    wrong = [CORRECTION.model_copy(update={"line": line}) for line in (8, 9)]
    with pytest.raises(BuildError) as caught:
        apply_corrections(ROWS, wrong)
    assert len(caught.value.problems) == 2


def test_a_cell_is_corrected_once() -> None:
    again = CORRECTION.model_copy(update={"expect": "15%", "value": "16%"})
    with pytest.raises(BuildError) as caught:
        apply_corrections(ROWS, [CORRECTION, again])
    (problem,) = caught.value.problems
    assert (problem.file, problem.found) == ("data/catalogue/corrections.yml", "line 2")
    assert problem.expected == "each cell of bang once"


_MADE = """\
- {table_id: ix-tinh, line: 16, column: Tổng HTTT, expect: "28", value: "27",
   reason_vi: Bịa cho phép thử., author: Người thử, corrected_on: 2026-11-01}
- {table_id: text-grdp-bands, line: 2, column: Số địa phương, expect: "09", value: "08",
   reason_vi: Bịa cho phép thử., author: Người thử, corrected_on: 2026-11-02}
"""


def test_corrections_stand_in_the_warehouse(project: Project) -> None:
    (project.catalogue / "corrections.yml").write_text(_MADE, encoding="utf-8")
    build(project)

    def rows(sql: str) -> list[tuple[Any, ...]]:
        with duckdb.connect(project.warehouse / "warehouse.duckdb", read_only=True) as warehouse:
            return warehouse.execute(sql).fetchall()

    why = ("Bịa cho phép thử.", "Người thử")
    assert rows("FROM correction ORDER BY table_id") == [
        # The raw file of an appendix is its lines; a table of the text says the line of each row.
        ("ix-tinh", 16, 1417, "Tổng HTTT", "28", "27", *why, date(2026, 11, 1)),
        ("text-grdp-bands", 2, 455, "Số địa phương", "09", "08", *why, date(2026, 11, 2)),
    ]
    systems = "WHERE indicator_id = 'is_systems' AND unit_id = 'p63-48' AND basis = 'published'"
    assert rows(f"SELECT value, raw_text FROM observation {systems}") == [(27.0, "28")]
    assert rows("SELECT count(*) FROM quality_issue WHERE kind = 'cell_corrected'") == [(2,)]
