-- The warehouse. Names are public (README, "Query the data from outside").

-- The build itself: one row.
CREATE TABLE build (
    build_id INTEGER PRIMARY KEY,        -- its number; later builds have higher ones
    built_at TIMESTAMP NOT NULL,         -- UTC
    schema_version INTEGER NOT NULL,
    data_as_of DATE,                     -- the newest day that a document speaks of
    inputs_sha256 VARCHAR NOT NULL       -- equal for two builds of the same raw tables and catalogue
);

CREATE TABLE document (
    document_id VARCHAR PRIMARY KEY,
    number VARCHAR NOT NULL,
    title_vi VARCHAR NOT NULL,
    short_title_vi VARCHAR NOT NULL,
    issuer_vi VARCHAR NOT NULL,
    issued_on DATE,                      -- NULL: the document leaves the day blank
    issued_label_vi VARCHAR NOT NULL,
    data_as_of DATE NOT NULL,
    -- The document itself; its issuer's page; two copies that agree; one copy that agrees with means,
    -- ranks or sums that the issuer published; a newspaper.
    confirmation VARCHAR NOT NULL CHECK (confirmation IN (
        'official_document', 'official_page', 'two_copies', 'copy_checked', 'press'
    )),
    url VARCHAR,                         -- where readers find it; NULL: not on the open web
    published_on DATE,                   -- made public; NULL: not known, or the day it was issued
    taken_in_on DATE CHECK (taken_in_on >= data_as_of), -- long after its day; NULL: with it
    CHECK (confirmation <> 'official_page' OR url IS NOT NULL),
    CHECK (published_on >= issued_on)    -- or NULL
);

CREATE TABLE source_table (
    table_id VARCHAR PRIMARY KEY,
    document_id VARCHAR NOT NULL REFERENCES document,
    appendix VARCHAR NOT NULL,
    title_vi VARCHAR NOT NULL,
    shape VARCHAR NOT NULL,
    continues VARCHAR,                   -- table of an earlier period with the same columns
    -- Of the units it names: the 63 provinces and the ministries until 28/2/2025, or today's. NULL:
    -- it names none of either, or ministries of one and provinces of the other (3/2025 to 6/2025).
    structure VARCHAR CHECK (structure IN ('2024', '2025')),
    first_line INTEGER NOT NULL,         -- of the document
    last_line INTEGER NOT NULL CHECK (last_line >= first_line),
    rows INTEGER,                        -- NULL: the document does not carry the table
    note_vi VARCHAR,
    CHECK ((shape = 'not_carried') = (rows IS NULL))
);

CREATE TABLE unit (
    unit_id VARCHAR PRIMARY KEY,
    level VARCHAR NOT NULL CHECK (level IN ('country', 'bloc', 'region', 'ministry', 'province')),
    name_vi VARCHAR NOT NULL,
    short_name_vi VARCHAR NOT NULL,
    name_en VARCHAR NOT NULL,
    kind_vi VARCHAR NOT NULL,
    region_id VARCHAR,
    gso_code VARCHAR,
    iso_code VARCHAR,
    valid_from DATE,
    valid_to DATE,
    sort_order INTEGER NOT NULL,
    CHECK ((level = 'province') = (gso_code IS NOT NULL)),
    CHECK ((level = 'province') = (region_id IS NOT NULL))
);

-- Spellings, each listed once: units of one level and short name share them in both structures.
CREATE TABLE unit_alias (
    alias VARCHAR NOT NULL,
    unit_id VARCHAR NOT NULL REFERENCES unit,
    kind VARCHAR NOT NULL CHECK (kind IN ('variant', 'scan_error')),
    PRIMARY KEY (alias, unit_id)
);

CREATE TABLE unit_lineage (
    predecessor_id VARCHAR NOT NULL REFERENCES unit,
    successor_id VARCHAR NOT NULL REFERENCES unit,
    effective_on DATE NOT NULL,
    legal_basis VARCHAR NOT NULL,
    relation VARCHAR NOT NULL
        CHECK (relation IN ('unchanged', 'continued', 'merged', 'split', 'part')),
    part_vi VARCHAR,
    confidence VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    PRIMARY KEY (predecessor_id, successor_id)
);

-- Names and kinds of the units that changed either while they existed, each in its time.
CREATE TABLE unit_name (
    unit_id VARCHAR NOT NULL REFERENCES unit,
    name_vi VARCHAR NOT NULL,
    kind_vi VARCHAR NOT NULL,
    valid_from DATE,
    valid_to DATE CHECK (valid_to >= valid_from),
    legal_basis VARCHAR,                 -- NULL: a name older than the unit's record
    confidence VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    CHECK (valid_from IS NOT NULL OR valid_to IS NOT NULL)
);

