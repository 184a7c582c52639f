"""The public tables: names, keys, rules of the store, and the way from a figure to its cell."""

import csv
import shutil
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from etl.checked import Project

Warehouse = duckdb.DuckDBPyConnection

# Names other people's scripts query: more columns may come, none of these may go.
COLUMNS = {
    "document": "document_id number title_vi issuer_vi issued_on data_as_of confirmation url "
    "published_on",
    "unit": "unit_id level name_vi short_name_vi name_en kind_vi region_id gso_code iso_code "
    "valid_from valid_to sort_order",
    "unit_alias": "alias unit_id",
    "unit_lineage": "predecessor_id successor_id effective_on legal_basis relation part_vi "
    "confidence source",
    "unit_name": "unit_id name_vi kind_vi valid_from valid_to legal_basis confidence source",
    "indicator": "indicator_id topic name_vi name_en short_name_vi unit_vi value_kind better "
    "decimals numerator_id denominator_id aggregation definition_vi measured_by levels",
    "observation": "indicator_id unit_id period_kind period_start period_end period_label "
    "is_provisional basis is_merged value "
    "value_low value_high value_estimate value_text status note_code note_parts former_code "
    "former_parts document_id table_id confirmation source_line raw_text",
    "unassigned_figure": "table_id source_line document_line named_vi indicator_id period_kind "
    "period_start period_end definition_id period_label value raw_text document_id reason_vi",
    "target": "indicator_id scope unit_id due_on comparator basis value value_low value_high "
    "value_text document_id quote note_code note_parts document_line superseded_by",
    "attainment": "indicator_id unit_id period_kind period_end due_on value_low value_high "
    "target_value target_low target_high gap_low gap_high verdict confirmation",
    "target_result": "indicator_id unit_id due_on period_start period_end days_from_due timing "
    "verdict is_nearest is_timely is_result",
    "shown_figure": "level structure indicator_id period_kind period_start period_end "
    "definition_id due_on unit_id status value value_low value_high rank_best rank_worst ranked "
    "target_value gap_low gap_high verdict change_low change_high confirmation "
    "target_confirmation before_confirmation",
    "obstacle": "obstacle_id unit_id system_vi system_group owner_unit_id category summary_vi "
    "request_vi source_line document_line table_id system_group_vi category_vi",
    "obstacle_owner": "obstacle_id owner_id owner_vi unit_id",
    "task": "task_id owner_unit_id title_vi due_on document_id quote status status_as_of "
    "owner_vi due_vi due_from_heading table_id source_line document_line starts_on starts_vi "
    "other_lines",
    "task_unit": "task_id unit_id role named_vi",
    "quality_issue": "issue_id severity kind table_id source_line unit_id indicator_id detail_code "
    "detail_parts",
    "claim": "claim_id document_id section statement_vi indicator_id published_value "
    "published_text published_code published_parts",
    "claim_check": "claim_id computed_value computed_code computed_parts verdict explanation_code "
    "explanation_parts",
    "source_column": "table_id indicator_id heading_vi number_format",
    "source_table": "table_id document_id appendix structure continues",
}
KEYS = {
    "document": "document_id",
    "unit": "unit_id",
    "unit_alias": "alias, unit_id",
    "unit_lineage": "predecessor_id, successor_id",
    "unit_name": "unit_id, valid_from",
    "indicator": "indicator_id",
    "observation": "indicator_id, unit_id, period_kind, period_start, period_end, basis",
    "unassigned_figure": "table_id, source_line, indicator_id, period_kind, period_start, "
    "period_end, definition_id",
    "target": "indicator_id, scope, unit_id, due_on, definition_id, base_vi, superseded_by",
    "attainment": "indicator_id, unit_id, period_kind, period_start, period_end, basis, due_on",
    "target_result": "indicator_id, unit_id, due_on, period_kind, period_start, period_end",
    "shown_figure": "level, structure, indicator_id, period_kind, period_start, period_end, "
    "definition_id, due_on, unit_id",
    "obstacle": "obstacle_id",
    "obstacle_owner": "obstacle_id, owner_id",
    "task": "task_id",
    "task_unit": "task_id, unit_id, role",
    "quality_issue": "issue_id",
    "claim": "claim_id",
    "claim_check": "claim_id",
    "source_column": "table_id, indicator_id",
    "source_table": "table_id",
}
DATES = {
    *("issued_on", "data_as_of", "valid_from", "valid_to", "effective_on", "due_on", "starts_on"),
    *("period_start", "period_end", "status_as_of", "published_on"),
}
NUMBERS = {
    *("value", "value_low", "value_high", "value_estimate"),
    *("target_value", "target_low", "target_high", "gap_low", "gap_high"),
    *("published_value", "computed_value"),
}

