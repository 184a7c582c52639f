"""Statements of a build in words, for tests that read the store or the makers alone."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import duckdb

from dashboard.queries.statements import Names, Said, said
from dashboard.store.warehouse import Warehouse
from dashboard.words.statements import write
from etl.language.i18n import LANGUAGES, using
from etl.language.statements import Statement, parts_json


def reader(connection: duckdb.DuckDBPyConnection, language: str = LANGUAGES[0]) -> Warehouse:
    """The store behind a connection, as the dashboard reads it."""
    ((path,),) = connection.execute(
        "SELECT path FROM duckdb_databases() WHERE path <> ''"
    ).fetchall()
    return Warehouse(path, language, connection)


def written(
    connection: duckdb.DuckDBPyConnection, code: str, parts: str, language: str = LANGUAGES[0]
) -> str:
    """The sentence of a row's two columns."""
    found = said(reader(connection, language), code, parts)
    assert found is not None
    with using(language):
        return write(found)


def spelled(statement: Statement, units: Mapping[str, str] | None = None) -> str:
    """A statement that never was in a store; `units` has the names it needs by id."""
    parts = json.loads(parts_json(statement) or "{}")
    return write(Said(statement.code, parts, Names(units or {}, {}, {}, {})))


def statements_of(code: str, parts: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The code and the parts of a statement, then of every statement that stands in it."""
    yield code, parts
    for part in parts.values():
        yield from _inner(part)


def _inner(part: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    match part:
        case {"code": str(code), "parts": dict(parts)}:
            yield from statements_of(code, parts)
        case {"list": items}:
            for item in items:
                yield from _inner(item)
        case {"part": inner}:
            yield from _inner(inner)


def statement_columns(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Table and name of every statement of the store: `detail` of `detail_code`, `detail_parts`."""
    rows = connection.execute(
        """
        SELECT table_name, column_name FROM duckdb_columns()
        WHERE schema_name = 'main' AND NOT internal AND column_name LIKE '%_parts'
        ORDER BY ALL
        """
    ).fetchall()
    return [(table, column.removesuffix("_parts")) for table, column in rows]


def stored_statements(
    connection: duckdb.DuckDBPyConnection, schema: str = "main"
) -> Iterator[tuple[str, str, str]]:
    """Place, code and parts of every statement of the store, each once per column."""
    for table, name in statement_columns(connection):
        rows = connection.execute(
            f"SELECT DISTINCT {name}_code, {name}_parts FROM {schema}.{table}"
            f" WHERE {name}_code IS NOT NULL"
        ).fetchall()
        yield from ((f"{table}.{name}", code, parts) for code, parts in rows)


def written_statements(
    connection: duckdb.DuckDBPyConnection, language: str, schema: str = "main"
) -> Iterator[tuple[str, str]]:
    """Place and sentence of every statement of the store in a language."""
    source = reader(connection, language)
    with using(language):
        for place, code, parts in stored_statements(connection, schema):
            found = said(source, code, parts)
            assert found is not None
            yield place, write(found)
