"""A piece of SQL: the places that units may have in the order of their figures."""

from dashboard.queries.newest_sql import PERIOD

# A rank is possible, not certain, where intervals overlap: at best a unit stands behind those that
# are surely better, at worst behind all that may be. Among exact values both are the usual
# competition rank (1, 2, 2, 4). Bands that touch ("10–20%", "trên 20%") do not overlap.
PLACES = f"""\
bounded AS (
    -- A yes is no place in an order.
    SELECT
        newest.*,
        least(sign * value_low, sign * value_high) AS worst,
        greatest(sign * value_low, sign * value_high) AS best
    FROM newest JOIN ordered USING (indicator_id)
    WHERE value_low IS NOT NULL AND status <> 'partial' AND is_ranked
),
possible AS (
    SELECT
        mine.indicator_id, mine.unit_id, any_value(mine.period_kind) AS period_kind,
        any_value(mine.period_start) AS period_start,
        any_value(mine.period_end) AS period_end,
        any_value(mine.definition_id) AS definition_id,
        1 + count(*) FILTER (
            WHERE other.worst > mine.best
               OR other.value IS NULL AND mine.value IS NULL AND other.worst = mine.best
        ) AS rank_best,
        1 + count(*) FILTER (WHERE other.unit_id <> mine.unit_id AND other.best > mine.worst)
            AS rank_worst
    FROM bounded AS mine JOIN bounded AS other USING (indicator_id)
    GROUP BY mine.indicator_id, mine.unit_id
),
placed AS (
    SELECT
        indicator_id, unit_id,
        greatest(possible.rank_best, stated_rank.rank_best) AS rank_best,
        least(possible.rank_worst, stated_rank.rank_worst) AS rank_worst
    FROM possible LEFT JOIN stated_rank
        USING (indicator_id, unit_id, {PERIOD})
)"""
"""`placed`: `rank_best` and `rank_worst` of every unit that has a place in an indicator.

Made of `newest`, a figure for each unit, and `ordered`: `sign` (1 where more is better, else -1)
and `is_ranked` of each indicator.
"""
