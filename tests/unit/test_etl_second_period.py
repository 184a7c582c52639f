"""A later period of a table: one raw file and a short entry, and nothing that was said changes."""

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from etl.build import build
from etl.checked import Project, check
from etl.problems import BuildError
from tests.later_periods import CONTINUED, NEXT_JUNE, Later, LaterOf


def rows(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(folder / "warehouse.duckdb", read_only=True) as connection:
        return connection.execute(sql).fetchall()


BEFORE = """
FROM observation WHERE document_id <> 'doc-thu'
AND (indicator_id, period_kind, period_end)
    <> ('dossier_full_online_rate', 'year', DATE '2024-12-31')
"""
"""Without what papers say of some units for the year: a whole table takes its place."""


def test_later_periods_change_nothing_that_was_said(
    built_project: Project, printed_again: Project
) -> None:
    for asked in (
        "FROM claim ORDER BY ALL",
        "FROM claim_check ORDER BY ALL",
        "FROM target ORDER BY ALL",
        "FROM stated_rank ORDER BY ALL",
        f"{BEFORE} ORDER BY ALL",
        "FROM quality_issue WHERE coalesce(table_id, '') NOT LIKE '%-sau' "
        "AND coalesce(table_id, '') NOT LIKE 'dossiers-2024-%' ORDER BY ALL",
        f"FROM attainment SEMI JOIN ({BEFORE}) "
        "USING (indicator_id, unit_id, period_kind, period_start, period_end, basis) ORDER BY ALL",
        "SELECT * EXCLUDE (is_nearest, is_result) FROM target_result "
        "WHERE (period_kind, period_end) <> ('year', DATE '2024-12-31') ORDER BY ALL",
    ):
        assert rows(printed_again.warehouse, asked) == rows(built_project.warehouse, asked), asked


@pytest.fixture(scope="module")
def others(later_of: LaterOf) -> Project:
    """With a period under the label of another, and a chain of three; to read only."""
    later, day = later_of("others"), date(2024, 6, 30)
    later("ix-tinh", period={"start": day, "end": day, "label": "6/2024"})
    later("ii-b")
    project = later("ii-b", "ii-b-sau-nua", period=NEXT_JUNE)
    path = project.catalogue / "tables" / "ii-b-sau-nua.yml"
    path.write_text(path.read_text().replace("continues: ii-b", "continues: ii-b-sau"))
    build(project)
    return project


def test_periods_that_share_a_label_stay_apart(built_project: Project, others: Project) -> None:
    mismatches = """
        SELECT * EXCLUDE (issue_id, table_id) FROM quality_issue
        WHERE kind = 'ratio_mismatch' AND table_id = '{}' ORDER BY ALL
    """
    before = rows(built_project.warehouse, mismatches.format("ix-tinh"))
    assert rows(others.warehouse, mismatches.format("ix-tinh")) == before
    assert len(rows(others.warehouse, mismatches.format("ix-tinh-sau"))) == len(before) > 0


def test_an_entry_takes_over_what_it_does_not_say(printed_again: Project) -> None:
    before, after = rows(
        printed_again.warehouse,
        """
        SELECT * EXCLUDE (table_id, document_id, appendix, first_line, last_line, continues)
        FROM source_table WHERE table_id LIKE 'ix-tinh%' ORDER BY table_id
        """,
    )
    assert before == after
    continued = "SELECT table_id, continues FROM source_table WHERE table_id LIKE '%-sau'"
    assert set(rows(printed_again.warehouse, continued)) == {
        (f"{table_id}-sau", table_id) for table_id in CONTINUED
    }
    columns = """
        SELECT indicator_id, heading_vi, number_format FROM source_column
        WHERE table_id = '{}' ORDER BY ALL
    """
    before, after = (
        rows(printed_again.warehouse, columns.format(name)) for name in ("ix-tinh", "ix-tinh-sau")
    )
    assert len(before) == 5
    assert before == after


def test_what_holds_of_one_print_is_not_taken_over(printed_again: Project) -> None:
    # Three provinces did not report in June, and 0 is printed for them. Of a later print nobody
    # has said so.
    sql = """
        SELECT period_label, status, value FROM observation
        WHERE unit_id = 'p63-83' AND indicator_id = 'is_systems' AND basis = 'published'
        ORDER BY period_end
    """
    assert rows(printed_again.warehouse, sql) == [
        ("6/2024", "not_reported", None),
        ("2024", "observed", 0.0),
    ]


def test_the_result_is_read_from_the_figure_at_the_due_date(printed_again: Project) -> None:
    found = rows(
        printed_again.warehouse,
        """
        SELECT DISTINCT period_label, timing, days_from_due, is_result
        FROM target_result JOIN observation
          USING (indicator_id, unit_id, period_kind, period_start, period_end, basis)
        WHERE indicator_id = 'dvctt_full_rate' AND unit_id = 'p63-48'
          AND due_on = DATE '2024-12-31'
        ORDER BY days_from_due
        """,
    )
    assert found == [("7/2024", "before_due", -153, False), ("2024", "at_due", 0, True)]


def test_a_chain_of_periods(others: Project) -> None:
    labels = rows(
        others.warehouse,
        "SELECT period_label FROM observation WHERE unit_id = 'p63-48' "
        "AND indicator_id = 'dvctt_full_rate' ORDER BY period_end",
    )
    assert labels == [("7/2024",), ("2024",), ("6/2025",)]


def problems(project: Project) -> list[str]:
    with pytest.raises(BuildError) as error:
        check(project)
    return [str(problem) for problem in error.value.problems]


def test_the_same_period_printed_again_is_refused(later: Later) -> None:
    july = {"start": date(2024, 1, 1), "end": date(2024, 7, 31), "label": "7/2024"}
    found = problems(later("ii-b", period=july))
    assert any("ii-b-sau.tsv" in line and "one value of dvctt_full_rate" in line for line in found)


@pytest.mark.parametrize(
    ("continued", "said"),
    [("khong-co", "the id of a table"), ("ii-b-sau", "in one direction")],
)
def test_an_entry_that_continues_nothing_is_named(later: Later, continued: str, said: str) -> None:
    project = later("ii-b")
    path = project.catalogue / "tables" / "ii-b-sau.yml"
    path.write_text(path.read_text().replace("continues: ii-b", f"continues: {continued}"))
    (line,) = [line for line in problems(project) if "continues" in line]
    assert "data/catalogue/tables/ii-b-sau.yml" in line
    assert said in line


def test_a_month_that_may_be_a_state_needs_its_kind(later: Later) -> None:
    december = {"start": date(2024, 12, 1), "end": date(2024, 12, 31), "label": "12/2024"}
    (line,) = problems(later("ix-tinh", period=december))
    assert "data/catalogue/tables/ix-tinh-sau.yml" in line
    assert "needs `kind`, one of: month, as_of" in line
