"""The lists of figures, targets and results: their columns, rows and filters."""

from dashboard.queries.documents import CONFIRMATION_CODES
from dashboard.queries.listing import Filter, Listing, columns, of
from dashboard.queries.newest_sql import PERIOD, SHOWN
from dashboard.queries.structures import STRUCTURES
from dashboard.store.codes import VERDICT_CODES

LEVELS = ("country", "bloc", "region", "ministry", "province")
FIGURE_STATUSES = (
    *("observed", "interval", "not_reported", "to_reconcile", "not_connected", "not_available"),
    *("partial", "reorganised"),
)
BASES = ("published", "derived")

PLACED = """(
    SELECT unit_id, list(structure ORDER BY structure) AS structures
    FROM unit JOIN structure
      ON units_on >= coalesce(valid_from, DATE '0001-01-01')
     AND units_on <= coalesce(valid_to, DATE '9999-12-31')
    GROUP BY unit_id
)"""
"""The structures that a unit is of; a unit that was in force on neither day is of none."""

IN_STRUCTURE = Filter("list_has_any({values}, structures)", tuple(STRUCTURES))


def _period_id(of: str) -> str:
    """What `queries.periods.Period.id` calls the period of a row."""
    return f"""
    {of}.period_end || '.' || {of}.period_kind
    || CASE {of}.period_kind WHEN 'years' THEN '.' || {of}.period_start ELSE '' END
    || CASE WHEN {of}.definition_id > 1 THEN '.' || {of}.definition_id ELSE '' END AS period_id"""


_SOURCE = """
    document.short_title_vi AS document_vi, document.url AS document_url, source_table.appendix"""
CITED = columns("document_id document_vi document_url? table_id appendix document_line:integer?")
"""Where a row stands, in every list of what documents say."""

CONFIRMATION = of("confirmation", *CONFIRMATION_CODES)
DOCUMENT, INDICATOR, UNIT = of("document_id"), of("indicator_id"), of("unit_id")
TOPIC, LEVEL = of("topic"), of("level", *LEVELS)

_PERIOD_COLUMNS = columns(
    "period_id period_label period_kind period_start:date period_end:date definition_id:integer"
)

OBSERVATIONS = Listing(
    "observations",
    (
        *columns("indicator_id indicator_vi unit_id unit_vi level structures:list"),
        *_PERIOD_COLUMNS,
        *columns(
            "is_provisional:boolean latest_in:list basis is_shown:boolean is_merged:boolean"
            " value:number? value_low:number? value_high:number? value_estimate:number?"
            " value_text? measured_in decimals:integer status note_code? note_parts?"
            " former_code? former_parts?"
        ),
        *CITED,
        *columns("source_line:integer? raw_text? confirmation"),
    ),
    f"""
    SELECT
        observation.*, {_period_id("observation")},
        indicator.topic, indicator.sort_order AS indicator_order,
        indicator.short_name_vi AS indicator_vi, indicator.unit_vi AS measured_in,
        least(coalesce(printed_decimals, indicator.decimals), indicator.decimals) AS decimals,
        unit.short_name_vi AS unit_vi, unit.level, unit.region_id,
        unit.sort_order AS unit_order, coalesce(structures, []) AS structures,
        list_intersect(coalesce(latest_in, []), structures) AS latest_in,
        row_number() OVER (
            PARTITION BY indicator_id, unit_id, {PERIOD} ORDER BY {SHOWN}
        ) = 1 AS is_shown,
        {_SOURCE}
    FROM observation
    JOIN indicator USING (indicator_id)
    JOIN unit USING (unit_id)
    LEFT JOIN {PLACED} USING (unit_id)
    JOIN document ON document.document_id = observation.document_id
    JOIN source_table ON source_table.table_id = observation.table_id
    LEFT JOIN (
        SELECT indicator_id, level, {PERIOD}, list(structure ORDER BY structure) AS latest_in
        FROM (
            FROM indicator_period
            QUALIFY place = min(place) OVER (PARTITION BY structure, indicator_id, level)
        )
        GROUP BY indicator_id, level, {PERIOD}
    ) USING (indicator_id, level, {PERIOD})
    """,
    f"indicator_order, unit_order, unit_id, period_end, {PERIOD}, basis",
    {
        "indicator": INDICATOR,
        "topic": TOPIC,
        "unit": UNIT,
        "level": LEVEL,
        "region": of("region_id"),
        "structure": IN_STRUCTURE,
        "period": Filter(
            "list_has_any({values}, [period_label, period_id, 'all'])"
            " OR list_contains({values}, 'latest') AND list_has_any(latest_in, {structures})"
        ),
        "status": of("status", *FIGURE_STATUSES),
        "basis": Filter(
            "list_has_any({values}, [basis, 'all'])"
            " OR list_contains({values}, 'shown') AND is_shown",
            ("shown", *BASES, "all"),
            "shown",
        ),
        "document": DOCUMENT,
        "confirmation": CONFIRMATION,
    },
    ("indicator_id", "unit_id", "period_id", "period_start", "basis"),
    ("indicator_id", "unit_id", "period_id", "period_start", "basis"),
    ("value", "value_low", "value_high"),
)

