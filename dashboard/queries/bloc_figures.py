"""Figures of the two blocs: the ministries together, the provinces together."""

from dataclasses import dataclass

from dashboard.queries.newest_sql import PERIOD, SHOWN
from dashboard.queries.periods import Period, period_of
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse

# On pages of their own.
_ELSEWHERE = ("de_an_06", "information_security")


@dataclass(frozen=True, slots=True)
class BlocFigure:
    """A figure of a bloc with its place."""

    indicator_id: str
    unit_id: str
    unit_vi: str
    period: Period
    value: float
    printed_decimals: int | None
    document: str
    confirmation: str
    appendix: str
    document_line: int | None


@kept(8)
def bloc_figures(source: Warehouse) -> tuple[BlocFigure, ...]:
    """Those of each indicator together, of each bloc in time; a count stands in its rate."""
    rows = source.rows(
        f"""
        WITH counted AS (
            SELECT unnest([numerator_id, denominator_id]) AS indicator_id
            FROM indicator WHERE numerator_id IS NOT NULL
        )
        SELECT
            indicator_id, unit_id, unit.short_name_vi AS unit_vi, {PERIOD}, period_label,
            is_provisional, value, printed_decimals, document.short_title_vi AS document,
            document.confirmation, appendix, document_line
        FROM observation
        JOIN indicator USING (indicator_id)
        JOIN unit USING (unit_id)
        JOIN source_table USING (table_id)
        JOIN document ON document.document_id = observation.document_id
        WHERE unit.level = 'bloc' AND value IS NOT NULL
          AND NOT list_contains($elsewhere, topic) AND indicator_id NOT IN (FROM counted)
        QUALIFY row_number() OVER (
            PARTITION BY indicator_id, unit_id, {PERIOD} ORDER BY {SHOWN}
        ) = 1
        ORDER BY indicator.sort_order, unit.sort_order, period_end, period_start
        """,
        elsewhere=list(_ELSEWHERE),
    )
    days = ("period_kind", "period_start", "period_end", "period_label", "is_provisional")
    return tuple(
        BlocFigure(
            period=period_of(row),
            **{name: cell for name, cell in row.items() if name not in (*days, "definition_id")},
        )
        for row in rows
    )
