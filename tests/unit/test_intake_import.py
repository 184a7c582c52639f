"""A draft on its way into the data: tried, shown, taken in whole, or refused in words."""

import shutil
from pathlib import Path

import pytest

from etl.build import build
from etl.checked import Project
from tests.drafts import (
    TABLE,
    YEAR,
    imported,
    make_draft,
    raw_of,
    risen,
    run,
    state_of,
)
from tests.invented_tables import rows


@pytest.fixture
def served(built_project: Project, tmp_path: Path) -> Project:
    """A project with a published build."""
    shutil.copytree(built_project.root, tmp_path / "project", symlinks=True)
    return Project(tmp_path / "project")


@pytest.fixture
def draft(served: Project, tmp_path: Path) -> Path:
    """The table of July, for the whole year, ten points higher."""
    return make_draft(tmp_path / "draft", risen(raw_of(served, "ii-b"), 10))


def test_a_second_period_from_draft_to_build(served: Project, draft: Path) -> None:
    before = state_of(served)
    tried = imported(served, draft, "--period", YEAR)
    assert (tried["outcome"], tried["problems"]) == ("tried", [])
    assert state_of(served) == before
    (table,) = tried["tables"]
    assert (table["table_id"], table["state"]) == (TABLE, "new")
    assert len(tried["difference"]["figures"]) == 126

    said = run(served, "import", draft, "--period", YEAR, "--yes")
    assert said.exit_code == 0, said.output
    for words in (
        "· comparison with the published build",
        "Figures: 115 added, 11 changed, 0 vanished",
        "Verdicts that change",
        f"Written: data/raw/doc-thu/{TABLE}.tsv, data/catalogue/tables/{TABLE}.yml",
        "Next: python -m etl build",
    ):
        assert words in said.stdout
    after = state_of(served)
    assert {name for name in after if after[name] != before.get(name)} == {
        f"raw/doc-thu/{TABLE}.tsv",
        f"catalogue/tables/{TABLE}.yml",
    }
    entry = after[f"catalogue/tables/{TABLE}.yml"].decode()
    assert entry.startswith("# From bao-cao-thu.docx, table 3\n")
    assert "draft:" not in entry
    build(served)
    figures = f"FROM observation WHERE table_id = '{TABLE}' AND basis = 'published'"
    assert rows(served, f"SELECT count(value), min(period_label) {figures}") == [(111, "2024")]

    again = run(served, "import", draft, "--period", YEAR, "--yes")
    assert "in data/ already, with equal content" in again.stdout
    assert state_of(served) == after


def test_a_table_is_replaced_only_where_that_is_asked_for(served: Project, tmp_path: Path) -> None:
    text = raw_of(served, "ii-b").replace("49.89%", "4.99%", 1)
    cut = "\n".join(line for line in text.split("\n") if "\tLai Châu\t" not in line)
    entry = (served.catalogue / "tables" / "ii-b.yml").read_text(encoding="utf-8")
    folder = tmp_path / "draft"
    folder.mkdir()
    (folder / "ii-b.tsv").write_text(cut, encoding="utf-8")
    (folder / "ii-b.yml").write_text(entry.replace("rows_expected: 63", "rows_expected: 62"))
    before = state_of(served)
    (problem,) = imported(served, folder, "--yes")["problems"]
    assert "add --replace" in problem["text"]
    assert "data/catalogue/tables/ii-b.yml" in problem["text"]
    assert state_of(served) == before

    found = imported(served, folder, "--replace", "--yes")
    assert found["outcome"] == "written"
    figures = [
        (item["status"], item["unit_vi"], item["old"], item["new"], item["old_printed"])
        for item in found["difference"]["figures"]
    ]
    assert sorted(figures) == [
        ("changed", "An Giang", 49.89, 4.99, "49.89%"),
        ("vanished", "Lai Châu", 29.29, None, "29.29%"),
        ("vanished", "Lai Châu", 45.84, None, "45.84%"),
    ]
    assert (served.root / "data/raw/bc-btttt-2024-07/ii-b.tsv").read_text() == cut


def test_a_draft_of_the_wrong_shape_is_refused_by_name(served: Project, tmp_path: Path) -> None:
    raw = raw_of(served, "ii-b").replace("Tỉnh, thành phố", "Đơn vị", 1)
    folder = make_draft(tmp_path / "draft", raw)
    before = state_of(served)
    said = run(served, "import", folder, "--period", YEAR, "--yes")
    assert said.exit_code == 1
    assert f"{folder / TABLE}.tsv:1: expected a column 'Tỉnh, thành phố'" in said.stderr
    assert "Nothing in data/ was changed." in said.stderr
    assert state_of(served) == before


def test_without_a_published_build_nothing_is_compared(project: Project, tmp_path: Path) -> None:
    folder = make_draft(tmp_path / "draft", raw_of(project, "ii-b"))
    found = imported(project, folder, "--period", YEAR)
    assert (found["outcome"], found["difference"]) == ("tried", None)
    assert found["not_compared"] == "there is no published build yet"


def test_a_published_build_that_is_broken_is_said_so(served: Project, draft: Path) -> None:
    (served.warehouse / "warehouse.duckdb").write_bytes(b"no database")
    found = imported(served, draft, "--period", YEAR)
    assert found["outcome"] == "tried"
    assert "cannot be compared with" in found["not_compared"]


def test_a_document_that_several_tables_bring_comes_once(served: Project, tmp_path: Path) -> None:
    folder = make_draft(tmp_path / "draft", raw_of(served, "ii-b"))
    raw = raw_of(served, "ii-a")
    make_draft(folder, raw, name="ii-a-2024-12", continues="ii-a", appendix="Phụ lục II-a")
    found = imported(served, folder, "--period", YEAR, "--yes")
    assert found["outcome"] == "written", found["problems"]
    entries = [
        (served.catalogue / "tables" / f"{name}.yml").read_text(encoding="utf-8")
        for name in ("ii-a-2024-12", TABLE)
    ]
    assert ["document_id: doc-thu" in entry for entry in entries] == [True, False]
    # The same drafts again, and one that leaves out the document, since it is known now: it stays
    # with the table that has brought it.
    assert imported(served, folder, "--period", YEAR)["outcome"] == "unchanged"
    names = {"name": "ii-a-2024-12", "continues": "ii-a", "appendix": "Phụ lục II-a"}
    make_draft(folder, raw, own_document=None, **names)
    assert imported(served, folder, "--period", YEAR)["outcome"] == "unchanged"
