"""The one question the pages ask: an indicator, for the units of a level, against a target.

Every page draws from a `View`, so a map, a ranking, a table and a download of the same choice
cannot disagree.
"""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import pandas as pd

from dashboard.queries.indicators import Indicator, indicators
from dashboard.queries.statements import with_said
from dashboard.queries.structures import OLD, Structure
from dashboard.queries.unit_sql import MEMBERS, in_force
from dashboard.store.warehouse import Warehouse
from etl.language.i18n import _


@dataclass(frozen=True, eq=False)
class View:
    """An indicator for all units of a level in one structure.

    `rows` has one row per unit of the structure, in Vietnamese order of the names: its value or
    interval, status and reason (`note`, a `Said`), place in the document, possible ranks, and the
    target due on `due_on` with gap and verdict. Units the source leaves out on purpose, and merged
    units whose figures do not join, have the status `not_applicable`. `value_estimate` is for
    colours and order only. Flags and allocated amounts have no ranks; `tied` units, this one among
    them, share a value or an interval. `reported` is what the members with a value add up to where
    others have none. Shared between sessions, so never write to it; each is its own key in caches.
    """

    indicator: Indicator
    level: str
    structure: Structure
    due_on: date | None
    rows: pd.DataFrame
    cited: pd.DataFrame
    """Rows that have a source: `rows`, or the report's own where nothing of theirs carries over."""
    is_allocation: bool
    """Whether the figures are targets given to the units, for want of any figure of theirs."""

    @property
    def has_source(self) -> bool:
        """Whether any document has figures for these units; regions have none on some lists."""
        return bool(self.cited["document"].notna().any())

    @property
    def period_label(self) -> str:
        return str(self.cited["period_label"].dropna().iloc[0])

    @property
    def appendix(self) -> str:
        return str(self.cited["appendix"].dropna().iloc[0])

    @property
    def document(self) -> str:
        return str(self.cited["document"].dropna().iloc[0])

    @property
    def has_ranks(self) -> bool:
        """Whether places say anything: a yes or no has none, nor has an amount allocated."""
        return self.indicator.value_kind != "flag" and not self.is_allocation

    def within(self, region_id: str | None) -> pd.DataFrame:
        """The rows of one region, or all of them; ranks stay those among all units."""
        return self.rows if region_id is None else self.rows[self.rows["region_id"] == region_id]


@lru_cache(maxsize=256)
def due_dates(source: Warehouse, indicator_id: str, level: str) -> tuple[date, ...]:
    """When the targets that units of a level are measured against are due, if they are."""
    rows = source.query(
        """
        SELECT DISTINCT due_on
        FROM target LEFT JOIN unit USING (unit_id)
        WHERE indicator_id = $indicator_id AND coalesce(level, scope) = $level
          AND due_on IS NOT NULL AND base_vi IS NULL
        ORDER BY due_on
        """,
        indicator_id=indicator_id,
        level=level,
    )
    return tuple(stamp.date() for stamp in rows["due_on"])


@lru_cache(maxsize=256)
def view(
    source: Warehouse,
    indicator_id: str,
    level: str,
    due_on: date | None,
    structure: Structure = OLD,
) -> View:
    """The newest figures of an indicator for every unit of a level, beside one target."""
    indicator = indicators(source)[indicator_id]
    rows = source.query(
        _VIEW_SQL,
        indicator_id=indicator_id,
        level=level,
        day=structure.on,
        basis=indicator.display_basis,
        due_on=due_on,
        sign=-1 if indicator.better == "lower" else 1,
        until=_("đến {year}"),
        is_ranked=indicator.value_kind != "flag",
    )
    rows = with_said(source, rows, "note")
    has_source = bool(rows["document"].notna().any())
    own = has_source or structure.is_published
    cited = rows if own else view(source, indicator_id, level, due_on, OLD).rows
    is_allocation = bool((rows["status"] == "allocated").any())
    return View(indicator, level, structure, due_on, rows, cited, is_allocation)


