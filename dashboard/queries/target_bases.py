"""Targets that are shares of something else than the figures are: told, and never compared."""

from dataclasses import dataclass
from datetime import date

from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class OtherTarget:
    """A target of an indicator that no figure of it can be measured against."""

    indicator_id: str
    value: float
    due_on: date | None
    base_vi: str
    """What it is a share of."""
    confirmation: str
    document_line: int | None


@kept(8)
def other_targets(source: Warehouse, scope: str) -> dict[str, tuple[OtherTarget, ...]]:
    """Those set for a level or for the country, by indicator, the next first."""
    items = source.records(
        OtherTarget,
        """
        SELECT indicator_id, value, due_on, base_vi, confirmation, document_line
        FROM target JOIN document USING (document_id)
        WHERE base_vi IS NOT NULL AND scope = $scope AND superseded_by IS NULL
        ORDER BY due_on, document_id
        """,
        scope=scope,
    )
    found: dict[str, tuple[OtherTarget, ...]] = {}
    for item in items:
        found[item.indicator_id] = (*found.get(item.indicator_id, ()), item)
    return found
