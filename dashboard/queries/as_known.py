"""The warehouse without some of its documents: later ones, or those that are not official.

What they add is in none of its answers, as if the build knew nothing of them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from dashboard.queries.documents import OFFICIAL_CODES
from dashboard.queries.newest_sql import PERIOD
from dashboard.store.kept import kept
from dashboard.store.warehouse import Documents, Warehouse
from etl.language.i18n import LANGUAGES, OWN

_OBSERVED = f"indicator_id, unit_id, {PERIOD}"
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
_OF_DOCUMENTS = "document_id IN (FROM temp.document SELECT document_id)"
_OF_TABLES = "table_id IN (FROM temp.source_table SELECT table_id)"
_VERDICT = f"{_OBSERVED}, basis, due_on"
_IS_JUDGED = f"({_VERDICT}) IN (FROM temp.attainment SELECT ({_VERDICT}))"

_KNOWN = {
    "document": "coalesce(taken_in_on, data_as_of) <= DATE '{until}'",
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
        _OF_DOCUMENTS,
    ),
    "indicator_period": "known_on <= DATE '{until}'",
    "quality_issue": f"table_id IS NULL OR {_OF_TABLES}",
    "change": _IS_KNOWN,
    "attainment": f"{_IS_KNOWN} AND {_IS_AIMED_AT}",
    "target_result": _IS_JUDGED,
}
"""Of each table that documents add to, which of its rows those until a day have."""

_IS_SURE = f"confirmation IN {OFFICIAL_CODES}"
_OFFICIAL = {
    "document": _IS_SURE,
    **dict.fromkeys(
        ("source_table", "unassigned_figure", "stated_rank", "target", "claim", "obstacle", "task"),
        _OF_DOCUMENTS,
    ),
    # What is made of several figures is cited by one of them.
    "observation": f"{_IS_SURE} AND {_OF_DOCUMENTS}",
    "printed_beside": f"{_OF_DOCUMENTS} AND counts_table_id IN (FROM temp.source_table "
    "SELECT table_id)",
    **dict.fromkeys(("source_column", "correction"), _OF_TABLES),
    "claim_check": "claim_id IN (FROM temp.claim SELECT claim_id) "
    f"AND (table_id IS NULL OR {_OF_TABLES})",
    "quality_issue": f"table_id IS NULL OR {_OF_TABLES}",
    "change": f"{_IS_SURE} AND {_IS_KNOWN}",
    "attainment": f"{_IS_SURE} AND {_IS_KNOWN} AND {_IS_AIMED_AT}",
    "target_result": _IS_JUDGED,
    **dict.fromkeys(("indicator_period", "shown_figure"), "true"),
}
"""The same of official documents and pages; of the last two see `_FROM`."""

_IN_TIME = """timing <> 'after_due' AND NOT is_provisional AND period_kind <> 'years'
    AND NOT (names_some AND verdict = 'no_data')"""
_IS_NEAREST = f"""{_IN_TIME} AND 1 = row_number() OVER (
    PARTITION BY indicator_id, unit_id, due_on, definition_id
    ORDER BY {_IN_TIME} DESC, verdict = 'no_data', names_some AND is_lesser AND NOT is_timely,
        period_end DESC, period_start
)"""
_OF_SOME = f"""
    SELECT
        {_OBSERVED}, bool_or(observation.is_provisional) AS is_provisional,
        bool_and(coalesce(single_units, false)) AS names_some,
        bool_and(observation.confirmation NOT IN {OFFICIAL_CODES}) AS is_lesser
    FROM temp.observation JOIN unit USING (unit_id)
    LEFT JOIN temp.indicator_period USING (indicator_id, level, {PERIOD})
    GROUP BY ALL