# A rank is possible, not certain, where intervals overlap: at best a unit stands behind those that
# are surely better, at worst behind all that may be. Among exact values both are the usual
# competition rank (1, 2, 2, 4). Bands that touch ("10–20%", "trên 20%") do not overlap.
_VIEW_SQL = f"""
WITH member AS (
    SELECT unit.*, region.short_name_vi AS region_vi
    FROM unit LEFT JOIN unit AS region ON region.unit_id = unit.region_id
    WHERE unit.level = $level
      AND {in_force()}
),
goal AS (
    SELECT member.unit_id, target.* EXCLUDE (unit_id)
    FROM member JOIN target
      ON target.unit_id = member.unit_id OR target.scope = member.level
    WHERE target.indicator_id = $indicator_id AND target.due_on = $due_on
      AND target.base_vi IS NULL
    -- A unit's own target comes before that of its level.
    QUALIFY row_number() OVER (
        PARTITION BY member.unit_id ORDER BY target.unit_id IS NULL
    ) = 1
),
newest AS (
    SELECT observation.*
    FROM observation JOIN member USING (unit_id)
    WHERE indicator_id = $indicator_id
    QUALIFY row_number() OVER (
        PARTITION BY unit_id ORDER BY period_end DESC, basis = $basis DESC
    ) = 1
),
printed AS (
    SELECT unit_id, period_end, value AS printed_value, raw_text AS printed_text
    FROM observation
    WHERE indicator_id = $indicator_id AND basis = 'published'
),
figure AS (
    SELECT
        unit_id, period_label, period_start, period_end, basis, value,
        CASE WHEN status <> 'partial' THEN value_low END AS value_low, value_high, value_estimate,
        CASE WHEN status = 'partial' THEN value_low END AS reported,
        value_text, status, note_vi, document_id, table_id, source_line, document_line,
        printed_value, printed_text
    FROM newest LEFT JOIN printed USING (unit_id, period_end)
    UNION ALL BY NAME
    -- Indicators that have no figures at all show what was allocated to the units.
    SELECT
        unit_id, replace($until, '{{year}}', strftime(due_on, '%Y')) AS period_label,
        due_on AS period_end,
        basis, value, value_low, value_high,
        'allocated' AS status, document_id, table_id, source_line, document_line,
        value AS printed_value, raw_text AS printed_text,
        CASE WHEN basis = 'derived' THEN source_ref END AS note_vi
    FROM goal
    WHERE scope = 'unit' AND NOT EXISTS (FROM newest)
),
absent AS (
    SELECT unit_id, min_by(detail_code, issue_id) AS reason_code,
        min_by(detail_parts, issue_id) AS reason_parts
    FROM quality_issue
    WHERE kind IN ('absent_by_design', 'not_merged')
      AND coalesce(
          indicator_id = $indicator_id,
          table_id IN (SELECT table_id FROM observation WHERE indicator_id = $indicator_id)
      )
    GROUP BY unit_id
),
merged AS ({MEMBERS}),
possible AS (
    SELECT
        unit_id, period_start, period_end,
        1 + (SELECT count(*) FROM figure AS other
             WHERE least($sign * other.value_low, $sign * other.value_high)
                 > greatest($sign * figure.value_low, $sign * figure.value_high)
                OR other.value IS NULL AND figure.value IS NULL
               AND least($sign * other.value_low, $sign * other.value_high)
                 = greatest($sign * figure.value_low, $sign * figure.value_high)) AS rank_best,
        1 + (SELECT count(*) FROM figure AS other
             WHERE other.unit_id <> figure.unit_id
               AND greatest($sign * other.value_low, $sign * other.value_high)
                 > least($sign * figure.value_low, $sign * figure.value_high)) AS rank_worst
    FROM figure
    -- A yes is no place in an order, and an amount allocated to a unit is no achievement of its.
    WHERE value_low IS NOT NULL AND status <> 'allocated' AND $is_ranked
),
placed AS (
    SELECT
        possible.unit_id,
        greatest(possible.rank_best, stated_rank.rank_best) AS rank_best,
        least(possible.rank_worst, stated_rank.rank_worst) AS rank_worst
    FROM possible LEFT JOIN stated_rank
      ON stated_rank.indicator_id = $indicator_id AND stated_rank.unit_id = possible.unit_id
     AND stated_rank.period_start = possible.period_start
     AND stated_rank.period_end = possible.period_end
)
SELECT
    member.unit_id, member.level, member.name_vi, member.short_name_vi, member.kind_vi,
    member.region_id, member.region_vi, member.gso_code, merged.members_vi,
    coalesce(figure.status, 'not_applicable') AS status,
    CASE WHEN figure.note_vi IS NULL THEN absent.reason_code ELSE 'stated' END AS note_code,
    CASE WHEN figure.note_vi IS NULL THEN absent.reason_parts
        ELSE json_object('text', figure.note_vi) END AS note_parts,
    figure.period_label, figure.period_start, figure.period_end, figure.basis,
    figure.value, figure.value_low, figure.value_high, figure.value_estimate, figure.reported,
    figure.value_text,
    -$sign * coalesce(
        figure.value, figure.value_estimate, (figure.value_low + figure.value_high) / 2
    ) AS order_key,
    figure.printed_value, figure.printed_text, figure.table_id, figure.source_line,
    figure.document_line, source_table.appendix, source_table.title_vi AS table_vi,
    document.short_title_vi AS document,
    placed.rank_best, placed.rank_worst,
    count(placed.unit_id) OVER () AS ranked,
    count(placed.unit_id) OVER (PARTITION BY figure.value_low, figure.value_high) AS tied,
    goal.value AS target_value, goal.value_low AS target_low, goal.value_high AS target_high,
    goal.comparator,
    goal.source_ref AS target_ref,
    attainment.gap_low, attainment.gap_high, attainment.verdict
FROM member
LEFT JOIN figure USING (unit_id)
LEFT JOIN merged USING (unit_id)
LEFT JOIN placed USING (unit_id)
LEFT JOIN absent USING (unit_id)
LEFT JOIN goal USING (unit_id)
LEFT JOIN source_table ON source_table.table_id = figure.table_id
LEFT JOIN document ON document.document_id = figure.document_id
LEFT JOIN attainment
  ON attainment.indicator_id = $indicator_id AND attainment.unit_id = member.unit_id
 AND attainment.period_start = figure.period_start AND attainment.period_end = figure.period_end
 AND attainment.basis = figure.basis AND attainment.due_on = $due_on
ORDER BY member.short_name_vi COLLATE vi
"""
