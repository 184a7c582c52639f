"""The warehouse as the app reads it: one read-only connection, a cursor per query.

A new build puts a new file in place of the one that is open. Every question to `warehouse()` looks
whether that happened, so a build shows without a restart; a session in the middle of a run keeps
the warehouse it started with.
"""

import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow as pa

from dashboard.paths import WAREHOUSE

_lock = threading.Lock()
_current: "Warehouse | None" = None


@dataclass(frozen=True)
class Warehouse:
    """One build of the warehouse. Equal and hashed by build, so it can key a cache."""

    build_id: str
    _connection: duckdb.DuckDBPyConnection = field(compare=False, repr=False)

    def query(self, sql: str, **parameters: Any) -> pd.DataFrame:
        """The rows of a parameterised SQL query (`$name`)."""
        return self._connection.cursor().execute(sql, parameters or None).df()

    def arrow(self, sql: str, **parameters: Any) -> pa.Table:
        """The same with the store's own types, for files to take away."""
        # A relation: Arrow straight from a statement would copy the rows once more, and warn.
        relation: Any = self._connection.cursor().sql(sql, params=parameters or None)
        rows: pa.Table = relation.to_arrow_table()
        return rows


def warehouse(path: Path = WAREHOUSE) -> Warehouse:
    """The newest build. Raises FileNotFoundError before the first build."""
    global _current
    build_id = build_of(path)
    with _lock:
        if _current is None or _current.build_id != build_id:
            connection = duckdb.connect(path.resolve(), read_only=True)
            _current = Warehouse(build_id, connection)
        return _current


def build_of(path: Path = WAREHOUSE) -> str:
    """What tells one build from another: the folder it was written to, and when."""
    file = path.resolve(strict=True)
    return f"{file.parent.name}-{file.stat().st_mtime_ns:x}"
