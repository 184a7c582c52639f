"""The periods that an indicator has figures of."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dashboard.queries.newest_sql import NEWEST, PERIOD
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


def periods(
    source: Warehouse, indicator_id: str, level: str, structure: Structure = OLD
) -> tuple[Period, ...]:
    """Those that some unit of a level has figures of, the newest first."""
    return _periods_of_level(source, level, structure).get(indicator_id, ())


@lru_cache(maxsize=32)
def _periods_of_level(
    source: Warehouse, level: str, structure: Structure
) -> dict[str, tuple[Period, ...]]:
    """Those of all indicators, asked at once as their views are."""
    found: dict[str, list[Period]] = defaultdict(list)
    asked = source.rows(
        f"""
        SELECT
            indicator_id, period_kind AS kind, period_start AS start, period_end AS "end",
            min(period_label) AS label, bool_or(is_provisional) AS is_provisional
        FROM observation JOIN unit USING (unit_id)
        WHERE level = $level AND {in_force()}
        GROUP BY indicator_id, {PERIOD}
        ORDER BY {NEWEST}
        """,
        level=level,
        day=structure.on,
    )
    for row in asked:
        found[row.pop("indicator_id")].append(Period(**row))
    return {indicator_id: tuple(of_one) for indicator_id, of_one in found.items()}