CREATE UNIQUE INDEX unit_name_key ON unit_name (unit_id, coalesce(valid_from, DATE '0001-01-01'));

CREATE TABLE indicator (
    indicator_id VARCHAR PRIMARY KEY,
    topic VARCHAR NOT NULL,
    topic_vi VARCHAR NOT NULL,
    name_vi VARCHAR NOT NULL,
    name_en VARCHAR,
    short_name_vi VARCHAR NOT NULL,
    unit_vi VARCHAR NOT NULL,
    value_kind VARCHAR NOT NULL
        CHECK (value_kind IN ('rate', 'count', 'index', 'rank', 'grade', 'flag', 'interval')),
    better VARCHAR NOT NULL CHECK (better IN ('higher', 'lower', 'none')),
    decimals INTEGER NOT NULL,
    numerator_id VARCHAR,
    denominator_id VARCHAR,
    aggregation VARCHAR NOT NULL
        CHECK (aggregation IN ('sum', 'ratio_of_sums', 'bounds', 'none')),
    definition_vi VARCHAR NOT NULL,
    measured_by VARCHAR NOT NULL,
    levels VARCHAR[] NOT NULL,
    range_low DOUBLE NOT NULL,
    range_high DOUBLE NOT NULL,
    class_breaks DOUBLE[] NOT NULL,      -- a value equal to a break belongs to the class above
    gap_breaks DOUBLE[] NOT NULL,        -- a gap equal to a break belongs to the class below
    change_breaks DOUBLE[] NOT NULL,     -- of better and worse alike; one equal to it lies below
    display_basis VARCHAR NOT NULL CHECK (display_basis IN ('published', 'derived')),
    published_every INTEGER CHECK (published_every > 1), -- years, of what is no yearly figure
    headline BOOLEAN NOT NULL,
    caveat_vi VARCHAR,
    replaces VARCHAR,
    other_measure_of VARCHAR,            -- the indicator that measures the same in its own way
    sort_order INTEGER NOT NULL
);

-- What an indicator divides by what, and who measures it; figures of two definitions never compare.
CREATE TABLE indicator_definition (
    indicator_id VARCHAR NOT NULL REFERENCES indicator,
    definition_id INTEGER NOT NULL CHECK (definition_id >= 1),
    definition_vi VARCHAR NOT NULL,
    measured_by VARCHAR NOT NULL,
    reason_vi VARCHAR,                   -- why it does not compare with the one before
    PRIMARY KEY (indicator_id, definition_id),
    CHECK ((definition_id = 1) = (reason_vi IS NULL))
);

-- Where an indicator stands in a table, and how the table prints its numbers.
CREATE TABLE source_column (
    table_id VARCHAR NOT NULL REFERENCES source_table,
    indicator_id VARCHAR NOT NULL REFERENCES indicator,
    heading_vi VARCHAR NOT NULL,
    number_format VARCHAR,               -- NULL: a list of names, not of numbers
    PRIMARY KEY (table_id, indicator_id)
);

CREATE TABLE series_break (
    indicator_id VARCHAR NOT NULL REFERENCES indicator,
    from_period VARCHAR NOT NULL,        -- label of the first period measured the new way
    reason_vi VARCHAR NOT NULL,
    PRIMARY KEY (indicator_id, from_period)
);

-- Words of the catalogue in the other languages; the tables hold them in Vietnamese.
CREATE TABLE translation (
    language VARCHAR NOT NULL,
    text_vi VARCHAR NOT NULL,
    text VARCHAR NOT NULL,
    PRIMARY KEY (language, text_vi)
);