"""
"""Of figures, whether their documents name some units only, and whether those are lesser."""

_FROM = {
    # Of the figures that are left, another may be the nearest to the due date.
    "target_result": f"""(
        SELECT stored.* REPLACE (
            {_IS_NEAREST} AS is_nearest,
            {_IS_NEAREST} AND is_timely AND verdict <> 'no_data' AS is_result
        )
        FROM {{stored}} AS stored
        JOIN ({_OF_SOME}) USING ({_OBSERVED})
        WHERE {_IS_JUDGED}
    )""",
    # Where some figures of a period are left out, the others are no whole that has an order.
    "indicator_period": f"""(
        SELECT stored.* REPLACE (
            left_units AS units, least(printed_units, left_units) AS printed_units,
            single_units OR left_units < units AS single_units, left_known_on AS known_on
        )
        FROM {{stored}} AS stored
        JOIN (
            SELECT
                indicator_id, level, structure, {PERIOD}, count(DISTINCT unit_id) AS left_units,
                min(coalesce(taken_in_on, data_as_of)) AS left_known_on
            FROM temp.observation JOIN temp.document USING (document_id) JOIN unit USING (unit_id)
            JOIN structure
              ON units_on >= coalesce(valid_from, DATE '0001-01-01')
             AND units_on <= coalesce(valid_to, DATE '9999-12-31')
            GROUP BY ALL
        ) USING (indicator_id, level, structure, {PERIOD})
    )""",
    # Made of the others.
    "shown_figure": "main.shown_figures("
    "(SELECT list(DISTINCT level) FROM {stored}), (SELECT list(structure) FROM structure))",
}
"""What a view selects from, where that is not the stored table."""


def as_known(source: Warehouse, day: date | None) -> Warehouse:
    """With the documents whose figures are of no later day; None leaves all of them."""
    if day is None:
        return source
    return _made_of(source, replace(source.documents, until=day))


def official_only(source: Warehouse) -> Warehouse:
    """With official documents and pages alone, and what follows from them."""
    return _made_of(source, replace(source.documents, official_only=True))


def of_all_sources(source: Warehouse) -> Warehouse:
    """The same with what is less than official, too."""
    return as_known(source.made_of(Documents(), {}), source.documents.until)


@kept(32)
def _made_of(source: Warehouse, documents: Documents) -> Warehouse:
    """With temporary views, which belong to a cursor and come before the tables of their names: no
    query need know of them."""
    whole = source.made_of(Documents(), {}).in_language(OWN)
    return source.made_of(
        documents,
        {language: tuple(_views(documents, _tables(whole, language))) for language in LANGUAGES},
    )


def _tables(whole: Warehouse, language: str) -> Mapping[str, str]:
    """Every table of the store in a language, by its name, as what a view may select from.

    The views of a language name theirs without the database, and temporary ones come first.
    """
    rows = whole.rows(
        """
        SELECT current_database() AS build, table_name AS name, duckdb_views.sql
        FROM duckdb_tables() LEFT JOIN duckdb_views()
          ON duckdb_views.schema_name = $language AND view_name = table_name
        WHERE duckdb_tables.schema_name = 'main'
        """,
        language=language,
    )
    return {
        row["name"]: f"{row['build']}.main.{row['name']}"
        if row["sql"] is None
        else f"({_query(row['sql'], row['build'])})"
        for row in rows
    }


def _query(view: str, build: str) -> str:
    """What a stored view asks, of the tables of its own database."""
    _create, _as, query = view.rstrip(";\n").partition(" AS ")
    return query.replace("main.", f"{build}.main.")


def _views(documents: Documents, tables: Mapping[str, str]) -> Iterator[str]:
    chosen: list[dict[str, str]] = []
    if documents.until is not None:
        chosen.append(_KNOWN)
    if documents.official_only:
        chosen.append(_OFFICIAL)
    for name in _ORDER:
        conditions = [f"({known[name]})" for known in chosen if name in known]
        if not conditions:
            continue
        is_replaced = documents.official_only or name == "target_result"
        origin = _FROM.get(name, "{stored}") if is_replaced else "{stored}"
        yield (
            f"CREATE TEMP VIEW {name} AS SELECT * FROM {origin.format(stored=tables[name])}"
            f" WHERE {' AND '.join(conditions).format(until=documents.until)}"
        )


_ORDER = (
    *("document", "source_table", "observation", "printed_beside", "unassigned_figure"),
    *(
        "stated_rank",
        "target",
        "claim",
        "claim_check",
        "obstacle",
        "task",
        "source_column",
        "correction",
    ),
    *("indicator_period", "quality_issue", "change", "attainment", "target_result"),
    "shown_figure",
)
"""Each view after those that it asks."""
