"""Pieces of SQL: which figures of a level are the newest, for every question that asks."""

# What goes on is superseded by what it grows into: it is shown where there is nothing else. Of two
# periods that end together the longer one comes first: the year, not its last quarter.
NEWEST = "is_provisional, period_end DESC, period_start, period_kind"
"""The order of observations of one indicator, the newest first; of one period the basis decides."""

SHOWN = "is_merged, basis = display_basis DESC"
"""The order of a unit's figures of one period, the one shown first: its own before a merged one.

`display_basis` chooses between a printed rate and the one that follows from counts.
"""

PERIOD = "period_kind, period_start, period_end"
"""The columns that tell one period from another."""

ASKED = f"($period_kind, $period_start, $period_end) = ({PERIOD})"
"""A condition: the row is of the period asked for, see `periods.asked_for`."""

STATUS = """\
CASE
    WHEN figure.status IS NOT NULL THEN figure.status
    WHEN absent.reason_code IS NULL AND elsewhere.unit_id IS NOT NULL THEN 'not_in_period'
    ELSE 'not_applicable'
END"""
"""What a unit has of the period: a figure, or figures of others, or nothing that concerns it."""


def of_one_period(asked: str = "true") -> str:
    """`chosen`: the newest period of each indicator that `member` has figures of.

    And `elsewhere`: the units that have figures of an indicator in whatever period. One period for
    all units: a figure of another is never ranked or counted with them. `asked` is a condition.
    """
    return f"""\
chosen AS (
    SELECT indicator_id, {PERIOD}
    FROM observation JOIN member USING (unit_id)
    WHERE {asked}
    QUALIFY row_number() OVER (PARTITION BY indicator_id ORDER BY {NEWEST}) = 1
),
elsewhere AS (
    SELECT DISTINCT indicator_id, unit_id FROM observation JOIN member USING (unit_id)
)"""
