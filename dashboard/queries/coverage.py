"""Who has a figure and who has none: per indicator, per unit and per table of the sources."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from dashboard.queries.newest_sql import NEWEST_OF_EACH, PERIOD, STATUS
from dashboard.queries.statements import Said, spoken
from dashboard.queries.structures import OLD, Structure
from dashboard.queries.unit_sql import in_force
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse

PRESENT = ("observed", "interval", "allocated")

ABSENT = "not_applicable"

SLOT_CODES = (
    *PRESENT,
    "not_reported",
    "to_reconcile",
    "not_connected",
    "not_available",
    "not_in_period",
    ABSENT,
)
"""What a unit can have of an indicator, present first."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """One indicator for the units of a level: who stands where."""

    indicator_id: str
    indicator_vi: str
    appendix: str
    level: str
    names: dict[str, tuple[str, ...]] = field(hash=False)
    """Status to the units that have it."""
    notes: dict[str, tuple[Said, ...]] = field(hash=False)
    """Status to the reasons given for it."""

    @property
    def counts(self) -> dict[str, int]:
        return {status: len(names) for status, names in self.names.items()}

    @property
    def present(self) -> int:
        return sum(len(self.names.get(status, ())) for status in PRESENT)

    @property
    def units(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class UnitGaps:
    """A unit that lacks figures: of how many indicators whose tables cover it, and of which."""

    unit_vi: str
    covered: int
    lacking: tuple[str, ...]

    @property
    def present(self) -> int:
        return self.covered - len(self.lacking)


@dataclass(frozen=True, slots=True)
class SourceTable:
    """A table of the sources with how many of its printed cells hold a value."""

    table_id: str
    document_vi: str
    appendix: str
    title_vi: str
    shape: str
    rows: int | None
    """None where the document announces the table and does not carry it."""
    cells: int
    filled: int
    first_line: int
    last_line: int
    note_vi: str | None


@dataclass(frozen=True, slots=True)
class _Slot:
    """What one unit has of one indicator."""

    indicator_id: str
    indicator_vi: str
    appendix: str
    unit_vi: str
    status: str
    note: Said | None


@kept(8)
def coverage(source: Warehouse, level: str, structure: Structure = OLD) -> tuple[Coverage, ...]:
    """Every indicator of a level, in the catalogue's order, for the units it was printed for."""
    grouped: dict[str, list[_Slot]] = defaultdict(list)
    for slot in spoken(source, _Slot, _SQL, level=level, structure=structure.id, day=structure.on):
        grouped[slot.indicator_id].append(slot)
    return tuple(_coverage(level, items) for items in grouped.values())


def _coverage(level: str, items: Sequence[_Slot]) -> Coverage:
    names: dict[str, list[str]] = {status: [] for status in SLOT_CODES}
    notes: dict[str, dict[Said, None]] = {status: {} for status in SLOT_CODES}
    for slot in items:
        names[slot.status].append(slot.unit_vi)
        if slot.note and slot.status not in PRESENT:
            notes[slot.status][slot.note] = None
    return Coverage(
        items[0].indicator_id,
        items[0].indicator_vi,
        items[0].appendix,
        level,
        {status: tuple(found) for status, found in names.items() if found},
        {status: tuple(found) for status, found in notes.items() if found},
    )


@kept(8)
def source_tables(source: Warehouse) -> tuple[SourceTable, ...]:
    """Every table of the sources with its printed cells, those with a value and those without.

    An appendix that a document announces and does not carry has no rows, and says so.
    """
    return source.records(
        SourceTable,
        """
        WITH cell AS (
            SELECT table_id, value_low IS NOT NULL AS filled FROM observation
            WHERE raw_text IS NOT NULL AND basis = 'published'
            UNION ALL
            SELECT table_id, true FROM target WHERE raw_text IS NOT NULL AND basis = 'published'
        ),
        counted AS (
            SELECT table_id, count(*) AS cells, count_if(filled) AS filled FROM cell GROUP BY ALL
        )
        SELECT
            source_table.table_id, document.short_title_vi AS document_vi, appendix,
            source_table.title_vi, shape, rows, coalesce(cells, 0)::INTEGER AS cells,
            coalesce(filled, 0)::INTEGER AS filled, first_line, last_line, note_vi
        FROM source_table
        JOIN document USING (document_id)
        LEFT JOIN counted USING (table_id)
        ORDER BY document.data_as_of, first_line
        """,
    )


_SQL = f"""
WITH member AS (
    SELECT unit_id, short_name_vi FROM unit
    WHERE level = $level
      AND {in_force()}
),
{NEWEST_OF_EACH},
figure AS (
    SELECT indicator_id, unit_id, table_id, status, note_code, note_parts
    FROM observation JOIN member USING (unit_id)
    JOIN chosen USING (indicator_id, {PERIOD})
    QUALIFY row_number() OVER (
        PARTITION BY indicator_id, unit_id ORDER BY basis = 'published' DESC
    ) = 1
    UNION ALL BY NAME
    SELECT indicator_id, unit_id, table_id, 'allocated' AS status
    FROM target JOIN member USING (unit_id)
    WHERE superseded_by IS NULL AND basis = 'published' AND indicator_id NOT IN (
        SELECT indicator_id FROM observation JOIN member USING (unit_id)
    )
    QUALIFY row_number() OVER (PARTITION BY indicator_id, unit_id ORDER BY due_on DESC) = 1
),
slot AS (
    SELECT indicator_id, string_agg(DISTINCT appendix, '; ' ORDER BY appendix) AS appendix
    FROM figure JOIN source_table USING (table_id)
    GROUP BY indicator_id
),
absent AS (
    SELECT coalesce(issue.indicator_id, figure.indicator_id) AS indicator_id, issue.unit_id,
        min_by(detail_code, issue_id) AS reason_code, min_by(detail_parts, issue_id) AS reason_parts
    FROM quality_issue AS issue LEFT JOIN figure USING (table_id)
    WHERE kind = 'absent_by_design'
    GROUP BY ALL
)
SELECT
    slot.indicator_id, indicator.short_name_vi AS indicator_vi, slot.appendix,
    member.short_name_vi AS unit_vi,
    {STATUS} AS status,
    coalesce(figure.note_code, absent.reason_code) AS note_code,
    coalesce(figure.note_parts, absent.reason_parts) AS note_parts
FROM slot
CROSS JOIN member
JOIN indicator USING (indicator_id)
LEFT JOIN figure ON figure.indicator_id = slot.indicator_id AND figure.unit_id = member.unit_id
LEFT JOIN elsewhere
  ON elsewhere.indicator_id = slot.indicator_id AND elsewhere.unit_id = member.unit_id
LEFT JOIN absent ON absent.indicator_id = slot.indicator_id AND absent.unit_id = member.unit_id
ORDER BY indicator.sort_order, member.short_name_vi COLLATE vi
"""
