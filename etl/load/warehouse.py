"""Records → one DuckDB file and the same tables as Parquet, put in place by one rename.

`data/warehouse` is a link to the folder of the newest build. A build writes a new folder,
checks it, and swaps the link: a reader sees the old warehouse or the new one, never half of
one, and a failed build changes nothing. Builds take turns, so that none clears another's away.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
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
_BUILDS = ".warehouse-builds"


class LoadError(Exception):
    """The store refused a row or lost one: the facts break a rule of `schema.sql`."""


def load(records_of: Mapping[str, Sequence[Record]], link: Path) -> None:
    """Write the records of every table and make `link` point at the new warehouse.

    Raises LoadError, leaving `link` as it was, if a constraint fails, a row is missing or the
    files cannot be written.
    """
    with new_build(link) as folder:
        write(records_of, folder)
        finish({}, folder, {table: len(records) for table, records in records_of.items()})


@contextmanager
def new_build(link: Path) -> Iterator[Path]:
    """A folder to build a warehouse in; `link` points at it when all is done.

    Raises LoadError, leaving `link` as it was, if the store refuses what is written into it.
    """
    builds = link.parent / _BUILDS
    try:
        builds.mkdir(parents=True, exist_ok=True)
        with _turn(builds):
            folder = Path(mkdtemp(prefix="build-", dir=builds))
            try:
                yield folder
                folder.chmod(0o755)
                _swap(link, folder)
            except BaseException:
                shutil.rmtree(folder)
                raise
            _drop_others(folder)
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


@contextmanager
def _turn(builds: Path) -> Iterator[None]:
    """Wait until no other build is under way; the system ends the turn of one that dies."""
    folder = os.open(builds, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _insert(connection: duckdb.DuckDBPyConnection, table: str, records: Sequence[Record]) -> None:
    columns = [row[0] for row in connection.execute(f"DESCRIBE {table}").fetchall()]
    unknown = {key for record in records for key in record} - set(columns)
    if unknown:
        raise LoadError(f"{table} has no column {', '.join(sorted(unknown))}")
    if records:
        arrays = {column: [record.get(column) for record in records] for column in columns}
        connection.register("new_rows", pa.table(arrays))
        connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM new_rows")
        connection.unregister("new_rows")


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
        connection.execute(f"COPY {table} TO '{path}' (FORMAT parquet, COMPRESSION zstd)")
        stored = len(connection.table(table))
        exported = read_metadata(parquet).num_rows
        for source, rows in ((table, stored), (parquet.name, exported)):
            if rows != written:
                raise LoadError(f"{source} holds {rows} rows of {written}")


def _swap(link: Path, folder: Path) -> None:
    """Point the link at the folder in one step."""
    fresh = folder.with_name(f"{folder.name}.link")
    fresh.symlink_to(folder.relative_to(link.parent), target_is_directory=True)
    try:
        fresh.replace(link)
    except OSError:
        fresh.unlink()
        raise


def _drop_others(folder: Path) -> None:
    """Remove the builds no link points at any more."""
    for old in folder.parent.glob("build-*"):
        if old != folder:
            # A running dashboard keeps reading the files it has open.
            shutil.rmtree(old, ignore_errors=True)
