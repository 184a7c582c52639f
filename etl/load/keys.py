"""Keys of the tables of figures, which are indexed while the store is small.

An index of every row takes several times longer than to derive and write the row, and more memory
than the figures themselves. Up to `INDEXED` printed figures the store has one for every key that
`schema.sql` declares, so that it refuses a bad row whoever writes it; a greater store has none for
the tables of figures. The build asks for double keys in either (`etl/load/derived.py`).
"""

import duckdb

INDEXED = 1_000_000
"""Printed figures up to which the tables of figures have indices."""

LARGE = ("target_result", "attainment", "change", "observation")
"""The tables that grow with the figures, each before those that it refers to."""


def drop_indices(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the large tables, still empty, anew: with their other rules and without keys."""
    statements = [_without_keys(connection, table) for table in LARGE]
    for table in LARGE:
        connection.execute(f"DROP TABLE {table}")
    for statement in reversed(statements):
        connection.execute(statement)


def _without_keys(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    """The statement that makes the table with its columns, defaults and checks only."""
    columns = connection.execute(
        """
        SELECT column_name || ' ' || data_type
            || CASE WHEN is_nullable THEN '' ELSE ' NOT NULL' END
            || coalesce(' DEFAULT ' || column_default, '')
        FROM duckdb_columns() WHERE table_name = ? AND schema_name = 'main'
        ORDER BY column_index
        """,
        [table],
    ).fetchall()
    checks = connection.execute(
        """
        SELECT constraint_text FROM duckdb_constraints()
        WHERE table_name = ? AND schema_name = 'main' AND constraint_type = 'CHECK'
        ORDER BY constraint_index
        """,
        [table],
    ).fetchall()
    return f"CREATE TABLE {table} ({', '.join(text for (text,) in [*columns, *checks])})"
