"""What keeps a draft out: names, rows and files, each told so that it can be mended."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from etl.checked import Project
from tests.drafts import OWN_DOCUMENT, TABLE, YEAR, imported, make_draft, raw_of, run, state_of
from tests.later_periods import YEAR as OF_YEAR

ALIASES = "catalogue/unit_aliases.csv"


@pytest.fixture(scope="module")
def served(built_project: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project with a published build, which no test here changes."""
    root = tmp_path_factory.mktemp("served") / "project"
    shutil.copytree(built_project.root, root, symlinks=True)
    return Project(root)


@pytest.fixture(autouse=True)
def _nothing_changes(served: Project) -> Any:
    before = state_of(served)
    yield
    assert state_of(served) == before


def draft_with(project: Project, folder: Path, old: str, new: str) -> Path:
    text = raw_of(project, "ii-b")
    assert old in text
    return make_draft(folder, text.replace(old, new, 1))


def test_unknown_names_come_with_candidates_and_the_line_to_add(
    served: Project, tmp_path: Path
) -> None:
    folder = draft_with(served, tmp_path / "draft", "\tYên Bái\t", "\tYên Bá\t")
    found = imported(served, folder, "--period", YEAR, "--yes")
    assert found["outcome"] == "refused"
    (problem,) = found["problems"]
    assert (problem["found"], problem["candidates"]) == ("Yên Bá", ["Yên Bái"])
    assert problem["aliases"] == ["Yên Bá,p63-15,variant"]
    assert problem["file"] == str(folder / f"{TABLE}.tsv")
    (refused,) = found["quarantine"]
    (row,) = refused["rows"]
    assert (row["line"], row["row"].split("\t")[1]) == (problem["line"], "Yên Bá")
    # Beside the draft: line, reason and the row as printed.
    head, line, end = Path(refused["file"]).read_text(encoding="utf-8").split("\n")
    assert head == f"line\treason\t{raw_of(served, 'ii-b').splitlines()[0]}"
    assert line.startswith(f"{row['line']}\t[Tỉnh, thành phố] found 'Yên Bá'")
    assert line.endswith(row["row"])
    assert end == ""

    said = run(served, "import", folder, "--period", YEAR).stderr
    assert "add the line Yên Bá,p63-15,variant to data/catalogue/unit_aliases.csv" in said
    assert '--alias "Yên Bá=p63-15"' in said

    # Accepted: no row is refused any more, and the file of those that were goes.
    accepted = imported(served, folder, "--period", YEAR, "--alias", "Yên Bá=p63-15:scan_error")
    assert accepted["outcome"] == "tried"
    assert f"data/{ALIASES}" in accepted["files"]
    assert not Path(refused["file"]).exists()
    kinds = {item["kind"] for item in accepted["difference"]["issues"]}
    assert "spelling_repaired" in kinds


def test_refused_rows_are_counted_as_lines_of_the_file(served: Project, tmp_path: Path) -> None:
    """Whatever ends its lines, and though a cell may hold what other programs end lines by."""
    raw = raw_of(served, "ii-b").replace("\tYên Bái\t", "\tYên\u2028Bá\t")
    folder = make_draft(tmp_path / "draft", "")
    (folder / f"{TABLE}.tsv").write_bytes(raw.replace("\n", "\r\n").encode())
    (refused,) = imported(served, folder, "--period", YEAR)["quarantine"]
    (row,) = refused["rows"]
    assert row["row"].split("\t")[1] == "Yên\u2028Bá"
    assert not row["row"].endswith("\r")


def test_a_spelling_of_no_unit_is_refused(served: Project, tmp_path: Path) -> None:
    folder = make_draft(tmp_path / "draft", raw_of(served, "ii-b"))
    found = imported(served, folder, "--period", YEAR, "--alias", "Yên Bá=p63-99")
    assert [(item["found"], item["expected"]) for item in found["problems"]] == [
        ("p63-99", "a known unit")
    ]
    said = run(served, "import", folder, "--period", YEAR, "--alias", "Yên Bá")
    assert (said.exit_code, "NAME=UNIT_ID" in said.stderr) == (2, True)


def test_a_name_printed_for_several_rows_is_refused_with_all_of_them(
    served: Project, tmp_path: Path
) -> None:
    raw = raw_of(served, "ii-b")
    for name in ("Bắc Giang", "Bắc Kạn"):
        raw = raw.replace(f"\t{name}\t", "\tAn Giang\t")
    found = imported(served, make_draft(tmp_path / "draft", raw), "--period", YEAR)
    assert [item["line"] for item in found["problems"]] == [2, 4, 5]
    assert all("lines 2, 4, 5 all name this one" in item["text"] for item in found["problems"])
    (refused,) = found["quarantine"]
    assert [row["line"] for row in refused["rows"]] == [2, 4, 5]


def test_keys_that_are_still_open_are_named_with_what_to_do(
    served: Project, tmp_path: Path
) -> None:
    undecided = ["table.period", "table.document", "table.continues", "table.structure"]
    folder = make_draft(
        tmp_path / "draft",
        raw_of(served, "ii-b"),
        own_document=None,
        draft={"undecided": undecided},
        document=None,
        continues=None,
        table_id=None,
    )
    found = imported(served, folder)
    said = {item["cell"]: item["expected"] for item in found["problems"]}
    assert list(said) == undecided
    assert "--period START..END[:KIND[:LABEL]]" in said["table.period"]
    assert "--as-next-of TABLE" in said["table.continues"]
    assert "--document ID" in said["table.document"]
    assert "bc-btttt-2024-07" in said["table.document"]
    assert f"--set table.structure=VALUE, or the key in {TABLE}.yml" in said["table.structure"]


