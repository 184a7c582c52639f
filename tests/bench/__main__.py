"""`python -m tests.bench`: measure everything once and print the report."""

import os
import platform
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from dashboard.store.paths import ROOT
from dashboard.store.warehouse import warehouse
from etl.build import Project
from tests.bench.paint import paint_rows
from tests.bench.report import table
from tests.bench.server_side import WARM_UP, answer_rows, build_rows, query_rows
from tests.bench.servers import serve_app

_WIDTH = 120
"""Characters of the report where no terminal says."""


def main() -> None:
    load = os.getloadavg()[0]
    console = Console()
    if not console.is_terminal:
        console.width = _WIDTH
    with TemporaryDirectory() as folder, console.status("Building the warehouse") as status:
        project = _copy_of_project(Path(folder))
        build = build_rows(project)
        source = warehouse(project.warehouse / "warehouse.duckdb")
        status.update("Asking for views")
        queries = query_rows(source)
        with serve_app(project.root) as address:
            status.update("Asking the server for maps")
            answers = answer_rows(address, source)
            status.update("Changing maps in the browser")
            paints = paint_rows(address, source)
    console.print(table([*paints, *answers, *queries, *build]))
    console.print(
        f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, "
        f"load {load:.1f} before the run. "
        f"n counts repetitions after the warm-up: one call, or {WARM_UP} changes of the map."
    )


def _copy_of_project(root: Path) -> Project:
    """The dashboard in a folder of its own, where a build disturbs nobody."""
    for name in ("dashboard", "geo", "pages", ".streamlit", "data/raw", "data/catalogue"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "app.py", root)
    return Project(root)


if __name__ == "__main__":
    main()
