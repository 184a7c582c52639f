"""Which figure of a unit is the result of a target: see `target_result` in the store."""

from datetime import date
from functools import lru_cache

from dashboard.queries.periods import Period
from dashboard.store.warehouse import Warehouse


@lru_cache(maxsize=256)
def result_periods(source: Warehouse, unit_id: str) -> dict[tuple[str, date], Period]:
    """For an indicator and a due date, the period of the figure that is the unit's result."""
    rows = source.rows(
        """
        SELECT
            indicator_id, due_on, period_kind, period_start, period_end, period_label,
            is_provisional
        FROM target_result JOIN observation
            USING (indicator_id, unit_id, period_kind, period_start, period_end, basis)
        WHERE unit_id = $unit_id AND is_result
        """,
        unit_id=unit_id,
    )
    return {
        (row["indicator_id"], row["due_on"]): Period(
            row["period_kind"],
            row["period_start"],
            row["period_end"],
            row["period_label"],
            row["is_provisional"],
        )
        for row in rows
    }
