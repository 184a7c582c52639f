"""The one question the pages ask: an indicator, for the units of a level, against a target.

Every page draws from a `View`, so a map, a ranking, a table and a download of the same choice
cannot disagree.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from dashboard.queries.indicators import Indicator, indicators
from dashboard.queries.rank_sql import PLACES
from dashboard.queries.statements import spoken
from dashboard.queries.structures import OLD, Structure
from dashboard.queries.unit_sql import MEMBERS, in_force
from dashboard.queries.view_rows import ViewRow
from dashboard.store.warehouse import Warehouse
from etl.language.i18n import _


@dataclass(frozen=True, eq=False)
class View:
    """An indicator for all units of a level in one structure.

    `rows` has one record per unit of the structure, in Vietnamese order of the names. Units the
    source leaves out on purpose, and merged units whose figures do not join, have the status
    `not_applicable`. Flags and allocated amounts have no ranks. Shared between sessions; each is
    its own key in caches.
    """

    indicator: Indicator
    level: str
    structure: Structure
    due_on: date | None
    rows: tuple[ViewRow, ...]
    cited: tuple[ViewRow, ...]
    """Rows that have a source: `rows`, or the report's own where nothing of theirs carries over."""
    is_allocation: bool
    """Whether the figures are targets given to the units, for want of any figure of theirs."""

    @property
    def has_source(self) -> bool:
        """Whether any document has figures for these units; regions have none on some lists."""
        return any(row.document is not None for row in self.cited)

    @property
    def period_label(self) -> str:
        return _first(row.period_label for row in self.cited)

    @property
    def appendix(self) -> str:
        return _first(row.appendix for row in self.cited)

    @property
    def document(self) -> str:
        return _first(row.document for row in self.cited)

    @property
    def has_ranks(self) -> bool:
        """Whether places say anything: a yes or no has none, nor has an amount allocated."""
        return self.indicator.value_kind != "flag" and not self.is_allocation

    @cached_property
    def has_values(self) -> bool:
        """Whether some unit has a value or an interval."""
        return any(row.has_value for row in self.rows)

    @cached_property
    def names(self) -> dict[str, str]:
        """The short name of every unit, by id."""
        return {row.unit_id: row.short_name_vi for row in self.rows}

    @cached_property
    def _by_unit(self) -> dict[str, ViewRow]:
        return {row.unit_id: row for row in self.rows}

    def row_of(self, unit_id: str) -> ViewRow:
        """The row of a unit. Raises KeyError for one that is not of the view."""
        return self._by_unit[unit_id]

    def rows_of(self, unit_ids: Iterable[str]) -> list[ViewRow]:
        """The rows of some units, in the order of the ids."""
        return [self._by_unit[unit_id] for unit_id in unit_ids]

    def within(self, region_id: str | None) -> tuple[ViewRow, ...]:
        """The rows of one region, or all of them; ranks stay those among all units."""
        if region_id is None:
            return self.rows
        return tuple(row for row in self.rows if row.region_id == region_id)


def _first(cells: Iterable[str | None]) -> str:
    found = [cell for cell in cells if cell is not None]
    return found[0]


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
    rows = spoken(
        source,
        ViewRow,
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
    own = structure.is_published or any(row.document is not None for row in rows)
    cited = tuple(rows) if own else view(source, indicator_id, level, due_on, OLD).rows
    is_allocation = any(row.status == "allocated" for row in rows)
    return View(indicator, level, structure, due_on, tuple(rows), cited, is_allocation)


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
        value_text, status, note_code, note_parts, former_code,
        former_parts, document_id, table_id, document_line,
        printed_value, printed_text, printed_decimals
    FROM newest LEFT JOIN printed USING (unit_id, period_end)
    UNION ALL BY NAME
    -- Indicators that have no figures at all show what was allocated to the units.
    SELECT
        unit_id, replace($until, '{{year}}', strftime(due_on, '%Y')) AS period_label,
        due_on AS period_end,
        basis, value, value_low, value_high,
        'allocated' AS status, document_id, table_id, document_line,
        value AS printed_value, raw_text AS printed_text, printed_decimals,
        note_code, note_parts
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
{PLACES}
SELECT
    member.unit_id, member.level, member.name_vi, member.short_name_vi, member.region_id,
    member.region_vi, merged.members_vi,
    coalesce(figure.status, 'not_applicable') AS status,
    coalesce(figure.note_code, absent.reason_code) AS note_code,
    coalesce(figure.note_parts, absent.reason_parts) AS note_parts,
    figure.former_code, figure.former_parts,
    figure.period_label, figure.period_end, figure.basis,
    figure.value, figure.value_low, figure.value_high, figure.value_estimate, figure.reported,
    figure.value_text,
    -$sign * coalesce(
        figure.value, figure.value_estimate, (figure.value_low + figure.value_high) / 2
    ) AS order_key,
    figure.printed_value, figure.printed_text, figure.printed_decimals,
    document.short_title_vi AS document, source_table.appendix, figure.document_line,
    placed.rank_best, placed.rank_worst,
    count(placed.unit_id) OVER () AS ranked,
    count(placed.unit_id) OVER (PARTITION BY figure.value_low, figure.value_high) AS tied,
    goal.value AS target_value, goal.value_low AS target_low, goal.value_high AS target_high,
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
