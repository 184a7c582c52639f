"""What `data/catalogue/dossiers.yml` may say of records and of what is counted from them."""

import shutil
from pathlib import Path

import pytest
from pydantic import ValidationError

from etl.catalogue.dossier_specs import CountedRecords
from etl.catalogue.load import load_catalogue
from etl.problems import BuildError
from tests.serving import ROOT

FILE = "data/catalogue/dossiers.yml"
ON_TIME = "  counted: measured_dossiers_on_time\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("catalogue") / "data" / "catalogue"
    shutil.copytree(ROOT / "data" / "catalogue", copy)
    return copy


@pytest.mark.parametrize(
    ("old", "new", "expected", "cell"),
    [
        (ON_TIME, "  counted: nothing\n", "a known indicator", "dossier_on_time"),
        (
            ON_TIME,
            "  counted: measured_dossiers\n",
            "the rate of measured_dossiers among measured_dossiers_due",
            "measures.dossier_on_time.rate",
        ),
        ("- measure: dossier_on_time\n", "- measure: dossier_digitised\n", "each measure once", ""),
        ("- column: due_on\n", "- column: received_on\n", "each column once", ""),
        ("- column: due_on\n", "- column: Due On\n", "match pattern", "columns.11.column"),
        ("  kind: code\n  required: true\n  meaning_vi: Trạng thái\n",
         "  kind: text\n  required: true\n  meaning_vi: Trạng thái\n",
         "of a column of the kind code", "columns.5"),
        ("closes_after_days: 30\n", "closes_after_days: -1\n", "greater", "closes_after_days"),
        ("closes_after_days: 30\n", "closes: 30\n", "Field required", "closes_after_days"),
    ],
)  # fmt: skip
def test_an_entry_that_cannot_be_meant_is_refused(
    folder: Path, old: str, new: str, expected: str, cell: str
) -> None:
    path = folder / "dossiers.yml"
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")
    try:
        with pytest.raises(BuildError) as refused:
            load_catalogue(folder)
    finally:
        path.write_text(text, "utf-8")
    problem = next(problem for problem in refused.value.problems if problem.file == FILE)
    assert expected in problem.expected
    assert (problem.cell or "") == cell


def test_a_catalogue_says_what_a_dossier_is(folder: Path) -> None:
    path = folder / "dossiers.yml"
    text = path.read_text("utf-8")
    path.unlink()
    with pytest.raises(BuildError) as refused:
        load_catalogue(folder)
    path.write_text(text, "utf-8")
    assert refused.value.problems[0].file == FILE


def test_every_record_is_told_of_once() -> None:
    told = {"records": 9, "nameless": 1, "repeated": 1, "superseded": 2, "outside": 1, "counted": 3}
    CountedRecords.model_validate(told | {"left_out": {"unreadable": 1}})
    with pytest.raises(ValidationError, match="every record is counted"):
        CountedRecords.model_validate(told)
    with pytest.raises(ValidationError):
        CountedRecords.model_validate(told | {"left_out": {"too old": 1}})
