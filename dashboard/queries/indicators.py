"""The indicators, as the catalogue describes them and the warehouse carries them."""

from dataclasses import dataclass, fields

import pandas as pd

from dashboard.queries.structures import Structure
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse

UNIT_LEVELS = ("province", "ministry")
"""The levels whose units a reader compares."""

_EVER = "DATE '0001-01-01'"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of the contract's `indicator`."""

    indicator_id: str
    topic: str
    topic_vi: str
    name_vi: str
    short_name_vi: str
    unit_vi: str
    value_kind: str
    better: str
    decimals: int
    numerator_id: str | None
    denominator_id: str | None
    definition_vi: str
    measured_by: str
    levels: tuple[str, ...]
    range_low: float
    range_high: float
    class_breaks: tuple[float, ...]
    gap_breaks: tuple[float, ...]
    change_breaks: tuple[float, ...]
    aggregation: str
    display_basis: str
    headline: bool
    caveat_vi: str | None
    other_measure_of: str | None

    @property
    def family(self) -> str:
        """What all indicators share that measure the same, each in its own way."""
        return self.other_measure_of or self.indicator_id

    @property
    def is_percent(self) -> bool:
        return self.unit_vi == "%"


@kept(8)
def indicators(source: Warehouse) -> dict[str, Indicator]:
    """Every indicator by id, in the catalogue's order."""
    names = [field.name for field in fields(Indicator)]
    found = source.records(
        Indicator, f"SELECT {', '.join(names)} FROM indicator ORDER BY sort_order"
    )
    return {spec.indicator_id: spec for spec in found}


@kept(32)
def indicators_at(
    source: Warehouse, level: str, structure: Structure | None = None
) -> dict[str, Indicator]:
    """The indicators that have figures or targets for units of a level.

    Of one structure: for its units or, where nothing of theirs carries over, those before them.
    """
    present = source.query(
        f"""
        SELECT DISTINCT indicator_id
        FROM (
            SELECT indicator_id, unit_id FROM observation
            UNION ALL SELECT indicator_id, unit_id FROM target WHERE unit_id IS NOT NULL
        ) JOIN unit USING (unit_id)
        WHERE level = $level AND coalesce($day >= coalesce(valid_from, {_EVER}), true)
        """,
        level=level,
        day=None if structure is None else structure.on,
    )
    known = set(present["indicator_id"])
    return {key: spec for key, spec in indicators(source).items() if key in known}


def stored_indicators(source: Warehouse, topic: str | None) -> pd.DataFrame:
    """The indicators of a topic, or all, with every column the store has of them."""
    return source.query(
        "SELECT * FROM indicator WHERE $topic IS NULL OR topic = $topic ORDER BY sort_order",
        topic=topic,
    )
