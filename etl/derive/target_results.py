"""How every judged figure lies in time to its target, and which one is the result at the due date.

A verdict belongs to a figure and a target. Before the due date it tells how far things have come;
the result is that of the figure at the due date, or of the nearest one before it. What was measured
later never decides whether a target was met in time.
"""

from etl.derive.shown import SHOWN_FIRST


def target_results(attainments: str) -> str:
    """Every figure shown against every target that applies to its unit.

    The result is read from the figure at the due date or the nearest before it, from a missing one
    only if there is no other; of two periods that end together from the longer one: the year, not
    its last quarter. A provisional figure is superseded by the one it grows into: it tells how far
    things have come and is no result. Nor is the want of one where a source names some units only.
    """
    names_nobody = "single_units AND verdict = 'no_data'"
    in_time = f"period_end <= due_on AND NOT is_provisional AND NOT ({names_nobody})"
    return f"""
        SELECT
            indicator_id, unit_id, due_on, period, basis,
            period_end - due_on AS days_from_due,
            CASE WHEN days_from_due < 0 THEN 'before_due' WHEN days_from_due = 0 THEN 'at_due'
                ELSE 'after_due' END AS timing,
            verdict,
            {in_time} AND 1 = row_number() OVER (
                PARTITION BY indicator_id, unit_id, due_on
                ORDER BY {in_time} DESC, verdict = 'no_data', period_end DESC, period_start,
                    {SHOWN_FIRST}, place
            ) AS is_result
        FROM {attainments} AS attainment
        JOIN period USING (period)
        JOIN source USING (source)
        JOIN indicator USING (indicator_id)
        WHERE is_shown
    """