each_table = pytest.mark.parametrize("table", COLUMNS)


def _count(warehouse: Warehouse, condition: str) -> int:
    (count,) = warehouse.execute(f"SELECT count(*) FROM {condition}").fetchone()
    return count


@each_table
def test_a_table_has_the_contract_s_columns(table: str, warehouse: Warehouse) -> None:
    types = {row[0]: row[1] for row in warehouse.execute(f"DESCRIBE {table}").fetchall()}
    assert set(COLUMNS[table].split()) <= set(types)
    for name, type_name in types.items():
        if name in DATES:
            assert type_name == "DATE"
        if name in NUMBERS:
            assert type_name == "DOUBLE"


@each_table
def test_a_table_is_also_a_parquet_file(table: str, built_project: Project) -> None:
    parquet = duckdb.read_parquet(str(built_project.warehouse / f"{table}.parquet"))
    assert set(COLUMNS[table].split()) <= set(parquet.columns)
    assert len(parquet) > 0


@each_table
def test_keys_are_unique(table: str, warehouse: Warehouse) -> None:
    key = KEYS[table]
    assert _count(warehouse, f"(SELECT {key} FROM {table} GROUP BY ALL HAVING count(*) > 1)") == 0


@pytest.mark.parametrize(
    "broken",
    [
        "observation WHERE status = 'observed' AND (value IS NULL OR value_low IS DISTINCT FROM "
        "value OR value_high IS DISTINCT FROM value)",
        "observation WHERE status = 'interval' AND (value IS NOT NULL OR value_low IS NULL "
        "OR value_high IS NULL OR value_low > value_high)",
        "observation WHERE status NOT IN ('observed', 'interval', 'partial') "
        "AND (value IS NOT NULL OR value_low IS NOT NULL OR value_high IS NOT NULL)",
        "observation WHERE status NOT IN ('observed', 'interval', 'not_available') "
        "AND note_code IS NULL",
        "observation WHERE status = 'partial' AND (value IS NOT NULL OR value_high IS NOT NULL)",
        "observation JOIN indicator USING (indicator_id) WHERE status = 'partial' "
        "AND value_low IS NOT NULL AND aggregation <> 'sum'",
        "observation LEFT JOIN unit_lineage ON successor_id = unit_id "
        "WHERE value_estimate IS NOT NULL AND (status <> 'interval' OR basis = 'published' "
        "OR predecessor_id IS NULL OR value_estimate NOT BETWEEN value_low AND value_high)",
        "target WHERE value IS NULL AND (value_low >= value_high OR basis = 'published')",
        "attainment WHERE target_value IS DISTINCT FROM "
        "CASE WHEN target_low = target_high THEN target_low END",
        "observation WHERE basis = 'published' AND status = 'observed' AND source_line IS NULL",
        "observation JOIN indicator USING (indicator_id) "
        "WHERE value_low < range_low OR value_high > range_high",
        "observation o JOIN unit u USING (unit_id) JOIN indicator i USING (indicator_id) "
        "WHERE NOT list_contains(i.levels, u.level)",
        # A table of earlier figures that was published later names the units of then.
        "observation o JOIN unit u USING (unit_id) LEFT JOIN unit_lineage l "
        "ON l.successor_id = u.unit_id AND o.basis = 'derived' AND o.period_end < l.effective_on "
        "JOIN source_table s USING (table_id) "
        "WHERE u.valid_to < o.period_end "
        "OR (u.valid_from > o.period_end AND l.predecessor_id IS NULL AND u.level <> 'region' "
        "AND NOT (o.basis = 'published' AND s.structure IS NOT DISTINCT FROM '2025'))",
        "observation JOIN indicator USING (indicator_id) "
        "WHERE value_kind = 'count' AND value % 1 <> 0",
        "observation JOIN indicator USING (indicator_id) WHERE value_kind = 'grade' "
        "AND value IS NOT NULL AND value_text IS DISTINCT FROM chr(70 - value::INTEGER)",
        "attainment WHERE (verdict = 'no_data') <> (gap_low IS NULL)",
        "attainment JOIN observation USING (indicator_id, unit_id, period_start, period_end, "
        "basis) WHERE status NOT IN ('observed', 'interval') AND verdict <> 'no_data'",
        "unit_alias JOIN unit USING (unit_id) WHERE alias IN (name_vi, short_name_vi)",
        "obstacle JOIN (SELECT obstacle_id, if(count(*) = 1, any_value(unit_id), NULL) AS sole "
        "FROM obstacle_owner GROUP BY obstacle_id) USING (obstacle_id) "
        "WHERE owner_unit_id IS DISTINCT FROM sole",
        "obstacle_owner LEFT JOIN unit USING (unit_id) WHERE unit_id IS NOT NULL "
        "AND (level <> 'ministry' OR owner_vi <> name_vi)",
    ],
    ids=[
        "an exact value is its own interval",
        "a band has ordered bounds and no value",
        "a missing value is no number",
        "a missing value has its reason",
        "a partial sum is bounded from below only",
        "only sums keep what was reported",
        "estimates lie in the interval of a merged unit",
        "only merged targets leave bounds",
        "an attainment keeps its target",
        "a published value has a line",
        "values are in range",
        "levels are the indicator's",
        "units exist in the period or came of such units, or are regions of these",
        "counts are whole",
        "grades keep their letter",
        "a gap or no data",
        "no verdict on a missing value",
        "aliases add spellings",
        "an obstacle's owner is its only one",
        "owners are ministries under their names, or no units",
    ],
)
def test_no_row_breaks_the_contract(broken: str, warehouse: Warehouse) -> None:
    assert _count(warehouse, broken) == 0


