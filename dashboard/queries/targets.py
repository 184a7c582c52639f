"""Targets that are the same for all units of a level."""

from dataclasses import dataclass
from datetime import date

from dashboard.queries.indicators import Indicator
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class _TargetLine:
    due_on: date
    value: float


@kept(64)
def target_lines(source: Warehouse, indicator: Indicator, level: str) -> dict[date, float]:
    """The targets that are the same for every unit of the level, by due date.

    Targets given to single units differ from row to row, so no line stands for them.
    """
    lines = source.records(
        _TargetLine,
        """
        SELECT due_on, value FROM target
        WHERE indicator_id = $indicator_id AND scope = $level
          AND due_on IS NOT NULL AND base_vi IS NULL AND superseded_by IS NULL
        ORDER BY due_on
        """,
        indicator_id=indicator.indicator_id,
        level=level,
    )
    return {line.due_on: line.value for line in lines}