CREATE TABLE observation (
    indicator_id VARCHAR NOT NULL REFERENCES indicator,
    unit_id VARCHAR NOT NULL REFERENCES unit,
    period_kind VARCHAR NOT NULL CHECK (period_kind IN (
        'as_of', 'month', 'quarter', 'year', 'years', 'year_to_date'
    )),
    period_start DATE NOT NULL,
    period_end DATE NOT NULL CHECK (period_end >= period_start),
    period_label VARCHAR NOT NULL,
    is_provisional BOOLEAN NOT NULL,     -- the period goes on, and is printed anew as it grows
    definition_id INTEGER NOT NULL DEFAULT 1,
    basis VARCHAR NOT NULL CHECK (basis IN ('published', 'derived')),
    -- Made of figures of other units: those before, or the provinces of a region. Where the unit has
    -- a figure of its own for the period, that one is shown.
    is_merged BOOLEAN NOT NULL CHECK (NOT is_merged OR basis = 'derived'),
    value DOUBLE,
    value_low DOUBLE,
    value_high DOUBLE,
    value_estimate DOUBLE,
    value_text VARCHAR,                  -- a band, a grade, yes or no, as the document prints it
    status VARCHAR NOT NULL CHECK (status IN (
        'observed', 'interval', 'not_reported', 'to_reconcile', 'not_connected',
        'not_available', 'partial', 'reorganised'
    )),
    note_code VARCHAR,                   -- how it was read or derived, or why there is no value
    note_parts VARCHAR,                  -- JSON: what stands in the note
    former_code VARCHAR,                 -- of a reorganised body: what was reported before
    former_parts VARCHAR,                -- JSON: the day, and the figures by unit
    document_id VARCHAR NOT NULL REFERENCES document,
    table_id VARCHAR NOT NULL REFERENCES source_table,
    confirmation VARCHAR NOT NULL,       -- the weakest of the documents it is made of
    source_line INTEGER,                 -- of the raw file; NULL: the document has no such cell
    document_line INTEGER,               -- of the document
    raw_text VARCHAR,
    -- Decimals that the cell prints the value with. NULL: it is not printed, or the print is another
    -- number: a corrected cell, a count in millions, a letter.
    printed_decimals INTEGER CHECK (printed_decimals >= 0),
    PRIMARY KEY (
        indicator_id, unit_id, period_kind, period_start, period_end, definition_id, basis
    ),
    FOREIGN KEY (indicator_id, definition_id) REFERENCES indicator_definition,
    -- A value, an interval, or a status that says why there is neither.
    CHECK (CASE status
        WHEN 'observed' THEN value IS NOT NULL AND value_low = value AND value_high = value
        WHEN 'interval' THEN value IS NULL AND value_low IS NOT NULL AND value_high IS NOT NULL
            AND value_low <= value_high
        -- A partial sum keeps what was reported as its lower bound; nothing bounds it from above.
        WHEN 'partial' THEN value IS NULL AND value_high IS NULL
        -- Another body than those that reported: their figures stand apart, in former_parts.
        WHEN 'reorganised' THEN value IS NULL AND value_low IS NULL AND value_high IS NULL
            AND note_code IS NOT NULL
        ELSE value IS NULL AND value_low IS NULL AND value_high IS NULL
    END),
    CHECK (basis = 'derived' OR raw_text IS NOT NULL OR status = 'not_available'),
    CHECK (printed_decimals IS NULL OR (basis = 'published' AND value IS NOT NULL)),
    CHECK ((note_code IS NULL) = (note_parts IS NULL)),
    CHECK ((former_code IS NULL) = (former_parts IS NULL)),
    CHECK ((former_code IS NULL) = (status <> 'reorganised'))
);

-- What documents print in rows that are of no unit, as several rows bear one name.
CREATE TABLE unassigned_figure (
    table_id VARCHAR NOT NULL REFERENCES source_table,
    source_line INTEGER NOT NULL,        -- of the raw file
    document_line INTEGER,               -- of the document
    named_vi VARCHAR NOT NULL,           -- the name as the document prints it
    indicator_id VARCHAR NOT NULL REFERENCES indicator,
    period_kind VARCHAR NOT NULL,
    period_start DATE NOT NULL,
    period_end DATE NOT NULL CHECK (period_end >= period_start),
    definition_id INTEGER NOT NULL DEFAULT 1,
    period_label VARCHAR NOT NULL,
    is_provisional BOOLEAN NOT NULL,
    value DOUBLE NOT NULL,
    raw_text VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL REFERENCES document,
    reason_vi VARCHAR NOT NULL,          -- why the row is of no unit
    PRIMARY KEY (
        table_id, source_line, indicator_id, period_kind, period_start, period_end, definition_id
    ),
    FOREIGN KEY (indicator_id, definition_id) REFERENCES indicator_definition
);

-- Figures that a further table prints of what another prints too. The one of `counts_table_id` is the
-- observation; nothing is judged by those here.
CREATE TABLE printed_beside (
    indicator_id VARCHAR NOT NULL REFERENCES indicator,
    unit_id VARCHAR NOT NULL REFERENCES unit,
    period_kind VARCHAR NOT NULL,
    period_start DATE NOT NULL,
    period_end DATE NOT NULL,
    definition_id INTEGER NOT NULL DEFAULT 1,
    value DOUBLE NOT NULL,
    raw_text VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL REFERENCES document,
    table_id VARCHAR NOT NULL REFERENCES source_table,
    source_line INTEGER NOT NULL,
    document_line INTEGER,
    counts_table_id VARCHAR NOT NULL REFERENCES source_table,
    agrees BOOLEAN NOT NULL,             -- whether some value rounds to both prints
    PRIMARY KEY (
        indicator_id, unit_id, period_kind, period_start, period_end, definition_id, table_id
    )
);