def test_one_label_is_one_period_of_a_figure(warehouse: Warehouse) -> None:
    """Two documents that speak of one month cannot both give a figure of it."""
    twice = warehouse.execute(
        """
        SELECT indicator_id, unit_id, basis, period_label FROM observation
        GROUP BY ALL HAVING count(*) > 1
        """
    ).fetchall()
    assert twice == []


def test_every_observation_meets_every_target_that_applies(warehouse: Warehouse) -> None:
    """Exactly one attainment for each pair, and none besides.

    A target without a date judges none, one of another base or definition compares with none, and
    one that was set anew is in force no more.
    """
    keys = "indicator_id, unit_id, period_start, period_end, basis, due_on"
    applying = """
        SELECT o.indicator_id, o.unit_id, o.period_start, o.period_end, o.basis, t.due_on
        FROM observation o JOIN unit u USING (unit_id)
        JOIN target t USING (indicator_id)
        WHERE t.due_on IS NOT NULL AND t.base_vi IS NULL AND t.superseded_by IS NULL
          AND t.definition_id = o.definition_id
          AND (t.unit_id = o.unit_id OR t.scope = u.level)
    """
    judged = f"SELECT {keys} FROM attainment"
    assert _count(warehouse, f"({applying})") == _count(warehouse, "attainment") > 0
    assert _count(warehouse, f"({applying} EXCEPT {judged})") == 0


