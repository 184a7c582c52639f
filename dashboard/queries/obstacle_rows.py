"""The obstacles of a structure, with their owners, and the provinces that may have reported any."""

from dataclasses import dataclass
from datetime import date

from dashboard.queries.unit_sql import MEMBERS, WHOLE, in_force
from dashboard.store.warehouse import Warehouse
from etl.language.folding import fold

NO_OWNER = "khong-neu"
"""Stands for the owner of rows that name none."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One obstacle, at the province that reported it or at its successor."""

    obstacle_id: str
    ordinal: int
    unit_id: str
    """With `unit_vi`, the province of the structure."""
    unit_vi: str
    region_id: str
    region_vi: str
    reporter_id: str
    """With `reporter_vi`, the province that reported."""
    reporter_vi: str
    system_vi: str
    system_group: str
    system_group_vi: str
    category: str
    category_vi: str
    summary_vi: str
    request_vi: str | None
    owner_ids: tuple[str, ...]
    """`NO_OWNER` alone where the row names none."""
    owners_vi: tuple[str, ...]
    document: str
    appendix: str
    document_line: int

    @property
    def search_key(self) -> str:
        """All a reader sees of it, as `fold` leaves it, between spaces."""
        texts = (
            *(self.unit_vi, self.reporter_vi, self.system_vi, self.system_group_vi),
            *(self.category_vi, self.summary_vi, self.request_vi or ""),
            *self.owners_vi,
        )
        return f" {fold(' '.join(texts))} "


@dataclass(frozen=True, slots=True)
class ObstacleTable:
    """The table that obstacles come from."""

    document: str
    data_as_of: date
    appendix: str
    note_vi: str


@dataclass(frozen=True, slots=True)
class ReportingProvince:
    """A province of the structure with the number of its obstacles, whether or not it has any."""

    unit_id: str
    short_name_vi: str
    region_id: str
    region_vi: str
    members_vi: str | None
    count: int = 0


@dataclass(frozen=True, slots=True)
class _Owner:
    owner_id: str
    owner_vi: str


def obstacle_rows(source: Warehouse, on: date) -> tuple[Obstacle, ...]:
    """Every obstacle at a province of the day, in the document's order."""
    return source.records(Obstacle, _ROWS_SQL, day=on, no_owner=NO_OWNER)


def obstacle_table(source: Warehouse) -> ObstacleTable:
    """The one table that every obstacle stands in."""
    (table,) = source.records(ObstacleTable, _TABLE_SQL)
    return table


def owner_names(source: Warehouse) -> dict[str, str]:
    """The owners that obstacles name, by id, in Vietnamese order."""
    return {item.owner_id: item.owner_vi for item in source.records(_Owner, _OWNERS_SQL)}


def reporting_provinces(source: Warehouse, on: date) -> tuple[ReportingProvince, ...]:
    """The provinces of the day, in Vietnamese order."""
    return source.records(ReportingProvince, _PROVINCES_SQL, day=on)


_ROWS_SQL = f"""
WITH owner AS (
    SELECT obstacle_id, list(owner_id) AS owner_ids, list(owner_vi) AS owners_vi
    FROM (
        SELECT obstacle_id, owner_id, coalesce(short_name_vi, owner_vi) AS owner_vi
        FROM obstacle_owner LEFT JOIN unit USING (unit_id)
        ORDER BY owner_vi COLLATE vi
    )
    GROUP BY obstacle_id
)
SELECT
    obstacle.obstacle_id, obstacle.ordinal,
    member.unit_id, member.short_name_vi AS unit_vi, member.region_id,
    region.short_name_vi AS region_vi,
    reporter.unit_id AS reporter_id, reporter.short_name_vi AS reporter_vi,
    obstacle.system_vi, obstacle.system_group, obstacle.system_group_vi,
    obstacle.category, obstacle.category_vi, obstacle.summary_vi, obstacle.request_vi,
    obstacle.document_line, source_table.appendix, document.short_title_vi AS document,
    coalesce(owner.owner_ids, [$no_owner]) AS owner_ids,
    coalesce(owner.owners_vi, []) AS owners_vi
FROM obstacle
LEFT JOIN owner USING (obstacle_id)
JOIN unit AS reporter ON reporter.unit_id = obstacle.unit_id
-- The reporter itself, or the province that took the whole of it over.
JOIN unit AS member
  ON (member.unit_id = reporter.unit_id
      OR member.unit_id IN (
          SELECT successor_id FROM unit_lineage
          WHERE predecessor_id = reporter.unit_id
            AND {WHOLE}))
 AND {in_force("member")}
LEFT JOIN unit AS region ON region.unit_id = member.region_id
JOIN source_table ON source_table.table_id = obstacle.table_id
JOIN document ON document.document_id = obstacle.document_id
ORDER BY obstacle.table_id, obstacle.ordinal
"""

_TABLE_SQL = """
SELECT DISTINCT short_title_vi AS document, data_as_of, appendix, note_vi
FROM obstacle
JOIN source_table USING (table_id)
JOIN document ON document.document_id = obstacle.document_id
"""

_OWNERS_SQL = """
SELECT owner_id, coalesce(short_name_vi, owner_vi) AS owner_vi
FROM obstacle_owner LEFT JOIN unit USING (unit_id)
ORDER BY owner_vi COLLATE vi, obstacle_id
"""

_PROVINCES_SQL = f"""
WITH merged AS ({MEMBERS})
SELECT
    unit.unit_id, unit.short_name_vi, unit.region_id, region.short_name_vi AS region_vi,
    merged.members_vi
FROM unit
LEFT JOIN unit AS region ON region.unit_id = unit.region_id
LEFT JOIN merged ON merged.unit_id = unit.unit_id
WHERE unit.level = 'province'
  AND {in_force()}
ORDER BY unit.short_name_vi COLLATE vi
"""
