"""The project's own tables, printed in every form of file, come back cell for cell."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from etl.__main__ import app
from etl.catalogue.load import Catalogue
from etl.checked import Project
from etl.quality.validate import raw_file
from etl.receive.isolated import read_document
from etl.receive.model import Document
from etl.receive.opening import opened
from tests.received_files import (
    Printed,
    as_csv,
    as_docx,
    as_html,
    as_pdf,
    as_xlsx,
    printed_tables,
    scanned_text,
    slices,
)

ROOT = Path(__file__).parents[2]
SOURCES = "SOURCE_DOCUMENTS"


@pytest.fixture(scope="module")
def tables(catalogue: Catalogue) -> list[Printed]:
    return printed_tables(ROOT, catalogue)


def _read(file: Path, content: bytes) -> Document:
    file.write_bytes(content)
    with opened(file) as received:
        return read_document(received)


def _rows(document: Document) -> list[list[list[str]]]:
    return [[list(row.cells) for row in table.rows] for table in document.tables]


@pytest.mark.parametrize(
    ("suffix", "written"),
    [(".docx", as_docx), (".xlsx", as_xlsx), (".html", as_html), (".pdf", as_pdf)],
)
def test_every_table_comes_back_cell_for_cell(
    tmp_path: Path, tables: list[Printed], suffix: str, written: Callable[..., bytes]
) -> None:
    document = _read(tmp_path / f"a{suffix}", written(tables))
    assert _rows(document) == [[list(row) for row in table.rows] for table in tables]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_table_comes_back_from_csv(
    tmp_path: Path, tables: list[Printed], separator: str
) -> None:
    for table in tables:
        document = _read(tmp_path / "a.csv", as_csv(table, separator))
        assert _rows(document) == [[list(row) for row in table.rows]], table.table_id


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_that_say_what_they_are_read_alike(
    tmp_path: Path, tables: list[Printed], encoding: str
) -> None:
    document = _read(tmp_path / "a.csv", as_csv(tables[0], encoding=encoding))
    assert _rows(document) == [[list(row) for row in tables[0].rows]]


def test_raw_files_are_lines_of_scanned_text(tmp_path: Path, catalogue: Catalogue) -> None:
    """Page breaks, repeated headers, tags and footnotes stay as they are printed."""
    document = _read(tmp_path / "a.txt", scanned_text(ROOT, catalogue).encode())
    raw = [
        (ROOT / raw_file(catalogue, table.table_id)).read_text("utf-8")
        for table in slices(catalogue)
    ]
    printed = ["\n".join(table.printed) for table in document.tables]
    assert printed == [text.rstrip("\n") for text in raw]


def _extract(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["extract", *arguments], env={"COLUMNS": "200"})


@pytest.mark.parametrize(
    ("suffix", "written"),
    [(".docx", as_docx), (".xlsx", as_xlsx), (".html", as_html)],
)
def test_every_table_is_recognised(
    tmp_path: Path, tables: list[Printed], suffix: str, written: Callable[..., bytes]
) -> None:
    file = tmp_path / f"a{suffix}"
    file.write_bytes(written(tables))
    result = _extract(str(file), "--out", str(tmp_path / "draft"))
    assert result.exit_code == 0, result.output
    listed = json.loads((tmp_path / "draft" / "extracted.json").read_text("utf-8"))["tables"]
    assert [item["recognised_as"] for item in listed] == [table.table_id for table in tables]
    assert {item["sure"] for item in listed} == {"certain"}
    assert not [item for item in listed if item["problems"]]


def test_a_document_of_the_catalogue_gives_the_raw_files_again(
    tmp_path: Path, catalogue: Catalogue
) -> None:
    """The tables that are no lines of the document are named as typed from prose."""
    (tmp_path / "a.txt").write_text(scanned_text(ROOT, catalogue), "utf-8")
    document = "bc-btttt-2024-07"
    folder = tmp_path / "draft"
    result = _extract(str(tmp_path / "a.txt"), "--out", str(folder), "--document", document)
    assert result.exit_code == 0, result.output
    for table in slices(catalogue):
        raw = ROOT / raw_file(catalogue, table.table_id)
        draft = (folder / f"{table.table_id}.tsv").read_text("utf-8")
        assert draft.rstrip("\n") == raw.read_text("utf-8").rstrip("\n")
        assert f"the same as {raw.relative_to(ROOT)}" in result.output
    for table in catalogue.tables.values():
        if table.table_id.startswith("text-"):
            assert f"{table.table_id}, lines" in result.output
            assert "typed from prose: not in the document as a table" in result.output


def test_a_raw_file_that_is_gone_is_named(
    tmp_path: Path, catalogue: Catalogue, project: Project
) -> None:
    (tmp_path / "a.txt").write_text(scanned_text(ROOT, catalogue), "utf-8")
    (project.root / raw_file(catalogue, "ii-b")).unlink()
    out = ["--out", str(tmp_path / "draft"), "--document", "bc-btttt-2024-07"]
    result = _extract(str(tmp_path / "a.txt"), *out, "--root", str(project.root))
    assert result.exit_code == 1
    assert raw_file(catalogue, "ii-b") in result.output


@pytest.mark.skipif(SOURCES not in os.environ, reason=f"{SOURCES}: the folder of the documents")
def test_the_source_documents_give_the_raw_files(tmp_path: Path, catalogue: Catalogue) -> None:
    """Every table that is a slice of its document is reproduced, and no other is claimed to be."""
    met = set()
    for file in sorted(Path(os.environ[SOURCES]).glob("[0-9]*.txt")):
        folder = tmp_path / file.stem
        result = _extract(str(file), "--out", str(folder))
        assert result.exit_code == 0, result.output
        content = json.loads((folder / "extracted.json").read_text("utf-8"))
        assert content["not_found"] == []
        for item in content["tables"]:
            if item["recognised_as"]:
                table = catalogue.tables[item["recognised_as"]]
                assert item["differs_from_raw_file"] == []
                assert item["sure"] == "certain"
                cut = item["rows"] - table.rows_expected  # type: ignore[union-attr]
                assert cut == (3 if table.table_id == "i" else 0)
                assert item["place"] == "lines {}–{}".format(*table.source_lines)
                raw = ROOT / raw_file(catalogue, table.table_id)
                draft = (folder / item["file"]).read_text("utf-8")
                assert draft.rstrip("\n") == raw.read_text("utf-8").rstrip("\n")
                met.add(table.table_id)
        for item in content["not_tables"]:
            shape = catalogue.tables[item["table_id"]].shape
            typed = shape not in ("not_carried", "obstacles")
            assert item["why"].startswith("typed from prose") is typed
            met.add(item["table_id"])
    assert met == set(catalogue.tables)
