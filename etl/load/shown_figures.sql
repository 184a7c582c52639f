-- Where a part (a period of an indicator; no last day: all others) stands in an order of them.
CREATE MACRO part_place(of_indicator, last_day) AS
    concat(of_indicator, ' ', coalesce(last_day, DATE '9999-12-31'));

-- The rows of `shown_figure` for the units of some levels in some structures, in no order: of all
-- parts, or of those whose place comes after one until another.
--
-- A macro, so that it asks whatever tables whoever calls it sees: the dashboard, looking back to a
-- day, has views in their place that leave out later documents.
CREATE MACRO shown_figures(of_levels, in_structures, after := '', until := '~') AS TABLE (
WITH member AS (
    SELECT level, structure, unit_id
    FROM unit JOIN structure
      ON units_on >= coalesce(valid_from, DATE '0001-01-01')
     AND units_on <= coalesce(valid_to, DATE '9999-12-31')
    WHERE list_contains(of_levels, level) AND list_contains(in_structures, structure)
),
ordered AS (
    SELECT
        indicator_id, display_basis, CASE better WHEN 'lower' THEN -1 ELSE 1 END AS sign,
        -- A yes is no place in an order.
        value_kind <> 'flag' AS is_ranked
    FROM indicator
),
-- A period of an indicator; and of each indicator one without days, for periods it has nothing of.
part AS MATERIALIZED (
    SELECT
        row_number() OVER () AS part_id, *,
        main.part_place(indicator_id, period_end) AS place
    FROM (
        SELECT
            level, structure, indicator_id, period_kind, period_start, period_end, definition_id,
            single_units
        FROM indicator_period SEMI JOIN member USING (level, structure)
        UNION ALL BY NAME
        SELECT level, structure, indicator_id
        FROM indicator, (SELECT DISTINCT level, structure FROM member)
    )
    WHERE place > after AND place <= until
),
elsewhere AS (
    SELECT DISTINCT level, structure, indicator_id, unit_id
    FROM observation JOIN member USING (unit_id)
    WHERE indicator_id IN (SELECT indicator_id FROM part)
),
set_for AS (
    SELECT
        part_id, level, structure,
        target.* EXCLUDE (definition_id), target.definition_id AS set_in, confirmation
    FROM target JOIN part USING (indicator_id) JOIN document USING (document_id)
    WHERE due_on IS NOT NULL AND base_vi IS NULL AND superseded_by IS NULL
      -- Figures by another definition than the target's do not compare with it.
      AND target.definition_id = coalesce(part.definition_id, target.definition_id)
),
-- Figures of several definitions have targets of their own; where there are none, the last stands.
set_for_one AS (
    SELECT set_for.*
    FROM set_for SEMI JOIN member USING (level, structure, unit_id)
    QUALIFY row_number() OVER (PARTITION BY part_id, due_on, unit_id ORDER BY set_in DESC) = 1
),
set_for_all AS (
    SELECT * EXCLUDE (unit_id) FROM set_for WHERE scope = level
    QUALIFY row_number() OVER (PARTITION BY part_id, due_on ORDER BY set_in DESC) = 1
),
goal AS (
    FROM set_for_one
    UNION ALL BY NAME
    -- A unit's own target comes before that of its level.
    FROM set_for_all JOIN member USING (level, structure)
        ANTI JOIN set_for_one USING (part_id, due_on, unit_id)
),
own AS (
    SELECT
        part_id, unit_id, period_label, basis, is_merged, observation.status, value, value_low,
        value_high, value_estimate, value_text, note_code, note_parts, former_code, former_parts,
        document_id, table_id, confirmation, document_line, raw_text, printed_decimals, sign,
        -- Whom a newspaper names is no order of a level.
        is_ranked AND NOT coalesce(single_units, false) AS is_ranked,
        2 * is_merged::INTEGER + (basis <> display_basis)::INTEGER AS turn
    FROM observation JOIN member USING (unit_id) JOIN ordered USING (indicator_id)
    JOIN part USING (
        level, structure, indicator_id, period_kind, period_start, period_end, definition_id
    )
),
-- A unit's own figure before a merged one; of a printed rate and that of counts, the one shown.
newest AS (
    SELECT own.*
    FROM own SEMI JOIN (SELECT part_id, unit_id, min(turn) AS turn FROM own GROUP BY ALL)
        USING (part_id, unit_id, turn)
),
-- What the units before leave, beside a figure of the unit's own.
joined AS (
    SELECT part_id, unit_id, own.value_low, own.value_high
    FROM own JOIN newest USING (part_id, unit_id)
    WHERE own.is_merged AND own.status <> 'partial' AND NOT newest.is_merged
),
printed AS (
    SELECT part_id, unit_id, value AS printed_value, raw_text AS printed_text FROM own
    WHERE basis = 'published'
),
-- The tables of a period; all of them where the units have no figure of it.
held AS (
    SELECT DISTINCT part_id, table_id
    FROM observation
    JOIN part USING (indicator_id, period_kind, period_start, period_end, definition_id)
    UNION ALL
    SELECT part_id, table_id
    FROM part JOIN (SELECT DISTINCT indicator_id, table_id FROM observation) USING (indicator_id)
    WHERE period_end IS NULL
),
absent AS (
    SELECT
        part_id, unit_id,
        min_by(detail_code, issue_id) AS reason_code, min_by(detail_parts, issue_id) AS reason_parts
    FROM (
        SELECT part_id, issue.* FROM quality_issue AS issue JOIN part USING (indicator_id)
        UNION ALL
        SELECT part_id, issue.* FROM quality_issue AS issue JOIN held USING (table_id)
        WHERE issue.indicator_id IS NULL
    ) JOIN part USING (part_id) JOIN member USING (level, structure, unit_id)
    WHERE kind IN ('absent_by_design', 'not_merged')
    GROUP BY part_id, unit_id
),
asked AS (
    SELECT part_id, NULL::DATE AS due_on FROM newest
    UNION SELECT part_id, NULL FROM absent
    UNION SELECT part_id, unnest([NULL, due_on]) FROM goal
),
figure AS (
    SELECT
        part_id, unit_id, period_label, basis, is_merged, value,
        CASE WHEN status <> 'partial' THEN value_low END AS value_low, value_high, value_estimate,
        CASE WHEN status = 'partial' THEN value_low END AS reported,
        value_text, status, note_code, note_parts, former_code, former_parts,
        document_id, table_id, confirmation, document_line, printed_value, printed_text,
        printed_decimals
    FROM newest LEFT JOIN printed USING (part_id, unit_id)
    UNION ALL BY NAME
    -- Indicators that have no figures at all show what was allocated to the units.
    SELECT
        part_id, due_on, unit_id, basis, value, value_low, value_high, 'allocated' AS status,
        note_code, note_parts, document_id, table_id, confirmation, document_line,
        value AS printed_value, raw_text AS printed_text, printed_decimals
    FROM goal ANTI JOIN elsewhere USING (level, structure, indicator_id)
    WHERE scope = 'unit'
),
judged AS (
    SELECT part_id, unit_id, due_on, gap_low, gap_high, verdict
    FROM attainment JOIN member USING (unit_id)
    JOIN part USING (
        level, structure, indicator_id, period_kind, period_start, period_end, definition_id
    )
    SEMI JOIN newest USING (part_id, unit_id, basis)
),
before AS (
    SELECT
        part_id, change.*, earlier.value, earlier.value_low, earlier.value_high,
        earlier.confirmation AS before_confirmation
    FROM change JOIN member USING (unit_id)
    JOIN part USING (
        level, structure, indicator_id, period_kind, period_start, period_end, definition_id
    )
    JOIN ordered USING (indicator_id)
    LEFT JOIN observation AS earlier
      ON earlier.indicator_id = change.indicator_id AND earlier.unit_id = change.unit_id
     AND earlier.period_kind = change.earlier_kind
     AND earlier.period_start = change.earlier_start AND earlier.period_end = change.earlier_end
     AND earlier.definition_id = change.earlier_definition_id AND earlier.status <> 'partial'
    QUALIFY row_number() OVER (
        PARTITION BY part_id, change.unit_id
        ORDER BY earlier.is_merged, earlier.basis = display_basis DESC
    ) = 1
),
-- A rank is possible, not certain, where intervals overlap: at best a unit stands behind those that
-- are surely better, at worst behind all that may be. Among exact values both are the usual
-- competition rank (1, 2, 2, 4). Bands that touch ("10–20%", "trên 20%") do not overlap.
bounded AS (
    SELECT
        part_id, unit_id, value,
        least(sign * value_low, sign * value_high) AS worst,
        greatest(sign * value_low, sign * value_high) AS best
    FROM newest
    WHERE value_low IS NOT NULL AND status <> 'partial' AND is_ranked
),
-- How many units reach an end of another's interval is counted once for each end there is: to set
-- every unit against every other takes a time that grows with the square of their number.
by_worst AS (
    SELECT
        part_id, worst, count(*) FILTER (WHERE value IS NULL) AS bands,
        sum(count(*)) OVER (PARTITION BY part_id ORDER BY worst DESC)::BIGINT AS units
    FROM bounded GROUP BY part_id, worst
),
by_best AS (
    SELECT
        part_id, best, sum(count(*)) OVER (PARTITION BY part_id ORDER BY best DESC)::BIGINT AS units
    FROM bounded GROUP BY part_id, best
),
possible AS (
    SELECT
        mine.part_id, mine.unit_id,
        1 + coalesce(better.units, 0)
            + CASE WHEN mine.value IS NULL THEN coalesce(touching.bands, 0) ELSE 0 END AS rank_best,
        -- Of those whose best is above its worst a unit with an interval is one itself.
        1 + coalesce(rival.units, 0) - (mine.best > mine.worst)::BIGINT AS rank_worst,
        count(*) OVER (PARTITION BY mine.part_id, mine.worst, mine.best) AS tied
    FROM bounded AS mine
    ASOF LEFT JOIN by_worst AS better
      ON better.part_id = mine.part_id AND mine.best < better.worst
    ASOF LEFT JOIN by_best AS rival ON rival.part_id = mine.part_id AND mine.worst < rival.best
    LEFT JOIN by_worst AS touching
      ON touching.part_id = mine.part_id AND touching.worst = mine.best
),
stated AS (
    SELECT part_id, unit_id, rank_best, rank_worst
    FROM stated_rank
    JOIN part USING (indicator_id, period_kind, period_start, period_end, definition_id)
),
placed AS (
    SELECT
        part_id, unit_id, tied,
        greatest(possible.rank_best, stated.rank_best) AS rank_best,
        least(possible.rank_worst, stated.rank_worst) AS rank_worst
    FROM possible LEFT JOIN stated USING (part_id, unit_id)
),
sized AS (
    SELECT part_id, count(*) AS ranked FROM bounded GROUP BY part_id
)
SELECT
    level, structure, part.* EXCLUDE (part_id, place, level, structure, single_units),
    asked.due_on, member.unit_id,
    CASE
        WHEN figure.status IS NOT NULL THEN figure.status
        WHEN elsewhere.unit_id IS NOT NULL AND absent.unit_id IS NULL THEN 'not_in_period'
        WHEN part.single_units AND absent.unit_id IS NULL THEN 'not_available'
        ELSE 'not_applicable'
    END AS status,
    CASE
        WHEN figure.status IS NULL AND absent.unit_id IS NULL AND part.single_units
        THEN 'not_among_single_units'
        ELSE coalesce(figure.note_code, absent.reason_code)
    END AS note_code,
    CASE
        WHEN figure.status IS NULL AND absent.unit_id IS NULL AND part.single_units THEN '{}'
        ELSE coalesce(figure.note_parts, absent.reason_parts)
    END AS note_parts,
    figure.former_code, figure.former_parts, figure.period_label, figure.basis, figure.is_merged,
    figure.value, figure.value_low, figure.value_high, figure.value_estimate, figure.reported,
    figure.value_text, figure.printed_value, figure.printed_text, figure.printed_decimals,
    figure.document_id, figure.table_id, figure.confirmation, figure.document_line,
    placed.rank_best, placed.rank_worst,
    coalesce(sized.ranked, 0) AS ranked, coalesce(placed.tied, 0) AS tied,
    goal.value AS target_value, goal.value_low AS target_low, goal.value_high AS target_high,
    judged.gap_low, judged.gap_high,
    CASE
        WHEN judged.verdict IS NOT NULL THEN judged.verdict
        WHEN goal.due_on IS NOT NULL AND figure.unit_id IS NULL AND absent.unit_id IS NULL
         AND elsewhere.unit_id IS NOT NULL
        THEN 'no_data'
    END AS verdict,
    goal.confirmation AS target_confirmation,
    joined.value_low AS joined_low, joined.value_high AS joined_high,
    before.status AS change_status, before.scale AS change_scale, before.change_low,
    before.change_high, before.direction AS change_direction, before.value AS before_value,
    before.value_low AS before_low, before.value_high AS before_high,
    before.before_confirmation
-- The widest last: each join copies what those before have found.
FROM asked JOIN part USING (part_id) JOIN member USING (level, structure)
LEFT JOIN sized ON sized.part_id = part.part_id
LEFT JOIN elsewhere
  ON elsewhere.level = part.level AND elsewhere.structure = part.structure
 AND elsewhere.indicator_id = part.indicator_id AND elsewhere.unit_id = member.unit_id
LEFT JOIN absent ON absent.part_id = part.part_id AND absent.unit_id = member.unit_id
LEFT JOIN placed ON placed.part_id = part.part_id AND placed.unit_id = member.unit_id
LEFT JOIN joined ON joined.part_id = part.part_id AND joined.unit_id = member.unit_id
LEFT JOIN goal
  ON goal.part_id = part.part_id AND goal.unit_id = member.unit_id AND goal.due_on = asked.due_on
LEFT JOIN judged
  -- As of a day before a document set the target anew, neither it nor its verdict was known.
  ON judged.part_id = part.part_id AND judged.unit_id = member.unit_id
 AND judged.due_on = goal.due_on
LEFT JOIN before ON before.part_id = part.part_id AND before.unit_id = member.unit_id
LEFT JOIN figure
  ON figure.part_id = part.part_id AND figure.unit_id = member.unit_id
 AND coalesce(figure.due_on = asked.due_on, figure.due_on IS NULL)
);
