"""The warehouse as the app reads it: one read-only connection, a cursor per query.

The words of the rows are those of the session's language: in the store each other language is a
schema of the same tables, so a query reads either.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, TypeVar

import duckdb
import pandas as pd
import pyarrow as pa

from dashboard.store.cursors import IdleCursors
from dashboard.store.rows_read import count_rows
from etl.language.i18n import OWN

Record = TypeVar("Record")
"""A dataclass with a field for every column of a query."""

_PLAIN = frozenset(("BOOLEAN", "INTEGER", "BIGINT", "HUGEINT", "DOUBLE", "DATE"))
"""Types of columns whose cells are passed on as they are: most, of the widest rows."""


class ClosedBuildError(Exception):
    """Two newer builds have come since this one was read; whoever still reads it begins anew."""


@dataclass(frozen=True)
class Documents:
    """Which documents of a build answers are made of: all, unless it says less."""

    until: date | None = None
    """The day after which nothing is known."""
    official_only: bool = False


@dataclass(frozen=True)
class Warehouse:
    """A build of the warehouse, as far as some documents go, in one language.

    Hashed by these, so it can key a cache. `prepared` are, by language, the statements that every
    query runs after: they put less in place of its tables.
    """

    build_id: str
    language: str
    _connection: duckdb.DuckDBPyConnection = field(compare=False, repr=False)
    documents: Documents = Documents()
    prepared: Mapping[str, Sequence[str]] = field(default_factory=dict, compare=False, repr=False)
    _idle: IdleCursors = field(default_factory=IdleCursors, compare=False, repr=False)

    def query(self, sql: str, **parameters: Any) -> pd.DataFrame:
        """The rows of a parameterised SQL query (`$name`)."""
        with self._asked() as cursor:
            frame: pd.DataFrame = cursor.execute(sql, parameters or None).df()
        count_rows(len(frame))
        return frame

    def records(self, kind: type[Record], sql: str, **parameters: Any) -> tuple[Record, ...]:
        """The rows as records of a kind, whose fields are the columns."""
        return tuple(kind(**row) for row in self.rows(sql, **parameters))

    def rows(self, sql: str, **parameters: Any) -> list[dict[str, Any]]:
        """The rows by column: days as `date`, missing as None, lists as tuples."""
        with self._asked() as cursor:
            cursor.execute(sql, parameters or None)
            columns = cursor.description or ()
            found = cursor.fetchall()
        count_rows(len(found))
        names = [name for name, *_more in columns]
        to_keep = [place for place, column in enumerate(columns) if str(column[1]) not in _PLAIN]
        texts: dict[str, str] = {}

        def kept(cell: Any) -> Any:
            if isinstance(cell, str):
                # What many rows say is kept once: caches hold the rows of every view.
                return texts.setdefault(cell, cell)
            # A list could be changed by whoever reads a row that all sessions share.
            return tuple(cell) if isinstance(cell, list) else cell

        rows = []
        for row in map(list, found):
            for place in to_keep:
                row[place] = kept(row[place])
            rows.append(dict(zip(names, row, strict=True)))
        return rows

    def arrow(self, sql: str, **parameters: Any) -> pa.Table:
        """The same with the store's own types, for files to take away."""
        # A relation: Arrow straight from a statement would copy the rows once more, and warn.
        with self._asked() as cursor:
            relation: Any = cursor.sql(sql, params=parameters or None)
            rows: pa.Table = relation.to_arrow_table()
        count_rows(rows.num_rows)
        return rows

    def in_language(self, code: str) -> "Warehouse":
        """The same build in one of `LANGUAGES`."""
        return replace(self, language=code)

    def made_of(self, documents: Documents, prepared: Mapping[str, Sequence[str]]) -> "Warehouse":
        """The same build with the answers that these documents give, after these statements."""
        return replace(self, documents=documents, prepared=prepared)

    def close(self) -> None:
        """Read no more: what still asks gets a ClosedBuildError."""
        self._idle.close()
        self._connection.close()

    @contextmanager
    def _asked(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor that reads in the language, after the statements that prepare it."""
        purpose = self.language, tuple(self.prepared.get(self.language, ()))
        try:
            cursor = self._idle.take(purpose) or self._cursor()
            yield cursor
        except duckdb.ConnectionException as error:
            raise ClosedBuildError(self.build_id) from error
        if self.prepared:
            self._idle.give_back(purpose, cursor)

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        cursor = self._connection.cursor()
        for statement in self.prepared.get(self.language, ()):
            cursor.execute(statement)
        if self.language != OWN:
            cursor.execute(f"USE {self.language}")
        return cursor
