"""Which change from one period to the next is implausible: the rule, in words and as SQL."""

_MOST_USUAL = 3
_FIRST = 3
_ENOUGH = 10

JUMP_RULE = (
    f"A change from one period to the next is a jump if it is more than {_MOST_USUAL} times as "
    "large as nine in ten changes that units of the level made in earlier periods of the "
    f"indicator; where fewer than {_ENOUGH} are known, if the figure is at least {_FIRST} times "
    f"the one before, or at most 1/{_FIRST} of it. In either case it lies in the indicator's class "
    "of the largest changes."
)

JUMPS = f"""
    WITH shown AS (
        SELECT DISTINCT ON (unit_id, indicator_id, period_kind, period_start, period_end,
                definition_id)
            unit_id, level, indicator_id, period_kind, period_start, period_end, definition_id,
            period_label, before_value, value, change_scale
        FROM new.shown_figure
        WHERE due_on IS NULL AND change_status = 'computed' AND NOT is_merged
            AND before_value IS NOT NULL AND value IS NOT NULL
    ), fresh AS (
        SELECT shown.*, earlier_label, change_low AS change
        FROM shown JOIN new.change USING (
            unit_id, indicator_id, period_kind, period_start, period_end, definition_id
        )
        WHERE change_low = change_high AND NOT EXISTS (
            FROM old.shown_figure AS before
            WHERE before.unit_id = shown.unit_id AND before.indicator_id = shown.indicator_id
                AND before.period_kind = shown.period_kind
                AND before.period_start = shown.period_start
                AND before.period_end = shown.period_end
                AND before.definition_id = shown.definition_id
                AND before.value = shown.value AND before.before_value = shown.before_value
        )
    ), usual AS (
        SELECT indicator_id, level, scale, quantile_cont(abs(change_low), 0.9) AS usual
        FROM old.change JOIN old.unit USING (unit_id)
        WHERE status = 'computed' AND change_low = change_high
        GROUP BY ALL HAVING count(*) >= {_ENOUGH}
    )
    SELECT
        unit_id, unit_vi, level, indicator_id, indicator_vi, period_label, earlier_label,
        before_value AS old, value AS new, change_scale AS scale, change, usual,
        CASE WHEN usual IS NULL THEN 'multiple' ELSE 'beyond_usual' END AS status
    FROM fresh
    JOIN unit_name USING (unit_id, level) JOIN indicator_name USING (indicator_id)
    LEFT JOIN usual USING (indicator_id, level)
    WHERE abs(change) > coalesce(list_max(change_breaks), 0)
        AND CASE WHEN usual IS NOT NULL THEN abs(change) > {_MOST_USUAL} * usual
            ELSE change_scale IN ('points', 'percent') AND before_value > 0
                AND (value >= {_FIRST} * before_value OR value * {_FIRST} <= before_value) END
    ORDER BY abs(change) DESC, indicator_id, unit_id
"""
