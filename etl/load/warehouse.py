"""Records → one DuckDB file and the same tables as Parquet, in the folder of a build."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from pyarrow.parquet import read_metadata

from etl.load.editions import add_editions
from etl.load.keys import drop_indices
from etl.load.record import Record
from etl.load.shown_figures import TABLE, add_shown_figures
from etl.working.store import MEMORY

SCHEMA = Path(__file__).with_name("schema.sql")
VIEWS = ("newest_observation",)
"""Those of the schema; they hold no rows of their own, so no Parquet file has them."""
DATABASE = "warehouse.duckdb"
SPILL = "spill"
"""Of a build's folder: where what does not fit the memory waits while it is made."""


class LoadError(Exception):
    """The store refused a row or lost one: the facts break a rule of `schema.sql`."""


@contextmanager
def loading() -> Iterator[None]:
    """Raise LoadError for whatever the store or the disk refuses meanwhile."""
    try:
        yield
    except (duckdb.Error, pa.ArrowException, OSError) as error:
        raise LoadError(str(error)) from error


def _database(folder: Path) -> duckdb.DuckDBPyConnection:
    """The database of a build, within the memory that one may take; the rest waits on disk."""
    limits: dict[str, Any] = {"memory_limit": MEMORY, "temp_directory": str(folder / SPILL)}
    return duckdb.connect(folder / DATABASE, config=limits)


def write(
    records_of: Mapping[str, Sequence[Record]], folder: Path, *, indexed: bool = True
) -> None:
    """Make the database with every table of the schema, and fill those of these records.

    Unless `indexed`, the tables of figures have no keys (`etl/load/keys.py`).
    """
    with _database(folder) as connection:
        connection.execute(SCHEMA.read_text(encoding="utf-8"))
        if not indexed:
            drop_indices(connection)
        for table, records in records_of.items():
            _insert(connection, table, records)


def finish(
    records_of: Mapping[str, Sequence[Record]], folder: Path, rows_of: Mapping[str, int]
) -> None:
    """Add the last records, what views show, the other languages, and every table as Parquet.

    Raises LoadError if a table has not as many rows as were written.
    """
    with _database(folder) as connection:
        for table, records in records_of.items():
            _insert(connection, table, records)
        add_shown_figures(connection)
        tables = {**rows_of, TABLE: len(connection.table(TABLE))}
        add_editions(connection, [*tables, *VIEWS])
        _export(connection, tables, folder)


def _insert(connection: duckdb.DuckDBPyConnection, table: str, records: Sequence[Record]) -> None:
    columns = [row[0] for row in connection.execute(f"DESCRIBE {table}").fetchall()]
    unknown = {key for record in records for key in record} - set(columns)
    if unknown:
        raise LoadError(f"{table} has no column {', '.join(sorted(unknown))}")
    if records:
        arrays = {column: [record.get(column) for record in records] for column in columns}
        # DuckDB finds it by its name; to register it takes as long as to insert the rows.
        new_rows = pa.table(arrays)  # noqa: F841
        connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM new_rows")


def stored_records(link: Path) -> dict[str, list[Record]]:
    """Every table of a warehouse, row by row."""
    found = {}
    with duckdb.connect(link / DATABASE, read_only=True) as connection:
        tables = connection.execute(
            "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'main' ORDER BY table_oid"
        ).fetchall()
        for (table,) in tables:
            rows = connection.table(table)
            found[table] = [dict(zip(rows.columns, row, strict=True)) for row in rows.fetchall()]
    return found


def _export(
    connection: duckdb.DuckDBPyConnection,
    rows_of: Mapping[str, int],
    folder: Path,
) -> None:
    for table, written in rows_of.items():
        parquet = folder / f"{table}.parquet"
        path = str(parquet).replace("'", "''")
        copied = connection.execute(f"COPY {table} TO '{path}' (FORMAT parquet, COMPRESSION zstd)")
        (stored,) = copied.fetchone() or (0,)
        exported = read_metadata(parquet).num_rows
        for source, rows in ((table, stored), (parquet.name, exported)):
            if rows != written:
                raise LoadError(f"{source} holds {rows} rows of {written}")
