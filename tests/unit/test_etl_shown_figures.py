"""What is shown of every unit, where the documents have no case of it, and of how much at once."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import duckdb
import pytest

from etl.checked import Project
from etl.load.shown_figures import TABLE, add_shown_figures

_OF_A_LEVEL = 3
"""Columns that come first in the order of the table: level, structure and indicator."""

HA_NOI = "p63-01"
FULL_RATE = "indicator_id = 'dvctt_full_rate' AND due_on = DATE '2025-12-31'"


@pytest.fixture
def store(built_project: Project, tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The real store, to change."""
    copy = tmp_path / "warehouse.duckdb"
    copyfile(built_project.warehouse / copy.name, copy)
    with duckdb.connect(copy) as connection:
        yield connection


def make_again(store: duckdb.DuckDBPyConnection, **how: int) -> None:
    store.execute("DROP MACRO TABLE shown_figures; DROP MACRO part_place")
    store.execute(f"DELETE FROM {TABLE}")
    add_shown_figures(store, **how)


@pytest.mark.parametrize("at_once", [2000, 300])
def test_a_view_is_the_same_however_many_figures_are_taken_at_once(
    store: duckdb.DuckDBPyConnection, at_once: int
) -> None:
    """Of more than fit the memory, some parts after the others."""
    whole = store.execute(f"FROM {TABLE}").fetchall()
    make_again(store, at_once=at_once)
    in_turn = store.execute(f"FROM {TABLE}").fetchall()
    # One indicator after another, of all levels; the rows of each in the order of time.
    assert in_turn != whole
    assert sorted(in_turn, key=lambda row: row[:_OF_A_LEVEL]) == whole


def test_a_target_of_its_own_comes_before_that_of_the_level(
    store: duckdb.DuckDBPyConnection,
) -> None:
    aims = f"""
        SELECT unit_id, period_end, target_value FROM {TABLE}
        WHERE {FULL_RATE} AND level = 'province' AND structure = '2024' ORDER BY ALL
    """
    before = store.execute(aims).fetchall()
    store.execute(f"""
        INSERT INTO target BY NAME
        SELECT * REPLACE (
            'unit' AS scope, '{HA_NOI}' AS unit_id, 12 AS value, 12 AS value_low, 12 AS value_high
        )
        FROM target WHERE {FULL_RATE} AND scope = 'province' AND base_vi IS NULL
    """)
    make_again(store)
    assert store.execute(aims).fetchall() == [
        (unit_id, period_end, 12 if unit_id == HA_NOI else amount)
        for unit_id, period_end, amount in before
    ]


def test_where_it_is_said_why_there_is_no_figure_none_is_missed(
    store: duckdb.DuckDBPyConnection,
) -> None:
    """Neither of the period nor beside its target."""
    asked = f"""
        SELECT status, verdict, count(*) FROM {TABLE}
        WHERE {FULL_RATE} AND unit_id = '{HA_NOI}' AND period_end IS NULL GROUP BY ALL
    """
    assert store.execute(asked).fetchall() == [("not_in_period", "no_data", 1)]
    store.execute(f"""
        INSERT INTO quality_issue BY NAME
        SELECT * REPLACE (
            'absent_by_design:ha-noi' AS issue_id, NULL AS table_id,
            'dvctt_full_rate' AS indicator_id, '{HA_NOI}' AS unit_id
        )
        FROM quality_issue WHERE kind = 'absent_by_design' LIMIT 1
    """)
    make_again(store)
    assert store.execute(asked).fetchall() == [("not_applicable", None, 1)]


def test_a_figure_that_is_not_judged_is_no_missing_one(store: duckdb.DuckDBPyConnection) -> None:
    verdicts = f"""
        SELECT DISTINCT verdict FROM {TABLE}
        WHERE {FULL_RATE} AND unit_id = '{HA_NOI}' AND value IS NOT NULL
    """
    assert store.execute(verdicts).fetchall() == [("not_met",)]
    store.execute("DELETE FROM target_result")
    store.execute(f"DELETE FROM attainment WHERE {FULL_RATE} AND unit_id = '{HA_NOI}'")
    make_again(store)
    assert store.execute(verdicts).fetchall() == [(None,)]


def test_a_part_of_what_the_units_before_leave_does_not_stand_beside_a_figure(
    store: duckdb.DuckDBPyConnection,
) -> None:
    beside = f"SELECT unit_id FROM {TABLE} WHERE joined_low IS NOT NULL"
    (unit_id,), *others = store.execute(beside).fetchall()
    store.execute(
        "UPDATE observation SET status = 'partial', value = NULL, value_high = NULL "
        "WHERE is_merged AND indicator_id = 'dti_province' AND unit_id = ?",
        [unit_id],
    )
    make_again(store)
    assert store.execute(beside).fetchall() == others
