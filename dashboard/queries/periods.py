"""The periods that an indicator has figures of."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dashboard.queries.newest_sql import NEWEST
from dashboard.queries.structures import OLD, Structure
from dashboard.queries.unit_sql import in_force
from dashboard.store.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Period:
    """Days that figures speak of, both included, and in what way: see `period_kind` in the store.

    Two kinds that end together are two periods.
    """

    kind: str
    start: date
    end: date
    label: str
    is_provisional: bool
    """Whether it goes on."""


def asked_for(period: Period | None) -> dict[str, str | date | None]:
    """`$period_kind`, `$period_start` and `$period_end` of a question; without a period, NULL."""
    if period is None:
        return dict.fromkeys(("period_kind", "period_start", "period_end"))
    return {
        "period_kind": period.kind,
        "period_start": period.start,
        "period_end": period.end,
    }


@lru_cache(maxsize=1024)
def periods(
    source: Warehouse, indicator_id: str, level: str, structure: Structure = OLD
) -> tuple[Period, ...]:
    """Those that some unit of a level has figures of, the newest first."""
    return tuple(
        source.records(
            Period,
            f"""
            SELECT
                period_kind AS kind, period_start AS start, period_end AS "end",
                min(period_label) AS label, bool_or(is_provisional) AS is_provisional
            FROM observation JOIN unit USING (unit_id)
            WHERE indicator_id = $indicator_id AND level = $level AND {in_force("unit")}
            GROUP BY period_kind, period_start, period_end
            ORDER BY {NEWEST}
            """,
            indicator_id=indicator_id,
            level=level,
            day=structure.on,
        )
    )
