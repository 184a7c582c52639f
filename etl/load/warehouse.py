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

import duckdb
import pyarrow as pa
from pyarrow.parquet import read_metadata

from etl.load.editions import add_editions
from etl.load.record import Record
from etl.load.shown_figures import TABLE, add_shown_figures

SCHEMA = Path(__file__).with_name("schema.sql")
VIEWS = ("newest_observation",)
"""Those of the schema; they hold no rows of their own, so no Parquet file has them."""
DATABASE = "warehouse.duckdb"
_BUILDS = ".warehouse-builds"


class LoadError(Exception):
    """The store refused a row or lost one: the facts break a rule of `schema.sql`."""


def load(records_of: Mapping[str, Sequence[Record]], link: Path) -> None:
    """Write the records of every table and make `link` point at the new warehouse.

    Raises LoadError, leaving `link` as it was, if a constraint fails, a row is missing or the
    files cannot be written.
    """
    builds = link.parent / _BUILDS
    try:
        builds.mkdir(parents=True, exist_ok=True)
        with _turn(builds):
            folder = Path(mkdtemp(prefix="build-", dir=builds))
            try:
                with duckdb.connect(folder / DATABASE) as connection:
                    _write(connection, records_of)
                    add_shown_figures(connection)
                    add_editions(connection, [*records_of, TABLE, *VIEWS])
                    _export(connection, records_of, folder)
                folder.chmod(0o755)
                _swap(link, folder)
            except BaseException:
                shutil.rmtree(folder)
                raise
            _drop_others(folder)
    except (duckdb.Error, pa.ArrowException, OSError) as error:
        raise LoadError(str(error)) from error


@contextmanager
def _turn(builds: Path) -> Iterator[None]:
    """Wait until no other build is under way; the system ends the turn of one that dies."""
    folder = os.open(builds, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _write(
    connection: duckdb.DuckDBPyConnection, records_of: Mapping[str, Sequence[Record]]
) -> None:
    connection.execute(SCHEMA.read_text(encoding="utf-8"))
    for table, records in records_of.items():
        _insert(connection, table, records)


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


def _export(
    connection: duckdb.DuckDBPyConnection,
    records_of: Mapping[str, Sequence[Record]],
    folder: Path,
) -> None:
    for table in (*records_of, TABLE):
        parquet = folder / f"{table}.parquet"
        path = str(parquet).replace("'", "''")
        connection.execute(f"COPY {table} TO '{path}' (FORMAT parquet, COMPRESSION zstd)")
        stored = len(connection.table(table))
        exported = read_metadata(parquet).num_rows
        # What is made of the others in the store has no records.
        expected = len(records_of[table]) if table in records_of else stored
        for source, rows in ((table, stored), (parquet.name, exported)):
            if rows != expected:
                raise LoadError(f"{source} holds {rows} rows of {expected}")


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
