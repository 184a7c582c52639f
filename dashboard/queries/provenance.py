"""From a figure back to the cell it was printed in, and what was done on the way."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from dashboard.queries.claims import Claim, claims
from dashboard.queries.indicators import Indicator, indicators
from dashboard.queries.newest_sql import NEWEST, SHOWN
from dashboard.queries.periods import Period
from dashboard.queries.quality_issues import QualityIssue, issues
from dashboard.queries.statements import Said, said, spoken
from dashboard.queries.unit_sql import WHOLE
from dashboard.queries.view_rows import Figure
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
    def days(self) -> tuple[str | None, date | None, date | None]:
        """What tells the periods of a unit's cells apart."""
        return self.period_kind, self.period_start, self.period_end

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
            former=self.former,
            reported=self.reported,
        )


@dataclass(frozen=True, slots=True)
class Trace:
    """The way of one figure: itself, what it was computed from, and what is said against it."""

    indicator: Indicator
    figure: Cell
    inputs: tuple[Cell, ...]
    others: tuple[Cell, ...]
    """Other figures of the same indicator and unit: periods, printed beside recomputed, targets."""
    issues: tuple[QualityIssue, ...]
    claims: tuple[Claim, ...]


def cells(source: Warehouse, indicator_id: str, unit_id: str) -> tuple[Cell, ...]:
    """Every figure and target of a unit, the one the pages show first."""
    return _cells_of(source, unit_id).get(indicator_id, ())


@lru_cache(maxsize=256)
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


def trace(
    source: Warehouse, indicator_id: str, unit_id: str, period: Period | None = None
) -> Trace | None:
    """The way of a unit's figure of a period, or of its newest; None where it has no such figure.

    Of an indicator without figures, the way of the target that the unit was given.
    """
    found = cells(source, indicator_id, unit_id)
    if period is not None:
        asked = (period.kind, period.start, period.end)
        found = tuple(sorted(found, key=lambda cell: cell.is_target or cell.days != asked))
        found = found if found and found[0].days == asked else ()
    if not found:
        return None
    indicator, (figure, *others) = indicators(source)[indicator_id], found
    inputs = _inputs(source, indicator, figure)
    return Trace(
        indicator,
        figure,
        inputs,
        tuple(others),
        _issues(source, (*found, *inputs)),
        tuple(
            claim
            for claim in claims(source)
            if claim.indicator_id == indicator_id and claim.unit_id in (None, unit_id)
        ),
    )


def why_absent(source: Warehouse, indicator_id: str, unit_id: str) -> Said | None:
    """Why a unit has no figure at all of an indicator, where the sources or the merging say so."""
    rows = source.rows(
        """
        SELECT detail_code, detail_parts FROM quality_issue
        WHERE unit_id = $unit_id AND kind IN ('absent_by_design', 'not_merged')
          AND coalesce(
              indicator_id = $indicator_id,
              table_id IN (SELECT table_id FROM observation WHERE indicator_id = $indicator_id)
          )
        ORDER BY issue_id
        """,
        unit_id=unit_id,
        indicator_id=indicator_id,
    )
    for row in rows[:1]:
        return said(source, row["detail_code"], row["detail_parts"])
    return None


def _inputs(source: Warehouse, indicator: Indicator, figure: Cell) -> tuple[Cell, ...]:
    if figure.is_printed:
        return ()
    counts = [name for name in (indicator.numerator_id, indicator.denominator_id) if name]
    if counts and figure.status != "reorganised":
        pairs = [(name, figure.unit_id) for name in counts]
    else:
        pairs = [(indicator.indicator_id, member) for member in _members(source, figure.unit_id)]
    found = []
    for name, unit_id in pairs:
        of_period = [
            cell
            for cell in cells(source, name, unit_id)
            if cell.days == figure.days and cell.is_target == figure.is_target
        ]
        found += of_period[:1]
    # Behind a merged rate stand merged counts, and behind those the cells that are printed.
    known = indicators(source)
    deeper = [_inputs(source, known[cell.indicator_id], cell) for cell in found]
    return (*found, *(cell for cells_of in deeper for cell in cells_of))


def _members(source: Warehouse, unit_id: str) -> list[str]:
    """The old units whose figures a new one's come from, or the provinces of a region."""
    rows = source.query(
        f"""
        SELECT unit_id FROM (
            SELECT predecessor_id AS unit_id FROM unit_lineage
            WHERE successor_id = $unit_id AND {WHOLE}
            UNION
            SELECT unit_id FROM unit WHERE region_id = $unit_id
        ) JOIN unit USING (unit_id)
        ORDER BY short_name_vi COLLATE vi
        """,
        unit_id=unit_id,
    )
    return rows["unit_id"].tolist()


def _issues(source: Warehouse, found: tuple[Cell, ...]) -> tuple[QualityIssue, ...]:
    """What was noticed about these cells: their line, or their unit and indicator."""
    lines = {(cell.table_id, cell.source_line) for cell in found if cell.source_line is not None}
    named = {(cell.indicator_id, cell.unit_id) for cell in found}
    units = {cell.unit_id for cell in found}
    return tuple(
        issue
        for issue in issues(source)
        if (issue.indicator_id, issue.unit_id) in named
        or (
            (issue.table_id, issue.source_line) in lines
            and issue.indicator_id in (None, *(cell.indicator_id for cell in found))
            and issue.unit_id in (None, *units)
        )
    )


# The order is that of the pages' own choice: newest period, then the basis they show.
_SQL = f"""
WITH figure AS (
    SELECT
        false AS is_target, indicator_id, unit_id, period_label, period_kind, period_start,
        period_end, is_provisional, is_merged, basis, value, value_low, value_high, value_text,
        status, note_code, note_parts, former_code, former_parts, document_id, table_id,
        document_line, source_line, raw_text, printed_decimals
    FROM observation
    WHERE unit_id = $unit_id
    UNION ALL BY NAME
    SELECT
        true AS is_target, indicator_id, $unit_id AS unit_id,
        coalesce(replace($until, '{{year}}', strftime(due_on, '%Y')), $undated) AS period_label,
        due_on AS period_end, false AS is_provisional, false AS is_merged,
        basis, value, value_low, value_high, NULL AS value_text, 'allocated' AS status,
        note_code, note_parts, document_id, table_id,
        document_line, source_line, raw_text, printed_decimals
    FROM target
    -- The country is the one unit of its level.
    WHERE superseded_by IS NULL AND (unit_id = $unit_id OR scope = 'country' AND $unit_id = 'vn')
)
SELECT
    figure.* EXCLUDE (is_provisional, is_merged),
    unit.short_name_vi AS unit_vi,
    document.number AS document_number, document.title_vi AS document_vi, issuer_vi,
    issued_label_vi, appendix, source_table.title_vi AS table_vi, heading_vi, number_format
FROM figure
JOIN unit USING (unit_id)
JOIN indicator USING (indicator_id)
JOIN document USING (document_id)
JOIN source_table USING (table_id)
LEFT JOIN source_column USING (table_id, indicator_id)
ORDER BY is_target, {NEWEST}, {SHOWN}
"""
