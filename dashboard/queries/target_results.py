"""Which figure of a unit is nearest to a due date: see `target_result` in the store."""

from datetime import date

from dashboard.queries.newest_sql import PERIOD
from dashboard.queries.periods import Period, period_of
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse


@kept(256)
def nearest_periods(source: Warehouse, unit_id: str) -> dict[tuple[str, date], Period]:
    """For an indicator and a due date, the period of the unit's figure of then or just before."""
    rows = source.rows(
        f"""
        SELECT
            indicator_id, due_on, period_kind, period_start, period_end, period_label,
            is_provisional, definition_id
        FROM target_result JOIN observation USING (indicator_id, unit_id, {PERIOD}, basis)
        WHERE unit_id = $unit_id AND is_nearest
        ORDER BY period_end
        """,
        unit_id=unit_id,
    )
    return {(row["indicator_id"], row["due_on"]): period_of(row) for row in rows}
