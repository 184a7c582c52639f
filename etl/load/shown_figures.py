"""`shown_figure`: what every view of the dashboard shows, made of the other tables once."""

from itertools import pairwise
from pathlib import Path

import duckdb

from etl.language.structures import DAY_OF
from etl.working.batches import in_batches

TABLE = "shown_figure"
LEVELS = ("province", "ministry", "region")
"""Those whose units are compared with one another."""

_MACRO = Path(__file__).with_name("shown_figures.sql")

_AT_ONCE = 200_000
"""Figures whose rows are made at once, which DuckDB does within the memory it is given: a row is of
one period of an indicator, and is joined of what ten queries find of it."""

_FIRST, _LAST = "", "~"
"""Before and after the place of every part."""


def add_shown_figures(connection: duckdb.DuckDBPyConnection, at_once: int = _AT_ONCE) -> None:
    """Fill the table, each view's rows together, and leave the macro it is made by in the store."""
    connection.execute(_MACRO.read_text(encoding="utf-8"))
    for after, until in pairwise([_FIRST, *_ends(connection, at_once)[:-1], _LAST]):
        connection.execute(
            f"""
            INSERT INTO {TABLE} BY NAME
            FROM shown_figures($levels, $structures, after := $after, until := $until)
            -- So a question about one view passes over the blocks of all others.
            ORDER BY level, structure, indicator_id, period_end, period_start, period_kind,
                definition_id, due_on, unit_id
            """,
            {"levels": LEVELS, "structures": [*DAY_OF], "after": after, "until": until},
        )


def _ends(connection: duckdb.DuckDBPyConnection, at_once: int) -> list[str]:
    """The place of the last part of those that are taken at once, for each time."""
    parts: list[tuple[str, int]] = connection.execute("""
        SELECT main.part_place(indicator_id, period_end), count(*) FROM observation
        GROUP BY indicator_id, period_end ORDER BY ALL
    """).fetchall()
    return [places[-1] for places in in_batches(parts, at_once)]
