"""The life of a build in the server: verified before it is served, let go when it no longer is."""

import json
import os
import shutil
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from dashboard.queries.build import build_of
from dashboard.store import build_files, builds, paths
from dashboard.store.builds import one_build, warehouse
from dashboard.store.kept import kept
from dashboard.store.warehouse import ClosedBuildError, Warehouse
from dashboard.ui.frame import server
from dashboard.ui.frame.on_request import OnRequest
from etl.load.builds import FreshBuild, builds_folder, folder_of, new_build, publish
from etl.load.history import By
from etl.load.manifest import SCHEMA_VERSION
from etl.load.warehouse import DATABASE, write
from tests.made_builds import sign


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three small builds, the first of which is published."""
    link = tmp_path_factory.mktemp("three") / "data" / "warehouse"
    for _number in (1, 2, 3):
        with new_build(link, By("", ""), publishes=False) as fresh:
            _fill(fresh)
    publish(link, 1, By("", ""))
    return link


@pytest.fixture
def link(three: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of them, which the app reads."""
    shutil.copytree(three.parent, tmp_path / "data", symlinks=True)
    monkeypatch.setattr(paths, "WAREHOUSE", tmp_path / "data" / "warehouse" / DATABASE)
    return tmp_path / "data" / "warehouse"


def _fill(fresh: FreshBuild) -> None:
    row = {
        "build_id": fresh.number,
        "built_at": datetime(2026, 11, 29, 8, 0),  # noqa: DTZ001
        "schema_version": SCHEMA_VERSION,
        "inputs_sha256": "",
    }
    write({"build": [row]}, fresh.folder)
    sign(fresh.folder, fresh.number)


def say(folder: Path, **changed: Any) -> None:
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | changed), encoding="utf-8")


def to(link: Path, number: int) -> None:
    publish(link, number, By("", ""))


def served() -> int:
    return build_of(warehouse()).build_id


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=server.ROUTES, middleware=server.MIDDLEWARE))


def test_the_versions_of_the_schema_that_is_written_and_read_agree() -> None:
    assert build_files.READS_SCHEMA == SCHEMA_VERSION


def test_a_published_build_is_served_without_a_restart(link: Path, client: TestClient) -> None:
    assert served() == 1
    to(link, 2)
    assert served() == 2
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (200, "ready")
    assert answer.json()["build"].startswith("2-")
    assert answer.json()["since"].endswith("+00:00")


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM read_csv('{folder}/manifest.json')",
        "SELECT * FROM '{folder}/manifest.json'",
        "SELECT * FROM glob('/etc/*')",
        "COPY (SELECT 1) TO '{folder}/taken.csv'",
        "ATTACH '{folder}/../000002/warehouse.duckdb' AS other (READ_ONLY)",
        "SET lock_configuration = false",
        "SET memory_limit = '1GB'",
        "CREATE TABLE taken AS SELECT 1",
        "DELETE FROM build",
    ],
)
def test_the_served_database_reads_nothing_beside_itself(link: Path, statement: str) -> None:
    with pytest.raises(duckdb.Error):
        warehouse().query(statement.format(folder=link.resolve()))
    assert served() == 1
    assert not (link / "taken.csv").exists()


def test_the_served_database_brings_no_extension(link: Path) -> None:
    settings = warehouse().rows(
        "SELECT name, value FROM duckdb_settings() WHERE name LIKE 'auto%known_extensions'"
    )
    assert {row["name"]: row["value"] for row in settings} == {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
    }


def truncate(folder: Path) -> None:
    with (folder / "warehouse.duckdb").open("r+b") as file:
        file.truncate(100_000)


def spoil_a_byte(folder: Path) -> None:
    with (folder / "warehouse.duckdb").open("r+b") as file:
        file.seek(-5000, os.SEEK_END)
        file.write(b"\x00\xff\x00\xff")


def half_copy(folder: Path) -> None:
    (folder / "warehouse.duckdb").unlink()


BREAKS: dict[str, tuple[Callable[[Path], None], str]] = {
    "truncated": (truncate, "warehouse.duckdb is not the file that its manifest describes"),
    "a byte of it changed": (spoil_a_byte, "is not the file that its manifest describes"),
    "half copied": (half_copy, "there is no warehouse.duckdb"),
    "without a manifest": (lambda at: (at / "manifest.json").unlink(), "no manifest.json"),
    "with half a manifest": (
        lambda at: (at / "manifest.json").write_text('{"build": 2, "fi', "utf-8") and None,
        "no readable manifest.json",
    ),
    "with a list for a manifest": (
        lambda at: (at / "manifest.json").write_text("[]", "utf-8") and None,
        "does not describe a build",
    ),
    "with a manifest of lists": (lambda at: say(at, files=[]), "does not describe a build"),
    "of an older schema": (lambda at: say(at, schema_version=0), "schema version 0"),
    "of a later schema": (lambda at: say(at, schema_version=99), "schema version 99"),
    "gone": (shutil.rmtree, "000002"),
}


