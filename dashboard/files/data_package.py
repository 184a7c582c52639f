"""The warehouse's tables as files: CSV, XLSX, Parquet, and all of them as one data package."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from dashboard.files.csv import to_csv
from dashboard.files.xlsx import workbook
from dashboard.store.records import records
from dashboard.store.warehouse import Warehouse
from etl.language.i18n import LANGUAGES, N_, _, using

TABLES = {
    "observation": N_("Mọi số liệu: giá trị, khoảng hoặc lý do không có, kèm ô in và dòng nguồn"),
    "target": N_("Mục tiêu 2024, 2025 theo cấp và chỉ tiêu giao cho từng đơn vị"),
    "stated_rank": N_("Vị trí mà câu chữ của văn bản để lại cho từng đơn vị: mười nơi cao nhất"),
    "attainment": N_("Mỗi số liệu so với mỗi mục tiêu: khoảng cách và kết quả"),
    "indicator": N_("Chỉ số: định nghĩa, đơn vị tính, chiều tốt, cách gộp"),
    "series_break": N_("Chỗ chuỗi số đổi cách đo"),
    "unit": N_("Đơn vị: tỉnh, thành phố, bộ, ngành, vùng của hai cơ cấu"),
    "unit_alias": N_("Mọi cách viết tên đơn vị gặp trong nguồn"),
    "unit_lineage": N_("Đơn vị nào thành đơn vị nào, từ ngày nào, theo căn cứ nào"),
    "unit_name": N_("Tên và loại của đơn vị theo thời gian"),
    "document": N_("Văn bản nguồn"),
    "source_table": N_("Bảng của văn bản nguồn, kể cả bảng không kèm theo"),
    "source_column": N_("Chỉ số nằm ở cột nào của bảng nào, in theo định dạng nào"),
    "claim": N_("Điều phần lời của báo cáo nêu mà bảng kiểm được"),
    "claim_check": N_("Kết luận cho từng điều, với phép tính"),
    "quality_issue": N_("Ghi nhận về chất lượng số liệu"),
    "obstacle": N_("Vướng mắc ở Phụ lục V"),
    "obstacle_owner": N_("Cơ quan chủ quản của từng vướng mắc"),
    "task": N_("Nhiệm vụ Đề án 06 với cơ quan chủ trì và hạn"),
    "task_unit": N_("Mọi đơn vị mà nhiệm vụ Đề án 06 nêu tên, và vai trò"),
    "glossary": N_("Thuật ngữ và chữ viết tắt"),
}
"""What each table holds, most asked for first; a table not listed here goes by its name."""

PACKAGE = "chuyen-doi-so-viet-nam"
_FIELD_TYPES = {
    "VARCHAR": "string",
    "INTEGER": "integer",
    "DOUBLE": "number",
    "DATE": "date",
    "BOOLEAN": "boolean",
}


@dataclass(frozen=True)
class Table:
    """One table of the store: its columns with their types and whether they may be empty."""

    name: str
    rows: int
    columns: tuple[tuple[str, str, bool], ...]

    @property
    def title_vi(self) -> str:
        return _(TABLES[self.name]) if self.name in TABLES else self.name


@lru_cache(maxsize=4)
def tables(source: Warehouse) -> tuple[Table, ...]:
    """Every table of the warehouse, in the order of `TABLES`."""
    found = records(
        source.query(
            """
            SELECT table_name, column_name, data_type, is_nullable FROM duckdb_columns()
            WHERE schema_name = 'main' AND NOT internal ORDER BY table_name, column_index
            """
        )
    )
    columns: dict[str, list[tuple[str, str, bool]]] = {}
    for row in found:
        column = (row["column_name"], row["data_type"], row["is_nullable"])
        columns.setdefault(row["table_name"], []).append(column)
    known = list(TABLES)
    names = sorted(
        columns,
        key=lambda name: (name not in TABLES, known.index(name) if name in TABLES else 0, name),
    )
    return tuple(Table(name, _count(source, name), tuple(columns[name])) for name in names)


def _count(source: Warehouse, name: str) -> int:
    return int(source.query(f'SELECT count(*) AS n FROM "{name}"')["n"].iloc[0])


def _arrow(source: Warehouse, table: Table, *, flat: bool) -> pa.Table:
    """The rows of a table; `flat` writes lists as JSON, for files whose cells hold no lists."""
    columns = ", ".join(
        f'to_json("{name}")::VARCHAR AS "{name}"' if flat and kind.endswith("[]") else f'"{name}"'
        for name, kind, _nullable in table.columns
    )
    return source.arrow(f'SELECT {columns} FROM "{table.name}"')


def csv_file(source: Warehouse, table: Table) -> bytes:
    """CSV for Excel in the language of `source`, as everywhere in the dashboard."""
    rows = _arrow(source, table, flat=True).to_pandas(integer_object_nulls=True)
    with using(source.language):
        return to_csv(rows)


def xlsx_file(source: Warehouse, table: Table) -> bytes:
    """One sheet of typed cells, and a cover with the sources."""
    rows = _arrow(source, table, flat=False)
    with using(source.language):
        return workbook(
            _cover(source, table),
            [(table.name, rows.column_names, (tuple(row.values()) for row in rows.to_pylist()))],
        )


def parquet_file(source: Warehouse, table: Table) -> bytes:
    """The table as the warehouse folder holds it, in the words of the sources."""
    rows = _arrow(source.in_language(LANGUAGES[0]), table, flat=False)
    buffer = BytesIO()
    pyarrow.parquet.write_table(rows, buffer, compression="zstd")
    return buffer.getvalue()


def package_file(source: Warehouse) -> bytes:
    """A Frictionless data package: CSV described by `datapackage.json`, and Parquet beside it."""
    contents = {
        f"data/{table.name}.csv": _plain_csv(
            _arrow(source.in_language(LANGUAGES[0]), table, flat=True)
        )
        for table in tables(source)
    }
    described = json.dumps(descriptor(source, contents), ensure_ascii=False, indent=2)
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr("datapackage.json", described, ZIP_DEFLATED)
        for path, content in contents.items():
            archive.writestr(path, content, ZIP_DEFLATED)
        for table in tables(source):
            archive.writestr(
                f"parquet/{table.name}.parquet", parquet_file(source, table), ZIP_STORED
            )
    return buffer.getvalue()


def descriptor(source: Warehouse, contents: Mapping[str, bytes]) -> dict[str, Any]:
    """The package's `datapackage.json` (Data Package v1); `contents` has the files by path."""
    documents = _documents(source)
    return {
        "profile": "tabular-data-package",
        "name": PACKAGE,
        "title": _("Chuyển đổi số Việt Nam: số liệu, mục tiêu, kiểm chứng"),
        "description": _(
            "Số liệu của các văn bản nguồn, in nguyên và tính lại, theo đơn vị của hai cơ cấu. "
            "Phần trăm tính bằng phần trăm (`92.59`); ô trống là không có giá trị, cột status nói "
            "lý do. Thư mục parquet/ có cùng các bảng."
        ),
        "sources": [
            {"title": f"{row['issuer_vi']}: {row['title_vi']} ({row['number']})"}
            for row in documents
        ],
        "resources": [
            _resource(source, table, contents[f"data/{table.name}.csv"]) for table in tables(source)
        ],
    }


