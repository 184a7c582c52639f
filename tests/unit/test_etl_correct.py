"""Declared repairs of cells, void as soon as the source changes."""

import pytest

from etl.catalogue.table_specs import Correction
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
    table_id="bang", line=2, column="Số", expect="l5%", value="15%", reason_vi="lỗi quét"
)


def test_a_correction_replaces_the_text_and_keeps_the_print() -> None:
    corrected, _ = apply_corrections(ROWS, [CORRECTION])
    first, second = corrected["bang"]
    assert (first.text["Số"], first.raw["Số"]) == ("15%", "<b>l5%</b>")
    assert second == ROWS["bang"][1]
    assert ROWS["bang"][0].text["Số"] == "l5%"


def test_each_correction_is_an_issue_that_shows_both_readings() -> None:
    _, (issue,) = apply_corrections(ROWS, [CORRECTION])
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
