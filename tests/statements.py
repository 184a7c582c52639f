"""The statements of a build as its readers see them."""

from collections.abc import Iterator

from dashboard.queries.statements import said
from dashboard.store.records import records
from dashboard.store.warehouse import Warehouse
from dashboard.words.statements import write
from etl.language.i18n import using


def statement_columns(source: Warehouse) -> list[tuple[str, str]]:
    """Table and name of every pair of columns `…_code`, `…_parts`."""
    rows = source.query(
        """
        SELECT table_name, replace(column_name, '_parts', '') AS name FROM duckdb_columns()
        WHERE schema_name = 'main' AND column_name LIKE '%\\_parts' ESCAPE '\\'
        """
    )
    return list(zip(rows["table_name"], rows["name"], strict=True))


def written_statements(source: Warehouse) -> Iterator[tuple[str, str, str]]:
    """Table, column and sentence of everything the store states, in the language of `source`."""
    with using(source.language):
        for table, name in statement_columns(source):
            rows = source.query(
                f"SELECT DISTINCT {name}_code AS code, {name}_parts AS parts FROM {table} "
                f"WHERE {name}_code IS NOT NULL"
            )
            for row in records(rows):
                statement = said(source, row["code"], row["parts"])
                assert statement is not None
                yield table, name, write(statement)
