"""The README's walk from a received report to a published build and back, command by command."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dashboard.queries.build import build_of
from dashboard.queries.periods import printed_periods
from dashboard.store.builds import warehouse
from dashboard.store.paths import ROOT
from etl.__main__ import app
from etl.checked import Project
from etl.load.builds import builds_folder, published
from etl.load.history import events
from tests.operation.invented_report import SHORT_TITLE, raised, rows_of, write_report


@pytest.fixture
def project(built_project: Project, tmp_path: Path) -> Project:
    """A copy of the real data and of their build, to change."""
    shutil.copytree(built_project.root, tmp_path / "project", symlinks=True)
    return Project(tmp_path / "project")


def commands() -> list[list[str]]:
    """The words of every command of the walk."""
    text = (ROOT / "README.md").read_text(encoding="utf-8").partition("## The next report\n")[2]
    (block,) = re.findall(r"^```\n(.*?)^```", text.partition("\n##")[0], re.DOTALL | re.MULTILINE)
    return [shlex.split(line) for line in block.splitlines()]


def figure(project: Project, unit_id: str, label: str) -> float | None:
    (found,) = warehouse(project.warehouse / "warehouse.duckdb").rows(
        """
        SELECT max(value) AS value FROM observation
        WHERE indicator_id = 'dvctt_full_rate' AND basis = 'published'
          AND unit_id = $unit_id AND period_label = $label
        """,
        unit_id=unit_id,
        label=label,
    )
    value: float | None = found["value"]
    return value


def test_a_report_is_received_compared_published_and_rolled_back(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.root)
    first, *others = commands()
    assert first == ["python", "-m", "tests.operation.invented_report", "received"]
    write_report(Path("received"))
    seen = []
    for words in others:
        assert words[:3] == ["python", "-m", "etl"]
        ended = CliRunner().invoke(app, [*words[3:], "--root", str(project.root)])
        assert ended.exit_code == 0, ended.output
        done = words[3]
        if done == "publish":
            assert figure(project, "p63-89", "2024") == float(raised(ANGIANG, 5.0)[:-1])
            source = warehouse(project.warehouse / "warehouse.duckdb")
            labels = [one.label for one in printed_periods(source, "is_systems", "province")]
            assert labels == ["12/2024", "6/2024"]
            assert [row["short_title_vi"] for row in source.rows("FROM document")].count(
                SHORT_TITLE
            ) == 1
        elif done != "history":
            # Until then, and after the way back, readers have what they had.
            assert published(project.warehouse) == 1
            assert figure(project, "p63-89", "2024") is None
            assert figure(project, "p63-89", "7/2024") == float(ANGIANG[:-1])
        seen.append(done)
    assert seen == [
        "extract",
        "extract",
        "import",
        "import",
        "build",
        "publish",
        "rollback",
        "history",
    ]
    assert build_of(warehouse(project.warehouse / "warehouse.duckdb")).build_id == 1
    last = events(builds_folder(project.warehouse))[-1]
    assert (last.action, last.by.why) == ("rollback", "Chờ bộ xác nhận Phụ lục IX")


ANGIANG = next(row[2] for row in rows_of("ii-b") if row[1] == "An Giang")


def test_the_first_import_of_the_walk_writes_nothing(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.root)
    write_report(Path("received"))
    _first, *others = commands()
    data = [project.root / "data" / name for name in ("raw", "catalogue")]
    before = {path: path.read_bytes() for folder in data for path in files(folder)}
    for words in others[:3]:
        ended = CliRunner().invoke(app, [*words[3:], "--root", str(project.root)])
        assert ended.exit_code == 0, ended.output
    # Two printed columns of one table; five of the other, and two rates recomputed.
    assert "Figures: 556 added, 11 changed, 0 vanished" in ended.output
    assert {path: path.read_bytes() for folder in data for path in files(folder)} == before


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