-- The two sets of units that figures are read in, each by a day on which it was in force.
CREATE TABLE structure (
    structure VARCHAR PRIMARY KEY,
    units_on DATE NOT NULL
);

-- The periods of an indicator for the units of a level in a structure. What is newest is said here
-- once, in `place`: closed before going on, then by the end, the longer of two that end together.
CREATE TABLE indicator_period (
    indicator_id VARCHAR NOT NULL,
    level VARCHAR NOT NULL,
    structure VARCHAR NOT NULL REFERENCES structure,
    period_kind VARCHAR NOT NULL,
    period_start DATE NOT NULL,
    period_end DATE NOT NULL,
    definition_id INTEGER NOT NULL DEFAULT 1,
    period_label VARCHAR NOT NULL,
    is_provisional BOOLEAN NOT NULL,
    units INTEGER NOT NULL CHECK (units >= 1), -- that have a row, with a value or without
    printed_units INTEGER NOT NULL CHECK (printed_units BETWEEN 0 AND units),
    single_units BOOLEAN NOT NULL,       -- some, that a writer chose: no order, and last in `place`
    known_on DATE NOT NULL,              -- the day of the first document with such a row
    place INTEGER NOT NULL CHECK (place >= 1), -- of all that the level has; the lowest is newest
    earlier_kind VARCHAR,                -- of the last closed period before it that compares in kind
    earlier_start DATE,
    earlier_end DATE CHECK (earlier_end < period_end),
    earlier_label VARCHAR,
    earlier_definition_id INTEGER,
    comparison VARCHAR NOT NULL CHECK (comparison = CASE
        WHEN earlier_end IS NULL THEN 'no_earlier_period'
        WHEN earlier_definition_id = definition_id THEN 'comparable'
        ELSE 'definition_changed'
    END),
    PRIMARY KEY (
        indicator_id, level, structure, period_kind, period_start, period_end, definition_id
    ),
    UNIQUE (indicator_id, level, structure, place),
    FOREIGN KEY (indicator_id, definition_id) REFERENCES indicator_definition
);

-- The figure shown of every unit of a structure, of the newest period of its indicator and level.
CREATE VIEW newest_observation AS
SELECT structure, observation.*
FROM observation
JOIN unit USING (unit_id)
JOIN indicator USING (indicator_id)
JOIN indicator_period USING (
    indicator_id, level, period_kind, period_start, period_end, definition_id
)
JOIN structure USING (structure)
WHERE units_on >= coalesce(valid_from, DATE '0001-01-01')
  AND units_on <= coalesce(valid_to, DATE '9999-12-31')
QUALIFY place = min(place) OVER (PARTITION BY structure, indicator_id, level)
    AND row_number() OVER (
        PARTITION BY structure, indicator_id, observation.unit_id, place
        ORDER BY is_merged, basis = display_basis DESC
    ) = 1;

-- The figure shown of a unit against that of the last period of its kind before it.
CREATE TABLE change (
    indicator_id VARCHAR NOT NULL,
    unit_id VARCHAR NOT NULL REFERENCES unit,
    period_kind VARCHAR NOT NULL,
    period_start DATE NOT NULL,
    period_end DATE NOT NULL,
    definition_id INTEGER NOT NULL DEFAULT 1,
    earlier_kind VARCHAR NOT NULL,
    earlier_start DATE NOT NULL,
    earlier_end DATE NOT NULL CHECK (earlier_end < period_end),
    earlier_label VARCHAR NOT NULL,
    earlier_definition_id INTEGER NOT NULL,
    -- Points of a share or a score, percent of a count, steps of a grade, places, answers.
    scale VARCHAR NOT NULL CHECK (scale IN ('points', 'percent', 'steps', 'places', 'answers')),
    change_low DOUBLE,                   -- both ends are equal where both figures are exact
    change_high DOUBLE CHECK (change_high >= change_low),
    -- Better or worse by the indicator's direction, and only where it is so for all values.
    direction VARCHAR CHECK (direction IN (
        'better', 'worse', 'unchanged', 'higher', 'lower', 'undetermined'
    )),
    status VARCHAR NOT NULL CHECK (status IN (
        'computed', 'no_figure', 'no_earlier_figure', 'definition_changed', 'other_units',
        'from_zero'
    )),
    confirmation VARCHAR NOT NULL,       -- the weaker of both figures'
    PRIMARY KEY (indicator_id, unit_id, period_kind, period_start, period_end, definition_id),
    FOREIGN KEY (indicator_id, definition_id) REFERENCES indicator_definition,
    CHECK ((status = 'computed') = (change_low IS NOT NULL)),
    CHECK ((change_low IS NULL) = (change_high IS NULL)),
    CHECK ((change_low IS NULL) = (direction IS NULL))
);

