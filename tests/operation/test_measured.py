"""Records of dossiers become exact figures of every unit, by the commands and on the pages."""

import re
import shutil

import duckdb
import pytest
from typer.testing import CliRunner

from dashboard.queries.benchmarks import benchmarks
from dashboard.queries.indicator_views import view
from dashboard.queries.quality_issues import issues
from dashboard.queries.structures import NEW
from dashboard.store.builds import warehouse
from dashboard.words.statements import write
from dashboard.words.summaries import benchmark_name
from etl.__main__ import app
from etl.checked import Project
from tests.invented_dossiers import END, PERIOD, START, Answers, write_dossiers

RATE, NUMERATOR, DENOMINATOR = (
    "measured_dossier_full_online_rate",
    "measured_dossiers_full_online",
    "measured_dossiers",
)


@pytest.fixture(scope="module")
def measured(
    built_project: Project, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Project, Answers]:
    """A copy of the real data, with what was measured of an invented dataset, built."""
    root = tmp_path_factory.mktemp("measured") / "project"
    shutil.copytree(built_project.root, root, symlinks=True)
    answers = write_dossiers(root / "dossiers", 5_000)
    draft = str(root / "data" / "received" / "ho-so-bia")
    for arguments in (
        ["measure", str(root / "dossiers"), "--period", PERIOD],
        ["import", draft, "--yes"],
        ["build"],
    ):
        ended = CliRunner().invoke(app, [*arguments, "--root", str(root)])
        assert ended.exit_code == 0, ended.output
    return Project(root), answers


def test_figures_are_exact_at_every_level(measured: tuple[Project, Answers]) -> None:
    project, answers = measured
    of_units = {unit: counts for (unit, month), counts in answers.sums.items() if month is None}
    with duckdb.connect(str(project.warehouse / "warehouse.duckdb"), read_only=True) as store:
        rows = store.execute(
            """
            SELECT unit_id, level, value, status FROM observation JOIN unit USING (unit_id)
            WHERE indicator_id = $rate AND period_start = $start AND period_end = $end
            """,
            {"rate": RATE, "start": START, "end": END},
        ).fetchall()
        regions = dict(store.execute("SELECT unit_id, region_id FROM unit").fetchall())
    members = {
        "vn": lambda unit: True,
        "bloc-provinces": lambda unit: unit.startswith("p34-"),
        "bloc-ministries": lambda unit: unit.startswith("bo-"),
    }
    levels = set()
    for unit_id, level, value, status in rows:
        is_member = members.get(
            unit_id,
            (lambda unit, of=unit_id: regions[unit] == of)
            if level == "region"
            else (lambda unit, of=unit_id: unit == of),
        )
        found = [counts for unit, counts in of_units.items() if is_member(unit)]
        exact = sum(counts[NUMERATOR] for counts in found) / sum(
            counts[DENOMINATOR] for counts in found
        )
        assert status == "observed"
        assert value == pytest.approx(100 * exact, abs=1e-6)
        levels.add(level)
    assert levels == {"country", "bloc", "region", "province", "ministry"}


def test_pages_show_the_newest_closed_month_beside_that_of_all(
    measured: tuple[Project, Answers],
) -> None:
    source = warehouse(measured[0].warehouse / "warehouse.duckdb")
    shown = view(source, RATE, "province", None, NEW)
    assert shown.period_label == "2/2026"
    assert not shown.is_provisional
    whole, mean = benchmarks(source, shown)
    assert benchmark_name(whole) == "Khối tỉnh, thành phố, tính từ số đếm"
    assert whole.value != mean.value


def test_what_was_not_counted_is_told(measured: tuple[Project, Answers]) -> None:
    project, answers = measured
    source = warehouse(project.warehouse / "warehouse.duckdb")
    told = [issue for issue in issues(source) if (issue.table_id or "").startswith("ho-so-bia")]
    kinds = [issue.kind for issue in told]
    # Five reasons, records without a name, repeated ones; and the total of a month.
    assert kinds.count("records_left_out") == 7
    assert kinds.count("total_mismatch") == 1
    words = [write(issue.detail) for issue in told]
    for reason, count in answers.left_out.items():
        assert any(line.startswith(f"{count} hồ sơ không được đếm") for line in words), reason


def test_published_figures_stand_beside_the_count(measured: tuple[Project, Answers]) -> None:
    """The ministry's of October 2025 are known of both blocs; invented dossiers say otherwise."""
    project, _answers = measured
    source = warehouse(project.warehouse / "warehouse.duckdb")
    told = {
        issue.unit_id: issue
        for issue in issues(source)
        if (issue.kind, issue.table_id) == ("measured_differs", "hs-2025-10")
    }
    assert told.keys() == {"bloc-provinces", "bloc-ministries"}
    issue = told["bloc-provinces"]
    assert issue.indicator_id == "dossier_full_online_rate"
    words = write(issue.detail)
    assert re.fullmatch(
        r"Kỳ 10/2025: “Bộ KH&CN: hồ sơ 10/2025” in 16[.,]\d+%; đếm từ hồ sơ \d+ ÷ \d+ = [\d,]+%\.",
        words,
    ), words