@pytest.mark.parametrize("table", ["observation", "target"])
def test_a_figure_points_at_the_raw_cell_that_prints_it(
    table: str, warehouse: Warehouse, built_project: Project
) -> None:
    printed = warehouse.execute(
        f"SELECT document_id, table_id, source_line, raw_text FROM {table} "
        "WHERE raw_text IS NOT NULL"
    ).fetchall()
    assert len(printed) > 200
    raw = built_project.root / "data" / "raw"
    lines_of = {
        (document_id, table_id): (raw / document_id / f"{table_id}.tsv")
        .read_text("utf-8")
        .split("\n")
        for document_id, table_id in {row[:2] for row in printed}
    }
    astray = [
        (table_id, line, raw_text)
        for document_id, table_id, line, raw_text in printed
        if raw_text not in lines_of[document_id, table_id][line - 1].split("\t")
    ]
    assert astray == []


@pytest.fixture
def copy(built_project: Project, tmp_path: Path) -> Iterator[Warehouse]:
    """A writable copy of the store."""
    path = tmp_path / "copy.duckdb"
    shutil.copy(built_project.warehouse / "warehouse.duckdb", path)
    with duckdb.connect(path) as connection:
        yield connection


OBSERVATION = {
    "indicator_id": "dvctt_full_rate",
    "unit_id": "p63-01",
    "period_kind": "year",
    "period_start": "2023-01-01",
    "period_end": "2023-12-31",
    "period_label": "2023",
    "is_provisional": False,
    "basis": "published",
    "is_merged": False,
    "value": 50,
    "value_low": 50,
    "value_high": 50,
    "status": "observed",
    "document_id": "bc-btttt-2024-07",
    "table_id": "ii-b",
    "confirmation": "official_document",
    "source_line": 2,
    "document_line": 780,
    "raw_text": "50.00%",
}
DOCUMENT = {
    "document_id": "thu",
    "number": "1/BC",
    "title_vi": "Thử",
    "short_title_vi": "Thử",
    "issuer_vi": "Thử",
    "issued_on": "2025-01-15",
    "issued_label_vi": "15/1/2025",
    "data_as_of": "2024-12-31",
    "confirmation": "press",
}
TARGET = {
    "indicator_id": "dvctt_full_rate",
    "scope": "province",
    "unit_id": None,
    "due_on": "2030-12-31",
    "comparator": ">=",
    "basis": "published",
    "value": 100,
    "value_low": 100,
    "value_high": 100,
    "value_text": "100%",
    "document_id": "bc-btttt-2024-07",
    "table_id": "text-targets",
    "source_line": 2,
    "document_line": 547,
    "raw_text": "100%",
}
UNIT_NAME = {
    "unit_id": "p63-01",
    "name_vi": "Thành phố Hà Nội",
    "kind_vi": "thành phố trực thuộc trung ương",
    "valid_from": None,
    "valid_to": "2025-06-30",
    "confidence": "one",
    "source": "https://example.org",
}
TASK = {
    "task_id": "x-1",
    "owner_unit_id": "bo-cong-an",
    "owner_vi": "Bộ Công an",
    "title_vi": "Thử",
    "due_on": "2025-03-31",
    "due_vi": "trong tháng 3/2025",
    "due_from_heading": False,
    "status": "assigned",
    "status_as_of": "2025-03-17",
    "document_id": "cv-929-bca-2025-03",
    "table_id": "da06-2025-03-tasks",
    "source_line": 2,
    "document_line": 19,
    "quote": "đoạn trích",
}
TASK_UNIT = {
    "task_id": "cv929-33",
    "unit_id": "p63-01",
    "role": "location",
    "named_vi": "Hà Nội",
}
CLAIM = {
    "claim_id": "thu",
    "document_id": "bc-btttt-2024-07",
    "section": "II.1.1",
    "document_line": 108,
    "statement_vi": "Thử",
    "indicator_id": "dti",
    "published_value": 5,
    "published_text": "05",
    "published_code": "figure",
    "published_parts": '{"figure": {"printed": "05", "value": 5}}',
    "test_kind": "count",
    "sort_order": 1000,
}
ISSUE = {
    "issue_id": "thu",
    "severity": "info",
    "kind": "series_break",
    "detail_code": "stated",
    "detail_parts": '{"text": {"text_vi": "Thử"}}',
}
GOOD = {
    "claim": CLAIM,
    "document": DOCUMENT,
    "quality_issue": ISSUE,
    "task": TASK,
    "task_unit": TASK_UNIT,
    "observation": OBSERVATION,
    "target": TARGET,
    "unit_name": UNIT_NAME,
}
FORMER = {
    "status": "reorganised",
    "note_code": "other_body",
    "note_parts": "{}",
    "former_code": "former_figures",
    "former_parts": "{}",
}
MERGED = {
    "a partial sum": ("observation", {"value_low": 5, "status": "partial"}),
    "a partial rate": ("observation", {"value_low": None, "status": "partial"}),
    "figures of former bodies in words": (
        "observation",
        {"value_low": None, **FORMER},
    ),
    "bounds with an estimate": (
        "observation",
        {"value_low": 10, "value_high": 20, "value_estimate": 12, "status": "interval"},
    ),
    "a target with bounds": (
        "target",
        {
            "value_low": 10,
            "value_high": 40,
            "value_text": None,
            "note_code": "merged_target",
            "note_parts": "{}",
        },
    ),
}
DERIVED = {"basis": "derived", "value": None, "value_high": None, "raw_text": None}
NO_VALUE = {"value": None, "value_low": None, "value_high": None}


