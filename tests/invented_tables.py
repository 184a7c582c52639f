"""Tables of invented figures, laid over the real data: raw text, and an entry by its keys."""

from datetime import date
from typing import Any

import duckdb
import pytest
import yaml

from etl.build import Project, check
from etl.problems import BuildError

_COMMON = {
    "decimals": 1,
    "better": "higher",
    "levels": ["province"],
    "class_breaks": [50, 75],
    "gap_breaks": [0, 10, 20],
    "measured_by": "Thử nghiệm",
}
_LINES, _HOMES, _SHARE = "fibre_lines", "fibre_homes", "fibre_share"
_COUNTS = {"value_kind": "count", "aggregation": "sum", "unit_vi": "thuê bao"}
_INDICATORS = {
    "fibre_rate": {"value_kind": "rate", "aggregation": "bounds", "unit_vi": "%"},
    _LINES: {**_COUNTS, "decimals": 0, "valid_range": [-1e9, 1e9], "class_breaks": [5]},
    _HOMES: {**_COUNTS, "decimals": 0, "valid_range": [0, 1e9], "class_breaks": [5]},
    _SHARE: {
        "value_kind": "rate",
        "aggregation": "ratio_of_sums",
        "unit_vi": "%",
        "numerator_id": _LINES,
        "denominator_id": _HOMES,
    },
}
TOPIC = {
    "topic": "infrastructure",
    "topic_vi": "Hạ tầng số",
    "sort_order": 99,
    "indicators": [
        {
            "indicator_id": name,
            "name_vi": f"Chỉ số thử {number}",
            "short_name_vi": f"Thử {number}",
            "definition_vi": "Bịa cho phép thử.",
            "valid_range": [0, 100],
            **_COMMON,
            **said,
        }
        for number, (name, said) in enumerate(_INDICATORS.items(), start=1)
    ],
}


def year(number: int) -> dict[str, Any]:
    """The period of a calendar year, as an entry says it."""
    return {"start": date(number, 1, 1), "end": date(number, 12, 31), "label": str(number)}


def add_table(
    project: Project, raw: str, table_id: str = "bang-thu", *, topic: bool = True, **said: Any
) -> Project:
    """Add a table of some provinces; its entry says that the others are left out.

    Cells of `raw` stand between `|`. `said` are keys of the entry beside the usual ones.
    """
    lines = [line.split("|") for line in raw.strip().splitlines()]
    text = "\n".join("\t".join(cell.strip() for cell in line) for line in lines)
    folder = project.root / "data" / "raw" / "bc-btttt-2024-07"
    (folder / f"{table_id}.tsv").write_text(f"{text}\n", encoding="utf-8")
    entry = {
        "table_id": table_id,
        "document": "bc-btttt-2024-07",
        "appendix": "Phụ lục thử",
        "source_lines": [2000, 2099],
        "rows_expected": len(lines) - 1,
    }
    if "continues" not in said:
        entry |= {
            "title_vi": "Bảng thử",
            "shape": "unit_rows",
            "number_format": "decimal_comma",
            "missing": {"-": "not_available"},
            "level": "province",
            "key_column": "Tỉnh",
            "absent_vi": "Bảng thử chỉ nêu vài tỉnh.",
        }
    file = {"table": entry | said} | ({"topics": [TOPIC]} if topic else {})
    path = project.catalogue / "tables" / f"{table_id}.yml"
    path.write_text(yaml.safe_dump(file, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return project


def problems(project: Project) -> list[str]:
    """What a check of the project reports."""
    with pytest.raises(BuildError) as error:
        check(project)
    return [str(problem) for problem in error.value.problems]


def rows(project: Project, sql: str) -> list[tuple[Any, ...]]:
    """What the built warehouse answers."""
    path = project.warehouse / "warehouse.duckdb"
    with duckdb.connect(path, read_only=True) as connection:
        return connection.execute(sql).fetchall()
