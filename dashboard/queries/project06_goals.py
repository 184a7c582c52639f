"""Targets that the documents of Đề án 06 mention, beside what was reached where they say so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.queries.indicators import Indicator, indicators
from dashboard.queries.project06 import TOPIC, DatedFigure, Progress
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Goal:
    """A target, with the figure it was compared with; without one there is no verdict."""

    indicator: Indicator
    value: float
    due_on: date
    document_vi: str
    appendix: str
    document_line: int
    unit_id: str | None
    on: date | None
    """The day of the figure."""
    verdict: str | None


@dataclass(frozen=True, slots=True)
class _GoalRow:
    indicator_id: str
    value: float
    due_on: date
    document: str
    appendix: str
    document_line: int
    unit_id: str | None
    period_end: date | None
    verdict: str | None


@kept(8)
def goals(source: Warehouse) -> tuple[Goal, ...]:
    """Every target with each figure it applies to, in the catalogue's order."""
    known = indicators(source)
    rows = source.records(
        _GoalRow,
        """
        SELECT
            target.indicator_id, target.value, target.due_on, document_line, appendix,
            document.short_title_vi AS document, attainment.unit_id, period_end, verdict
        FROM target
        JOIN indicator ON indicator.indicator_id = target.indicator_id
        JOIN document ON document.document_id = target.document_id
        JOIN source_table USING (table_id)
        LEFT JOIN attainment
          ON attainment.indicator_id = target.indicator_id AND attainment.due_on = target.due_on
        WHERE topic = $topic AND superseded_by IS NULL
        ORDER BY indicator.sort_order, target.due_on
        """,
        topic=TOPIC,
    )
    return tuple(
        Goal(
            indicator=known[row.indicator_id],
            value=row.value,
            due_on=row.due_on,
            document_vi=row.document,
            appendix=row.appendix,
            document_line=row.document_line,
            unit_id=row.unit_id,
            on=row.period_end,
            verdict=row.verdict,
        )
        for row in rows
    )


def of_figure(aims: Sequence[Goal], indicator: Indicator, point: DatedFigure) -> list[Goal]:
    """The targets that a figure was compared with."""
    return [
        aim
        for aim in aims
        if (aim.indicator, aim.unit_id, aim.on) == (indicator, point.unit_id, point.on)
    ]


def without_figure(aims: Sequence[Goal], items: Sequence[Progress]) -> list[Goal]:
    """The targets of indicators that no document gives a figure of."""
    known = {item.indicator.indicator_id for item in items}
    return [aim for aim in aims if aim.indicator.indicator_id not in known]
