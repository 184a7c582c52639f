"""The statements of a build as its readers see them."""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import duckdb

from dashboard.queries.statements import Names, Said, said
from dashboard.store.records import records
from dashboard.store.warehouse import Warehouse
from dashboard.words.statements import write
from etl.language.i18n import OWN, using
from etl.language.statements import Statement, parts_json


@lru_cache(maxsize=8)
def reader(connection: duckdb.DuckDBPyConnection, language: str = OWN) -> Warehouse:
    """The store behind a connection, as the dashboard reads it."""
    ((path,),) = connection.execute(
        "SELECT path FROM duckdb_databases() WHERE path <> ''"
    ).fetchall()
    return Warehouse(path, language, connection)


def written(
    connection: duckdb.DuckDBPyConnection, code: str, parts: str, language: str = OWN
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


def statement_columns(source: Warehouse) -> list[tuple[str, str]]:
    """Table and name of every pair of columns `…_code`, `…_parts`."""
    rows = source.query(
        """
        SELECT table_name, replace(column_name, '_parts', '') AS name FROM duckdb_columns()
        WHERE schema_name = 'main' AND column_name LIKE '%\\_parts' ESCAPE '\\'
        """
    )
    return list(zip(rows["table_name"], rows["name"], strict=True))


def stored_statements(source: Warehouse) -> Iterator[tuple[str, str, str, str]]:
    """Table, column, code and parts of everything the store states."""
    for table, name in statement_columns(source):
        rows = source.query(
            f"SELECT DISTINCT {name}_code AS code, {name}_parts AS parts FROM {table} "
            f"WHERE {name}_code IS NOT NULL"
        )
        yield from ((table, name, row["code"], row["parts"]) for row in records(rows))


def written_statements(source: Warehouse) -> Iterator[tuple[str, str, str]]:
    """Table, column and sentence of everything the store states, in the language of `source`."""
    with using(source.language):
        for table, name, code, parts in stored_statements(source):
            statement = said(source, code, parts)
            assert statement is not None
            yield table, name, write(statement)
