"""What feeds tell of the build: figures that changed, and targets that come due."""

from dataclasses import dataclass
from datetime import date

from dashboard.queries.newest_sql import PERIOD
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class ChangedFigures:
    """The figures of a period of an indicator, at a level, against those of the period before."""

    indicator_id: str
    indicator_vi: str
    level: str
    period_kind: str
    period_start: date
    period_end: date
    definition_id: int
    period_label: str
    earlier_label: str
    known_on: date
    unit_id: str
    """One of its units: the only one, of the country."""
    directions: tuple[str, ...]
    units: tuple[int, ...]
    """How many units went in each of the directions."""


@kept(8)
def changed_figures(source: Warehouse, most: int) -> tuple[ChangedFigures, ...]:
    """The periods whose figures became known last, the newest first; of regions, which follow from
    their provinces, none."""
    return source.records(
        ChangedFigures,
        f"""
        SELECT
            indicator_id, short_name_vi AS indicator_vi, level, {PERIOD}, period_label,
            earlier_label, known_on, min(unit_id) AS unit_id,
            list(direction ORDER BY units DESC, direction) AS directions,
            list(units ORDER BY units DESC, direction) AS units
        FROM (
            SELECT
                indicator_id, level, {PERIOD}, earlier_label, direction, count(*) AS units,
                min(unit_id) AS unit_id
            FROM change JOIN unit USING (unit_id)
            WHERE status = 'computed' AND level <> 'region'
            GROUP BY ALL
        )
        JOIN (
            SELECT
                indicator_id, level, {PERIOD}, any_value(period_label) AS period_label,
                min(known_on) AS known_on
            FROM indicator_period GROUP BY ALL
        ) USING (indicator_id, level, {PERIOD})
        JOIN indicator USING (indicator_id)
        GROUP BY ALL
        ORDER BY known_on DESC, period_end DESC, indicator_id, level
        LIMIT $most
        """,
        most=most,
    )


@dataclass(frozen=True, slots=True)
class DueTarget:
    """A target in force that is due on a day or later, and where its units stand."""

    indicator_id: str
    indicator_vi: str
    unit_vi: str
    scope: str
    due_on: date
    definition_id: int
    base_vi: str | None
    comparator: str
    low: float
    high: float
    targets: int
    """How many single ones: one of a level, or one for each unit that was given its own."""
    documents_vi: str
    verdicts: tuple[str, ...]
    units: tuple[int, ...]
    """How many units have each of the verdicts by their newest figure."""


@kept(8)
def due_targets(source: Warehouse, since: date) -> tuple[DueTarget, ...]:
    """Those that come due, the next first."""
    return source.records(
        DueTarget,
        """
        WITH stands AS (
            SELECT indicator_id, level, due_on, definition_id, verdict, count(*) AS units
            FROM target_result JOIN unit USING (unit_id)
            WHERE is_nearest
            GROUP BY ALL
        ),
        told AS (
            SELECT
                indicator_id, level, due_on, definition_id,
                list(verdict ORDER BY verdict) AS verdicts, list(units ORDER BY verdict) AS units
            FROM stands GROUP BY ALL
        ),
        aim AS (
            SELECT
                indicator_id, coalesce(level, scope) AS level, due_on, definition_id, base_vi,
                comparator, min(value_low) AS low, max(value_high) AS high, count(*) AS targets,
                string_agg(DISTINCT short_title_vi, '; ' ORDER BY short_title_vi) AS documents_vi
            FROM target
            JOIN document USING (document_id)
            LEFT JOIN unit USING (unit_id)
            WHERE superseded_by IS NULL AND due_on >= $since AND basis = 'published'
            GROUP BY ALL
        )
        SELECT
            indicator_id, short_name_vi AS indicator_vi, unit_vi, aim.level AS scope, due_on,
            definition_id, base_vi, comparator, low, high, targets, documents_vi,
            CASE WHEN base_vi IS NULL THEN coalesce(verdicts, []) ELSE [] END AS verdicts,
            CASE WHEN base_vi IS NULL THEN coalesce(units, []) ELSE [] END AS units
        FROM aim
        JOIN indicator USING (indicator_id)
        LEFT JOIN told USING (indicator_id, level, due_on, definition_id)
        ORDER BY due_on, sort_order, aim.level, base_vi
        """,
        since=since,
    )