def _resource(source: Warehouse, table: Table, content: bytes) -> dict[str, Any]:
    keys = records(
        source.query(
            """
            SELECT constraint_type, constraint_column_names AS own, referenced_table,
                referenced_column_names AS theirs
            FROM duckdb_constraints()
            WHERE schema_name = 'main' AND table_name = $name
                AND constraint_type IN ('PRIMARY KEY', 'FOREIGN KEY')
            ORDER BY constraint_type DESC, constraint_index
            """,
            name=table.name,
        )
    )
    schema: dict[str, Any] = {
        "fields": [_field(*column) for column in table.columns],
        "missingValues": [""],
    }
    for key in keys:
        if key["constraint_type"] == "PRIMARY KEY":
            schema["primaryKey"] = list(key["own"])
        else:
            reference = {"resource": key["referenced_table"], "fields": list(key["theirs"])}
            schema.setdefault("foreignKeys", []).append(
                {"fields": list(key["own"]), "reference": reference}
            )
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title_vi,
        "path": f"data/{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "schema": schema,
    }


def _field(name: str, kind: str, nullable: bool) -> dict[str, Any]:
    field: dict[str, Any] = {"name": name, "type": _FIELD_TYPES.get(kind, "string")}
    if kind.endswith("[]"):
        field["type"] = "array"
    if not nullable:
        field["constraints"] = {"required": True}
    return field


def _plain_csv(rows: pa.Table) -> bytes:
    """CSV as programs read it: commas, decimal points, ISO dates, nothing for a missing cell."""
    buffer = BytesIO()
    pyarrow.csv.write_csv(rows, buffer)
    return buffer.getvalue()


def _documents(source: Warehouse) -> list[dict[str, Any]]:
    return records(
        source.query("SELECT number, title_vi, issuer_vi FROM document ORDER BY data_as_of")
    )


def _cover(source: Warehouse, table: Table) -> Sequence[tuple[str, str]]:
    return [
        (_("Bảng"), table.name),
        (_("Nội dung"), table.title_vi),
        (_("Số dòng"), str(table.rows)),
        *[
            (_("Nguồn"), f"{row['issuer_vi']}: {row['title_vi']} ({row['number']})")
            for row in _documents(source)
        ],
        (_("Ghi chú"), _("Phần trăm tính bằng phần trăm; ô trống là không có giá trị.")),
    ]
