"""Fixtures that several test folders share: the catalogue, one built warehouse, a copy to spoil."""

import gc
import re
import shutil
from collections.abc import Callable, Iterator
from fcntl import LOCK_EX, flock
from functools import cache, partial
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import settings
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import app_test, local_script_runner
from xdist.scheduler import LoadScopeScheduling

from dashboard.queries.statements import said
from dashboard.store.build_files import connect
from dashboard.store.builds import warehouse as read_warehouse
from dashboard.words.statements import write_or_none
from etl.build import build
from etl.catalogue import entries
from etl.catalogue.load import Catalogue, load_catalogue
from etl.checked import Project
from etl.language import po_files
from tests.later_periods import (
    CONTINUED,
    NEXT_JUNE,
    YEAR,
    Later,
    LaterOf,
    built_again,
    print_a_series,
    print_again,
    print_changed,
    print_for_34,
)

# How fast a machine is says nothing of a property; `make bench` measures speed.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

ROOT = Path(__file__).parents[1]

# Every AppTest looks through all installed packages for components, which is a fifth of its time;
# what is installed does not change while the tests run.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
# Nor do the scripts of the pages, and a server keeps them compiled.
app_test.ScriptCache = cache(app_test.ScriptCache)


def _wait_for_run(runner: local_script_runner.LocalScriptRunner, timeout: float = 3) -> None:
    runner._script_thread.join(timeout)
    assert runner.script_stopped(), f"the page ran for more than {timeout} s"


# AppTest asks every millisecond whether the page has run, which takes the time from the page.
local_script_runner.require_widgets_deltas = _wait_for_run

# Nearly the same catalogue is read hundreds of times; to parse it is a third of a check, to parse
# its translations a tenth of a build.
entries.parse_yaml = cache(entries.parse_yaml)
po_files.parse_catalogue = cache(po_files.parse_catalogue)


def copy_of_data(root: Path) -> Project:
    for name in ("raw", "catalogue"):
        shutil.copytree(ROOT / "data" / name, root / "data" / name)
    return Project(root)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The real catalogue."""
    return load_catalogue(Project(ROOT).catalogue)


Made = Callable[[str, Callable[[Project], object]], Project]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Made:
    """`made("name", build)`: a copy of the real data and what was made of it, to read only; once
    for all processes that share the tests."""
    folder = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        folder = folder.parent

    def make(name: str, change: Callable[[Project], object]) -> Project:
        root, done = folder / f"made-{name}", folder / f"made-{name}.done"
        with (folder / f"made-{name}.lock").open("w") as lock:
            # Whoever comes meanwhile waits for it.
            flock(lock, LOCK_EX)
            if not done.exists():
                shutil.rmtree(root, ignore_errors=True)
                change(copy_of_data(root))
                done.touch()
        return Project(root)

    return make


@pytest.fixture(scope="session")
def built_project(made: Made) -> Project:
    """The real data, built once for all; to read, not to change."""
    return made("built", build)


@pytest.fixture(scope="session")
def warehouse(built_project: Project) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection to the warehouse of the real data."""
    # As the dashboard opens it: a process opens a file in one way only.
    with connect(built_project.warehouse / "warehouse.duckdb") as connection:
        yield connection


@pytest.fixture(scope="session")
def sentence(built_project: Project) -> Callable[[str | None, str | None], str | None]:
    """`sentence(note_code, note_parts)`: a statement of the real data in Vietnamese."""
    source = read_warehouse(built_project.warehouse / "warehouse.duckdb")
    return lambda code, parts: write_or_none(said(source, code, parts))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A copy of the real data that the test may change and build."""
    return copy_of_data(tmp_path)


@pytest.fixture(scope="session")
def printed_again(made: Made) -> Project:
    """The real data and tables of every kind printed again for the whole year; to read only."""
    return made("printed-again", lambda project: built_again(project, CONTINUED))


@pytest.fixture(scope="session")
def of_many_periods(made: Made) -> Project:
    """The real data, all units again at the due date, some after it, and the 34 later; to read."""

    def print_all(project: Project) -> None:
        for table_id in ("ii-a", "ii-b"):
            print_again(project, table_id, period=YEAR)
        print_again(project, "ix-tinh", period=NEXT_JUNE | {"kind": "as_of"}, rows=20, turned=True)
        build(print_for_34(project))

    return made("many-periods", print_all)


@pytest.fixture(scope="session")
def with_series(made: Made) -> Project:
    """The real data, and the rates of provinces in five later tables, one for the 34; to read."""
    return made("with-series", lambda project: build(print_for_34(print_a_series(project))))


@pytest.fixture(scope="session")
def changed(made: Made) -> Project:
    """The real data, and the same units a year later with other rates; to read only."""
    return made("changed", lambda project: build(print_changed(project)))


@pytest.fixture
def later(project: Project) -> Later:
    """`later("ii-b", period=…)`: the project, and the same rows printed in a later document."""
    return partial(print_again, project)


@pytest.fixture(scope="session")
def later_of(tmp_path_factory: pytest.TempPathFactory) -> LaterOf:
    """`later_of("name")`: as `later`, of a project for a module's tests to share."""
    return lambda name: partial(print_again, copy_of_data(tmp_path_factory.mktemp(name)))


_ORDER = (
    *("tests/browser/", "tests/unit/test_etl", "tests/pages/", "tests/soak/", "tests/contract/"),
    "tests/",
)
"""Long ones first, so that all processes end together; the soak, which waits more than it works,
while there is as much left to do beside it."""


class AddressScheduling(LoadScopeScheduling):
    """Which tests stay together when several processes share them, and which come first.

    Together are those of a page's address, of a view in the browser, and of a visitor's first
    screens, so that each is opened once; all others by file, so that what a file prepares is
    prepared once. In the browser, where all share the server and the tabs, each test is by itself,
    but for those of the operators' page, who share a product of their own.
    """

    def _split_scope(self, nodeid: str) -> str:
        file, _test, rest = nodeid.partition("::")
        given = rest.partition("[")[2].removesuffix("]")
        if file.startswith("tests/pages/") and given:
            return re.sub(r"-(vi|en)$", "", given)
        if file.endswith("test_access.py") and given not in ("", "light", "dark"):
            return f"{file}::" + re.sub(r"^\d+-(light|dark)-", "", given)
        if file.endswith("test_first_screen.py"):
            return f"{file}::{given.partition('-')[0]}"
        alone = file.startswith("tests/browser/") and not file.endswith("test_update.py")
        return nodeid if alone else file

    def _assign_work_unit(self, node: Any) -> None:
        self.workqueue.move_to_end(min(self.workqueue, key=self._place), last=False)
        super()._assign_work_unit(node)

    def _place(self, scope: str) -> int:
        file = next(iter(self.workqueue[scope])).partition("::")[0]
        return next(place for place, start in enumerate(_ORDER) if file.startswith(start))


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> AddressScheduling:
    """Asked by pytest-xdist when there is more than one process."""
    return AddressScheduling(config, log)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Let the collector of garbage pass over what stays: modules and thousands of tests."""
    gc.collect()
    gc.freeze()
