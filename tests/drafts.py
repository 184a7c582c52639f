"""Drafts made by hand: a table of the real data as it would be received anew, with its entry."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from click.testing import Result
from typer.testing import CliRunner

from etl.__main__ import app
from etl.checked import Project
from tests.later_periods import DOCUMENT

TABLE = "ii-b-2024-12"
YEAR = "2024-01-01..2024-12-31"
SOURCE = {"file": "bao-cao-thu.docx", "sha256": "0" * 64, "place": "table 3"}
OWN_DOCUMENT = DOCUMENT | {"issued_on": date(2025, 7, 1)}
_RATE = re.compile(r"(\d+\.\d\d)%")


def raw_of(project: Project, table_id: str) -> str:
    (path,) = (project.root / "data" / "raw").rglob(f"{table_id}.tsv")
    return path.read_text(encoding="utf-8")


def risen(text: str, by: float) -> str:
    """The table with every rate of two decimals higher by so much, up to 100."""
    return _RATE.sub(lambda found: f"{min(float(found[1]) + by, 100):.2f}%", text)


def make_draft(
    folder: Path,
    raw: str,
    *,
    name: str = TABLE,
    own_document: dict[str, Any] | None = OWN_DOCUMENT,
    draft: dict[str, Any] | None = None,
    **table: Any,
) -> Path:
    """Write a draft that continues `ii-b`, whose period is left open; the folder.

    `table` are keys of its entry; those that are None are left out.
    """
    folder.mkdir(exist_ok=True)
    entry: dict[str, Any] = {
        "table_id": name,
        "continues": "ii-b",
        "document": "doc-thu",
        "appendix": "Phụ lục II-b",
        "source_lines": [1, 70],
    }
    said: dict[str, Any] = {
        "table": {key: part for key, part in (entry | table).items() if part is not None},
        "draft": draft or {"source": SOURCE, "undecided": ["table.period"]},
    }
    if own_document is not None:
        said["document"] = own_document
    text = yaml.safe_dump(said, allow_unicode=True, sort_keys=False)
    (folder / f"{name}.yml").write_text(text, encoding="utf-8")
    (folder / f"{name}.tsv").write_text(raw, encoding="utf-8")
    return folder


def run(project: Project, *arguments: str | Path) -> Result:
    """`python -m etl …` on the project; whatever it ends by, it ends in words."""
    command, *rest = map(str, arguments)
    result = CliRunner().invoke(app, [command, *rest, "--root", str(project.root)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def imported(project: Project, *arguments: str | Path) -> dict[str, Any]:
    """What an import says as JSON."""
    found: dict[str, Any] = json.loads(run(project, "import", *arguments, "--json").stdout)
    return found


def state_of(project: Project) -> dict[str, bytes]:
    """Every file of the inputs, and whatever else lies beside them."""
    data = project.root / "data"
    return {
        path.relative_to(data).as_posix(): path.read_bytes()
        for path in sorted(data.rglob("*"))
        if path.is_file() and "warehouse" not in path.relative_to(data).parts[0]
    }
