"""A piece of SQL: the places that units may have in the order of their figures."""

# A rank is possible, not certain, where intervals overlap: at best a unit stands behind those that
# are surely better, at worst behind all that may be. Among exact values both are the usual
# competition rank (1, 2, 2, 4). Bands that touch ("10–20%", "trên 20%") do not overlap.
PLACES = """\
possible AS (
    SELECT
        unit_id, period_start, period_end,
        1 + (SELECT count(*) FROM figure AS other
             WHERE least($sign * other.value_low, $sign * other.value_high)
                 > greatest($sign * figure.value_low, $sign * figure.value_high)
                OR other.value IS NULL AND figure.value IS NULL
               AND least($sign * other.value_low, $sign * other.value_high)
                 = greatest($sign * figure.value_low, $sign * figure.value_high)) AS rank_best,
        1 + (SELECT count(*) FROM figure AS other
             WHERE other.unit_id <> figure.unit_id
               AND greatest($sign * other.value_low, $sign * other.value_high)
                 > least($sign * figure.value_low, $sign * figure.value_high)) AS rank_worst
    FROM figure
    -- A yes is no place in an order, and an amount allocated to a unit is no achievement of its.
    WHERE value_low IS NOT NULL AND status <> 'allocated' AND $is_ranked
),
placed AS (
    SELECT
        possible.unit_id,
        greatest(possible.rank_best, stated_rank.rank_best) AS rank_best,
        least(possible.rank_worst, stated_rank.rank_worst) AS rank_worst
    FROM possible LEFT JOIN stated_rank
      ON stated_rank.indicator_id = $indicator_id AND stated_rank.unit_id = possible.unit_id
     AND stated_rank.period_start = possible.period_start
     AND stated_rank.period_end = possible.period_end
)"""
"""`placed`, made of `figure`: `rank_best` and `rank_worst` of every unit that has a place."""
