"""The warehouse as it was before later documents: what they add is in none of its answers."""

from datetime import date

from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse
from etl.language.i18n import OWN

_OBSERVED = "indicator_id, unit_id, period_kind, period_start, period_end, definition_id"
_IS_KNOWN = f"({_OBSERVED}) IN (FROM temp.observation SELECT ({_OBSERVED}))"
_AIM = "indicator_id, unit_id, due_on, definition_id"
# Two documents may set targets of one day: a verdict goes by the amount of one of them.
_IS_AIMED_AT = f"""({_AIM}, target_low, target_high) IN (
    SELECT ({_AIM}, value_low, value_high) FROM temp.target WHERE unit_id IS NOT NULL
    UNION ALL
    SELECT ({_AIM}, value_low, value_high)
    FROM (SELECT * EXCLUDE (unit_id) FROM temp.target WHERE unit_id IS NULL)
    JOIN unit ON level = scope
)"""
_VERDICT = f"{_OBSERVED}, basis, due_on"
_KNOWN = {
    "document": "coalesce(taken_in_on, data_as_of) <= DATE '{day}'",
    **dict.fromkeys(
        (
            "source_table",
            "observation",
            "printed_beside",
            "unassigned_figure",
            "stated_rank",
            "target",
            "claim",
        ),
        "document_id IN (FROM temp.document SELECT document_id)",
    ),
    "indicator_period": "known_on <= DATE '{day}'",
    "quality_issue": "table_id IS NULL OR table_id IN (FROM temp.source_table SELECT table_id)",
    "change": _IS_KNOWN,
    "attainment": f"{_IS_KNOWN} AND {_IS_AIMED_AT}",
    "target_result": f"({_VERDICT}) IN (FROM temp.attainment SELECT ({_VERDICT}))",
}
"""Of each table that documents add to, which of its rows those until a day have."""


@kept(32)
def as_known(source: Warehouse, day: date | None) -> Warehouse:
    """With the documents whose figures are of no later day; None leaves all of them.

    No query need know of it: temporary views belong to a cursor, and come before the tables that
    they are named as, in whatever language.
    """
    if day is None:
        return source
    (found,) = source.rows("SELECT current_database() AS name")
    tables = _tables(source, found["name"])
    return source.prepared_by(
        tuple(
            f"CREATE TEMP VIEW {table} AS SELECT * FROM {tables[table]}"
            f" WHERE {known.format(day=day)}"
            for table, known in _KNOWN.items()
        )
    )


def _tables(source: Warehouse, database: str) -> dict[str, str]:
    """What each table is read from in the language of a warehouse.

    A view of another language names the table of the words as `main.…`, which among temporary views
    is the one that is being made of it: here the database is named as well.
    """
    if source.language == OWN:
        return {table: f"{database}.main.{table}" for table in _KNOWN}
    views = source.rows(
        "SELECT view_name, sql FROM duckdb_views() WHERE schema_name = $language",
        language=source.language,
    )
    return {
        row["view_name"]: f"({_selected(row['sql'], database)}) AS {row['view_name']}"
        for row in views
    }


def _selected(definition: str, database: str) -> str:
    """`CREATE VIEW en.unit AS SELECT … FROM main.unit;`: from its SELECT on, of a database."""
    select = definition.partition(" AS ")[2].rstrip("; \n")
    return select.replace("main.", f"{database}.main.")
