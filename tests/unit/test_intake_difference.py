"""What a trial says otherwise than the published build, row by row."""

from dataclasses import asdict
from datetime import date
from pathlib import Path

import duckdb
import pytest

from etl.checked import Project
from etl.intake.difference import ComparisonError, Difference, Jump, difference
from etl.intake.jumps import JUMP_RULE
from tests.invented_tables import rows


@pytest.fixture(scope="module")
def later(built_project: Project, changed: Project) -> Difference:
    """The real data, against the same with tables of a year later."""
    return difference(built_project.warehouse, changed.warehouse)


@pytest.fixture(scope="module")
def earlier(built_project: Project, changed: Project) -> Difference:
    """The same the other way round: as if a build with those tables were published."""
    return difference(changed.warehouse, built_project.warehouse)


def test_equal_builds_have_no_difference(built_project: Project) -> None:
    found = asdict(difference(built_project.warehouse, built_project.warehouse))
    assert found.pop("jump_rule") == JUMP_RULE
    assert not any(found.values())


def test_what_is_new_is_named(later: Difference, earlier: Difference) -> None:
    new = [(item.kind, item.id, item.status) for item in later.named]
    assert new == [
        ("document", "doc-thu", "added"),
        ("table", "ii-b-doi", "added"),
        ("table", "iv-tinh-doi", "added"),
        ("table", "ix-tinh-doi", "added"),
    ]
    assert {item.status for item in earlier.named} == {"vanished"}


def test_every_figure_is_there_once(later: Difference, changed: Project) -> None:
    """Those of the units themselves; merged ones are counted."""
    new = "FROM observation WHERE document_id = 'doc-thu' AND {} is_merged"
    ((printed,),) = rows(changed, "SELECT count(*) " + new.format("NOT"))
    ((merged,),) = rows(changed, "SELECT count(*) " + new.format(""))
    assert (len(later.figures), later.merged_figures) == (printed, merged)
    assert len({(item.unit_id, item.indicator_id, item.basis) for item in later.figures}) == printed
    assert {item.status for item in later.figures} == {"added"}


def test_a_figure_says_whose_it_is_and_what_it_was(earlier: Difference) -> None:
    (figure,) = [
        item
        for item in earlier.figures
        if (item.unit_id, item.indicator_id) == ("p63-58", "dossier_full_online_rate")
    ]
    assert (figure.unit_vi, figure.level, figure.measure_vi) == ("Ninh Thuận", "province", "%")
    assert (figure.period_label, figure.period_end) == ("7/2025", date(2025, 7, 31))
    assert (figure.status, figure.old, figure.old_printed) == ("vanished", 40.78, "40.78%")
    assert (figure.new, figure.new_status, figure.table_id) == (None, None, "ii-b-doi")


def test_units_without_a_figure_are_counted_by_reason(later: Difference) -> None:
    (gap,) = [item for item in later.without if item.table_id == "ii-b-doi"]
    assert (gap.indicator_id, gap.status, gap.units) == (
        "dossier_full_online_rate",
        "to_reconcile",
        15,
    )
    assert gap.units == len(gap.unit_ids) == len(gap.units_vi)
    assert "Hà Nội" in gap.units_vi


def test_verdicts_that_flip(later: Difference) -> None:
    flips = {
        (item.unit_vi, item.indicator_id, item.due_on): (item.old, item.new)
        for item in later.verdicts
        if item.status == "result" and not item.is_merged
    }
    due = date(2025, 12, 31)
    assert flips["Hà Giang", "dossier_full_online_rate", due] == ("not_met", "met")
    assert flips["Hà Nam", "dossier_full_online_rate", due] == ("met", "not_met")
    # A result stays what it was where a later figure comes after the due date.
    assert not any(day == date(2024, 12, 31) for _unit, _indicator, day in flips)
    (row,) = [item for item in later.verdicts if item.unit_vi == "Hà Nam" and item.due_on == due]
    assert (row.target, row.comparator) == (60.0, ">=")
    # Papers that name a few say 68,54% for 2024; the report's table of all outweighs them.
    assert (row.old_label, row.old_value) == ("7/2024", 66.61)
    assert (row.new_label, row.new_value) == ("7/2025", 53.61)