@pytest.mark.parametrize(("break_it", "why"), BREAKS.values(), ids=BREAKS)
def test_readers_keep_the_last_good_build(
    link: Path, client: TestClient, break_it: Callable[[Path], None], why: str
) -> None:
    assert served() == 1
    whole = link.with_name("whole")
    shutil.copytree(folder_of(link, 2), whole)
    to(link, 2)
    break_it(folder_of(link, 2))
    assert served() == 1
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["build"].startswith("1-")
    assert why in answer.json()["problem"]
    assert client.get("/healthz").status_code == 200
    # It is made whole, and served without a restart.
    shutil.copytree(whole, folder_of(link, 2), dirs_exist_ok=True)
    assert served() == 2
    assert client.get("/readyz").status_code == 200


@pytest.mark.parametrize(("break_it", "why"), BREAKS.values(), ids=BREAKS)
def test_without_a_good_build_nobody_is_ready(
    link: Path, client: TestClient, break_it: Callable[[Path], None], why: str
) -> None:
    to(link, 2)
    break_it(folder_of(link, 2))
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["build"] is None
    assert why in answer.json()["problem"]
    with pytest.raises(FileNotFoundError):
        warehouse()
    to(link, 3)
    assert served() == 3


def test_a_link_to_nowhere(link: Path, client: TestClient) -> None:
    assert served() == 1
    link.unlink()
    link.symlink_to("nowhere")
    assert served() == 1
    assert client.get("/readyz").status_code == 503
    link.unlink()
    assert client.get("/readyz").status_code == 503


def test_a_build_taken_away_while_it_is_looked_for_is_looked_for_again(
    link: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert served() == 1
    real = builds.found_files
    calls = []

    def racing(database: Path) -> build_files.BuildFiles:
        calls.append(database)
        if len(calls) == 1:
            raise FileNotFoundError(2, "gone", str(folder_of(link, 1)))
        return real(database)

    monkeypatch.setattr(builds, "found_files", racing)
    to(link, 2)
    assert served() == 2
    assert len(calls) == 2


def test_a_run_reads_one_build_from_beginning_to_end(link: Path) -> None:
    with one_build():
        assert served() == 1
        to(link, 2)
        assert served() == 1
    assert served() == 2


def open_builds(link: Path) -> set[str]:
    """The builds whose database this process holds open."""
    names = set()
    for held in Path("/proc/self/fd").iterdir():
        # A descriptor of another thread may be closed meanwhile.
        with suppress(FileNotFoundError):
            path = held.readlink()
            if path.name == DATABASE and path.is_relative_to(builds_folder(link)):
                names.add(path.parent.name)
    return names


def test_two_builds_are_open_at_the_most(link: Path) -> None:
    with one_build():
        first = warehouse()
        assert served() == 1
    to(link, 2)
    assert served() == 2
    # What a run began with it may still read.
    assert build_of.__wrapped__(first).build_id == 1
    assert open_builds(link) == {"000001", "000002"}
    to(link, 3)
    assert served() == 3
    assert open_builds(link) == {"000002", "000003"}
    with pytest.raises(ClosedBuildError):
        build_of.__wrapped__(first)


def test_the_build_before_is_let_go_after_the_longest_run(
    link: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert served() == 1
    to(link, 2)
    assert served() == 2
    monkeypatch.setattr(builds, "_LONGEST_RUN", -1.0)
    assert served() == 2
    assert open_builds(link) == {"000002"}


def test_what_is_kept_of_a_build_goes_with_it(link: Path) -> None:
    made: list[str] = []

    @kept(8)
    def words(source: Warehouse) -> str:
        made.append(source.build_id)
        return source.build_id

    offers: OnRequest[str] = OnRequest(8)
    with one_build():
        words(warehouse())
        key = offers.offer("of 1", lambda: str(served()))
    to(link, 2)
    assert served() == 2
    assert words.cache_info().currsize == 0
    # A page of the build before can still be asked for its files, and they are of that build.
    assert offers.asked(key) == "1"
    to(link, 3)
    assert served() == 3
    with pytest.raises(FileNotFoundError):
        offers.asked(key)


def test_others_read_on_while_a_build_is_verified(
    link: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert served() == 1
    real, begun, go_on = builds.opened, threading.Event(), threading.Event()

    def slow(files: build_files.BuildFiles, name: str) -> Any:
        begun.set()
        assert go_on.wait(30)
        return real(files, name)

    monkeypatch.setattr(builds, "opened", slow)
    to(link, 2)
    finder = threading.Thread(target=served)
    finder.start()
    assert begun.wait(30)
    assert served() == 1
    go_on.set()
    finder.join()
    assert served() == 2
