"""From a figure back to the cell it was printed in, and what was done on the way."""

from dataclasses import dataclass

from dashboard.queries.cells import Cell, cells
from dashboard.queries.claims import Claim, claims
from dashboard.queries.indicators import Indicator, indicators
from dashboard.queries.periods import Period
from dashboard.queries.quality_issues import QualityIssue, issues
from dashboard.queries.statements import Said, said
from dashboard.queries.unit_sql import WHOLE
from dashboard.store.warehouse import Warehouse


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


def trace(
    source: Warehouse, indicator_id: str, unit_id: str, period: Period | None = None
) -> Trace | None:
    """The way of a unit's figure of a period, or of its newest; None where it has no such figure.

    Of an indicator without figures, the way of the target that the unit was given.
    """
    found = cells(source, indicator_id, unit_id)
    if period is not None:
        asked = (period.kind, period.start, period.end, period.definition_id)
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
