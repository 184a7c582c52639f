"""The way of a figure back to its document, as data."""

from typing import Any

from dashboard.queries.cells import Cell, cells
from dashboard.queries.periods import Period
from dashboard.queries.provenance import trace
from dashboard.store.warehouse import Warehouse
from dashboard.words.statements import write, write_or_none


def provenance(
    source: Warehouse, indicator_id: str, unit_id: str, period_id: str | None
) -> dict[str, Any] | None:
    """A figure with its cell, what it was computed from and what is said against it.

    None where the unit has no figure of the indicator, or none of that period.
    """
    period = None
    if period_id is not None:
        periods = filter(None, map(_period, cells(source, indicator_id, unit_id)))
        period = next((found for found in periods if found.id == period_id), None)
        if period is None:
            return None
    found = trace(source, indicator_id, unit_id, period)
    if found is None:
        return None
    return {
        "indicator_id": indicator_id,
        "indicator_vi": found.indicator.name_vi,
        "measured_in": found.indicator.unit_vi,
        "definition_vi": found.indicator.definition_vi,
        "figure": _cell(found.figure),
        "computed_from": [_cell(cell) for cell in found.inputs],
        "other_figures": [_cell(cell) for cell in found.others],
        "issues": [
            {"kind": issue.kind, "severity": issue.severity, "detail": write(issue.detail)}
            for issue in found.issues
        ],
        "claims": [
            {
                "statement_vi": claim.statement_vi,
                "document_vi": claim.document_vi,
                "document_line": claim.document_line,
                "verdict": claim.verdict,
                "explanation": write(claim.explanation),
            }
            for claim in found.claims
        ],
    }


def _period(cell: Cell) -> Period | None:
    if cell.period_kind is None or cell.period_start is None or cell.period_end is None:
        return None
    return Period(
        cell.period_kind,
        cell.period_start,
        cell.period_end,
        cell.period_label,
        is_provisional=False,
        definition_id=cell.definition_id,
    )


def _cell(cell: Cell) -> dict[str, Any]:
    period = _period(cell)
    return {
        "is_target": cell.is_target,
        "indicator_id": cell.indicator_id,
        "unit_id": cell.unit_id,
        "unit_vi": cell.unit_vi,
        "period_label": cell.period_label,
        "period_id": None if period is None else period.id,
        "definition_id": cell.definition_id,
        "basis": cell.basis,
        "value": cell.value,
        "value_low": cell.value_low,
        "value_high": cell.value_high,
        "value_text": cell.value_text,
        "status": cell.status,
        "confirmation": cell.confirmation,
        "note": write_or_none(cell.note),
        "document_vi": cell.document_vi,
        "document_number": cell.document_number,
        "issuer_vi": cell.issuer_vi,
        "issued_vi": cell.issued_label_vi,
        "appendix": cell.appendix,
        "table_vi": cell.table_vi,
        "document_line": cell.document_line,
        "raw_file": cell.raw_file if cell.is_printed else None,
        "raw_line": cell.source_line,
        "raw_text": cell.raw_text,
    }