TARGETS = Listing(
    "targets",
    (
        *columns(
            "indicator_id indicator_vi scope unit_id? unit_vi? due_on:date? definition_id:integer"
            " comparator basis value:number? value_low:number value_high:number value_text?"
            " base_vi? measured_in status superseded_by? note_code? note_parts?"
        ),
        *CITED,
        *columns("source_line:integer? quote? raw_text? confirmation"),
    ),
    f"""
    SELECT
        target.*, indicator.topic, indicator.sort_order AS indicator_order,
        indicator.short_name_vi AS indicator_vi, indicator.unit_vi AS measured_in,
        unit.short_name_vi AS unit_vi, coalesce(unit.sort_order, 0) AS unit_order,
        coalesce(unit.level, scope) AS level,
        CASE WHEN superseded_by IS NULL THEN 'in_force' ELSE 'superseded' END AS status,
        document.confirmation, {_SOURCE}
    FROM target
    JOIN indicator USING (indicator_id)
    LEFT JOIN unit USING (unit_id)
    JOIN document ON document.document_id = target.document_id
    JOIN source_table ON source_table.table_id = target.table_id
    """,
    "indicator_order, scope, unit_order, unit_id, due_on, definition_id, base_vi, superseded_by,"
    " table_id, source_line",
    {
        "indicator": INDICATOR,
        "topic": TOPIC,
        "unit": UNIT,
        "level": LEVEL,
        "due": of("strftime(due_on, '%Y')"),
        "status": of("status", "in_force", "superseded"),
        "document": DOCUMENT,
        "confirmation": CONFIRMATION,
    },
    (
        *("indicator_id", "scope", "unit_id", "due_on", "definition_id", "base_vi"),
        "superseded_by",
    ),
    (
        *("indicator_id", "scope", "unit_id", "due_on", "definition_id", "base_vi"),
        "superseded_by",
    ),
    ("value", "value_low", "value_high"),
)

RESULTS = Listing(
    "results",
    (
        *columns("indicator_id indicator_vi unit_id unit_vi level structures:list due_on:date"),
        *_PERIOD_COLUMNS,
        *columns(
            "basis value:number? value_low:number? value_high:number? measured_in comparator"
            " target_value:number? target_low:number target_high:number gap_low:number?"
            " gap_high:number? verdict timing days_from_due:integer is_nearest:boolean"
            " is_timely:boolean is_result:boolean status"
        ),
        *CITED,
        *columns("confirmation"),
    ),
    f"""
    SELECT
        attainment.* EXCLUDE (verdict), {_period_id("attainment")},
        target_result.verdict, timing, days_from_due, is_nearest, is_timely, is_result,
        observation.value, observation.status, observation.period_label,
        observation.document_id, observation.table_id, observation.document_line,
        indicator.topic, indicator.sort_order AS indicator_order,
        indicator.short_name_vi AS indicator_vi, indicator.unit_vi AS measured_in,
        unit.short_name_vi AS unit_vi, unit.level, unit.region_id,
        unit.sort_order AS unit_order, coalesce(structures, []) AS structures,
        {_SOURCE}
    FROM target_result
    JOIN attainment USING (indicator_id, unit_id, {PERIOD}, basis, due_on)
    JOIN observation USING (indicator_id, unit_id, {PERIOD}, basis)
    JOIN indicator USING (indicator_id)
    JOIN unit USING (unit_id)
    LEFT JOIN {PLACED} USING (unit_id)
    JOIN document ON document.document_id = observation.document_id
    JOIN source_table ON source_table.table_id = observation.table_id
    """,
    f"indicator_order, unit_order, unit_id, due_on, period_end, {PERIOD}",
    {
        "indicator": INDICATOR,
        "topic": TOPIC,
        "unit": UNIT,
        "level": LEVEL,
        "region": of("region_id"),
        "structure": IN_STRUCTURE,
        "period": Filter(
            "list_has_any({values}, [period_label, period_id, 'all'])"
            " OR list_contains({values}, 'latest') AND is_nearest"
        ),
        "due": of("strftime(due_on, '%Y')"),
        "verdict": of("verdict", *VERDICT_CODES),
        "timing": of("timing", "before_due", "at_due", "after_due"),
        "status": of("status", *FIGURE_STATUSES),
        "document": DOCUMENT,
        "confirmation": CONFIRMATION,
    },
    ("indicator_id", "unit_id", "due_on", "period_id", "period_start"),
    ("indicator_id", "unit_id", "due_on", "period_id", "period_start"),
    ("value", "value_low", "value_high", "target_low", "target_high", "gap_low", "gap_high"),
)

FIGURE_LISTINGS = (OBSERVATIONS, TARGETS, RESULTS)
