"""Pieces of SQL: which figures of a level are the newest, for every question that asks."""

SHOWN = "is_merged, basis = display_basis DESC"
"""The order of a unit's figures of one period, the one shown first: its own before a merged one.

`display_basis` chooses between a printed rate and the one that follows from counts.
"""

PERIOD = "period_kind, period_start, period_end, definition_id"
"""The columns that tell one period from another; two definitions are never one series."""

IN_TIME = f"""(
    SELECT DISTINCT indicator_id, level, {PERIOD}, place AS place_in_time FROM indicator_period
)"""
"""The order of the periods of an indicator and a level, as the store has it, the newest first."""

ASKED = f"($period_kind, $period_start, $period_end, $definition_id) = ({PERIOD})"
"""A condition: the row is of the period asked for, see `periods.asked_for`."""

STATUS = """\
CASE
    WHEN figure.status IS NOT NULL THEN figure.status
    WHEN absent.reason_code IS NULL AND elsewhere.unit_id IS NOT NULL THEN 'not_in_period'
    ELSE 'not_applicable'
END"""
"""What a unit has of the period: a figure, or figures of others, or nothing that concerns it."""

NEWEST_OF_EACH = f"""\
printed AS (
    FROM indicator_period WHERE level = $level AND NOT single_units
    QUALIFY row_number() OVER (
        PARTITION BY indicator_id, {PERIOD} ORDER BY printed_units DESC, structure
    ) = 1
),
chosen AS (
    SELECT indicator_id, {PERIOD}
    FROM printed
    WHERE structure = $structure
    QUALIFY row_number() OVER (PARTITION BY indicator_id ORDER BY place) = 1
),
elsewhere AS (
    SELECT DISTINCT indicator_id, unit_id FROM observation JOIN member USING (unit_id)
)"""
"""`chosen`: the newest period of each indicator that was printed for `$level` in `$structure`.

And `elsewhere`: the units that have figures of an indicator in whatever period. One period for all
units: a figure of another is never counted with them.
"""
