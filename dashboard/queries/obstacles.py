"""What keeps provinces from using the systems of ministries: the rows, their filters and counts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import pandas as pd

from dashboard.queries.structures import Structure
from dashboard.queries.unit_sql import MEMBERS, WHOLE, in_force
from dashboard.store.records import Row, records
from dashboard.store.warehouse import Warehouse
from etl.language.folding import fold
from etl.language.i18n import N_, _

NO_OWNER = "khong-neu"
"""Stands for the owner of rows that name none."""

NO_OWNER_VI = N_("Không nêu cơ quan")

CLASS_STARTS = (1, 3, 5, 10)
"""The least count of each class of the map above zero; they stay whatever the filter."""


@dataclass(frozen=True)
class Filter:
    """What a reader asks for; None and an empty text ask for everything."""

    region_id: str | None = None
    unit_id: str | None = None
    owner_id: str | None = None
    system_group: str | None = None
    category: str | None = None
    text: str = ""

    @property
    def phrases(self) -> list[str]:
        """What to find, folded: whole words in this order; commas part phrases.

        Vietnamese words are several syllables: `dân cư` must not find `người dân … cung cấp`.
        """
        return [phrase for part in self.text.split(",") if (phrase := fold(part))]

    @property
    def narrows_provinces(self) -> bool:
        """Whether a province without a match may yet have reported obstacles."""
        return any((self.owner_id, self.system_group, self.category, self.phrases))


@dataclass(frozen=True)
class Counted:
    """How many obstacles fall to one category, group or owner."""

    id: str
    label: str
    count: int


@dataclass(frozen=True)
class Obstacles:
    """The obstacles in one structure. Shared between sessions: never write to the frames.

    `rows` has one row per obstacle in the document's order. `unit_id` and `unit_vi` are those of
    the structure, `reporter_id` and `reporter_vi` the province that reported; `owner_ids` and
    `owners_vi` are lists. `provinces` has one row per province of the structure, in Vietnamese
    order, whether or not it reported any.
    """

    structure: Structure
    rows: pd.DataFrame
    provinces: pd.DataFrame
    categories: dict[str, str]
    groups: dict[str, str]
    owners: dict[str, str]

    @property
    def source(self) -> Row:
        """`document`, `data_as_of`, `appendix` and `note_vi` of the table the rows come from."""
        return records(self.rows[["document", "data_as_of", "appendix", "note_vi"]].head(1))[0]

    def matching(self, wanted: Filter) -> pd.DataFrame:
        """The rows that meet every condition, in the document's order."""
        rows = self.rows
        kept = pd.Series(True, index=rows.index)
        for column, value in (
            ("region_id", wanted.region_id),
            ("unit_id", wanted.unit_id),
            ("system_group", wanted.system_group),
            ("category", wanted.category),
        ):
            if value is not None:
                kept &= rows[column] == value
        if wanted.owner_id is not None:
            kept &= rows["owner_ids"].map(lambda ids: wanted.owner_id in ids)
        for phrase in wanted.phrases:
            kept &= rows["search_key"].str.contains(f" {phrase} ", regex=False)
        return rows[kept]

    def by_category(self, wanted: Filter) -> list[Counted]:
        """Counts of the rows that meet all conditions but that on the category, most first."""
        rows = self.matching(replace(wanted, category=None))
        return _counted(Counter(rows["category"]), self.categories)

    def by_owner(self, wanted: Filter) -> list[Counted]:
        """As `by_category`; an obstacle of several owners counts for each of them."""
        rows = self.matching(replace(wanted, owner_id=None))
        return _counted(Counter(_each(rows["owner_ids"])), self.owners)

    def by_province(self, wanted: Filter) -> pd.DataFrame:
        """The provinces of the region with `count`, whatever unit is chosen."""
        counts = Counter(self.matching(replace(wanted, unit_id=None))["unit_id"])
        shown = self.provinces
        if wanted.region_id is not None:
            shown = shown[shown["region_id"] == wanted.region_id]
        return shown.assign(count=[counts[unit_id] for unit_id in shown["unit_id"]])


@lru_cache(maxsize=4)
def obstacles(source: Warehouse, structure: Structure) -> Obstacles:
    """Every obstacle, at the province that reported it or at its successor."""
    rows = source.query(_ROWS_SQL, day=structure.on)
    owners = source.query(_OWNERS_SQL)
    ids: dict[str, list[str]] = {}
    names: dict[str, list[str]] = {}
    for owner in records(owners):
        ids.setdefault(owner["obstacle_id"], []).append(owner["owner_id"])
        names.setdefault(owner["obstacle_id"], []).append(owner["owner_vi"])
    rows["owner_ids"] = [ids.get(key, [NO_OWNER]) for key in rows["obstacle_id"]]
    rows["owners_vi"] = [names.get(key, []) for key in rows["obstacle_id"]]
    rows["search_key"] = [_search_key(row) for row in records(rows)]
    owner_names = dict(zip(owners["owner_id"], owners["owner_vi"], strict=True))
    if len(ids) < len(rows):
        owner_names[NO_OWNER] = _(NO_OWNER_VI)
    return Obstacles(
        structure,
        rows,
        source.query(_PROVINCES_SQL, day=structure.on),
        _labels(rows, "category"),
        _labels(rows, "system_group"),
        owner_names,
    )


_NAMED = 3
"""More provinces than these that share the highest count are no news."""


def _search_key(row: Row) -> str:
    """All a reader sees of a row, as `fold` leaves it, between spaces."""
    texts = (
        *(row["unit_vi"], row["reporter_vi"], row["system_vi"], row["system_group_vi"]),
        *(row["category_vi"], row["summary_vi"], row["request_vi"] or ""),
        *row["owners_vi"],
    )
    return f" {fold(' '.join(texts))} "


def _labels(rows: pd.DataFrame, column: str) -> dict[str, str]:
    """Ids with their labels, the most frequent first."""
    labels = dict(zip(rows[column], rows[f"{column}_vi"], strict=True))
    return {key: labels[key] for key, _count in Counter(rows[column]).most_common()}


def _counted(counts: Counter[str], labels: dict[str, str]) -> list[Counted]:
    return [Counted(key, labels[key], count) for key, count in counts.most_common()]


def _each(lists: Sequence[list[str]] | pd.Series) -> Iterator[str]:
    for items in lists:
        yield from items


_ROWS_SQL = f"""
SELECT
    obstacle.obstacle_id, obstacle.ordinal,
    member.unit_id, member.short_name_vi AS unit_vi, member.region_id,
    region.short_name_vi AS region_vi,
    reporter.unit_id AS reporter_id, reporter.short_name_vi AS reporter_vi,
    obstacle.system_vi, obstacle.system_group, obstacle.system_group_vi,
    obstacle.category, obstacle.category_vi, obstacle.summary_vi, obstacle.request_vi,
    obstacle.table_id, obstacle.source_line, obstacle.document_line,
    source_table.appendix, source_table.note_vi, document.short_title_vi AS document,
    document.data_as_of
FROM obstacle
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

_OWNERS_SQL = """
SELECT obstacle_id, owner_id, coalesce(short_name_vi, owner_vi) AS owner_vi
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
