"""Figures of the working store, and what follows from them → rows of the warehouse."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from etl.derive.attainments import attainments
from etl.derive.changes import changes, put_steps
from etl.derive.periods import groups_of, indicator_periods, of_whole_levels, series_of
from etl.derive.target_results import target_results
from etl.load.period_records import indicator_period_records
from etl.load.warehouse import DATABASE, LoadError
from etl.working.batches import in_batches
from etl.working.store import WorkingStore

TABLES = ("observation", "indicator_period", "change", "attainment", "target_result")
"""Those that are filled here, each after the ones that it refers to."""

_DAYS = "period_kind, period_start, period_end, definition_id"

_AT_ONCE = 4_000_000
"""Figures that are joined and sorted at once, which DuckDB does within the memory it is given: all
tables are in the order of indicators, and no row needs figures of another."""


@contextmanager
def attached(store: WorkingStore, folder: Path) -> Iterator[str]:
    """The name under which the database of a new build is one of the working store's."""
    path = str(folder / DATABASE).replace("'", "''")
    store.execute(f"ATTACH '{path}' AS warehouse")
    try:
        yield "warehouse"
    finally:
        store.execute("DETACH warehouse")


def append_derived(store: WorkingStore, warehouse: str) -> dict[str, int]:
    """Add to the tables of an attached warehouse what the table `figure` holds and leads to.

    How many rows went into each.
    """
    appended: dict[str, int] = {}
    store.execute(f"CREATE OR REPLACE TEMP TABLE attainment AS {attainments('figure')}")
    check_keys(store)

    batches = indicator_batches(store)

    def append(table: str, rows: Callable[[str], str], of: str) -> None:
        for batch in batches:
            query = rows(f"(FROM {of} WHERE {batch})")
            added = store.execute(f"INSERT INTO {warehouse}.{table} BY NAME {query}").fetchone()
            assert added is not None
            appended[table] = appended.get(table, 0) + added[0]

    append("observation", observation_rows, "figure")
    groups = groups_of(store, "figure")
    periods = indicator_period_records(indicator_periods(store.catalogue, groups))
    store.insert(f"{warehouse}.indicator_period", periods)
    appended["indicator_period"] = len(periods)
    put_steps(store, series_of(of_whole_levels(groups)))
    append("change", change_rows, "figure")
    append("attainment", attainment_rows, "attainment")
    append("target_result", target_result_rows, "attainment")
    return appended


def indicator_batches(store: WorkingStore, at_once: int = _AT_ONCE) -> list[str]:
    """Conditions that part the figures by indicator, in their order, into so many at once."""
    counted = store.execute("""
        SELECT indicator_id::VARCHAR, count(*) FROM figure
        GROUP BY indicator_id ORDER BY indicator_id
    """).fetchall()
    ids = ((f"'{indicator_id}'", count) for indicator_id, count in counted)
    batches = list(in_batches(ids, at_once))
    if len(batches) <= 1:
        return ["true"]
    return [f"indicator_id IN ({', '.join(batch)})" for batch in batches]


def check_keys(store: WorkingStore) -> None:
    """Raise LoadError if two figures, or two verdicts, have the same key."""
    figure = "indicator_id, unit_id, days, basis"
    for table, key in {"figure": figure, "attainment": f"{figure}, due_on"}.items():
        double = store.execute(
            f"SELECT {key} FROM {table} GROUP BY {key} HAVING count(*) > 1 LIMIT 1"
        ).fetchone()
        if double is not None:
            raise LoadError(f"{table}: two rows of {', '.join(map(str, double))}")


def observation_rows(figures: str) -> str:
    """Sorted by indicator, period and unit: the order every query reads."""
    return f"""
        SELECT
            indicator_id, unit_id, {_DAYS}, period_label, is_provisional, basis, is_merged,
            stored(value_of(status, low)) AS value,
            stored(coalesce(low, reported)) AS value_low, stored(high) AS value_high,
            stored(estimate) AS value_estimate, value_text, status, note_code, note_parts,
            former_code, former_parts, document_id, table_id, confirmation, source_line,
            document_line, raw_text, printed_decimals
        FROM {figures} JOIN period USING (period) JOIN source USING (source)
        ORDER BY indicator_id, period_end, unit_id, basis, is_merged, place, period
    """


def change_rows(figures: str) -> str:
    """With the days of both periods."""
    return f"""
        SELECT
            indicator_id, unit_id, {", ".join(f"now.{name.strip()}" for name in _DAYS.split(","))},
            before.period_kind AS earlier_kind, before.period_start AS earlier_start,
            before.period_end AS earlier_end, before.period_label AS earlier_label,
            before.definition_id AS earlier_definition_id,
            scale, change_low, change_high, direction, change.status, confirmation
        FROM ({changes(figures)}) AS change
        JOIN period AS now ON now.period = change.period
        JOIN period AS before ON before.period = change.earlier
        ORDER BY indicator_id, now.period_end, unit_id, change.period
    """


def attainment_rows(found: str) -> str:
    """In the order of their observations."""
    return f"""
        SELECT
            indicator_id, unit_id, {_DAYS}, basis, due_on, comparator, value_low, value_high,
            target_value, target_low, target_high, gap_low, gap_high, verdict, confirmation
        FROM {found} JOIN period USING (period)
        ORDER BY indicator_id, period_end, unit_id, basis, is_merged, place, period, due_on
    """


def target_result_rows(found: str) -> str:
    """In the order of units, and of each target's figures in time."""
    return f"""
        SELECT
            indicator_id, unit_id, due_on, {_DAYS}, basis, days_from_due, timing, verdict,
            is_nearest, is_timely, is_result
        FROM ({target_results(found)}) JOIN period USING (period)
        ORDER BY indicator_id, unit_id, due_on, period_end, period_start, period
    """
