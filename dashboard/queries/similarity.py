"""By which criteria units are alike, as the catalogue says and the warehouse carries it."""

from dataclasses import dataclass

from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse

REGION = "region"
"""The criterion of lying in one region; any other is an indicator."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One row of the contract's `similarity`."""

    criterion: str
    is_nearest: bool
    """Whether the nearest figures are sought, not equal ones."""


@kept(8)
def criteria(source: Warehouse, level: str) -> tuple[Criterion, ...]:
    """Those of a level in their order; none of a level whose units are not compared."""
    return source.records(
        Criterion,
        """
        SELECT criterion, is_nearest FROM similarity WHERE level = $level ORDER BY sort_order
        """,
        level=level,
    )