-- The places that a sentence of the text leaves a unit ("the first ten", "the lowest"), 1 the best.
CREATE TABLE stated_rank (
    indicator_id VARCHAR NOT NULL REFERENCES indicator,
    unit_id VARCHAR NOT NULL REFERENCES unit,
    period_kind VARCHAR NOT NULL,
    period_start DATE NOT NULL,
    period_end DATE NOT NULL CHECK (period_end >= period_start),
    definition_id INTEGER NOT NULL DEFAULT 1,
    rank_best INTEGER NOT NULL CHECK (rank_best >= 1),
    rank_worst INTEGER NOT NULL CHECK (rank_worst >= rank_best),
    document_id VARCHAR NOT NULL REFERENCES document,
    table_id VARCHAR NOT NULL REFERENCES source_table,
    source_line INTEGER,                 -- of the raw file; NULL: named in no group, so none of them
    document_line INTEGER,
    PRIMARY KEY (indicator_id, unit_id, period_kind, period_start, period_end, definition_id)
);

CREATE TABLE target (
    indicator_id VARCHAR NOT NULL REFERENCES indicator,
    scope VARCHAR NOT NULL CHECK (scope IN ('country', 'bloc', 'ministry', 'province', 'unit')),
    unit_id VARCHAR REFERENCES unit,
    due_on DATE,                         -- NULL: the document sets no date
    definition_id INTEGER NOT NULL DEFAULT 1, -- of the figures it is set for
    comparator VARCHAR NOT NULL CHECK (comparator IN ('>=', '<=', '=')),
    basis VARCHAR NOT NULL CHECK (basis IN ('published', 'derived')),
    value DOUBLE,                        -- NULL: merged from targets that leave only bounds
    value_low DOUBLE NOT NULL,
    value_high DOUBLE NOT NULL CHECK (value_high >= value_low),
    value_text VARCHAR,                  -- as the document prints it; NULL: derived
    document_id VARCHAR NOT NULL REFERENCES document,
    table_id VARCHAR NOT NULL REFERENCES source_table,
    source_line INTEGER,
    document_line INTEGER,
    quote VARCHAR,                       -- words of the text that state it; NULL: a table's cell
    note_code VARCHAR,                   -- how a derived one came about
    note_parts VARCHAR,                  -- JSON: what stands in the note
    raw_text VARCHAR,
    printed_decimals INTEGER CHECK (printed_decimals >= 0), -- as of an observation
    base_vi VARCHAR,                     -- what it is a share of; NULL: what the figures are of
    superseded_by VARCHAR REFERENCES source_table, -- that sets it anew; NULL: it is in force
    CHECK (CASE WHEN value IS NULL THEN value_low < value_high
        ELSE value_low = value AND value_high = value END),
    CHECK (basis = 'derived' OR raw_text IS NOT NULL),
    CHECK (printed_decimals IS NULL OR (basis = 'published' AND value IS NOT NULL)),
    CHECK ((basis = 'derived') = (value_text IS NULL)),
    CHECK ((basis = 'derived') = (note_code IS NOT NULL)),
    CHECK ((note_code IS NULL) = (note_parts IS NULL)),
    CHECK ((scope = 'unit') = (unit_id IS NOT NULL))
);

-- Not a UNIQUE constraint: targets of a level have no unit, and two NULLs never clash.
CREATE UNIQUE INDEX target_key ON target (
    indicator_id, scope, coalesce(unit_id, ''), coalesce(due_on, DATE '0001-01-01'),
    definition_id, coalesce(base_vi, ''), coalesce(superseded_by, '')
);

