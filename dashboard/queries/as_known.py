"""The warehouse as it was before later documents: what they add is in none of its answers."""

from datetime import date

from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse

_OBSERVED = "indicator_id, unit_id, period_kind, period_start, period_end, definition_id"
_IS_KNOWN = f"({_OBSERVED}) IN (FROM temp.observation SELECT ({_OBSERVED}))"
_AIM = "indicator_id, unit_id, due_on, definition_id"
_IS_AIMED_AT = f"""({_AIM}) IN (
    SELECT ({_AIM}) FROM temp.target WHERE unit_id IS NOT NULL
    UNION ALL
    SELECT ({_AIM}) FROM (SELECT * EXCLUDE (unit_id) FROM temp.target WHERE unit_id IS NULL)
    JOIN unit ON level = scope
)"""
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
    **dict.fromkeys(("attainment", "target_result"), f"{_IS_KNOWN} AND {_IS_AIMED_AT}"),
}
"""Of each table that documents add to, which of its rows those until a day have."""


@kept(32)
def as_known(source: Warehouse, day: date | None) -> Warehouse:
    """With the documents whose figures are of no later day; None leaves all of them.

    No query need know of it: temporary views belong to a cursor, and come before the tables that
    they are named as.
    """
    if day is None:
        return source
    (found,) = source.rows("SELECT current_database() AS name")
    return source.prepared_by(
        tuple(
            f"CREATE TEMP VIEW {table} AS SELECT * FROM {found['name']}.main.{table}"
            f" WHERE {known.format(day=day)}"
            for table, known in _KNOWN.items()
        )
    )
