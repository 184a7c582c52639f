"""Later periods, invented: the rows of a real table, printed again in a document of no one."""

import shutil
from collections.abc import Callable
from datetime import date
from typing import Any

import yaml

from etl.build import Project

LATER = "Báo cáo thử, bịa cho phép thử"
DOCUMENT = {
    "document_id": "doc-thu",
    "number": "01/BC-THU",
    "title_vi": LATER,
    "short_title_vi": LATER,
    "issuer_vi": "Cơ quan thử",
    "issued_on": None,
    "issued_label_vi": "tháng 7/2025",
    "data_as_of": date(2025, 6, 30),
}
YEAR = {"start": date(2024, 1, 1), "end": date(2024, 12, 31), "label": "2024"}
NEXT_JUNE = {
    "start": date(2025, 1, 1),
    "end": date(2025, 6, 30),
    "label": "6/2025",
    "kind": "year_to_date",
}
ENTRY = {"document": "doc-thu", "appendix": "Bảng thử", "source_lines": [1, 70], "period": YEAR}

Later = Callable[..., Project]


def print_again(project: Project, table_id: str, name: str = "", **said: Any) -> Project:
    """Add a table that continues `table_id`; `said` are keys of its entry. Not built yet."""
    own = name or f"{table_id}-sau"
    documents = project.catalogue / "documents.yml"
    if LATER not in (text := documents.read_text(encoding="utf-8")):
        documents.write_text(f"{text}\n{_yaml([DOCUMENT])}", encoding="utf-8")
    (source,) = (project.root / "data" / "raw").rglob(f"{table_id}.tsv")
    raw = project.root / "data" / "raw" / "doc-thu" / f"{own}.tsv"
    raw.parent.mkdir(exist_ok=True)
    shutil.copy(source, raw)
    entry = {"table": {"table_id": own, "continues": table_id, **ENTRY, **said}}
    path = project.catalogue / "tables" / f"{own}.yml"
    path.write_text(_yaml(entry), encoding="utf-8")
    return project


def _yaml(said: Any) -> str:
    return yaml.safe_dump(said, allow_unicode=True, sort_keys=False)