CREATE TABLE attainment (
    indicator_id VARCHAR NOT NULL,
    unit_id VARCHAR NOT NULL,
    period_kind VARCHAR NOT NULL,
    period_start DATE NOT NULL,
    period_end DATE NOT NULL,
    definition_id INTEGER NOT NULL DEFAULT 1,
    basis VARCHAR NOT NULL,
    due_on DATE NOT NULL,
    comparator VARCHAR NOT NULL,
    value_low DOUBLE,
    value_high DOUBLE,
    target_value DOUBLE,
    target_low DOUBLE NOT NULL,
    target_high DOUBLE NOT NULL,
    gap_low DOUBLE,
    gap_high DOUBLE CHECK (gap_high >= gap_low),
    verdict VARCHAR NOT NULL CHECK (verdict IN ('met', 'not_met', 'undetermined', 'no_data')),
    confirmation VARCHAR NOT NULL,       -- the weaker of the figure's and the target's
    PRIMARY KEY (
        indicator_id, unit_id, period_kind, period_start, period_end, definition_id, basis, due_on
    ),
    FOREIGN KEY (
        indicator_id, unit_id, period_kind, period_start, period_end, definition_id, basis
    ) REFERENCES observation,
    CHECK ((verdict = 'no_data') = (gap_low IS NULL)),
    CHECK ((gap_low IS NULL) = (gap_high IS NULL))
);

-- How every figure shown lies in time to a target, and which one is the result at the due date.
CREATE TABLE target_result (
    indicator_id VARCHAR NOT NULL,
    unit_id VARCHAR NOT NULL,
    due_on DATE NOT NULL,
    period_kind VARCHAR NOT NULL,
    period_start DATE NOT NULL,
    period_end DATE NOT NULL,
    definition_id INTEGER NOT NULL DEFAULT 1,
    basis VARCHAR NOT NULL,
    days_from_due INTEGER NOT NULL CHECK (days_from_due = period_end - due_on),
    timing VARCHAR NOT NULL CHECK (timing = CASE
        WHEN period_end < due_on THEN 'before_due'
        WHEN period_end = due_on THEN 'at_due'
        ELSE 'after_due'
    END),
    verdict VARCHAR NOT NULL CHECK (verdict IN ('met', 'not_met', 'undetermined', 'no_data')),
    is_nearest BOOLEAN NOT NULL CHECK (NOT is_nearest OR timing <> 'after_due'),
    is_timely BOOLEAN NOT NULL CHECK (NOT is_timely OR timing <> 'after_due'),
    is_result BOOLEAN NOT NULL CHECK (is_result = (is_nearest AND is_timely AND verdict <> 'no_data')),
    PRIMARY KEY (
        indicator_id, unit_id, due_on, period_kind, period_start, period_end, definition_id
    ),
    FOREIGN KEY (
        indicator_id, unit_id, period_kind, period_start, period_end, definition_id, basis, due_on
    ) REFERENCES attainment
);

-- What the dashboard shows of every unit: its figure of each period of an indicator, its place among
-- the units of its level in a structure, and how it stands to each target. Made of the other tables
-- by the macro `shown_figures`, and sorted by what comes first here, so that a view is read at once.
CREATE TABLE shown_figure (
    level VARCHAR NOT NULL,
    structure VARCHAR NOT NULL,
    indicator_id VARCHAR NOT NULL,
    -- All four NULL: what stands where the units have no figure of the period asked for.
    period_kind VARCHAR,
    period_start DATE,
    period_end DATE,
    definition_id INTEGER,
    due_on DATE,                         -- of the target; NULL: the figure beside none
    unit_id VARCHAR NOT NULL,            -- every unit of the view, with a figure or without
    -- That of the figure, `allocated` of a target shown for want of any figure, `not_in_period` of
    -- a unit with figures of other periods only, else `not_applicable`.
    status VARCHAR NOT NULL,
    note_code VARCHAR,
    note_parts VARCHAR,
    former_code VARCHAR,
    former_parts VARCHAR,
    period_label VARCHAR,                -- NULL: no figure
    basis VARCHAR,                       -- NULL: no figure, and nothing allocated
    is_merged BOOLEAN,
    value DOUBLE,
    value_low DOUBLE,
    value_high DOUBLE,
    value_estimate DOUBLE,
    reported DOUBLE,                     -- what a partial sum comes to so far
    value_text VARCHAR,
    printed_value DOUBLE,                -- of the same period, whichever basis is shown
    printed_text VARCHAR,
    printed_decimals INTEGER,
    document_id VARCHAR,
    table_id VARCHAR,
    confirmation VARCHAR,                -- of the figure: the weakest of what it is made of
    document_line INTEGER,
    rank_best INTEGER,
    rank_worst INTEGER,
    ranked INTEGER NOT NULL,             -- units of the view that have a place
    tied INTEGER NOT NULL,               -- of those, with the same value or interval
    target_value DOUBLE,                 -- NULL: no target, or one that merging leaves bounds of
    target_low DOUBLE,
    target_high DOUBLE,
    gap_low DOUBLE,
    gap_high DOUBLE,
    verdict VARCHAR,                     -- NULL: no target
    target_confirmation VARCHAR,         -- of the document that sets the target
    joined_low DOUBLE,                   -- what the units before leave, beside a figure of its own
    joined_high DOUBLE,
    change_status VARCHAR,               -- these five as in `change`; NULL: no earlier period
    change_scale VARCHAR,
    change_low DOUBLE,
    change_high DOUBLE,
    change_direction VARCHAR,
    before_value DOUBLE,                 -- the figure before
    before_low DOUBLE,
    before_high DOUBLE,
    before_confirmation VARCHAR
);

