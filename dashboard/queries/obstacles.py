"""What keeps provinces from using the systems of ministries: the rows, their filters and counts."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import chain

from dashboard.queries.obstacle_rows import (
    NO_OWNER,
    Obstacle,
    ObstacleTable,
    ReportingProvince,
    obstacle_rows,
    obstacle_table,
    owner_names,
    reporting_provinces,
)
from dashboard.queries.structures import Structure
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse
from etl.language.folding import fold

CLASS_STARTS = (1, 3, 5, 10)
"""The least count of each class of the map above zero; they stay whatever the filter."""


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Counted:
    """How many obstacles fall to one category, group or owner."""

    id: str
    label: str
    count: int


@dataclass(frozen=True)
class Obstacles:
    """The obstacles in one structure, in the document's order; provinces in Vietnamese order."""

    structure: Structure
    table: ObstacleTable
    rows: tuple[Obstacle, ...]
    provinces: tuple[ReportingProvince, ...]
    categories: dict[str, str]
    groups: dict[str, str]
    owners: dict[str, str]
    """Those that are named."""

    def matching(self, wanted: Filter) -> list[Obstacle]:
        """The rows that meet every condition, in the document's order."""
        phrases = [f" {phrase} " for phrase in wanted.phrases]
        return [
            row
            for row in self.rows
            if wanted.region_id in (None, row.region_id)
            and wanted.unit_id in (None, row.unit_id)
            and wanted.system_group in (None, row.system_group)
            and wanted.category in (None, row.category)
            and (wanted.owner_id is None or wanted.owner_id in row.owner_ids)
            and (not phrases or all(phrase in row.search_key for phrase in phrases))
        ]

    def by_category(self, wanted: Filter) -> list[Counted]:
        """Counts of the rows that meet all conditions but that on the category, most first."""
        rows = self.matching(replace(wanted, category=None))
        return _counted(Counter(row.category for row in rows), self.categories)

    def by_owner(self, wanted: Filter) -> list[Counted]:
        """As `by_category`; an obstacle of several owners counts for each of them.

        Those of `NO_OWNER` have no label.
        """
        rows = self.matching(replace(wanted, owner_id=None))
        named = chain.from_iterable(row.owner_ids for row in rows)
        return _counted(Counter(named), self.owners | {NO_OWNER: ""})

    def by_province(self, wanted: Filter) -> list[ReportingProvince]:
        """The provinces of the region with their counts, whatever unit is chosen."""
        rows = self.matching(replace(wanted, unit_id=None))
        counts = Counter(row.unit_id for row in rows)
        return [
            replace(province, count=counts[province.unit_id])
            for province in self.provinces
            if wanted.region_id in (None, province.region_id)
        ]


@kept(8)
def obstacles(source: Warehouse, structure: Structure) -> Obstacles:
    """Every obstacle, at the province that reported it or at its successor."""
    rows = obstacle_rows(source, structure.on)
    return Obstacles(
        structure,
        obstacle_table(source),
        rows,
        reporting_provinces(source, structure.on),
        _labels((row.category, row.category_vi) for row in rows),
        _labels((row.system_group, row.system_group_vi) for row in rows),
        owner_names(source),
    )


def _labels(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Ids with their labels, the most frequent first."""
    listed = list(pairs)
    labels = dict(listed)
    return {
        key: labels[key] for key, _count in Counter(key for key, _label in listed).most_common()
    }


def _counted(counts: Counter[str], labels: dict[str, str]) -> list[Counted]:
    return [Counted(key, labels[key], count) for key, count in counts.most_common()]
