"""The rows of views of more figures than fit the memory: some parts made after the others."""

from pathlib import Path
from shutil import copyfile

import duckdb
import pytest

from etl.checked import Project
from etl.load.shown_figures import TABLE, add_shown_figures

_OF_A_LEVEL = 3
"""Columns that come first in the order of the table: level, structure and indicator."""


@pytest.mark.parametrize("at_once", [2000, 300])
def test_a_view_is_the_same_however_many_figures_are_taken_at_once(
    built_project: Project, tmp_path: Path, at_once: int
) -> None:
    copy = tmp_path / "warehouse.duckdb"
    copyfile(built_project.warehouse / copy.name, copy)
    with duckdb.connect(copy) as connection:
        whole = connection.execute(f"FROM {TABLE}").fetchall()
        connection.execute("DROP MACRO TABLE shown_figures; DROP MACRO part_place")
        connection.execute(f"DELETE FROM {TABLE}")
        add_shown_figures(connection, at_once)
        in_turn = connection.execute(f"FROM {TABLE}").fetchall()
    # One indicator after another, of all levels; the rows of each in the order of time.
    assert in_turn != whole
    assert sorted(in_turn, key=lambda row: row[:_OF_A_LEVEL]) == whole