CREATE TABLE task (
    task_id VARCHAR PRIMARY KEY,
    owner_unit_id VARCHAR REFERENCES unit, -- NULL: nobody is named, or a body that is no unit
    owner_vi VARCHAR,                    -- as the document prints it; NULL: nobody is named
    title_vi VARCHAR NOT NULL,           -- in words of this catalogue, not the document's
    due_on DATE,                         -- the day the deadline names, or the last it leaves
    due_vi VARCHAR,                      -- the deadline as the document prints it
    due_from_heading BOOLEAN NOT NULL,   -- set by the heading above the task, not by its own words
    starts_on DATE,                      -- the first day of a start ("từ 01/7/2025"), no deadline
    starts_vi VARCHAR,                   -- the start as the document prints it
    status VARCHAR NOT NULL CHECK (status IN ('assigned', 'in_progress', 'late', 'done')),
    status_as_of DATE NOT NULL,          -- the day the document speaks of
    document_id VARCHAR NOT NULL REFERENCES document,
    table_id VARCHAR NOT NULL REFERENCES source_table,
    source_line INTEGER NOT NULL,        -- of the raw file; tasks shared by owners share it
    document_line INTEGER NOT NULL,      -- of the document
    quote VARCHAR NOT NULL,              -- words of the document there
    other_lines INTEGER[],               -- of the document; NULL: it speaks of the task there only
    CHECK (owner_unit_id IS NULL OR owner_vi IS NOT NULL),
    CHECK ((due_on IS NULL) = (due_vi IS NULL)),
    CHECK (due_on IS NOT NULL OR NOT due_from_heading),
    CHECK ((starts_on IS NULL) = (starts_vi IS NULL)),
    CHECK (due_on IS NULL OR starts_on IS NULL OR starts_on <= due_on)
);

-- Every ministry, province and bloc that a document names in a task.
CREATE TABLE task_unit (
    task_id VARCHAR NOT NULL REFERENCES task,
    unit_id VARCHAR NOT NULL REFERENCES unit,
    -- In charge; to work with the owner; where it is done; named otherwise.
    role VARCHAR NOT NULL CHECK (role IN ('owner', 'partner', 'location', 'named')),
    named_vi VARCHAR NOT NULL,           -- as the document prints it
    PRIMARY KEY (task_id, unit_id, role)
);

-- What keeps provinces from using the systems of ministries (Appendix V), in words of our own.
CREATE TABLE obstacle (
    obstacle_id VARCHAR PRIMARY KEY,
    ordinal INTEGER NOT NULL,            -- the row's number as printed
    unit_id VARCHAR NOT NULL REFERENCES unit,
    system_vi VARCHAR NOT NULL,
    system_group VARCHAR NOT NULL,
    system_group_vi VARCHAR NOT NULL,
    owner_unit_id VARCHAR REFERENCES unit, -- NULL: none, several or no unit, see obstacle_owner
    category VARCHAR NOT NULL,
    category_vi VARCHAR NOT NULL,
    summary_vi VARCHAR NOT NULL,
    request_vi VARCHAR,                  -- NULL: the row asks for nothing
    document_id VARCHAR NOT NULL REFERENCES document,
    table_id VARCHAR NOT NULL REFERENCES source_table,
    source_line INTEGER NOT NULL,        -- of the raw file
    document_line INTEGER NOT NULL,      -- of the document
    raw_text VARCHAR NOT NULL,           -- the province's name as printed
    UNIQUE (table_id, ordinal)
);

