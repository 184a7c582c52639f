"""The README's examples run as they stand, and are those the dashboard shows."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from dashboard.queries.examples import DUCKDB, ENGLISH, OVER_HTTP, PANDAS
from etl.checked import Project

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)\n```", README, flags=re.DOTALL)


def test_the_dashboard_shows_the_same_examples() -> None:
    assert BLOCKS == [DUCKDB, PANDAS, ENGLISH, OVER_HTTP]


@pytest.mark.parametrize(
    ("block", "printed"),
    [(DUCKDB, "Đà Nẵng"), (PANDAS, "Cả nước"), (ENGLISH, "fully online")],
    ids=["duckdb", "pandas", "english"],
)
def test_an_example_runs(block: str, printed: str, built_project: Project) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", block],
        cwd=built_project.root,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert printed in done.stdout
