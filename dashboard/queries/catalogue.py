"""The catalogue as readers see it: topics and targets."""

from dataclasses import dataclass
from datetime import date

from dashboard.queries.indicators import indicators
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse


@kept(8)
def topics(source: Warehouse) -> dict[str, str]:
    """Names of the topics by id, in the catalogue's order."""
    return {spec.topic: spec.topic_vi for spec in indicators(source).values()}


@dataclass(frozen=True, slots=True)
class StatedTarget:
    """A target of the text, or those given to single units of an indicator, counted."""

    indicator_id: str
    scope: str
    due_on: date | None
    comparator: str
    base_vi: str | None
    value: float
    units: int
    appendix: str
    quote: str | None
    document_vi: str
    confirmation: str
    document_line: int
    superseded_by_vi: str | None
    """The document that sets it anew; None where it is in force."""


@kept(8)
def targets(source: Warehouse) -> tuple[StatedTarget, ...]:
    """The targets of the text, and those given to units counted per indicator."""
    return source.records(
        StatedTarget,
        """
        SELECT
            indicator_id, scope, due_on, comparator, base_vi, any_value(value) AS value,
            count(*) AS units, arg_min(source_table.appendix, document_line) AS appendix,
            arg_min(quote, document_line) AS quote,
            any_value(document.short_title_vi) AS document_vi,
            any_value(document.confirmation) AS confirmation, min(document_line) AS document_line,
            any_value(newer.short_title_vi) AS superseded_by_vi
        FROM target
        JOIN source_table USING (table_id)
        JOIN document ON document.document_id = target.document_id
        LEFT JOIN source_table AS later ON later.table_id = superseded_by
        LEFT JOIN document AS newer ON newer.document_id = later.document_id
        JOIN indicator USING (indicator_id)
        WHERE basis = 'published'
        GROUP BY
            indicator_id, scope, due_on, comparator, base_vi, superseded_by, indicator.sort_order
        ORDER BY indicator.sort_order, scope, due_on NULLS LAST, superseded_by NULLS FIRST
        """,
    )
