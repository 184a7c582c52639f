"""Where the country stands: the headline figures of the nation, their targets and what changed."""

from dataclasses import dataclass
from datetime import date

from dashboard.queries.documents import documents, weakest
from dashboard.queries.indicators import Indicator, indicators
from dashboard.queries.newest_sql import IN_TIME, PERIOD
from dashboard.queries.periods import Period
from dashboard.queries.precision import shown_decimals
from dashboard.queries.statements import Said, spoken
from dashboard.queries.target_bases import OtherTarget, other_targets
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse


@dataclass(frozen=True, slots=True)
class Change:
    """The figure of the period before; `break_vi` says why the two do not compare."""

    value: float
    decimals: int
    """Those that the source prints."""
    period_label: str
    break_vi: str | None
    confirmation: str


@dataclass(frozen=True, slots=True)
class Headline:
    """One national figure. `gap` is what is missing to `target`, in the indicator's unit."""

    indicator: Indicator
    value: float
    decimals: int
    """Those that the source prints; the indicator's where the value was computed."""
    period: Period
    document: str
    appendix: str
    document_line: int | None
    confirmation: str
    target: float | None
    target_confirmation: str | None
    due_on: date | None
    gap: float | None
    verdict: str | None
    change: Change | None
    other_targets: tuple[OtherTarget, ...]
    """Targets of another base than the figure's."""
    doubt: Said | None
    """Where the report prints the figure differently elsewhere."""

    @property
    def period_label(self) -> str:
        """As the source names the period."""
        return self.period.label

    @property
    def period_end(self) -> date:
        """The last day of the period."""
        return self.period.end

    @property
    def verdict_confirmation(self) -> str | None:
        """A verdict is as sure as the weaker of its figure and its target."""
        judged = self.verdict is not None
        return weakest((self.confirmation, self.target_confirmation)) if judged else None


@kept(8)
def data_as_of(source: Warehouse) -> date:
    """The day the newest of the headline figures' documents stands for."""
    cited = {item.document for item in headlines(source)}
    return max(item.data_as_of for item in documents(source) if item.short_title_vi in cited)


@dataclass(frozen=True, slots=True)
class _HeadlineRow:
    """The newest figure of an indicator, its next target and the figure before."""

    indicator_id: str
    value: float
    printed_decimals: int | None
    period_kind: str
    period_start: date
    is_provisional: bool
    definition_id: int
    period_label: str
    period_end: date
    document: str
    appendix: str
    document_line: int | None
    confirmation: str
    target_value: float | None
    target_confirmation: str | None
    due_on: date | None
    gap_low: float | None
    verdict: str | None
    previous_value: float | None
    previous_printed_decimals: int | None
    previous_label: str | None
    previous_confirmation: str | None
    break_vi: str | None
    doubt: Said | None


@kept(8)
def headlines(source: Warehouse) -> tuple[Headline, ...]:
    """The headline indicators that have a figure for the whole country, in catalogue order."""
    known = indicators(source)
    others = other_targets(source, "country")
    return tuple(
        Headline(
            indicator=known[row.indicator_id],
            value=row.value,
            decimals=shown_decimals(known[row.indicator_id], row.printed_decimals),
            period=Period(
                row.period_kind,
                row.period_start,
                row.period_end,
                row.period_label,
                row.is_provisional,
                row.definition_id,
            ),
            document=row.document,
            appendix=row.appendix,
            document_line=row.document_line,
            confirmation=row.confirmation,
            target=row.target_value,
            target_confirmation=row.target_confirmation,
            due_on=row.due_on,
            gap=row.gap_low,
            verdict=row.verdict,
            change=_change(known[row.indicator_id], row),
            other_targets=others.get(row.indicator_id, ()),
            doubt=row.doubt,
        )
        for row in spoken(source, _HeadlineRow, _SQL)
    )


def _change(indicator: Indicator, row: _HeadlineRow) -> Change | None:
    value, label = row.previous_value, row.previous_label
    if value is None or label is None:
        return None
    decimals = shown_decimals(indicator, row.previous_printed_decimals)
    weaker = weakest((row.confirmation, row.previous_confirmation))
    return Change(value, decimals, label, row.break_vi, weaker or row.confirmation)


