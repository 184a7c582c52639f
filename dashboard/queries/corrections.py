"""Cells that are read otherwise than they are printed, each with the figure it stands in."""

from dataclasses import dataclass
from datetime import date

from dashboard.queries.newest_sql import PERIOD
from dashboard.queries.periods import Period, period_of
from dashboard.queries.structures import OLD, STRUCTURES, Structure
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Corrected:
    """A figure or target that the row of a corrected cell prints."""

    indicator_id: str
    unit_id: str
    level: str
    structure: Structure
    period: Period | None
    """None of a target."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One row of the store's `correction`, with names."""

    table_id: str
    appendix: str
    document_id: str
    document_vi: str
    source_line: int
    document_line: int | None
    heading: str
    printed: str
    value: str
    reason_vi: str
    author: str
    corrected_on: date
    unit_vi: str | None
    figure: Corrected | None
    """What the cell prints, else another figure of its row; None where the row has none."""

    @property
    def raw_file(self) -> str:
        return f"data/raw/{self.document_id}/{self.table_id}.tsv"


@kept(8)
def corrections(source: Warehouse) -> tuple[Correction, ...]:
    """Every correction, the newest first."""
    return tuple(
        Correction(
            figure=None
            if row["indicator_id"] is None
            else Corrected(
                row["indicator_id"],
                row["unit_id"],
                row["level"],
                STRUCTURES.get(row["structure"], OLD),
                None if row["period_kind"] is None else period_of(row),
            ),
            **{name: row[name] for name in _OWN},
        )
        for row in source.rows(_SQL)
    )


_OWN = (
    "table_id",
    "appendix",
    "document_id",
    "document_vi",
    "source_line",
    "document_line",
    "heading",
    "printed",
    "value",
    "reason_vi",
    "author",
    "corrected_on",
    "unit_vi",
)

_SQL = f"""
WITH figure AS (
    SELECT
        table_id, source_line, raw_text, indicator_id, unit_id, {PERIOD}, period_label,
        is_provisional
    FROM observation WHERE basis = 'published'
    UNION ALL BY NAME
    SELECT table_id, source_line, raw_text, indicator_id, unit_id, definition_id
    FROM target WHERE unit_id IS NOT NULL AND basis = 'published'
)
SELECT
    correction.*, source_table.appendix, source_table.document_id, source_table.structure,
    document.short_title_vi AS document_vi, unit.short_name_vi AS unit_vi, unit.level,
    figure.* EXCLUDE (unit_id, units), unit.unit_id
FROM correction
JOIN source_table USING (table_id)
JOIN document USING (document_id)
-- The figures that print the cell, else those of its row; of several units none is the one.
LEFT JOIN LATERAL (
    SELECT
        figure.* EXCLUDE (table_id, source_line, raw_text),
        count(DISTINCT unit_id) OVER (PARTITION BY raw_text = printed) AS units
    FROM figure
    WHERE figure.table_id = correction.table_id AND figure.source_line = correction.source_line
    ORDER BY raw_text = printed DESC, period_end DESC, indicator_id LIMIT 1
) AS figure ON units = 1
LEFT JOIN unit USING (unit_id)
ORDER BY corrected_on DESC, correction.table_id, correction.source_line, heading
"""
