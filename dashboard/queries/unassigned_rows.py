"""Rows of a table that are of no unit, as several bear one name, and what the whole comes to."""

from dataclasses import dataclass

from dashboard.queries.indicator_views import View
from dashboard.queries.newest_sql import ASKED
from dashboard.queries.periods import asked_for
from dashboard.queries.statements import Said, said
from dashboard.store.codes import BLOCS
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class UnassignedRow:
    """One such row: the name as printed, and what the view's indicator is in it."""

    named_vi: str
    document_line: int | None
    value: float
    printed_text: str | None
    """None of a rate that follows from the counts of the row."""
    reason_vi: str
    document: str
    appendix: str


@dataclass(frozen=True)
class WholeTable:
    """What all rows come to, those of no unit included, and how."""

    value: float
    note: Said | None


@kept(64)
def unassigned_rows(source: Warehouse, view: View) -> tuple[UnassignedRow, ...]:
    """Those of the table that a view is of; a rate is that of the counts in the row."""
    spec = view.indicator
    if view.period is None:
        return ()
    return source.records(
        UnassignedRow,
        f"""
        WITH asked AS (
            SELECT unassigned_figure.*, appendix, short_title_vi AS document
            FROM unassigned_figure JOIN source_table USING (table_id, document_id)
            JOIN document USING (document_id)
            WHERE structure = $structure AND {ASKED}
        )
        SELECT
            named_vi, document_line, value, raw_text AS printed_text, reason_vi, document, appendix
        FROM asked WHERE indicator_id = $indicator_id
        UNION ALL
        SELECT
            top.named_vi, top.document_line, 100 * top.value / bottom.value, NULL, top.reason_vi,
            top.document, top.appendix
        FROM asked AS top JOIN asked AS bottom USING (table_id, source_line)
        WHERE top.indicator_id = $numerator AND bottom.indicator_id = $denominator
          AND bottom.value <> 0
        ORDER BY document_line
        """,
        indicator_id=spec.indicator_id,
        numerator=spec.numerator_id,
        denominator=spec.denominator_id,
        structure=view.structure.id,
        **asked_for(view.period),
    )


@kept(64)
def whole_table(source: Warehouse, view: View) -> WholeTable | None:
    """The sum of all rows, or the rate of the sums; None where the build makes none."""
    found = source.rows(
        f"""
        SELECT value, note_code, note_parts FROM observation
        WHERE indicator_id = $indicator_id AND unit_id = $bloc AND basis = 'derived'
          AND value IS NOT NULL AND {ASKED}
        """,
        indicator_id=view.indicator.indicator_id,
        bloc=BLOCS[view.level],
        **asked_for(view.period),
    )
    for row in found[:1]:
        return WholeTable(row["value"], said(source, row["note_code"], row["note_parts"]))
    return None
