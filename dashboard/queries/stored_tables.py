"""The store's own tables as they are, for files to take away."""

from dataclasses import dataclass

import pyarrow as pa

from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class StoredTable:
    """One table of the store: its columns with their types and whether they may be empty."""

    name: str
    rows: int
    columns: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Key:
    """A primary or foreign key of a stored table; only a foreign one refers to another table."""

    is_primary: bool
    own: tuple[str, ...]
    referenced_table: str | None
    theirs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Column:
    table_name: str
    column_name: str
    data_type: str
    is_nullable: bool


@kept(8)
def stored_tables(source: Warehouse) -> tuple[StoredTable, ...]:
    """Every table of the warehouse, by name."""
    columns: dict[str, list[tuple[str, str, bool]]] = {}
    for column in source.records(
        _Column,
        """
        SELECT table_name, column_name, data_type, is_nullable FROM duckdb_columns()
        WHERE database_name = current_database() AND schema_name = 'main' AND NOT internal
          AND table_name IN (FROM duckdb_tables() SELECT table_name)
        ORDER BY table_name, column_index
        """,
    ):
        described = (column.column_name, column.data_type, column.is_nullable)
        columns.setdefault(column.table_name, []).append(described)
    return tuple(
        StoredTable(name, _count(source, name), tuple(own)) for name, own in columns.items()
    )


def _count(source: Warehouse, name: str) -> int:
    return int(source.query(f'SELECT count(*) AS n FROM "{name}"')["n"].iloc[0])


def stored_rows(source: Warehouse, table: StoredTable, *, flat: bool) -> pa.Table:
    """The rows of a table; `flat` writes lists as JSON, for files whose cells hold no lists."""
    columns = ", ".join(
        f'to_json("{name}")::VARCHAR AS "{name}"' if flat and kind.endswith("[]") else f'"{name}"'
        for name, kind, _nullable in table.columns
    )
    return source.arrow(f'SELECT {columns} FROM "{table.name}"')


def keys_of(source: Warehouse, table: StoredTable) -> tuple[Key, ...]:
    """The primary key of a table, then its foreign keys."""
    return source.records(
        Key,
        """
        SELECT constraint_type = 'PRIMARY KEY' AS is_primary, constraint_column_names AS own,
            referenced_table, referenced_column_names AS theirs
        FROM duckdb_constraints()
        WHERE schema_name = 'main' AND table_name = $name
            AND constraint_type IN ('PRIMARY KEY', 'FOREIGN KEY')
        ORDER BY constraint_type DESC, constraint_index
        """,
        name=table.name,
    )
