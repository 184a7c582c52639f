"""The question behind every view, asked for all indicators of a level at once."""

from dashboard.queries.newest_sql import ASKED, PERIOD, SHOWN, STATUS, of_one_period
from dashboard.queries.rank_sql import PLACES
from dashboard.queries.unit_sql import MEMBERS, in_force

VIEWS = f"""
WITH member AS (
    SELECT unit.*, region.short_name_vi AS region_vi
    FROM unit LEFT JOIN unit AS region ON region.unit_id = unit.region_id
    WHERE unit.level = $level
      AND {in_force()}
),
ordered AS (
    SELECT
        indicator_id, CASE better WHEN 'lower' THEN -1 ELSE 1 END AS sign,
        value_kind <> 'flag' AS is_ranked
    FROM indicator
),
{of_one_period(f"$period_kind IS NULL OR {ASKED}")},
goal AS (
    SELECT member.unit_id, target.* EXCLUDE (unit_id)
    FROM member JOIN target
      ON target.unit_id = member.unit_id OR target.scope = member.level
    LEFT JOIN chosen USING (indicator_id)
    WHERE target.due_on IS NOT NULL AND target.base_vi IS NULL AND target.superseded_by IS NULL
      -- Figures by another definition than the target's do not compare with it.
      AND target.definition_id = coalesce(chosen.definition_id, target.definition_id)
    -- A unit's own target comes before that of its level.
    QUALIFY row_number() OVER (
        PARTITION BY target.indicator_id, target.due_on, member.unit_id
        ORDER BY target.unit_id IS NULL
    ) = 1
),
newest AS (
    SELECT observation.*
    FROM observation JOIN member USING (unit_id) JOIN indicator USING (indicator_id)
    JOIN chosen USING (indicator_id, {PERIOD})
    QUALIFY row_number() OVER (
        PARTITION BY indicator_id, unit_id ORDER BY {SHOWN}
    ) = 1
),
joined AS (
    SELECT observation.*
    FROM observation JOIN member USING (unit_id) JOIN chosen USING (indicator_id, {PERIOD})
    WHERE is_merged AND status <> 'partial'
),
printed AS (
    SELECT indicator_id, unit_id, {PERIOD},
        value AS printed_value, raw_text AS printed_text
    FROM observation
    WHERE basis = 'published'
),
absent AS (
    SELECT indicator.indicator_id, quality_issue.unit_id,
        min_by(detail_code, issue_id) AS reason_code,
        min_by(detail_parts, issue_id) AS reason_parts
    FROM quality_issue
    LEFT JOIN (
        -- Of the period shown; of any where the level has no figure at all.
        SELECT DISTINCT table_id, indicator_id
        FROM observation
        WHERE indicator_id NOT IN (SELECT indicator_id FROM chosen)
           OR (indicator_id, {PERIOD}) IN (SELECT (indicator_id, {PERIOD}) FROM chosen)
    ) AS held
      ON held.table_id = quality_issue.table_id
    JOIN indicator
      ON indicator.indicator_id = coalesce(quality_issue.indicator_id, held.indicator_id)
    JOIN member ON member.unit_id = quality_issue.unit_id
    WHERE kind IN ('absent_by_design', 'not_merged')
    GROUP BY ALL
),
asked AS (
    SELECT NULL AS indicator_id, NULL::DATE AS due_on
    UNION SELECT indicator_id, NULL FROM newest
    UNION SELECT indicator_id, NULL FROM absent
    UNION SELECT indicator_id, unnest([NULL, due_on]) FROM goal
),
figure AS (
    SELECT
        indicator_id, due_on, unit_id, period_label, {PERIOD}, basis, is_merged, value,
        CASE WHEN status <> 'partial' THEN value_low END AS value_low, value_high, value_estimate,
        CASE WHEN status = 'partial' THEN value_low END AS reported,
        value_text, status, note_code, note_parts, former_code,
        former_parts, document_id, table_id, document_line,
        printed_value, printed_text, printed_decimals
    FROM asked JOIN newest USING (indicator_id)
    LEFT JOIN printed USING (indicator_id, unit_id, {PERIOD})
    UNION ALL BY NAME
    -- Indicators that have no figures at all show what was allocated to the units.
    SELECT
        indicator_id, due_on, unit_id,
        replace($until, '{{year}}', strftime(due_on, '%Y')) AS period_label,
        due_on AS period_end,
        basis, value, value_low, value_high,
        'allocated' AS status, document_id, table_id, document_line,
        value AS printed_value, raw_text AS printed_text, printed_decimals,
        note_code, note_parts
    FROM goal ANTI JOIN elsewhere USING (indicator_id)
    WHERE scope = 'unit'
),
before AS (
    SELECT earlier.*
    FROM change JOIN chosen USING (indicator_id, {PERIOD})
    JOIN member USING (unit_id) JOIN indicator USING (indicator_id)
    JOIN observation AS earlier
      ON earlier.indicator_id = change.indicator_id AND earlier.unit_id = change.unit_id
     AND earlier.period_kind = change.earlier_kind
     AND earlier.period_start = change.earlier_start AND earlier.period_end = change.earlier_end
     AND earlier.definition_id = change.earlier_definition_id
    WHERE earlier.status <> 'partial'
    QUALIFY row_number() OVER (
        PARTITION BY earlier.indicator_id, earlier.unit_id ORDER BY {SHOWN}
    ) = 1
),
merged AS ({MEMBERS}),
{PLACES}
SELECT
    asked.indicator_id, asked.due_on,
    member.unit_id, member.level, member.name_vi, member.short_name_vi, member.region_id,
    member.region_vi, merged.members_vi,
    {STATUS} AS status,
    coalesce(figure.note_code, absent.reason_code) AS note_code,
    coalesce(figure.note_parts, absent.reason_parts) AS note_parts,
    figure.former_code, figure.former_parts,
    figure.period_label, figure.period_end, figure.basis, figure.is_merged,
    figure.value, figure.value_low, figure.value_high, figure.value_estimate, figure.reported,
    figure.value_text,
    -sign * coalesce(
        figure.value, figure.value_estimate, (figure.value_low + figure.value_high) / 2
    ) AS order_key,
    figure.printed_value, figure.printed_text, figure.printed_decimals,
    document.short_title_vi AS document, source_table.appendix, figure.document_line,
    placed.rank_best, placed.rank_worst,
    count(placed.unit_id) OVER (PARTITION BY asked.indicator_id, asked.due_on) AS ranked,
    count(placed.unit_id) OVER (
        PARTITION BY asked.indicator_id, asked.due_on, figure.value_low, figure.value_high
    ) AS tied,
    goal.value AS target_value, goal.value_low AS target_low, goal.value_high AS target_high,
    attainment.gap_low, attainment.gap_high,
    CASE
        WHEN attainment.verdict IS NOT NULL THEN attainment.verdict
        WHEN goal.due_on IS NOT NULL AND {STATUS} = 'not_in_period' THEN 'no_data'
    END AS verdict,
    joined.value_low AS joined_low, joined.value_high AS joined_high,
    change.status AS change_status, change.scale AS change_scale, change.change_low,
    change.change_high, change.direction AS change_direction, before.value AS before_value,
    before.value_low AS before_low, before.value_high AS before_high
FROM asked
LEFT JOIN ordered USING (indicator_id)
CROSS JOIN member
LEFT JOIN figure
  ON figure.indicator_id = asked.indicator_id AND figure.unit_id = member.unit_id
 AND figure.due_on IS NOT DISTINCT FROM asked.due_on
LEFT JOIN merged ON merged.unit_id = member.unit_id
LEFT JOIN placed
  ON placed.indicator_id = asked.indicator_id AND placed.unit_id = member.unit_id
LEFT JOIN absent
  ON absent.indicator_id = asked.indicator_id AND absent.unit_id = member.unit_id
LEFT JOIN elsewhere
  ON elsewhere.indicator_id = asked.indicator_id AND elsewhere.unit_id = member.unit_id
LEFT JOIN goal
  ON goal.indicator_id = asked.indicator_id AND goal.unit_id = member.unit_id
 AND goal.due_on = asked.due_on
LEFT JOIN source_table ON source_table.table_id = figure.table_id
LEFT JOIN document ON document.document_id = figure.document_id
LEFT JOIN attainment
  -- As of a day before a document set the target anew, neither it nor its verdict was known.
  ON goal.due_on IS NOT NULL
 AND attainment.indicator_id = asked.indicator_id AND attainment.unit_id = member.unit_id
 AND attainment.period_kind = figure.period_kind
 AND attainment.period_start = figure.period_start AND attainment.period_end = figure.period_end
 AND attainment.definition_id = figure.definition_id
 AND attainment.basis = figure.basis AND attainment.due_on = asked.due_on
LEFT JOIN chosen ON chosen.indicator_id = asked.indicator_id
LEFT JOIN joined
  ON NOT figure.is_merged AND joined.indicator_id = asked.indicator_id
 AND joined.unit_id = member.unit_id
LEFT JOIN change
  ON change.indicator_id = asked.indicator_id AND change.unit_id = member.unit_id
 AND change.period_kind = chosen.period_kind AND change.period_start = chosen.period_start
 AND change.period_end = chosen.period_end AND change.definition_id = chosen.definition_id
LEFT JOIN before
  ON before.indicator_id = change.indicator_id AND before.unit_id = change.unit_id
ORDER BY member.short_name_vi COLLATE vi
"""
"""The rows of every view of units of `$level` in force on `$day`, in the order of their names.

Each view is of one period, that of `ASKED`, or the newest of its indicator in `$structure` where
`$period_kind` is NULL. A unit that has figures of others only is `not_in_period`.
`indicator_id` and `due_on` tell the views apart. A view without a target has no `due_on`; one row
for each unit without an `indicator_id` is that of the indicators that have nothing for the level.
`$until` names the period of what was allocated, with `{year}` in it.
"""
