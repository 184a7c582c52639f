"""`python -m tests.bench`: measure everything once and print the report."""

import os
import platform
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from dashboard.paths import ROOT
from dashboard.warehouse import warehouse
from etl.build import Project
from tests.bench.paint import WARM_UP, paint_rows
from tests.bench.report import table
from tests.bench.server_side import build_rows, query_rows


def main() -> None:
    console = Console(stderr=True)
    with TemporaryDirectory() as folder, console.status("") as status:
        project = _copy_of_project(Path(folder))
        status.update("building the warehouse")
        rows = build_rows(project)
        source = warehouse(project.warehouse / "warehouse.duckdb")
        status.update("asking for views")
        rows = query_rows(source) + rows
        status.update("changing maps")
        rows = paint_rows(project.root, source) + rows
    Console().print(
        table(rows),
        f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}. "
        f"Each first call, and the first {WARM_UP} changes of the map, are warm-up and not counted.",
    )


def _copy_of_project(root: Path) -> Project:
    """The dashboard in a folder of its own, where a build disturbs nobody."""
    for name in ("dashboard", "geo", "pages", ".streamlit", "data/raw", "data/catalogue"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "app.py", root)
    return Project(root)


if __name__ == "__main__":
    main()
