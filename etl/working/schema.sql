-- The tables of a build in which derivations run as SQL. Ids of units and indicators are enums: a
-- column of them takes two bytes a row, and joins compare numbers.

CREATE TYPE basis AS ENUM ('published', 'derived');

CREATE TYPE status AS ENUM (
    'observed', 'interval', 'not_reported', 'to_reconcile', 'not_connected',
    'not_available', 'partial', 'reorganised'
);

CREATE TABLE unit (
    unit_id unit_id,
    level VARCHAR,
    valid_from DATE,
    structures VARCHAR[]                 -- those it belongs to, of `etl/language/structures.py`
);

CREATE TABLE indicator (
    indicator_id indicator_id,
    value_kind VARCHAR,
    aggregation VARCHAR,
    better VARCHAR,
    decimals INTEGER,
    sign VARCHAR,
    display_basis basis,
    numerator_id indicator_id,
    denominator_id indicator_id,
    levels VARCHAR[],
    definitions INTEGER,
    published_every INTEGER,             -- years; NULL: every year, or oftener
    range_low DOUBLE,
    range_high DOUBLE
);

-- Every period that a figure is of, and the days that tell one from another: two tables may name
-- a period by two labels.
CREATE TABLE period (
    period INTEGER,
    days INTEGER,
    period_kind VARCHAR,
    period_start DATE,
    period_end DATE,
    definition_id INTEGER,
    period_label VARCHAR,
    is_provisional BOOLEAN
);

-- The tables that figures are from.
CREATE TABLE source (
    source INTEGER,
    document_id VARCHAR,
    table_id VARCHAR,
    known_on DATE,
    single_units BOOLEAN                 -- whether it is a list of some units that its writer chose
);

-- Figures on their way to the store; `Observation` (`etl/facts.py`) says what the columns hold.
CREATE TABLE published (
    indicator_id indicator_id,
    unit_id unit_id,
    period INTEGER,
    days INTEGER,
    basis basis,
    is_merged BOOLEAN DEFAULT false,
    status status,
    low DOUBLE,
    high DOUBLE,
    reported DOUBLE,
    estimate DOUBLE,
    value_text VARCHAR,
    note_code VARCHAR,
    note_parts VARCHAR,
    former_code VARCHAR,
    former_parts VARCHAR,
    source INTEGER,
    confirmation confirmation,           -- the weakest of all figures that it is made of
    source_line INTEGER,
    document_line INTEGER,
    raw_text VARCHAR,
    clean_text VARCHAR,                  -- the cell as a reader sees it
    digits INTEGER,                      -- decimals that the cell shows
    printed_decimals INTEGER,            -- the same where the print is the value
    place BIGINT                         -- in the order of tables and rows; of derived ones, of
                                         -- the figure they are first made of
);
