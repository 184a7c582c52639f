"""Tables of invented figures, laid over the real data: raw text, and an entry by its keys."""

from datetime import date
from typing import Any

import duckdb
import pytest
import yaml

from dashboard.queries.quality_issues import issues
from dashboard.store.builds import warehouse as read_warehouse
from dashboard.words.statements import write
from etl.checked import Project, check
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


WIDE = """
Tỉnh | Năm 2022 | Năm 2023 | Thuê bao
Hà Nội | 61,5 | 64 | 120
Đà Nẵng | - | 70,5 | 35
"""
WIDE_COLUMNS: list[dict[str, Any]] = [
    {"heading": "Năm 2022", "indicator": "fibre_rate", "period": year(2022)},
    {"heading": "Năm 2023", "indicator": "fibre_rate", "period": year(2023)},
    {"heading": "Thuê bao", "indicator": "fibre_lines"},
]
LONG = """
Tỉnh | Kỳ | Tỷ lệ
Hà Nội | Quý I/2024 | 61,5
Đà Nẵng | Quý I/2024 | -
Hà Nội | Quý II/2024 | 64
Đà Nẵng | Quý II/2024 | 70,5
"""
FIRST = {"start": date(2024, 1, 1), "end": date(2024, 3, 31), "label": "Q1", "kind": "quarter"}
SECOND = {"start": date(2024, 4, 1), "end": date(2024, 6, 30), "label": "Q2", "kind": "quarter"}
LONG_PERIODS = {
    "period_column": "Kỳ",
    "periods": {"Quý I/2024": FIRST, "Quý II/2024": SECOND},
    "columns": [{"heading": "Tỷ lệ", "indicator": "fibre_rate"}],
}


def wide(project: Project, **said: Any) -> Project:
    return add_table(project, WIDE, **{"columns": WIDE_COLUMNS, "period": year(2024), **said})


def long(project: Project, raw: str = LONG, **said: Any) -> Project:
    return add_table(project, raw, **{**LONG_PERIODS, **said})


LONGEST = """
Tỉnh | Năm | Chỉ số | Giá trị
Hà Nội | 2022 | Thuê bao | 120
Hà Nội | 2022 | Tỷ lệ | 61,5
Hà Nội | 2023 | Tỷ lệ | 64
Đà Nẵng | 2023 | Thuê bao | 35
Cả nước | 2023 | Thuê bao | 35
Cả nước | 2023 | Tỷ lệ | 64
"""


def longest(project: Project, raw: str = LONGEST) -> Project:
    """A row per unit, period and indicator."""
    return add_table(
        project,
        raw,
        period_column="Năm",
        periods={"2022": year(2022), "2023": year(2023)},
        indicator_column="Chỉ số",
        columns=[
            {"heading": "Giá trị", "rows": "Tỷ lệ", "indicator": "fibre_rate"},
            {"heading": "Giá trị", "rows": "Thuê bao", "indicator": "fibre_lines"},
        ],
        check_rows={"Cả nước": "mean"},
    )


def problems(project: Project) -> list[str]:
    """What a check of the project reports."""
    with pytest.raises(BuildError) as error:
        check(project)
    return [str(problem) for problem in error.value.problems]


def noticed(
    project: Project, table_id: str = "bang-thu"
) -> list[tuple[str, str, str | None, str | None, str]]:
    """Kind, severity, region, indicator and sentence of what the table's rows do not come to."""
    source = read_warehouse(project.warehouse / "warehouse.duckdb")
    return [
        (item.kind, item.severity, item.unit_id, item.indicator_id, write(item.detail))
        for item in issues(source)
        if item.table_id == table_id and item.kind not in ("absent_by_design", "not_merged")
    ]


def rows(project: Project, sql: str) -> list[tuple[Any, ...]]:
    """What the built warehouse answers."""
    path = project.warehouse / "warehouse.duckdb"
    with duckdb.connect(path, read_only=True) as connection:
        return connection.execute(sql).fetchall()
