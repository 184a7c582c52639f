"""The lists of what figures are of, and of documents, statements, obstacles, tasks, the build."""

from dashboard.queries.claims import CLAIM_VERDICT_CODES
from dashboard.queries.listing import Filter, Listing, columns, of
from dashboard.queries.listing_sql import (
    CITED,
    CONFIRMATION,
    DOCUMENT,
    IN_STRUCTURE,
    INDICATOR,
    LEVEL,
    LEVELS,
    PLACED,
    TOPIC,
    UNIT,
)
from dashboard.queries.unit_sql import NAMED_BY_ROLE

_SOURCE = """
    document.short_title_vi AS document_vi, document.url AS document_url, document.confirmation"""

INDICATORS = Listing(
    "indicators",
    columns(
        "indicator_id topic topic_vi name_vi name_en? short_name_vi unit_vi value_kind better"
        " decimals:integer aggregation numerator_id? denominator_id? definition_vi measured_by"
        " levels:list range_low:number range_high:number class_breaks:list display_basis"
        " headline:boolean caveat_vi? replaces? other_measure_of? observations:integer"
    ),
    """
    SELECT indicator.*, coalesce(observations, 0) AS observations
    FROM indicator LEFT JOIN (
        SELECT indicator_id, count(*) AS observations FROM observation GROUP BY indicator_id
    ) USING (indicator_id)
    """,
    "sort_order",
    {
        "indicator": INDICATOR,
        "topic": TOPIC,
        "level": Filter("list_has_any({values}, levels)", LEVELS),
    },
    ("indicator_id",),
)

UNITS = Listing(
    "units",
    columns(
        "unit_id level name_vi short_name_vi name_en kind_vi region_id? gso_code? iso_code?"
        " valid_from:date? valid_to:date? structures:list predecessors:list successors:list"
    ),
    f"""
    SELECT
        unit.*, coalesce(structures, []) AS structures,
        coalesce((
            SELECT list(predecessor_id ORDER BY predecessor_id) FROM unit_lineage
            WHERE successor_id = unit_id
        ), []) AS predecessors,
        coalesce((
            SELECT list(successor_id ORDER BY successor_id) FROM unit_lineage
            WHERE predecessor_id = unit_id
        ), []) AS successors
    FROM unit LEFT JOIN {PLACED} USING (unit_id)
    """,
    "level, sort_order, unit_id",
    {
        "unit": UNIT,
        "level": LEVEL,
        "region": of("region_id"),
        "structure": IN_STRUCTURE,
    },
    ("unit_id",),
)

DOCUMENTS = Listing(
    "documents",
    columns(
        "document_id number title_vi short_title_vi issuer_vi issued_on:date? issued_label_vi"
        " published_on:date? data_as_of:date known_on:date document_url? confirmation"
        " observations:integer"
    ),
    """
    SELECT
        document.*, url AS document_url, coalesce(taken_in_on, data_as_of) AS known_on,
        coalesce(observations, 0) AS observations
    FROM document LEFT JOIN (
        SELECT document_id, count(*) AS observations FROM observation
        WHERE basis = 'published' GROUP BY document_id
    ) USING (document_id)
    """,
    "data_as_of, document_id",
    {"document": DOCUMENT, "confirmation": CONFIRMATION},
    ("document_id",),
)

CLAIMS = Listing(
    "claims",
    (
        *columns(
            "claim_id statement_vi section indicator_id indicator_vi unit_id?"
            " published_value:number? published_text? computed_value:number? computed_code?"
            " computed_parts? test_kind explanation_code explanation_parts status"
        ),
        *(column for column in CITED if column.name not in ("table_id", "appendix")),
        *columns("table_id? appendix? confirmation"),
    ),
    f"""
    SELECT
        claim.*, claim_check.* EXCLUDE (claim_id, verdict), verdict AS status, appendix,
        indicator.topic, indicator.short_name_vi AS indicator_vi, {_SOURCE}
    FROM claim
    JOIN claim_check USING (claim_id)
    JOIN indicator USING (indicator_id)
    JOIN document ON document.document_id = claim.document_id
    LEFT JOIN source_table ON source_table.table_id = claim_check.table_id
    """,
    "sort_order, claim_id",
    {
        "indicator": INDICATOR,
        "topic": TOPIC,
        "status": of("status", *CLAIM_VERDICT_CODES),
        "document": DOCUMENT,
        "confirmation": CONFIRMATION,
    },
    ("claim_id",),
)