_SQL = f"""
WITH known AS (
    SELECT observation.*
    FROM observation JOIN indicator USING (indicator_id)
    WHERE unit_id = 'vn' AND headline AND value IS NOT NULL
    -- What a document prints of the country is shown as printed, though it can be computed.
    QUALIFY row_number() OVER (
        PARTITION BY indicator_id, {PERIOD} ORDER BY basis = 'published' DESC
    ) = 1
),
figure AS (
    SELECT *, row_number() OVER (PARTITION BY indicator_id ORDER BY place_in_time) AS age
    FROM known JOIN {IN_TIME} USING (indicator_id, {PERIOD})
    WHERE level = 'country'
),
-- Of several measures of the same thing, the one that tells the newest.
headlined AS (
    SELECT indicator_id FROM figure JOIN indicator USING (indicator_id)
    WHERE age = 1
    QUALIFY row_number() OVER (
        PARTITION BY coalesce(other_measure_of, indicator_id)
        ORDER BY period_end DESC, other_measure_of IS NOT NULL
    ) = 1
),
-- A month, a year and a year to date are three series; what one table prints in a row is one.
before AS (
    SELECT earlier.*
    FROM figure AS now JOIN figure AS earlier USING (indicator_id)
    WHERE now.age = 1 AND earlier.period_end < now.period_end
      AND (earlier.period_kind = now.period_kind OR earlier.table_id = now.table_id)
    QUALIFY row_number() OVER (PARTITION BY indicator_id ORDER BY earlier.age) = 1
),
-- A figure can have targets of several years; the first page names the nearest to come, the last
-- one where the figure was measured after all of them.
next_goal AS (
    SELECT * FROM attainment
    QUALIFY row_number() OVER (
        PARTITION BY indicator_id, unit_id, {PERIOD}, basis
        ORDER BY due_on < period_end, abs(due_on - period_end)
    ) = 1
),
aim AS (
    SELECT indicator_id, due_on, definition_id, confirmation
    FROM target JOIN document USING (document_id)
    WHERE scope = 'country' AND base_vi IS NULL AND superseded_by IS NULL
),
doubt AS (
    SELECT indicator_id, document_id, detail_code, detail_parts
    FROM quality_issue JOIN source_table USING (table_id)
    WHERE kind = 'different_figures' AND unit_id = 'vn'
    QUALIFY row_number() OVER (PARTITION BY indicator_id, document_id ORDER BY issue_id) = 1
),
break AS (
    SELECT figure.indicator_id, figure.period_end, series_break.reason_vi
    FROM series_break JOIN figure
      ON figure.indicator_id = series_break.indicator_id
     AND figure.period_label = series_break.from_period
)
SELECT
    now.indicator_id, now.value, now.printed_decimals, now.period_label, now.period_end,
    now.period_kind, now.period_start, now.is_provisional, now.definition_id,
    document.short_title_vi AS document, source_table.appendix, now.document_line,
    now.confirmation, aim.confirmation AS target_confirmation,
    attainment.target_value, attainment.due_on, attainment.gap_low, attainment.verdict,
    previous.value AS previous_value, previous.printed_decimals AS previous_printed_decimals,
    previous.period_label AS previous_label, previous.confirmation AS previous_confirmation,
    coalesce(
        (SELECT any_value(reason_vi) FROM break
         WHERE break.indicator_id = now.indicator_id
           AND break.period_end > previous.period_end AND break.period_end <= now.period_end),
        CASE WHEN previous.definition_id <> now.definition_id THEN
            coalesce(definition.reason_vi, earlier_definition.reason_vi)
        END
    ) AS break_vi,
    doubt.detail_code AS doubt_code, doubt.detail_parts AS doubt_parts
FROM figure AS now
JOIN indicator USING (indicator_id)
JOIN source_table USING (table_id)
JOIN document ON document.document_id = now.document_id
LEFT JOIN before AS previous ON previous.indicator_id = now.indicator_id
LEFT JOIN indicator_definition AS definition
  ON definition.indicator_id = now.indicator_id AND definition.definition_id = now.definition_id
LEFT JOIN indicator_definition AS earlier_definition
  ON earlier_definition.indicator_id = now.indicator_id
 AND earlier_definition.definition_id = previous.definition_id
LEFT JOIN next_goal AS attainment
  ON attainment.indicator_id = now.indicator_id AND attainment.unit_id = now.unit_id
 AND attainment.period_kind = now.period_kind
 AND attainment.period_start = now.period_start AND attainment.period_end = now.period_end
 AND attainment.definition_id = now.definition_id
 AND attainment.basis = now.basis
LEFT JOIN aim
  ON aim.indicator_id = now.indicator_id AND aim.due_on = attainment.due_on
 AND aim.definition_id = now.definition_id
LEFT JOIN doubt
  ON doubt.indicator_id = now.indicator_id AND doubt.document_id = now.document_id
WHERE now.age = 1 AND now.indicator_id IN (FROM headlined)
ORDER BY indicator.sort_order, attainment.due_on
"""