def _insert(connection: Warehouse, table: str, row: dict[str, object]) -> None:
    marks = ", ".join("?" for _ in row)
    connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", [*row.values()])


@pytest.mark.parametrize("table", GOOD)
def test_the_store_takes_a_good_row(table: str, copy: Warehouse) -> None:
    before = _count(copy, table)
    _insert(copy, table, GOOD[table])
    assert _count(copy, table) == before + 1


@pytest.mark.parametrize(("table", "change"), MERGED.values(), ids=MERGED)
def test_the_store_takes_figures_and_targets_of_merged_units(
    table: str, change: dict[str, object], copy: Warehouse
) -> None:
    before = _count(copy, table)
    _insert(copy, table, GOOD[table] | DERIVED | change)
    assert _count(copy, table) == before + 1


REFUSED = {
    "observed without a value": ("observation", NO_VALUE),
    "a value outside its own interval": ("observation", {"value_high": 60}),
    "a value without a status": ("observation", {"status": None}),
    "an unknown status": ("observation", {"status": "missing"}),
    "no value and no reason": ("observation", {**NO_VALUE, "status": "observed"}),
    "not reported, yet a value": ("observation", {"status": "not_reported"}),
    "not reported, yet bounds": ("observation", {"status": "to_reconcile", "value": None}),
    "a band with an exact value": ("observation", {"status": "interval"}),
    "a band upside down": (
        "observation",
        {"status": "interval", "value": None, "value_low": 20, "value_high": 10},
    ),
    "a band open at one end": (
        "observation",
        {"status": "interval", "value": None, "value_low": 20, "value_high": None},
    ),
    "a partial sum as a value": ("observation", {"status": "partial"}),
    "a published value without its print": ("observation", {"raw_text": None}),
    "a period that ends before it starts": ("observation", {"period_end": "2022-12-31"}),
    "an unknown unit": ("observation", {"unit_id": "p63-99"}),
    "an unknown indicator": ("observation", {"indicator_id": "khong_co"}),
    "an unknown table": ("observation", {"table_id": "x"}),
    "the same fact twice": (
        "observation",
        {
            "period_kind": "year_to_date",
            "period_start": "2024-01-01",
            "period_end": "2024-07-31",
        },
    ),
    "a period of no kind": ("observation", {"period_kind": "week"}),
    "neither closed nor open": ("observation", {"is_provisional": None}),
    "printed, yet of other units": ("observation", {"is_merged": True}),
    "a document no one knows how sure": ("document", {"confirmation": "maybe"}),
    "a page without its address": ("document", {"confirmation": "official_page"}),
    "public before it was issued": ("document", {"published_on": "2025-01-14"}),
    "a target replaced by nothing": ("target", {"superseded_by": "x"}),
    "a target of one unit without the unit": ("target", {"scope": "unit"}),
    "a target of a level with a unit": ("target", {"unit_id": "p63-01"}),
    "an unknown comparator": ("target", {"comparator": ">"}),
    "a partial sum bounded from above": (
        "observation",
        {"status": "partial", "value": None},
    ),
    "a former body's figure as a number": (
        "observation",
        {**NO_VALUE, **FORMER, "value_low": 5},
    ),
    "a former body without its figure": (
        "observation",
        {**NO_VALUE, **FORMER, "former_code": None, "former_parts": None},
    ),
    "a former body's figure beside one's own": ("observation", {**FORMER, "status": "observed"}),
    "a note without what stands in it": ("observation", {"note_code": "quoted"}),
    "a published target in other words": ("target", {"value_text": None}),
    "a derived target without how": (
        "target",
        {"basis": "derived", "value_text": None, "raw_text": None},
    ),
    "no deadline, yet from a heading": (
        "task",
        {"due_on": None, "due_vi": None, "due_from_heading": True},
    ),
    "a target without a value and without bounds": ("target", {"value": None}),
    "a target outside its own bounds": ("target", {"value_low": 90}),
    "a target upside down": ("target", {"value": None, "value_low": 100, "value_high": 90}),
    "a target open at one end": ("target", {"value": None, "value_high": None}),
    "a published target without its print": ("target", {"raw_text": None}),
    "a name that ends before it begins": (
        "unit_name",
        {"valid_from": "2025-01-01", "valid_to": "2024-12-31"},
    ),
    "a task of an unknown status": ("task", {"status": "forgotten"}),
    "a deadline without its words": ("task", {"due_vi": None}),
    "an owner without its name": ("task", {"owner_vi": None}),
    "a start without its words": ("task", {"starts_on": "2025-03-01"}),
    "a start after the deadline": ("task", {"starts_on": "2025-04-01", "starts_vi": "từ 1/4/2025"}),
    "a unit in an unknown role": ("task_unit", {"role": "witness"}),
    "a unit in no task": ("task_unit", {"task_id": "khong-co"}),
    "a task of an unknown unit": ("task_unit", {"unit_id": "p63-99"}),
    "a task of an unknown owner": ("task", {"owner_unit_id": "bo-khong-co"}),
    "a claim's figure without its print": ("claim", {"published_text": None}),
    "a claim's figure without its statement": ("claim", {"published_code": None}),
    "a claim's statement without its parts": ("claim", {"published_parts": None}),
    "a claim that compares, with a print": ("claim", {"published_value": None}),
    "an issue without its statement": ("quality_issue", {"detail_code": None}),
    "an issue's statement without its parts": ("quality_issue", {"detail_parts": None}),
    "a name without any date": ("unit_name", {"valid_to": None}),
    "a name of an unknown unit": ("unit_name", {"unit_id": "p63-99"}),
}


