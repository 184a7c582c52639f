"""How every judged figure lies in time to its target, and which one is the result at the due date.

A verdict belongs to a figure and a target. Before the due date it tells how far things have come;
what was measured later never decides whether a target was met in time.
"""

from etl.catalogue.vocabulary import OFFICIAL
from etl.derive.shown import SHOWN_FIRST

RESULT_DAYS = 62
"""How long before the due date the figure may lie that is the result: what the last report before
it said. A survey that appears every so many years is the newest one for as long."""


def target_results(attainments: str) -> str:
    """Every figure shown against every target that applies to its unit.

    Of each definition that a target is set for, the nearest is the figure at the due date or the
    last before it, a missing one only if there is no other and the source speaks of every unit; of
    two periods that end together the longer one: the year, not its last quarter. A provisional
    figure is superseded by the one it grows into, and a mean of several years is of none of them:
    either tells how far things have come. The nearest is the result if it is timely, not long
    before the due date. What a lesser document says of some units that it chose is the nearest as
    the result, and else only where there is no other.
    """
    names_nobody = "single_units AND verdict = 'no_data'"
    in_time = (
        "period_end <= due_on AND NOT is_provisional AND period_kind <> 'years'"
        f" AND NOT ({names_nobody})"
    )
    timely = f"""period_end BETWEEN CASE
                WHEN published_every IS NULL THEN due_on - {RESULT_DAYS}
                -- The day itself is that of the survey before.
                ELSE due_on - to_years(published_every) + INTERVAL 1 DAY
            END AND due_on"""
    yields = f"single_units AND figure_confirmation NOT IN {OFFICIAL} AND NOT ({timely})"
    return f"""
        SELECT
            indicator_id, unit_id, due_on, period, basis,
            period_end - due_on AS days_from_due,
            CASE WHEN days_from_due < 0 THEN 'before_due' WHEN days_from_due = 0 THEN 'at_due'
                ELSE 'after_due' END AS timing,
            verdict,
            {in_time} AND 1 = row_number() OVER (
                PARTITION BY indicator_id, unit_id, due_on, definition_id
                ORDER BY {in_time} DESC, verdict = 'no_data', {yields}, period_end DESC,
                    period_start, {SHOWN_FIRST}, place
            ) AS is_nearest,
            {timely} AS is_timely,
            is_nearest AND is_timely AND verdict <> 'no_data' AS is_result
        FROM {attainments} AS attainment
        JOIN period USING (period)
        JOIN source USING (source)
        JOIN indicator USING (indicator_id)
        WHERE is_shown
    """