OBSTACLES = Listing(
    "obstacles",
    (
        *columns(
            "obstacle_id ordinal:integer unit_id unit_vi system_vi system_group system_group_vi"
            " category category_vi summary_vi request_vi? owner_unit_id? owners:list owners_vi:list"
            " status"
        ),
        *CITED,
        *columns("source_line:integer raw_text confirmation"),
    ),
    f"""
    SELECT
        obstacle.*, unit.short_name_vi AS unit_vi, unit.region_id, appendix,
        coalesce(owners, []) AS owners, coalesce(owners_vi, []) AS owners_vi,
        'reported' AS status, {_SOURCE}
    FROM obstacle
    JOIN unit USING (unit_id)
    JOIN document ON document.document_id = obstacle.document_id
    JOIN source_table ON source_table.table_id = obstacle.table_id
    LEFT JOIN (
        SELECT
            obstacle_id, list(owner_id ORDER BY owner_id) AS owners,
            list(owner_vi ORDER BY owner_id) AS owners_vi
        FROM obstacle_owner GROUP BY obstacle_id
    ) USING (obstacle_id)
    """,
    "ordinal, obstacle_id",
    {
        "unit": UNIT,
        "region": of("region_id"),
        "owner": of("owner_unit_id"),
        "system": of("system_group"),
        "category": of("category"),
        "status": of("status", "reported"),
        "document": DOCUMENT,
    },
    ("obstacle_id",),
)

TASKS = Listing(
    "tasks",
    (
        *columns(
            "task_id title_vi owner_unit_id? owner_vi? partner? location? named? due_on:date?"
            " due_vi? due_from_heading:boolean starts_on:date? starts_vi? status status_as_of:date"
        ),
        *CITED,
        *columns("other_lines:list source_line:integer quote confirmation"),
    ),
    f"""
    SELECT
        task.* EXCLUDE (other_lines), coalesce(other_lines, []) AS other_lines, partner, location,
        named, coalesce(unit_ids, []) AS unit_ids, appendix, {_SOURCE}
    FROM task
    JOIN document ON document.document_id = task.document_id
    JOIN source_table ON source_table.table_id = task.table_id
    LEFT JOIN (
        SELECT task_id, list(DISTINCT unit_id) AS unit_ids, {NAMED_BY_ROLE}
        FROM task_unit JOIN unit USING (unit_id) GROUP BY task_id
    ) USING (task_id)
    """,
    "due_on NULLS LAST, task_id",
    {
        "unit": Filter("list_has_any({values}, unit_ids)"),
        "owner": of("owner_unit_id"),
        "due": of("strftime(due_on, '%Y')"),
        "status": of("status", "assigned", "in_progress", "late", "done"),
        "document": DOCUMENT,
        "confirmation": CONFIRMATION,
    },
    ("task_id",),
)

BUILDS = Listing(
    "builds",
    columns(
        "build_id:integer built_at:datetime schema_version:integer data_as_of:date?"
        " inputs_sha256 documents:integer observations:integer"
    ),
    """
    SELECT
        build.*, (SELECT count(*) FROM document) AS documents,
        (SELECT count(*) FROM observation) AS observations
    FROM build
    """,
    "build_id",
    {},
    ("build_id",),
)

NAMED_LISTINGS = (INDICATORS, UNITS)
REGISTER_LISTINGS = (DOCUMENTS, CLAIMS, OBSTACLES, TASKS, BUILDS)
