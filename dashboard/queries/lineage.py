"""Who became what: the old units behind a new one, and bodies whose figures flow to none."""

from dataclasses import dataclass
from datetime import date

from dashboard.queries.indicator_views import View, view
from dashboard.queries.structures import OLD
from dashboard.queries.view_rows import ViewRow
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse
from etl.language.lineage import SAME, WHOLE


@dataclass(frozen=True, slots=True)
class Link:
    """One row of the contract's `unit_lineage`, with the names of both units."""

    predecessor_id: str
    predecessor_vi: str
    successor_id: str
    successor_vi: str
    effective_on: date
    legal_basis: str
    relation: str
    part_vi: str | None
    confidence: str

    @property
    def is_whole(self) -> bool:
        """Whether the predecessor's figures flow to the successor."""
        return self.relation in WHOLE

    @property
    def goes_on(self) -> bool:
        """Whether the successor is the predecessor under a new id."""
        return self.relation in SAME

    @property
    def is_confirmed(self) -> bool:
        """Whether independent sources agree on the whole of it."""
        return self.confidence.startswith("two independent") and "one" not in self.confidence


@kept(8)
def links(source: Warehouse, level: str) -> tuple[Link, ...]:
    """The lineage of a level, by successor and then by predecessor in Vietnamese order."""
    return source.records(
        Link,
        """
        SELECT
            predecessor_id, old.short_name_vi AS predecessor_vi, successor_id,
            new.short_name_vi AS successor_vi, effective_on, legal_basis, relation, part_vi,
            confidence
        FROM unit_lineage
        JOIN unit AS old ON old.unit_id = predecessor_id
        JOIN unit AS new ON new.unit_id = successor_id
        WHERE new.level = $level
        ORDER BY new.short_name_vi COLLATE vi, old.short_name_vi COLLATE vi
        """,
        level=level,
    )


@kept(8)
def counterparts(source: Warehouse, level: str) -> dict[str, tuple[str, ...]]:
    """For every unit, those it corresponds to in the other structure."""
    found: dict[str, tuple[str, ...]] = {}
    for link in links(source, level):
        if link.is_whole:
            for one, other in (
                (link.predecessor_id, link.successor_id),
                (link.successor_id, link.predecessor_id),
            ):
                found[one] = (*found.get(one, ()), other)
    return found


def member_rows(source: Warehouse, shown: View, unit_id: str) -> list[ViewRow]:
    """The rows, in the old structure, of the units whose figures a new unit's come from."""
    old = view(source, shown.indicator.indicator_id, shown.level, shown.due_on, OLD, shown.period)
    members = {
        link.predecessor_id
        for link in links(source, shown.level)
        if link.successor_id == unit_id and link.is_whole
    }
    return [row for row in old.rows if row.unit_id in members]
