"""The figures after July 2024 come in by the commands: taken out of a copy, and received again.

One table of each kind; with EVERY_TABLE in the environment all of them, which takes a minute.
"""

import os
from pathlib import Path
from typing import Any

import duckdb
import yaml
from typer.testing import CliRunner, Result

from etl.__main__ import app
from etl.build import build
from etl.catalogue.load import Catalogue, load_catalogue
from etl.checked import Project
from tests.brought_back import (
    TakenOut,
    answers,
    as_flags,
    draft_in,
    later_tables,
    one_of_each_kind,
    take_out,
)

EVERY = "EVERY_TABLE"
NEW_TOPIC = "service-index-2026-10"
"""A table that brings its indicators with it here, as it did when it came."""
INDICATORS = "indicators/service_index.yml"


def run(project: Project, *arguments: str) -> Result:
    ended = CliRunner().invoke(app, [*arguments, "--root", str(project.root)])
    assert ended.exception is None or isinstance(ended.exception, SystemExit), ended.exception
    return ended


def chosen(catalogue: Catalogue) -> list[str]:
    if EVERY in os.environ:
        return [table.table_id for table in later_tables(catalogue)]
    return sorted({*one_of_each_kind(catalogue), NEW_TOPIC})


def without_claims(project: Project, documents: set[str]) -> str:
    """The claims as they were; what is said of documents that are gone goes for a while."""
    file = project.catalogue / "claims.yml"
    text = file.read_text("utf-8")
    others = [claim for claim in yaml.safe_load(text) if claim["document"] not in documents]
    file.write_text(yaml.safe_dump(others, allow_unicode=True), "utf-8")
    return text


def extract(project: Project, folder: Path, number: int, table: TakenOut) -> Path:
    """The draft of a table that was received in some form of file."""
    suffix, content = table.received(number)
    file = folder / f"{table.table_id}{suffix}"
    file.write_bytes(content)
    ended = run(project, "extract", str(file), "--document", table.document_id)
    assert ended.exit_code == 0, ended.output
    draft = draft_in(project.root / "data" / "received" / table.table_id)
    raw = draft.with_suffix(".tsv").read_text("utf-8")
    assert raw.rstrip("\n").split("\n") == list(table.lines)
    return draft


def wanted(catalogue: Catalogue, table: TakenOut, drafted: dict[str, Any]) -> dict[str, Any]:
    """The entry as it was; its document with it where that came with another table."""
    document = catalogue.documents[table.document_id].model_dump(exclude_defaults=True)
    said = {"document": {"issued_on": None} | document} if "document" in drafted else {}
    return said | dict(table.entry)


def differing(one: Project, other: Project) -> dict[str, tuple[int, int]]:
    """Tables of two warehouses that do not hold the same rows, with how many only one has."""
    found = {}
    with duckdb.connect() as connection:
        for name, project in (("one", one), ("other", other)):
            file = project.warehouse / "warehouse.duckdb"
            connection.execute(f"ATTACH '{file}' AS {name} (READ_ONLY)")
        tables = "SELECT table_name FROM duckdb_tables() WHERE database_name = 'one'"
        for (table,) in connection.execute(tables).fetchall():
            rows = [
                len(connection.execute(f"FROM {a}.{table} EXCEPT ALL FROM {b}.{table}").fetchall())
                for a, b in (("one", "other"), ("other", "one"))
            ]
            if any(rows):
                found[table] = (rows[0], rows[1])
    return found


def test_tables_come_in_by_extract_and_import_as_they_were(
    project: Project, built_project: Project, catalogue: Catalogue, tmp_path: Path
) -> None:
    """Figures, targets, units, lists, an index with its indicators, and the documents of all."""
    received = tmp_path / "received"
    received.mkdir()
    taken = {name: take_out(project, name) for name in chosen(catalogue)}
    claims = without_claims(project, {table.document_id for table in taken.values()})
    file = project.catalogue / INDICATORS
    topic = yaml.safe_load(file.read_text("utf-8"))
    file.unlink()
    drafts, flags = [], []
    for number, table in enumerate(taken.values()):
        draft = extract(project, received, number, table)
        drafted = yaml.safe_load(draft.read_text("utf-8"))
        entry = wanted(catalogue, table, drafted)
        if table.table_id == NEW_TOPIC:
            entry["topics"] = [topic]
        drafts.append(str(draft))
        flags += as_flags(f"{table.table_id}/{draft.stem}", answers(drafted, entry))

    others = [flag for flag in flags if not flag.startswith(f"--set={NEW_TOPIC}/")]
    ended = run(project, "import", *drafts, *others)
    assert ended.exit_code == 1
    assert "topics.0.indicators.0.definition_vi" in ended.output
    assert "what is counted, and out of what" in " ".join(ended.output.split())

    ended = run(project, "import", *drafts, *flags, "--yes")
    assert ended.exit_code == 0, ended.output
    (project.catalogue / "claims.yml").write_text(claims, "utf-8")
    build(project)
    assert differing(built_project, project) == {"build": (1, 1)}
    after = load_catalogue(project.catalogue)
    assert dict(after.documents) == dict(catalogue.documents)
    for name in taken:
        left = after.tables[name].model_dump(exclude={"structure"})
        assert left == catalogue.tables[name].model_dump(exclude={"structure"})