@pytest.mark.parametrize(
    ("arguments", "cell"),
    [
        (["--period", "2024-01-01..2024-06-30:as_of"], "table.period"),
        (["--as-next-of", "ii-a"], "table.continues"),
    ],
)
def test_what_a_draft_is_certain_of_is_not_overruled(
    served: Project, tmp_path: Path, arguments: list[str], cell: str
) -> None:
    sure = {"sure": "certain", "because": "heading"}
    folder = make_draft(
        tmp_path / "draft",
        raw_of(served, "ii-b"),
        draft={"inferred": {"table.continues": sure, "table.period": sure}},
        period=OF_YEAR,
    )
    (problem,) = imported(served, folder, *arguments)["problems"]
    assert problem["cell"] == cell
    assert "the draft is certain" in problem["expected"]


@pytest.mark.parametrize(
    "period", ["2024", "2024-12-31..2024-01-01", "2024-01-01..2024-03-31", "2024-01-01..2024-13-01"]
)
def test_a_period_that_is_none_is_refused(served: Project, tmp_path: Path, period: str) -> None:
    folder = make_draft(tmp_path / "draft", raw_of(served, "ii-b"))
    said = run(served, "import", folder, "--period", period)
    assert said.exit_code == 2
    assert "START..END[:KIND[:LABEL]]" in said.stderr


def test_two_drafts_of_one_table_are_refused(served: Project, tmp_path: Path) -> None:
    one = make_draft(tmp_path / "one", raw_of(served, "ii-b"))
    two = make_draft(tmp_path / "two", raw_of(served, "ii-b"))
    (problem,) = imported(served, one, two, "--period", YEAR)["problems"]
    assert f"another id than in {one / TABLE}.yml" in problem["text"]


def test_a_document_described_in_another_way_is_refused(served: Project, tmp_path: Path) -> None:
    other = OWN_DOCUMENT | {"document_id": "bc-btttt-2024-07"}
    raw = raw_of(served, "ii-b")
    folder = make_draft(tmp_path / "draft", raw, own_document=other, document=None)
    (problem,) = imported(served, folder, "--period", YEAR)["problems"]
    assert problem["cell"] == "document.document_id"
    assert problem["file"] == str(folder / f"{TABLE}.yml")


def _pipe(folder: Path) -> None:
    (folder / f"{TABLE}.tsv").unlink()
    os.mkfifo(folder / f"{TABLE}.tsv")


def _link(folder: Path) -> None:
    (folder / f"{TABLE}.tsv").unlink()
    (folder / f"{TABLE}.tsv").symlink_to("/etc/hostname")


def _entry(text: str) -> Callable[[Path], None]:
    return lambda folder: (folder / f"{TABLE}.yml").write_text(text, "utf-8") and None


def _key(old: str, new: str) -> Callable[[Path], None]:
    def edit(folder: Path) -> None:
        path = folder / f"{TABLE}.yml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


_BOMB = "a0: &a0 [x]\n" + "".join(
    f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]\n" for level in range(1, 10)
)
HOSTILE: dict[str, tuple[Callable[[Path], None], str]] = {
    "aliases": (_entry(_BOMB), "at most 200000 keys and values"),
    "depth": (_entry("table: " + "[" * 5000 + "]" * 5000), "inside one another"),
    "no YAML": (_entry("table: ["), "valid YAML"),
    "no table": (_entry("- 1"), "the entry of a table"),
    "a pipe": (_pipe, "a named pipe"),
    "a link": (_link, "a regular file, not a link"),
    "no raw table": (lambda folder: (folder / f"{TABLE}.tsv").unlink(), "No such file"),
    "a folder of nothing": (lambda folder: shutil.rmtree(folder) or folder.mkdir(), "*.yml"),
    "10⁶ rows": (
        lambda folder: (folder / f"{TABLE}.tsv").write_text("a\n" * 10**6) and None,
        "a file of at most 100000 lines",
    ),
    "a path for an id": (_key(f"table_id: {TABLE}", "table_id: ../../x"), "an id of small letters"),
    "a long id": (_key(f"table_id: {TABLE}", f"table_id: {'x' * 300}"), "an id of at most"),
    "an absurd number": (_key("- 70", f"- {10**30}"), "source_lines"),
    "an unknown key": (_key("appendix:", "appendiks:"), "appendiks"),
    "no digest": (_key("sha256: '0", "sha256: 'x"), "draft.source.sha256"),
    "two lines for one": (_key("place: table 3", 'place: "a\\nb"'), "draft.source.place"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_drafts_end_in_words(served: Project, tmp_path: Path, name: str) -> None:
    folder = make_draft(tmp_path / "draft", raw_of(served, "ii-b"))
    spoil, expected = HOSTILE[name]
    spoil(folder)
    said = run(served, "import", folder, "--period", YEAR, "--yes")
    assert said.exit_code == 1
    assert expected in said.stderr
    assert str(folder) in said.stderr


def test_a_file_of_no_draft_is_refused(served: Project, tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.docx"
    path.write_bytes(b"PK")
    said = run(served, "import", path)
    assert "the folder of a draft, or a file .yml of one" in said.stderr
