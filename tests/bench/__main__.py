"""`python -m tests.bench`: measure everything once, print the report and write it to `docs/`."""

import shutil
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Error
from rich.console import Console

from dashboard.store.builds import warehouse
from dashboard.store.paths import ROOT
from etl.build import build
from etl.checked import Project
from tests.bench.answers import answers_section, tour_section
from tests.bench.bench import FULL, QUICK, Bench, Counts
from tests.bench.browser import open_browser
from tests.bench.builds import builds_section, views_section
from tests.bench.document import write_report
from tests.bench.figure_changes import pages_section, ranking_section
from tests.bench.loads import bytes_section, loads_section
from tests.bench.machine import describe_run
from tests.bench.map_changes import map_section
from tests.bench.peer import serve_peer
from tests.bench.report import Gap, Section, judged, table
from tests.later_periods import print_changed
from tests.serving import serve_app

_WIDTH = 150
"""Characters of the report where no terminal says."""
_MEASURED: Mapping[str, Callable[[Bench], Section]] = {
    "map": map_section,
    "ranking": ranking_section,
    "pages": pages_section,
    "loads": loads_section,
    "bytes": bytes_section,
    "views": lambda bench: views_section(bench.source),
    "server": answers_section,
    # Last: it leaves the server with the sessions of many.
    "tour": tour_section,
}
_BUILDS = "builds"
_TOOLS = shutil.ignore_patterns("node_modules", "__pycache__")


def main() -> None:
    """Measure what the arguments say."""
    arguments = _arguments()
    counts = QUICK if arguments.quick else FULL
    chosen = arguments.only or [*_MEASURED, _BUILDS]
    # The report of a part must not take the place of that of the whole.
    folder = Path(arguments.to) if arguments.to else None if arguments.only else ROOT / "docs"
    run = describe_run(is_quick=arguments.quick)
    console = Console()
    if not console.is_terminal:
        console.width = _WIDTH
    sections = list(_sections(console, counts, chosen))
    if folder is not None:
        write_report(folder, run, sections)
    goals = [row for _section, row in judged(sections)]
    held = sum(bool(row.is_held) for row in goals)
    console.print(
        f"{held} of {len(goals)} goals are held.",
        *(f"{name}: {value}." for name, value in run.lines.items()),
    )


def _arguments() -> Namespace:
    parser = ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few repetitions of everything")
    parser.add_argument(
        "--only",
        nargs="+",
        choices=[*_MEASURED, _BUILDS],
        help="measure these parts; the report in docs/ stays as it is",
    )
    parser.add_argument("--to", help="folder for the report instead of docs/")
    return parser.parse_args()


def _sections(console: Console, counts: Counts, chosen: Sequence[str]) -> Iterator[Section]:
    """Measure one thing after the other, and print each at once."""
    with TemporaryDirectory() as folder, console.status("Building the warehouse") as status:
        project, later = (_copy_of_project(Path(folder) / name) for name in ("app", "later"))
        build(project)
        build(print_changed(later))
        peer = Path(folder) / "peer"
        peer.mkdir()
        with _started(project, later, peer, counts) as bench:
            for name in chosen:
                if name in _MEASURED:
                    status.update(f"Measuring: {name}")
                    yield _printed(console, _measured(bench, name))
        # When nobody asks the server any more.
        if _BUILDS in chosen:
            status.update("Measuring: builds")
            yield _printed(console, builds_section(project, counts.builds, counts.large_store))


def _measured(bench: Bench, name: str) -> Section:
    """A page that does not come, or has not what is looked for, costs its section only."""
    try:
        return _MEASURED[name](bench)
    except Error as error:
        return Section(name.capitalize(), [Gap(name, error.message.splitlines()[0])])


def _printed(console: Console, section: Section) -> Section:
    console.print(table(section))
    return section


@contextmanager
def _started(project: Project, later: Project, folder: Path, counts: Counts) -> Iterator[Bench]:
    """All servers and a browser; the app also with the figures of a later period."""
    file, later_file = (item.warehouse / "warehouse.duckdb" for item in (project, later))
    with (
        serve_app(project.root, folder / "app.log") as app,
        serve_app(later.root, folder / "later.log") as later_app,
        serve_peer(file, folder) as peer,
        open_browser() as browser,
    ):
        bench = Bench(app, peer, browser, warehouse(file), counts)
        yield replace(bench, later=replace(bench, app=later_app, source=warehouse(later_file)))


def _copy_of_project(root: Path) -> Project:
    """The dashboard in a folder of its own, where a build disturbs nobody."""
    for name in ("dashboard", "etl", "geo", "pages", ".streamlit", "data/raw", "data/catalogue"):
        shutil.copytree(ROOT / name, root / name, ignore=_TOOLS)
    shutil.copy(ROOT / "app.py", root)
    return Project(root)


if __name__ == "__main__":
    main()
