"""A later period of a table: one raw file and a short entry, and nothing that was said changes."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from etl.build import Project, build
from etl.problems import BuildError

LATER = "Báo cáo thử, bịa cho phép thử"
DOCUMENT = {
    "document_id": "doc-thu",
    "number": "01/BC-THU",
    "title_vi": LATER,
    "short_title_vi": LATER,
    "issuer_vi": "Cơ quan thử",
    "issued_on": None,
    "issued_label_vi": "tháng 1/2025",
    "data_as_of": date(2024, 12, 31),
}
YEAR = {"start": date(2024, 1, 1), "end": date(2024, 12, 31), "label": "2024"}
ENTRY = {
    "document": "doc-thu",
    "appendix": "Bảng thử",
    "source_lines": [1, 70],
    "period": YEAR,
}
# Tables of figures by unit, one of each kind: rates, grades with ranks, counts with printed rates.
CONTINUED = ["ii-a", "ii-b", "iv-tinh", "ix-bo", "ix-tinh"]

Later = Callable[..., Project]


def as_yaml(said: Any) -> str:
    return yaml.safe_dump(said, allow_unicode=True, sort_keys=False)


@pytest.fixture
def later(project: Project) -> Later:
    """`later("ii-b", period=…)`: the project, and the same rows printed in a later document."""

    def add(
        table_id: str, name: str = "", lines: Callable[[str], str] = str, **said: Any
    ) -> Project:
        own = name or f"{table_id}-sau"
        documents = project.catalogue / "documents.yml"
        if LATER not in (text := documents.read_text(encoding="utf-8")):
            documents.write_text(f"{text}\n{as_yaml([DOCUMENT])}", encoding="utf-8")
        (source,) = (project.root / "data" / "raw").rglob(f"{table_id}.tsv")
        raw = project.root / "data" / "raw" / "doc-thu" / f"{own}.tsv"
        raw.parent.mkdir(exist_ok=True)
        shutil.copy(source, raw)
        entry = {"table": {"table_id": own, "continues": table_id, **ENTRY, **said}}
        path = project.catalogue / "tables" / f"{own}.yml"
        path.write_text(as_yaml(entry), encoding="utf-8")
        return project

    return add


def rows(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(folder / "warehouse.duckdb", read_only=True) as connection:
        return connection.execute(sql).fetchall()


@pytest.mark.parametrize("table_id", CONTINUED)
def test_a_later_period_changes_nothing_that_was_said(
    built_project: Project, later: Later, table_id: str
) -> None:
    project = later(table_id)
    build(project)
    for asked in (
        "FROM claim ORDER BY ALL",
        "FROM claim_check ORDER BY ALL",
        "FROM target ORDER BY ALL",
        "FROM stated_rank ORDER BY ALL",
        "FROM observation WHERE document_id <> 'doc-thu' ORDER BY ALL",
        "FROM quality_issue WHERE coalesce(table_id, '') NOT LIKE '%-sau' ORDER BY ALL",
        "FROM attainment SEMI JOIN (FROM observation WHERE document_id <> 'doc-thu') "
        "USING (indicator_id, unit_id, period_kind, period_start, period_end, basis) ORDER BY ALL",
        "SELECT * EXCLUDE (is_result) FROM target_result "
        "WHERE (period_kind, period_end) <> ('year', DATE '2024-12-31') ORDER BY ALL",
    ):
        assert rows(project.warehouse, asked) == rows(built_project.warehouse, asked), asked


def test_periods_that_share_a_label_stay_apart(built_project: Project, later: Later) -> None:
    day = date(2024, 6, 30)
    project = later("ix-tinh", period={"start": day, "end": day, "label": "6/2024"})
    build(project)
    mismatches = """
        SELECT * EXCLUDE (issue_id, table_id) FROM quality_issue
        WHERE kind = 'ratio_mismatch' AND table_id = '{}' ORDER BY ALL
    """
    before = rows(built_project.warehouse, mismatches.format("ix-tinh"))
    assert rows(project.warehouse, mismatches.format("ix-tinh")) == before
    assert len(rows(project.warehouse, mismatches.format("ix-tinh-sau"))) == len(before) > 0


def test_an_entry_takes_over_what_it_does_not_say(later: Later) -> None:
    project = later("ix-tinh")
    build(project)
    before, after = rows(
        project.warehouse,
        """
        SELECT * EXCLUDE (table_id, document_id, appendix, first_line, last_line, continues)
        FROM source_table WHERE table_id LIKE 'ix-tinh%' ORDER BY table_id
        """,
    )
    assert before == after
    assert rows(
        project.warehouse,
        "SELECT table_id, continues FROM source_table WHERE continues IS NOT NULL",
    ) == [("ix-tinh-sau", "ix-tinh")]
    assert (
        rows(
            project.warehouse,
            """
        SELECT table_id, indicator_id, heading_vi FROM source_column WHERE table_id = 'ix-tinh-sau'
        EXCEPT
        SELECT 'ix-tinh-sau', indicator_id, heading_vi FROM source_column WHERE table_id = 'ix-tinh'
        """,
        )
        == []
    )


def test_what_holds_of_one_print_is_not_taken_over(later: Later) -> None:
    # Three provinces did not report in June, and 0 is printed for them. Of a later print nobody
    # has said so.
    project = later("ix-tinh")
    build(project)
    sql = """
        SELECT period_label, status, value FROM observation
        WHERE unit_id = 'p63-83' AND indicator_id = 'is_systems' AND basis = 'published'
        ORDER BY period_end
    """
    assert rows(project.warehouse, sql) == [
        ("6/2024", "not_reported", None),
        ("2024", "observed", 0.0),
    ]


def test_the_result_is_read_from_the_figure_at_the_due_date(later: Later) -> None:
    project = later("ii-b")
    build(project)
    found = rows(
        project.warehouse,
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


def test_a_chain_of_periods(later: Later) -> None:
    later("ii-b")
    next_year = {"start": date(2025, 1, 1), "end": date(2025, 6, 30), "label": "6/2025"}
    project = later("ii-b", "ii-b-sau-nua", period={**next_year, "kind": "year_to_date"})
    path = project.catalogue / "tables" / "ii-b-sau-nua.yml"
    path.write_text(path.read_text().replace("continues: ii-b", "continues: ii-b-sau"))
    build(project)
    labels = rows(
        project.warehouse,
        "SELECT period_label FROM observation WHERE unit_id = 'p63-48' "
        "AND indicator_id = 'dvctt_full_rate' ORDER BY period_end",
    )
    assert labels == [("7/2024",), ("2024",), ("6/2025",)]


def problems(project: Project) -> list[str]:
    with pytest.raises(BuildError) as error:
        build(project)
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
