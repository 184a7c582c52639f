"""Records → one DuckDB file and the same tables as Parquet, put in place by one rename.

`data/warehouse` is a link to the folder of the newest build. A build writes a new folder,
checks it, and swaps the link: a reader sees the old warehouse or the new one, never half of
one, and a failed build changes nothing.
"""

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import mkdtemp

import duckdb
import pyarrow as pa

from etl.records import Record

SCHEMA = Path(__file__).with_name("schema.sql")
DATABASE = "warehouse.duckdb"
_BUILDS = ".warehouse-builds"


class LoadError(Exception):
    """The store refused a row or lost one: the facts break a rule of `schema.sql`."""


def load(records_of: Mapping[str, Sequence[Record]], link: Path) -> None:
    """Write the records of every table and make `link` point at the new warehouse.

    Raises LoadError, leaving `link` as it was, if a constraint fails or a row is missing.
    """
    builds = link.parent / _BUILDS
    builds.mkdir(parents=True, exist_ok=True)
    folder = Path(mkdtemp(prefix="build-", dir=builds))
    try:
        with duckdb.connect(folder / DATABASE) as connection:
            _write(connection, records_of)
            _export(connection, records_of, folder)
    except (duckdb.Error, pa.ArrowException, LoadError) as error:
        shutil.rmtree(folder)
        raise LoadError(str(error)) from error
    folder.chmod(0o755)
    _swap(link, folder)


def _write(
    connection: duckdb.DuckDBPyConnection, records_of: Mapping[str, Sequence[Record]]
) -> None:
    connection.execute(SCHEMA.read_text(encoding="utf-8"))
    for table, records in records_of.items():
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
    for table, records in records_of.items():
        parquet = folder / f"{table}.parquet"
        connection.execute(f"COPY {table} TO '{parquet}' (FORMAT parquet, COMPRESSION zstd)")
        for source in (table, f"read_parquet('{parquet}')"):
            stored = connection.execute(f"SELECT count(*) FROM {source}").fetchone()
            if stored != (len(records),):
                raise LoadError(f"{source} holds {stored} rows of {len(records)}")


def _swap(link: Path, folder: Path) -> None:
    """Point the link at the folder in one step, then drop the builds no link points at."""
    fresh = folder.with_name(f"{folder.name}.link")
    fresh.symlink_to(folder.relative_to(link.parent), target_is_directory=True)
    fresh.replace(link)
    for old in folder.parent.glob("build-*"):
        if old != folder:
            # A running dashboard keeps reading the files it has open.
            shutil.rmtree(old, ignore_errors=True)
