"""The warehouse's tables as files: CSV, XLSX, Parquet, and all of them as one data package."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from dashboard.files.csv import to_csv
from dashboard.files.xlsx import workbook
from dashboard.queries.build import build_of
from dashboard.queries.documents import documents
from dashboard.queries.stored_tables import StoredTable, keys_of, stored_rows, stored_tables
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse
from dashboard.words.build import build_words
from etl.language.i18n import N_, OWN, _, using

TABLES = {
    "observation": N_("Mọi số liệu: giá trị, khoảng hoặc lý do không có, kèm ô in và dòng nguồn"),
    "printed_beside": N_("Số mà nguồn khác in cho cùng một số liệu, đứng bên số được dùng"),
    "target": N_("Mục tiêu 2024, 2025 theo cấp và chỉ tiêu giao cho từng đơn vị"),
    "stated_rank": N_("Vị trí mà câu chữ của văn bản để lại cho từng đơn vị: mười nơi cao nhất"),
    "attainment": N_("Mỗi số liệu so với mỗi mục tiêu: khoảng cách và kết quả"),
    "target_result": N_("Mỗi số liệu cách hạn của mục tiêu bao nhiêu ngày, và kết quả đến hạn"),
    "shown_figure": N_(
        "Mỗi dòng của bản đồ, xếp hạng và bảng: số liệu, hạng, mục tiêu và thay đổi"
    ),
    "unassigned_figure": N_("Số liệu của các dòng không rõ của đơn vị nào, và vì sao"),
    "indicator_period": N_("Mỗi chỉ số có số liệu của kỳ nào, kỳ nào mới nhất, so với kỳ nào"),
    "change": N_("Số liệu của mỗi đơn vị đổi bao nhiêu so với kỳ trước cùng loại"),
    "indicator": N_("Chỉ số: định nghĩa, đơn vị tính, chiều tốt, cách gộp"),
    "indicator_definition": N_("Các cách đo của mỗi chỉ số, và vì sao không so với nhau được"),
    "series_break": N_("Chỗ chuỗi số đổi cách đo"),
    "unit": N_("Đơn vị: tỉnh, thành phố, bộ, ngành, vùng của hai cơ cấu"),
    "structure": N_("Hai cơ cấu đơn vị, mỗi cơ cấu là của một ngày"),
    "unit_alias": N_("Mọi cách viết tên đơn vị gặp trong nguồn"),
    "unit_lineage": N_("Đơn vị nào thành đơn vị nào, từ ngày nào, theo căn cứ nào"),
    "unit_name": N_("Tên và loại của đơn vị theo thời gian"),
    "similarity": N_("Theo những gì mà một đơn vị được coi là giống đơn vị khác"),
    "build": N_("Bản số liệu này: số, lúc lập, dấu của các tệp đầu vào"),
    "document": N_("Văn bản nguồn"),
    "source_table": N_("Bảng của văn bản nguồn, kể cả bảng không kèm theo"),
    "source_column": N_("Chỉ số nằm ở cột nào của bảng nào, in theo định dạng nào"),
    "claim": N_("Điều phần lời của báo cáo nêu mà bảng kiểm được"),
    "claim_check": N_("Kết luận cho từng điều, với phép tính"),
    "correction": N_("Ô in sai: đọc lại thế nào, vì sao, ai và ngày nào"),
    "quality_issue": N_("Ghi nhận về chất lượng số liệu"),
    "obstacle": N_("Vướng mắc ở Phụ lục V"),
    "obstacle_owner": N_("Cơ quan chủ quản của từng vướng mắc"),
    "task": N_("Nhiệm vụ Đề án 06 với cơ quan chủ trì và hạn"),
    "task_unit": N_("Mọi đơn vị mà nhiệm vụ Đề án 06 nêu tên, và vai trò"),
    "glossary": N_("Thuật ngữ và chữ viết tắt"),
    "translation": N_("Lời của danh mục bằng ngôn ngữ khác"),
}
"""What each table holds, most asked for first; a table not listed here goes by its name."""

PACKAGE = "chuyen-doi-so-viet-nam"
_FIELD_TYPES = {
    "VARCHAR": "string",
    "INTEGER": "integer",
    "DOUBLE": "number",
    "DATE": "date",
    "TIMESTAMP": "datetime",
    "BOOLEAN": "boolean",
}


@kept(4)
def tables(source: Warehouse) -> tuple[StoredTable, ...]:
    """Every table of the warehouse, in the order of `TABLES`; those it does not list come last."""
    order = {name: place for place, name in enumerate(TABLES)}
    return tuple(
        sorted(
            stored_tables(source), key=lambda table: (order.get(table.name, len(order)), table.name)
        )
    )


def title_of(table: StoredTable) -> str:
    """What a table holds, in words."""
    return _(TABLES[table.name]) if table.name in TABLES else table.name


def csv_file(source: Warehouse, table: StoredTable) -> bytes:
    """CSV for Excel in the language of `source`, as everywhere in the dashboard."""
    rows = stored_rows(source, table, flat=True).to_pandas(integer_object_nulls=True)
    with using(source.language):
        return to_csv(rows)


def xlsx_file(source: Warehouse, table: StoredTable) -> bytes:
    """One sheet of typed cells, and a cover with the sources."""
    rows = stored_rows(source, table, flat=False)
    with using(source.language):
        return workbook(
            _cover(source, table),
            [(table.name, rows.column_names, (tuple(row.values()) for row in rows.to_pylist()))],
        )


def parquet_file(source: Warehouse, table: StoredTable) -> bytes:
    """The table as the warehouse folder holds it, in the words of the sources."""
    rows = stored_rows(source.in_language(OWN), table, flat=False)
    buffer = BytesIO()
    pyarrow.parquet.write_table(rows, buffer, compression="zstd")
    return buffer.getvalue()


def package_file(source: Warehouse) -> bytes:
    """A Frictionless data package: CSV described by `datapackage.json`, and Parquet beside it."""
    contents = {
        f"data/{table.name}.csv": plain_csv(stored_rows(source.in_language(OWN), table, flat=True))
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
    known = documents(source)
    return {
        "profile": "tabular-data-package",
        "name": PACKAGE,
        "title": _("Chuyển đổi số Việt Nam: số liệu, mục tiêu, kiểm chứng"),
        "version": str(build_of(source).build_id),
        "created": f"{build_of(source).built_at.isoformat()}Z",
        "description": _(
            "Số liệu của các văn bản nguồn, in nguyên và tính lại, theo đơn vị của hai cơ cấu. "
            "Phần trăm tính bằng phần trăm (`92.59`); ô trống là không có giá trị, cột status nói "
            "lý do. Thư mục parquet/ có cùng các bảng."
        ),
        "sources": [{"title": f"{row.issuer_vi}: {row.title_vi} ({row.number})"} for row in known],
        "resources": [
            _resource(source, table, contents[f"data/{table.name}.csv"]) for table in tables(source)
        ],
    }


def _resource(source: Warehouse, table: StoredTable, content: bytes) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(*column) for column in table.columns],
        "missingValues": [""],
    }
    for key in keys_of(source, table):
        if key.is_primary:
            schema["primaryKey"] = list(key.own)
        else:
            reference = {"resource": key.referenced_table, "fields": list(key.theirs)}
            schema.setdefault("foreignKeys", []).append(
                {"fields": list(key.own), "reference": reference}
            )
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": title_of(table),
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
    if kind == "TIMESTAMP":
        # As Arrow writes it.
        field["format"] = "%Y-%m-%d %H:%M:%S.%f"
    if not nullable:
        field["constraints"] = {"required": True}
    return field


def plain_csv(rows: pa.Table) -> bytes:
    """CSV as programs read it: commas, decimal points, ISO dates, nothing for a missing cell."""
    buffer = BytesIO()
    pyarrow.csv.write_csv(rows, buffer)
    return buffer.getvalue()


def _cover(source: Warehouse, table: StoredTable) -> Sequence[tuple[str, str]]:
    return [
        (_("Bảng"), table.name),
        (_("Nội dung"), title_of(table)),
        (_("Bản số liệu"), build_words(source)),
        (_("Số dòng"), str(table.rows)),
        *[
            (_("Nguồn"), f"{row.issuer_vi}: {row.title_vi} ({row.number})")
            for row in documents(source)
        ],
        (_("Ghi chú"), _("Phần trăm tính bằng phần trăm; ô trống là không có giá trị.")),
    ]