-- Every body that owns a system of an obstacle or is asked to act.
CREATE TABLE obstacle_owner (
    obstacle_id VARCHAR NOT NULL REFERENCES obstacle,
    owner_id VARCHAR NOT NULL,           -- the unit's id, or a slug of a body that is no unit
    owner_vi VARCHAR NOT NULL,
    unit_id VARCHAR REFERENCES unit,
    PRIMARY KEY (obstacle_id, owner_id),
    CHECK (unit_id = owner_id)           -- or NULL
);

CREATE TABLE quality_issue (
    issue_id VARCHAR PRIMARY KEY,
    severity VARCHAR NOT NULL CHECK (severity IN ('info', 'warning')),
    kind VARCHAR NOT NULL,
    table_id VARCHAR REFERENCES source_table,
    source_line INTEGER,
    unit_id VARCHAR REFERENCES unit,
    indicator_id VARCHAR REFERENCES indicator,
    detail_code VARCHAR NOT NULL,        -- of the sentence, see README, "Statements"
    detail_parts VARCHAR NOT NULL        -- what stands in it, as JSON
);

-- Cells that are read otherwise than they are printed: declared repairs of the print, each of which
-- stops the build as soon as the cell reads otherwise.
CREATE TABLE correction (
    table_id VARCHAR NOT NULL REFERENCES source_table,
    source_line INTEGER NOT NULL,        -- of the raw file
    document_line INTEGER,               -- of the document
    heading VARCHAR NOT NULL,            -- of the column
    printed VARCHAR NOT NULL,            -- the cell as the document prints it
    value VARCHAR NOT NULL,              -- what is read instead
    reason_vi VARCHAR NOT NULL,
    author VARCHAR NOT NULL,
    corrected_on DATE NOT NULL,
    PRIMARY KEY (table_id, source_line, heading)
);

-- What the text of a document states and its tables can test, in our own words.
CREATE TABLE claim (
    claim_id VARCHAR PRIMARY KEY,
    document_id VARCHAR NOT NULL REFERENCES document,
    section VARCHAR NOT NULL,            -- of the document: II.1.1
    document_line INTEGER NOT NULL,
    statement_vi VARCHAR NOT NULL,
    indicator_id VARCHAR NOT NULL REFERENCES indicator,
    unit_id VARCHAR REFERENCES unit,     -- NULL: the statement is about several units
    published_value DOUBLE,              -- NULL: the statement compares without a figure
    published_text VARCHAR,              -- as the document prints it, without words around it
    published_code VARCHAR,              -- of the figure in words (`5 lần`, `trên 55%`)
    published_parts VARCHAR,             -- what stands in them, as JSON
    test_kind VARCHAR NOT NULL,
    sort_order INTEGER NOT NULL,
    CHECK ((published_value IS NULL) = (published_text IS NULL)),
    CHECK ((published_value IS NULL) = (published_code IS NULL)),
    CHECK ((published_value IS NULL) = (published_parts IS NULL))
);

CREATE TABLE claim_check (
    claim_id VARCHAR PRIMARY KEY REFERENCES claim,
    computed_value DOUBLE,               -- NULL: not testable, or more than one number
    computed_code VARCHAR,               -- of what the tables give; NULL: nothing to show
    computed_parts VARCHAR,              -- what stands in it, as JSON
    verdict VARCHAR NOT NULL CHECK (verdict IN ('confirmed', 'contradicted', 'not_testable')),
    explanation_code VARCHAR NOT NULL,   -- of the arithmetic, or of why there is none
    explanation_parts VARCHAR NOT NULL,  -- what stands in it, as JSON
    table_id VARCHAR REFERENCES source_table,
    CHECK (verdict = 'not_testable' OR computed_code IS NOT NULL),
    CHECK ((computed_code IS NULL) = (computed_parts IS NULL))
);

-- Abbreviations and terms, explained in our own words.
CREATE TABLE glossary (
    term_vi VARCHAR PRIMARY KEY,
    kind VARCHAR NOT NULL CHECK (kind IN ('abbreviation', 'term', 'reading', 'status')),
    full_vi VARCHAR NOT NULL,
    meaning_vi VARCHAR NOT NULL,
    used_in_vi VARCHAR NOT NULL,
    sort_order INTEGER NOT NULL
);

-- Which units of a level a reader may compare a unit with: those like it by the criteria in their
-- order (`region`, or an indicator with an equal figure), the nearest by those that come last.
CREATE TABLE similarity (
    level VARCHAR NOT NULL CHECK (level IN ('province', 'ministry')),
    criterion VARCHAR NOT NULL,
    is_nearest BOOLEAN NOT NULL,
    sort_order INTEGER NOT NULL,
    PRIMARY KEY (level, criterion)
);