@pytest.mark.parametrize(("table", "change"), REFUSED.values(), ids=REFUSED)
def test_the_store_refuses_a_bad_row(
    table: str, change: dict[str, object], copy: Warehouse
) -> None:
    with pytest.raises(duckdb.ConstraintException):
        _insert(copy, table, GOOD[table] | change)


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("target", {"value": 90, "value_low": 90, "value_high": 90}),
        ("unit_name", {"name_vi": "Thủ đô Hà Nội"}),
    ],
    ids=["target of a level", "first name of a unit"],
)
def test_the_store_refuses_a_second_row_of_a_key_with_null(
    table: str, change: dict[str, object], copy: Warehouse
) -> None:
    """A plain UNIQUE would let both in."""
    _insert(copy, table, GOOD[table])
    with pytest.raises(duckdb.ConstraintException):
        _insert(copy, table, GOOD[table] | change)


@pytest.mark.parametrize("verdict", ["met", "no_data"])
def test_the_store_refuses_a_verdict_without_its_gap(verdict: str, copy: Warehouse) -> None:
    condition = "IS NULL" if verdict == "met" else "IS NOT NULL"
    with pytest.raises(duckdb.ConstraintException):
        copy.execute(f"UPDATE attainment SET verdict = '{verdict}' WHERE gap_low {condition}")


