"""Every table of the warehouse as a file, and all of them as a data package."""

import csv
import json
import re
from datetime import datetime
from hashlib import sha256
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZipFile

import pyarrow.parquet
import pytest

from dashboard.files.data_package import (
    TABLES,
    csv_file,
    package_file,
    parquet_file,
    tables,
    xlsx_file,
)
from dashboard.queries.stored_tables import StoredTable
from dashboard.store.builds import warehouse
from dashboard.store.warehouse import Warehouse
from etl.checked import Project
from tests.workbooks import sheets

TYPES = {"string", "datetime", "integer", "number", "date", "boolean", "array"}


@pytest.fixture(scope="module")
def source(built_project: Project) -> Warehouse:
    return warehouse(built_project.warehouse / "warehouse.duckdb")


@pytest.fixture(scope="module")
def package(source: Warehouse) -> ZipFile:
    return ZipFile(BytesIO(package_file(source)))


@pytest.fixture(scope="module")
def described(package: ZipFile) -> dict[str, Any]:
    return json.loads(package.read("datapackage.json"))


def by_name(source: Warehouse, name: str) -> StoredTable:
    return next(table for table in tables(source) if table.name == name)


def test_every_table_is_offered_and_described(source: Warehouse, built_project: Project) -> None:
    stored = {path.stem for path in built_project.warehouse.glob("*.parquet")}
    assert {table.name for table in tables(source)} == stored
    assert stored == set(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_a_table_keeps_its_rows_and_columns_in_every_format(source: Warehouse, name: str) -> None:
    table = by_name(source, name)
    columns = [column for column, _kind, _nullable in table.columns]
    text = csv_file(source, table).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text), delimiter=";"))
    assert rows[0] == columns
    assert len(rows) - 1 == table.rows
    parquet = pyarrow.parquet.read_table(BytesIO(parquet_file(source, table)))
    assert parquet.column_names == columns
    assert parquet.num_rows == table.rows
    content = xlsx_file(source, table)
    lines = dict(sheets(content))[name]
    assert list(lines[0]) == columns
    assert len(lines) - 1 == table.rows
    with ZipFile(BytesIO(content)) as book:
        (pane,) = re.findall("<pane [^>]*>", book.read("xl/worksheets/sheet2.xml").decode())
    assert 'topLeftCell="A2"' in pane
    assert 'state="frozen"' in pane


def test_cells_of_a_workbook_have_types(source: Warehouse) -> None:
    book = dict(sheets(xlsx_file(source, by_name(source, "observation"))))
    assert list(book) == ["Giới thiệu", "observation"]
    assert "Bộ Thông tin và Truyền thông" in str(book["Giới thiệu"])
    header, *rows = book["observation"]
    cells = [dict(zip(header, row, strict=True)) for row in rows]
    (cell,) = (
        row
        for row in cells
        if (row["indicator_id"], row["unit_id"], row["basis"])
        == ("dvctt_full_rate", "p63-48", "published")
    )
    assert cell["value"] == 95.56
    assert cell["period_end"] == datetime(2024, 7, 31)  # noqa: DTZ001
    assert cell["raw_text"] == "95.56%"
    missing = next(row for row in cells if row["status"] == "to_reconcile")
    assert missing["value"] is None


def test_the_package_describes_what_it_holds(package: ZipFile, described: dict[str, Any]) -> None:
    """The rules of Data Package v1 for packages, resources and schemas."""
    assert described["profile"] == "tabular-data-package"
    assert re.fullmatch(r"[a-z0-9._-]+", described["name"])
    names = [resource["name"] for resource in described["resources"]]
    assert sorted(names) == sorted(set(names)) == sorted(TABLES)
    for resource in described["resources"]:
        assert resource["profile"] == "tabular-data-resource"
        assert re.fullmatch(r"[a-z0-9._-]+", resource["name"])
        assert not resource["path"].startswith(("/", ".."))
        content = package.read(resource["path"])
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{sha256(content).hexdigest()}"
        header, *rows = csv.reader(StringIO(content.decode("utf-8")))
        fields = resource["schema"]["fields"]
        assert header == [field["name"] for field in fields]
        assert {field["type"] for field in fields} <= TYPES
        keys = resource["schema"].get("primaryKey", [])
        assert set(keys) <= set(header)
        key = [[row[header.index(name)] for name in keys] for row in rows]
        assert not keys or len({tuple(item) for item in key}) == len(rows)
        assert f"parquet/{resource['name']}.parquet" in package.namelist()


def test_the_cells_of_the_package_have_the_types_it_says(
    package: ZipFile, described: dict[str, Any]
) -> None:
    reads = {
        "string": str,
        "integer": int,
        "number": float,
        "date": lambda cell: datetime.strptime(cell, "%Y-%m-%d"),  # noqa: DTZ007
        "datetime": lambda cell: datetime.strptime(cell, "%Y-%m-%d %H:%M:%S.%f"),  # noqa: DTZ007
        "boolean": {"true": True, "false": False}.__getitem__,
        "array": json.loads,
    }
    for resource in described["resources"]:
        text = package.read(resource["path"]).decode("utf-8")
        for row in csv.DictReader(StringIO(text)):
            for field in resource["schema"]["fields"]:
                cell = row[field["name"]]
                if cell == "":
                    assert not field.get("constraints", {}).get("required"), field
                else:
                    reads[field["type"]](cell)


def test_references_of_the_package_hold(package: ZipFile, described: dict[str, Any]) -> None:
    rows_of = {
        resource["name"]: list(
            csv.DictReader(StringIO(package.read(resource["path"]).decode("utf-8")))
        )
        for resource in described["resources"]
    }
    checked = 0
    for resource in described["resources"]:
        for key in resource["schema"].get("foreignKeys", []):
            target, names = key["reference"]["resource"], key["reference"]["fields"]
            known = {tuple(row[name] for name in names) for row in rows_of[target]}
            for row in rows_of[resource["name"]]:
                found = tuple(row[name] for name in key["fields"])
                assert "" in found or found in known, (resource["name"], key, found)
            checked += 1
    assert checked > 10
