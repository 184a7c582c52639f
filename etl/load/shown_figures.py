"""`shown_figure`: what every view of the dashboard shows, made of the other tables once."""

from pathlib import Path

import duckdb

from etl.language.structures import DAY_OF

TABLE = "shown_figure"
LEVELS = ("province", "ministry", "region")
"""Those whose units are compared with one another."""

_MACRO = Path(__file__).with_name("shown_figures.sql")


def add_shown_figures(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill the table, each view's rows together, and leave the macro it is made by in the store."""
    connection.execute(_MACRO.read_text(encoding="utf-8"))
    connection.execute(
        f"""
        INSERT INTO {TABLE} BY NAME
        FROM shown_figures($levels, $structures)
        -- So a question about one view passes over the blocks of all others.
        ORDER BY level, structure, indicator_id, period_end, period_start, period_kind,
            definition_id, due_on, unit_id
        """,
        {"levels": list(LEVELS), "structures": list(DAY_OF)},
    )
