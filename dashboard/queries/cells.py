"""Every figure and target of a unit, with the place it was printed in."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from dashboard.queries.newest_sql import IN_TIME, PERIOD, SHOWN
from dashboard.queries.statements import Said, spoken
from dashboard.queries.view_rows import Figure
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse
from etl.language.i18n import _


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure or target with the place it was printed in.

    Derived figures have no cell of their own: `source_line` and `raw_text` are None, and `inputs`
    of `trace` are what they were computed from.
    """

    is_target: bool
    indicator_id: str
    unit_id: str
    unit_vi: str
    period_label: str
    period_kind: str | None
    """None of a target, as is the start; its end is the due date, if the document sets one."""
    period_start: date | None
    period_end: date | None
    definition_id: int
    basis: str
    value: float | None
    value_low: float | None
    value_high: float | None
    value_text: str | None
    status: str
    note: Said | None
    former: Said | None
    """What was reported of the bodies before a reorganised one."""
    document_id: str
    document_number: str
    document_vi: str
    confirmation: str
    """The weakest of the documents it is made of."""
    issuer_vi: str
    issued_label_vi: str
    table_id: str
    appendix: str
    table_vi: str
    document_line: int | None
    source_line: int | None
    raw_text: str | None
    printed_decimals: int | None
    heading_vi: str | None
    number_format: str | None

    @property
    def raw_file(self) -> str:
        return f"data/raw/{self.document_id}/{self.table_id}.tsv"

    @property
    def days(self) -> tuple[str | None, date | None, date | None, int]:
        """What tells the periods of a unit's cells apart."""
        return self.period_kind, self.period_start, self.period_end, self.definition_id

    @property
    def is_printed(self) -> bool:
        return self.basis == "published" and self.source_line is not None

    @property
    def reported(self) -> float | None:
        """Of a partial sum: what was reported, which is not a value."""
        return self.value_low if self.status == "partial" else None

    @property
    def shown(self) -> Figure:
        """As the functions that word figures take them."""
        return Figure(
            value=self.value,
            value_low=None if self.status == "partial" else self.value_low,
            value_high=self.value_high,
            status=self.status,
            basis=self.basis,
            printed_text=self.raw_text,
            printed_decimals=self.printed_decimals,
            confirmation=self.confirmation,
            former=self.former,
            reported=self.reported,
        )


def cells(source: Warehouse, indicator_id: str, unit_id: str) -> tuple[Cell, ...]:
    """Every figure and target of a unit, the one the pages show first."""
    return _cells_of(source, unit_id).get(indicator_id, ())


@kept(256)
def _cells_of(source: Warehouse, unit_id: str) -> dict[str, tuple[Cell, ...]]:
    """Those of all indicators at once: a figure is traced through several of one unit."""
    found: dict[str, list[Cell]] = defaultdict(list)
    asked = spoken(
        source,
        Cell,
        _SQL,
        unit_id=unit_id,
        until=_("đến {year}"),
        undated=_("không nêu hạn"),
    )
    for cell in asked:
        found[cell.indicator_id].append(cell)
    return {indicator_id: tuple(of_one) for indicator_id, of_one in found.items()}


# The order is that of the pages' own choice: newest period, then the basis they show.
_SQL = f"""
WITH figure AS (
    SELECT
        false AS is_target, indicator_id, unit_id, period_label, {PERIOD}, is_merged, basis, value,
        value_low, value_high, value_text, status, note_code, note_parts, former_code,
        former_parts, document_id, table_id, confirmation,
        document_line, source_line, raw_text, printed_decimals
    FROM observation
    WHERE unit_id = $unit_id
    UNION ALL BY NAME
    SELECT
        true AS is_target, indicator_id, $unit_id AS unit_id,
        coalesce(replace($until, '{{year}}', strftime(due_on, '%Y')), $undated) AS period_label,
        due_on AS period_end, definition_id, false AS is_merged,
        basis, value, value_low, value_high, NULL AS value_text, 'allocated' AS status,
        note_code, note_parts, document_id, table_id, confirmation,
        document_line, source_line, raw_text, printed_decimals
    FROM target JOIN document USING (document_id)
    -- The country is the one unit of its level.
    WHERE superseded_by IS NULL AND (unit_id = $unit_id OR scope = 'country' AND $unit_id = 'vn')
)
SELECT
    figure.* EXCLUDE (is_merged),
    unit.short_name_vi AS unit_vi,
    document.number AS document_number, document.title_vi AS document_vi, issuer_vi,
    issued_label_vi, appendix, source_table.title_vi AS table_vi, heading_vi, number_format
FROM figure
JOIN unit USING (unit_id)
JOIN indicator USING (indicator_id)
JOIN document USING (document_id)
JOIN source_table USING (table_id)
LEFT JOIN source_column USING (table_id, indicator_id)
LEFT JOIN {IN_TIME} AS in_time USING (indicator_id, level, {PERIOD})
ORDER BY is_target, place_in_time, period_end DESC, {SHOWN}
"""
