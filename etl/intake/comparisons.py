"""The SQL of a difference: `old` is the published build, `new` the trial, both attached."""

import duckdb

from etl.intake.jumps import JUMPS

_DAYS = "period_kind, period_start, period_end, definition_id"
_FIGURE = f"indicator_id, unit_id, {_DAYS}, basis"
_STEP = """CASE WHEN was.{0} IS NULL THEN 'added' WHEN now.{0} IS NULL THEN 'vanished'
    ELSE 'changed' END AS status"""
_OF_UNIT = "unit_id, unit_vi, level, indicator_id, indicator_vi"


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Views that the comparisons share: names, and which figures are another than before."""
    for view, sql in _VIEWS.items():
        connection.execute(f"CREATE TEMP VIEW {view} AS {sql}")


def _either(table: str, key: str, columns: str) -> str:
    """The rows of the trial, and of the published build what the trial has no more."""
    return f"""
        SELECT {key}, {columns} FROM new.{table}
        UNION ALL
        SELECT {key}, {columns} FROM old.{table} ANTI JOIN new.{table} USING ({key})
    """


def _now(*columns: str) -> str:
    """What the trial says, else what the published build said."""
    return ", ".join(f"coalesce(now.{name}, was.{name}) AS {name}" for name in columns)


def _differ(*columns: str) -> str:
    return " OR ".join(f"was.{name} IS DISTINCT FROM now.{name}" for name in columns)


_VIEWS = {
    "unit_name": _either("unit", "unit_id", "level, short_name_vi AS unit_vi, sort_order"),
    "indicator_name": _either(
        "indicator",
        "indicator_id",
        "short_name_vi AS indicator_vi, unit_vi AS measure_vi, decimals, change_breaks",
    ),
    "changed_figure": f"""
        SELECT
            {_FIGURE}, {_STEP.format("status")},
            {_now("period_label", "table_id", "is_merged")},
            was.value AS old, was.value_low AS old_low, was.value_high AS old_high,
            was.status AS old_status, was.raw_text AS old_printed,
            now.value AS new, now.value_low AS new_low, now.value_high AS new_high,
            now.status AS new_status, now.raw_text AS new_printed
        FROM old.observation AS was FULL JOIN new.observation AS now USING ({_FIGURE})
        WHERE {_differ("status", "value_low", "value_high", "value_text")}
    """,
    # In each build the period that a view shows first, which places are compared by.
    **{
        f"{build}_place": f"""
            SELECT level, structure, indicator_id, unit_id, shown.period_label, rank_best, ranked
            FROM {build}.shown_figure AS shown
            JOIN {build}.indicator_period AS period USING (
                level, structure, indicator_id, {_DAYS}
            )
            WHERE due_on IS NULL AND rank_best IS NOT NULL
            QUALIFY place = min(place) OVER (PARTITION BY level, structure, indicator_id)
        """
        for build in ("old", "new")
    },
    **{
        f"{build}_result": f"""
            SELECT result.*, observation.is_merged, observation.period_label, observation.value,
                target_value, comparator
            FROM {build}.target_result AS result
            JOIN {build}.attainment USING (indicator_id, unit_id, {_DAYS}, basis, due_on)
            JOIN {build}.observation USING (indicator_id, unit_id, {_DAYS}, basis)
        """
        for build in ("old", "new")
    },
}


def _named(kind: str, table: str, key: str, title: str) -> str:
    return f"""
        SELECT '{kind}' AS kind, coalesce(now.{key}, was.{key}) AS id,
            coalesce(now.{title}, was.{title}) AS title_vi, {_STEP.format(key)}
        FROM old.{table} AS was FULL JOIN new.{table} AS now ON was.{key} = now.{key}
        WHERE to_json(was) IS DISTINCT FROM to_json(now)
    """


def _verdicts(status: str, key: str, condition: str) -> str:
    """Rows of results whose verdict is another; `key` tells them apart."""
    return f"""
        SELECT
            {_OF_UNIT}, '{status}' AS status, due_on,
            coalesce(now.target_value, was.target_value) AS target,
            {_now("comparator", "is_merged")},
            was.period_label AS old_label, was.value AS old_value, was.verdict AS old,
            now.period_label AS new_label, now.value AS new_value, now.verdict AS new
        FROM (FROM old_result WHERE {condition}) AS was
        FULL JOIN (FROM new_result WHERE {condition}) AS now USING ({key})
        JOIN unit_name USING (unit_id) JOIN indicator_name USING (indicator_id)
        WHERE {_differ("verdict")}
    """


_TARGET = "indicator_id, scope, unit_id, due_on, definition_id, base_vi, table_id"
_SAME_TARGET = " AND ".join(
    f"was.{name} IS NOT DISTINCT FROM now.{name}" for name in _TARGET.split(", ")
)

SQL_OF = {
    "named": f"""
        {_named("document", "document", "document_id", "short_title_vi")}
        UNION ALL {_named("table", "source_table", "table_id", "title_vi")}
        UNION ALL {_named("indicator", "indicator", "indicator_id", "name_vi")}
        ORDER BY kind, id
    """,
    "figures": f"""
        SELECT
            {_OF_UNIT}, {_DAYS}, basis, changed_figure.* EXCLUDE (
                indicator_id, unit_id, {_DAYS}, basis, is_merged
            ), measure_vi, decimals
        FROM changed_figure
        JOIN unit_name USING (unit_id) JOIN indicator_name USING (indicator_id)
        WHERE NOT is_merged
        ORDER BY status <> 'vanished', status <> 'changed', table_id, indicator_id, period_end,
            level, sort_order, basis
    """,
    "merged_figures": "SELECT count(*) FROM changed_figure WHERE is_merged",
    "jumps": JUMPS,
    # What readers see first is what stands nearest to the due date; other figures come after.
    "verdicts": f"""
        {_verdicts("result", "indicator_id, unit_id, due_on, definition_id", "is_nearest")}
        UNION ALL
        {_verdicts("figure", f"indicator_id, unit_id, due_on, {_DAYS}", "NOT is_nearest")}
            AND was.verdict IS NOT NULL AND now.verdict IS NOT NULL
        ORDER BY is_merged, status DESC, old IS NULL, indicator_id, due_on, unit_id
    """,
    "ranks": f"""
        SELECT
            {_OF_UNIT}, structure, was.period_label AS old_label, was.rank_best AS old,
            was.ranked AS old_ranked, now.period_label AS new_label, now.rank_best AS new,
            now.ranked AS new_ranked, was.rank_best - now.rank_best AS moved
        FROM old_place AS was JOIN new_place AS now USING (
            level, structure, indicator_id, unit_id
        )
        JOIN unit_name USING (unit_id, level) JOIN indicator_name USING (indicator_id)
        WHERE moved <> 0
        ORDER BY abs(moved) DESC, indicator_id, structure, unit_id
    """,
    "claims": f"""
        SELECT
            {_now("claim_id", "document_id", "statement_vi")}, {_STEP.format("claim_id")},
            was.verdict AS old, was.computed_value AS old_value,
            now.verdict AS new, now.computed_value AS new_value
        FROM (FROM old.claim JOIN old.claim_check USING (claim_id)) AS was
        FULL JOIN (FROM new.claim JOIN new.claim_check USING (claim_id)) AS now
            ON was.claim_id = now.claim_id
        WHERE {
        _differ(
            "verdict",
            "computed_value",
            "computed_parts",
            "explanation_parts",
            "published_parts",
        )
    }
        ORDER BY claim_id
    """,
    "targets": f"""
        WITH stated AS (
            SELECT {_now("indicator_id", "scope", "unit_id", "due_on", "table_id")},
                {_STEP.format("table_id")},
                was.value AS old, was.superseded_by AS old_superseded_by,
                now.value AS new, now.superseded_by AS new_superseded_by
            FROM (FROM old.target WHERE basis = 'published') AS was
            FULL JOIN (FROM new.target WHERE basis = 'published') AS now ON {_SAME_TARGET}
            WHERE {_differ("value_low", "comparator", "superseded_by")}
        )
        SELECT stated.*, indicator_vi, unit_vi
        FROM stated JOIN indicator_name USING (indicator_id) LEFT JOIN unit_name USING (unit_id)
        ORDER BY status <> 'vanished', indicator_id, due_on, scope, unit_id
    """,
    "without": """
        SELECT
            table_id, indicator_id, indicator_vi, period_label, new_status AS status,
            count(*) AS units, list(unit_id ORDER BY sort_order) AS unit_ids,
            list(unit_vi ORDER BY sort_order) AS units_vi
        FROM changed_figure
        JOIN unit_name USING (unit_id) JOIN indicator_name USING (indicator_id)
        WHERE NOT is_merged AND basis = 'published' AND new_high IS NULL
            AND new_status IS DISTINCT FROM old_status AND new_status IS NOT NULL
        GROUP BY ALL ORDER BY ALL
    """,
    "issues": f"""
        WITH told AS (
            SELECT {_now("issue_id", "kind", "severity", "table_id", "source_line")},
                {_now("unit_id", "indicator_id", "detail_code", "detail_parts")},
                {_STEP.format("issue_id")}
            FROM old.quality_issue AS was FULL JOIN new.quality_issue AS now
                ON was.issue_id = now.issue_id
            WHERE {_differ("detail_code", "detail_parts")}
        )
        SELECT told.*, unit_vi, indicator_vi
        FROM told LEFT JOIN unit_name USING (unit_id) LEFT JOIN indicator_name USING (indicator_id)
        ORDER BY severity DESC, kind, table_id, source_line, issue_id
    """,
}
