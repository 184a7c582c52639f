"""The folder of a draft: what it holds, and that it becomes a table once its keys are answered."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner, Result

from etl.__main__ import app
from etl.catalogue.load import Catalogue
from etl.checked import Project, check
from tests.received_files import Printed, as_docx, as_xlsx

RATE = "Tỷ lệ DVCTT toàn trình (trên tổng DVC có phát sinh hồ sơ)"
DOSSIERS = "Tỷ lệ hồ sơ trực tuyến toàn trình (trên tổng hồ sơ DVC)"
HEADER = ["STT", "Tỉnh, thành phố", RATE, DOSSIERS, "Ghi chú"]
MARK = "Cần đối soát số liệu"


def _later(catalogue: Catalogue) -> list[Printed]:
    """Invented figures of the provinces at the end of 2024, one of them missing."""
    units = catalogue.units_of("province", date(2024, 12, 31))
    rows = [
        [str(n), unit.name_vi, f"{20 + n}.50%", *(("-", MARK) if n == 5 else (f"{n}.25%", ""))]
        for n, unit in enumerate(units, 1)
    ]
    title = "Hiện trạng đến hết tháng 12 năm 2024"
    return [Printed("ii-b", "Phụ lục II-b", title, [HEADER, *rows])]


def _new(catalogue: Catalogue) -> list[Printed]:
    """An invented table of counts and their mean, with a total."""
    units = catalogue.units_of("province", date(2024, 12, 31))
    rows = [[unit.short_name_vi, str(100 + n)] for n, unit in enumerate(units)]
    total = ["Cả nước", str(sum(int(count) for _name, count in rows))]
    return [Printed("x", "Phụ lục X", "Trạm năm 2024", [["Tỉnh/TP", "Số trạm"], *rows, total])]


def _extract(project: Project, file: Path, *more: str) -> Result:
    return CliRunner().invoke(
        app, ["extract", str(file), "--root", str(project.root), *more], env={"COLUMNS": "300"}
    )


def _draft(project: Project, name: str) -> Path:
    return project.root / "data" / "received" / name


def _come_in(project: Project, folder: Path, table_id: str, answers: dict[str, Any]) -> None:
    """Answer what is open and put raw file, entry and document where the build reads them."""
    entry = yaml.safe_load((folder / f"{table_id}.yml").read_text("utf-8"))
    undecided = set(entry.pop("draft")["undecided"])
    assert undecided == set(answers)
    for key, value in answers.items():
        *path, last = [int(part) if part.isdigit() else part for part in key.split(".")]
        content = entry
        for part in path:
            content = content[part]
        content[last] = value
    if document := entry.pop("document", None):
        documents = project.catalogue / "documents.yml"
        listed = [*yaml.safe_load(documents.read_text("utf-8")), document]
        documents.write_text(yaml.safe_dump(listed, allow_unicode=True), "utf-8")
    raw = project.root / "data" / "raw" / entry["table"]["document"] / f"{table_id}.tsv"
    raw.parent.mkdir(exist_ok=True)
    raw.write_bytes((folder / f"{table_id}.tsv").read_bytes())
    file = project.catalogue / "tables" / f"{table_id}.yml"
    file.write_text(yaml.safe_dump(entry, allow_unicode=True), "utf-8")


def test_a_later_print_comes_in_as_it_was_drafted(
    project: Project, tmp_path: Path, catalogue: Catalogue
) -> None:
    file = tmp_path / "báo cáo.docx"
    file.write_bytes(as_docx(_later(catalogue)))
    result = _extract(project, file, "--document", "bc-btttt-2024-12")
    assert result.exit_code == 0, result.output
    assert "· table 1 of 1, table 1, rows 1–64" in result.output
    assert "ii-b-2024-12" in result.output
    folder = _draft(project, "báo cáo")
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["extracted.json", "ii-b-2024-12.tsv", "ii-b-2024-12.yml"]
    answers = {"short_title_vi": "BC 12/2024", "issued_label_vi": "12/2024"}
    answers |= {"title_vi": "Báo cáo", "issuer_vi": "Bộ thử nghiệm"}
    before = check(project)[1]
    _come_in(project, folder, "ii-b-2024-12", {f"document.{k}": v for k, v in answers.items()})
    found, facts = check(project)
    assert found.tables["ii-b-2024-12"].continues == "ii-b"
    # It takes the place of what papers said of eleven provinces.
    assert len(facts.observations) == len(before.observations) + 2 * 63 - 11


def test_a_new_table_comes_in_once_its_keys_are_answered(
    project: Project, tmp_path: Path, catalogue: Catalogue
) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(as_xlsx(_new(catalogue)))
    result = _extract(project, file, "--document", "bc-btttt-2024-07")
    assert result.exit_code == 0, result.output
    spec = "topics.0.indicators.0"
    answers = {
        f"{spec}.unit_vi": "trạm",
        f"{spec}.better": "higher",
        f"{spec}.valid_range": [0, 1000],
        f"{spec}.definition_vi": "Số trạm.",
        f"{spec}.measured_by": "Thử nghiệm",
    }
    _come_in(project, _draft(project, "a"), "x", answers)
    _catalogue, facts = check(project)
    figures = [o for o in facts.observations if o.indicator_id == "so_tram"]
    assert len(figures) == 63
    assert [checked.printed for checked in facts.checks if checked.table_id == "x"] == ["8253"]


def test_the_list_says_all_there_is(project: Project, tmp_path: Path, catalogue: Catalogue) -> None:
    """Recognised or not, in their order, with place, size and what stands around."""
    unknown = Printed("y", "Phụ lục Y", "Ý kiến", [["Ai", "Nói"], ["A", "b"], ["C", "d"]])
    file = tmp_path / "a.docx"
    file.write_bytes(as_docx([unknown, *_later(catalogue)]))
    assert _extract(project, file).exit_code == 0
    folder = _draft(project, "a")
    content = json.loads((folder / "extracted.json").read_text("utf-8"))
    assert (content["file"], content["form"]) == ("a.docx", "DOCX")
    first, second = content["tables"]
    assert (first["file"], first["recognised_as"]) == ("unrecognised/1.tsv", None)
    assert (first["rows"], first["columns"], first["place"]) == (2, 2, "table 1, rows 1–3")
    assert (folder / "unrecognised" / "1.tsv").read_text("utf-8") == "Ai\tNói\nA\tb\nC\td\n"
    assert (second["recognised_as"], second["sure"]) == ("ii-b", "certain")
    assert second["title"] == "Hiện trạng đến hết tháng 12 năm 2024"
    assert (
        list(second["undecided"]) == ["table.document"] or content["document"]["sure"] == "unsure"
    )
    draft = yaml.safe_load((folder / "ii-b-2024-12.yml").read_text("utf-8"))["draft"]
    assert draft["source"]["place"] == "table 2, rows 1–64"
    assert len(draft["source"]["sha256"]) == 64
    assert draft["inferred"]["table.continues"]["sure"] == "certain"


def test_names_and_reasons_stay_on_a_line_of_their_own(
    project: Project, tmp_path: Path, catalogue: Catalogue
) -> None:
    (printed,) = _later(catalogue)
    wide = [[*row, *(f"Cột thứ {n}" for n in range(100))] for row in printed.rows]
    file = tmp_path / "a\nb.docx"
    file.write_bytes(as_docx([Printed("ii-b", printed.appendix, printed.title, wide)]))
    assert _extract(project, file, "--out", str(tmp_path / "draft")).exit_code == 0
    for path in (tmp_path / "draft").glob("*.yml"):
        draft = yaml.safe_load(path.read_text("utf-8"))["draft"]
        assert draft["source"]["file"] == "a?b.docx"
        assert all(len(found["because"]) <= 500 for found in draft["inferred"].values())


def test_extracted_again_nothing_changes(
    project: Project, tmp_path: Path, catalogue: Catalogue
) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(as_docx(_later(catalogue)))
    assert _extract(project, file).exit_code == 0
    before = {path: path.stat().st_mtime_ns for path in _draft(project, "a").iterdir()}
    assert _extract(project, file).exit_code == 0
    assert {path: path.stat().st_mtime_ns for path in _draft(project, "a").iterdir()} == before


def test_answers_are_not_written_over(
    project: Project, tmp_path: Path, catalogue: Catalogue
) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(as_docx(_later(catalogue)))
    assert _extract(project, file).exit_code == 0
    answered = _draft(project, "a") / "ii-b-2024-12.yml"
    answered.write_text("answered", "utf-8")
    result = _extract(project, file)
    assert result.exit_code == 1
    assert "it may hold answers" in result.output
    assert answered.read_text("utf-8") == "answered"


def test_what_a_killed_command_left_is_gone_with_the_next(
    project: Project, tmp_path: Path, catalogue: Catalogue
) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(as_docx(_later(catalogue)))
    for name in ("a", "b"):
        left = _draft(project, f".{name}.partial-draft")
        left.mkdir(parents=True)
        (left / "half.tsv").write_text("x")
    assert _extract(project, file).exit_code == 0
    assert [path.name for path in left.parent.iterdir()] == ["a"]
    assert not (left.parent / "a" / "half.tsv").exists()


@pytest.mark.parametrize("blocked", ["a file", "a link"])
def test_a_folder_that_cannot_be_written_is_said(
    project: Project, tmp_path: Path, catalogue: Catalogue, blocked: str
) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(as_docx(_later(catalogue)))
    out = tmp_path / "out"
    if blocked == "a file":
        out.write_text("mine")
        out = out / "draft"
    else:
        out.symlink_to(tmp_path / "elsewhere")
    result = _extract(project, file, "--out", str(out))
    assert result.exit_code == 1
    assert "Nothing was written" in result.output
    assert not (tmp_path / "elsewhere").exists()
