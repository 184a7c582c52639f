"""The warehouse as the app reads it: one read-only connection, a cursor per query.

A new build puts a new file in place of the one that is open. Every question to `warehouse()` looks
whether that happened, so a build shows without a restart; a session in the middle of a run keeps
the warehouse it started with. The words of the rows are those of the session's language: in the
store each other language is a schema of the same tables, so a query reads either.

Only this module looks up where the build lies, at every question, so that all of the app reads one.
"""

import threading
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pandas as pd
import pyarrow as pa

from dashboard.store import paths
from etl.language.i18n import OWN, language

Record = TypeVar("Record")
"""A dataclass with a field for every column of a query."""

_lock = threading.Lock()
_current: "Warehouse | None" = None


@dataclass(frozen=True)
class Warehouse:
    """One build of the warehouse in one language; hashed by both, so it can key a cache.

    `prepared` are statements that every query runs after: they may put less in place of its tables.
    """

    build_id: str
    language: str
    _connection: duckdb.DuckDBPyConnection = field(compare=False, repr=False)
    prepared: tuple[str, ...] = ()

    def query(self, sql: str, **parameters: Any) -> pd.DataFrame:
        """The rows of a parameterised SQL query (`$name`)."""
        return self._cursor().execute(sql, parameters or None).df()

    def records(self, kind: type[Record], sql: str, **parameters: Any) -> tuple[Record, ...]:
        """The rows as records of a kind, whose fields are the columns."""
        return tuple(kind(**row) for row in self.rows(sql, **parameters))

    def rows(self, sql: str, **parameters: Any) -> list[dict[str, Any]]:
        """The rows by column: days as `date`, missing as None, lists as tuples."""
        cursor = self._cursor().execute(sql, parameters or None)
        names = [column[0] for column in cursor.description or ()]
        texts: dict[str, str] = {}

        def kept(cell: Any) -> Any:
            if isinstance(cell, str):
                # What many rows say is kept once: caches hold the rows of every view.
                return texts.setdefault(cell, cell)
            # A list could be changed by whoever reads a row that all sessions share.
            return tuple(cell) if isinstance(cell, list) else cell

        return [dict(zip(names, map(kept, row), strict=True)) for row in cursor.fetchall()]

    def arrow(self, sql: str, **parameters: Any) -> pa.Table:
        """The same with the store's own types, for files to take away."""
        # A relation: Arrow straight from a statement would copy the rows once more, and warn.
        relation: Any = self._cursor().sql(sql, params=parameters or None)
        rows: pa.Table = relation.to_arrow_table()
        return rows

    def in_language(self, code: str) -> "Warehouse":
        """The same build in one of `LANGUAGES`."""
        return replace(self, language=code)

    def prepared_by(self, statements: tuple[str, ...]) -> "Warehouse":
        """The same build, seen after these statements."""
        return replace(self, prepared=statements)

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        cursor = self._connection.cursor()
        for statement in self.prepared:
            cursor.execute(statement)
        if self.language != OWN:
            cursor.execute(f"USE {self.language}")
        return cursor


def is_built() -> bool:
    """Whether there is a build to read."""
    return paths.WAREHOUSE.exists()


def warehouse(path: Path | None = None) -> Warehouse:
    """The newest build in the session's language. Raises FileNotFoundError before the first."""
    global _current
    path = path or paths.WAREHOUSE
    build_id = build_of(path)
    with _lock:
        if _current is None or _current.build_id != build_id:
            connection = duckdb.connect(path.resolve(), read_only=True)
            _current = Warehouse(build_id, OWN, connection)
        return _current.in_language(language())


def opened_build() -> str:
    """The build that was asked for last; empty before the first."""
    return "" if _current is None else _current.build_id


def build_of(path: Path | None = None) -> str:
    """What tells one build from another: the folder it was written to, and when."""
    file = (path or paths.WAREHOUSE).resolve(strict=True)
    return f"{file.parent.name}-{file.stat().st_mtime_ns:x}"