@pytest.mark.parametrize(
    "change",
    [
        "computed_code = NULL, computed_parts = NULL",
        "computed_parts = NULL",
        "explanation_code = NULL",
        "explanation_parts = NULL",
    ],
)
def test_the_store_refuses_a_verdict_without_what_it_follows_from(
    change: str, copy: Warehouse
) -> None:
    with pytest.raises(duckdb.ConstraintException):
        copy.execute(f"UPDATE claim_check SET {change} WHERE verdict = 'confirmed'")


def test_a_csv_reader_needs_nothing_of_ours(built_project: Project, tmp_path: Path) -> None:
    """Query the Parquet from outside: names in, figures out."""
    target = tmp_path / "out.csv"
    folder = built_project.warehouse
    duckdb.sql(
        f"""
        COPY (
            SELECT u.name_vi, o.value FROM '{folder}/observation.parquet' o
            JOIN '{folder}/unit.parquet' u USING (unit_id)
            WHERE o.indicator_id = 'dvctt_full_rate' AND u.level = 'province'
                AND o.basis = 'published' ORDER BY value DESC
        ) TO '{target}' (HEADER)
        """
    )
    with target.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert len(rows) == 63
    assert rows[0] == {"name_vi": "Thành phố Đà Nẵng", "value": "95.56"}


def test_statuses_count_what_the_document_leaves_out(warehouse: Warehouse) -> None:
    statuses = Counter(
        status
        for (status,) in warehouse.execute(
            "SELECT status FROM observation WHERE basis = 'published'"
        ).fetchall()
    )
    assert (statuses["to_reconcile"], statuses["not_connected"]) == (15, 2)
    assert statuses["not_reported"] == 4 * 5
    assert statuses["partial"] == 0


def test_no_figure_carries_binary_noise(warehouse: Warehouse) -> None:
    columns = warehouse.execute(
        "SELECT table_name, column_name FROM duckdb_columns() "
        "WHERE schema_name = 'main' AND data_type = 'DOUBLE'"
    ).fetchall()
    assert ("attainment", "gap_low") in columns
    for table, column in columns:
        noisy = warehouse.execute(
            f"SELECT {column} FROM {table} WHERE {column} <> round({column}, 6)"
        ).fetchall()
        assert noisy == [], (table, column)


def test_a_gap_is_the_difference_on_paper(warehouse: Warehouse) -> None:
    rows = warehouse.execute(
        "SELECT comparator, value_low, value_high, target_low, target_high, gap_low, gap_high "
        "FROM attainment WHERE gap_low IS NOT NULL"
    ).fetchall()
    for comparator, *figures in rows:
        low, high, least, most, gap_low, gap_high = (Decimal(repr(figure)) for figure in figures)
        if comparator == "<=":
            assert (gap_low, gap_high) == (low - most, high - least)
        else:
            assert (gap_low, gap_high) == (least - high, most - low)