def test_ranks_that_move_most_come_first(later: Difference) -> None:
    first = later.ranks[0]
    assert (first.unit_vi, first.indicator_id) == ("Ninh Thuận", "dossier_full_online_rate")
    assert (first.old, first.new, first.moved) == (46, 10, 36)
    assert (first.old_label, first.new_label) == ("7/2024", "7/2025")
    moves = [abs(item.moved) for item in later.ranks]
    assert moves == sorted(moves, reverse=True)
    assert 0 not in moves


def test_first_changes_jump_by_a_multiple(later: Difference) -> None:
    found = {(item.unit_vi, item.old, item.new, item.status, item.usual) for item in later.jumps}
    assert found == {
        ("Ninh Thuận", 12.78, 40.78, "multiple", None),
        ("Bình Định", 17.94, 5.94, "multiple", None),
        ("Phú Thọ", 15.52, 4.52, "multiple", None),
    }
    assert all(abs(item.new - item.old - item.change) < 1e-9 for item in later.jumps)
    assert {item.scale for item in later.jumps} == {"points"}


def _copy(project: Project, folder: Path, *statements: str) -> Path:
    """The warehouse of a project with some rows changed."""
    folder.mkdir()
    path = folder / "warehouse.duckdb"
    path.write_bytes((project.warehouse / "warehouse.duckdb").read_bytes())
    with duckdb.connect(path) as connection:
        for statement in statements:
            connection.execute(statement)
    return folder


_RATE = "indicator_id = 'dossier_full_online_rate' AND period_label = '7/2025'"


def test_later_changes_jump_beyond_the_usual(changed: Project, tmp_path: Path) -> None:
    """Where earlier changes are known, three times what nine in ten of them were."""
    small = _copy(
        changed,
        tmp_path / "small",
        "UPDATE change SET change_low = 2, change_high = 2 "
        "WHERE indicator_id = 'dossier_full_online_rate' AND status = 'computed'",
        f"DELETE FROM shown_figure WHERE {_RATE}",
    )
    jumps: list[Jump] = [
        item
        for item in difference(small, changed.warehouse).jumps
        if item.indicator_id == "dossier_full_online_rate"
    ]
    assert {(item.status, item.usual) for item in jumps} == {("beyond_usual", 2.0)}
    # The class of the largest changes begins at 10 points, above 3 × 2.
    assert min(abs(item.change) for item in jumps) > 10
    assert len(jumps) > 20


def test_a_claim_that_is_tested_otherwise(built_project: Project, tmp_path: Path) -> None:
    other = _copy(
        built_project,
        tmp_path / "other",
        "UPDATE claim_check SET verdict = 'contradicted' WHERE claim_id = 'osi-up-5'",
        "DELETE FROM claim_check WHERE claim_id = 'ogdi-up-10'",
    )
    found = [
        (item.claim_id, item.status, item.old, item.new)
        for item in difference(other, built_project.warehouse).claims
    ]
    assert found == [
        ("ogdi-up-10", "added", None, "confirmed"),
        ("osi-up-5", "changed", "contradicted", "confirmed"),
    ]


def test_targets_that_are_set_anew(built_project: Project, tmp_path: Path) -> None:
    other = _copy(
        built_project,
        tmp_path / "other",
        "UPDATE target SET value = 42, value_low = 42, value_high = 42 WHERE scope = 'country' "
        "AND basis = 'published' AND indicator_id = (SELECT min(indicator_id) FROM target "
        "WHERE scope = 'country' AND basis = 'published' AND value IS NOT NULL)",
    )
    found = difference(built_project.warehouse, other).targets
    assert found
    assert {(item.status, item.new, item.scope) for item in found} == {("changed", 42.0, "country")}
    assert all(item.old != 42.0 for item in found)


@pytest.mark.parametrize("spoil", ["DROP TABLE claim_check", None])
def test_a_build_that_cannot_be_compared_with_is_said_so(
    built_project: Project, tmp_path: Path, spoil: str | None
) -> None:
    old = _copy(built_project, tmp_path / "old", *([spoil] if spoil else []))
    if spoil is None:
        (old / "warehouse.duckdb").write_bytes(b"cut")
    with pytest.raises(ComparisonError):
        difference(old, built_project.warehouse)
