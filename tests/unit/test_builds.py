"""Builds have numbers; one is published; what a command that died has left goes with the next."""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from typer.testing import CliRunner

from etl.__main__ import app
from etl.build import build
from etl.checked import Project
from etl.load import builds, history
from etl.load.builds import (
    NoBuildError,
    builds_folder,
    folder_of,
    new_build,
    numbers,
    publish,
    published,
    roll_back,
)
from etl.load.history import By, Event, events, record

ME = By("An", "thử")


@pytest.fixture
def link(tmp_path: Path) -> Path:
    return tmp_path / "data" / "warehouse"


def made(link: Path, count: int = 1, *, publishes: bool = True, kept: int = builds.KEPT) -> None:
    for _time in range(count):
        with new_build(link, ME, publishes=publishes, kept=kept) as fresh:
            (fresh.folder / "content").write_text(str(fresh.number), encoding="utf-8")


def served(link: Path) -> int:
    """The number that readers find."""
    return int((link / "content").read_text(encoding="utf-8"))


def told(link: Path) -> list[tuple[str, int, int | None]]:
    return [(event.action, event.build, event.before) for event in events(builds_folder(link))]


def test_builds_are_numbered_and_the_newest_is_published(link: Path) -> None:
    assert (numbers(link), published(link)) == ([], None)
    made(link, 3)
    assert (numbers(link), published(link), served(link)) == ([1, 2, 3], 3, 3)


def test_a_build_need_not_be_published(link: Path) -> None:
    made(link)
    made(link, publishes=False)
    assert (numbers(link), published(link), served(link)) == ([1, 2], 1, 1)
    publish(link, 2, ME)
    assert served(link) == 2


def test_ten_stay_and_the_published_one_always_does(link: Path) -> None:
    made(link, 2)
    publish(link, 1, ME)
    made(link, 12, publishes=False)
    assert numbers(link) == [1, *range(5, 15)]
    assert served(link) == 1
    made(link, publishes=False, kept=2)
    assert numbers(link) == [1, 14, 15]


def test_a_number_is_never_used_again(link: Path) -> None:
    made(link, 2)
    publish(link, 1, ME)
    made(link, publishes=False, kept=1)
    for number in numbers(link)[1:]:
        (folder_of(link, number) / "content").unlink()
        folder_of(link, number).rmdir()
    made(link)
    assert numbers(link) == [1, 4]


def test_a_rollback_leads_to_the_build_published_before(link: Path) -> None:
    made(link)
    made(link, publishes=False)
    made(link, 2)
    assert roll_back(link, ME) == 3
    assert roll_back(link, ME) == 1
    assert served(link) == 1
    with pytest.raises(NoBuildError, match="no build before 1 was published"):
        roll_back(link, ME)
    assert served(link) == 1


def test_a_build_that_is_not_there_is_named_with_those_that_are(link: Path) -> None:
    made(link, 2)
    with pytest.raises(NoBuildError, match="no build 7; there are: 1, 2"):
        publish(link, 7, ME)
    with pytest.raises(NoBuildError, match="there are: none"):
        publish(link.with_name("other") / "warehouse", 1, ME)


def test_who_when_and_why_stay_on_record(link: Path) -> None:
    made(link)
    made(link, publishes=False)
    publish(link, 2, By("Bình", "báo cáo mới"))
    roll_back(link, By("Chi", "sai kỳ"))
    assert told(link) == [
        ("build", 1, None),
        ("publish", 1, None),
        ("build", 2, None),
        ("publish", 2, 1),
        ("rollback", 1, 2),
    ]
    lines = events(builds_folder(link))
    assert [event.by for event in lines[-2:]] == [By("Bình", "báo cáo mới"), By("Chi", "sai kỳ")]
    assert all(event.at.endswith("+00:00") for event in lines)


def test_a_record_is_added_and_never_changed(link: Path) -> None:
    made(link)
    before = (builds_folder(link) / history.FILE).read_bytes()
    made(link)
    assert (builds_folder(link) / history.FILE).read_bytes().startswith(before)


def test_a_line_that_a_full_disk_cut_hides_no_other(link: Path) -> None:
    made(link)
    with (builds_folder(link) / history.FILE).open("a", encoding="utf-8") as file:
        file.write('\n{"action": "publ')
    record(builds_folder(link), Event("publish", 9, ME, 1))
    assert told(link)[-1] == ("publish", 9, 1)
    assert len(told(link)) == 3


def test_a_failing_build_leaves_nothing(link: Path) -> None:
    made(link)

    def fail() -> None:
        with new_build(link, ME) as fresh:
            (fresh.folder / "content").write_text("half", encoding="utf-8")
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        fail()
    assert sorted(path.name for path in builds_folder(link).iterdir()) == ["000001", history.FILE]
    assert served(link) == 1


class DiedError(BaseException):
    """The process was killed."""


def dying(monkeypatch: pytest.MonkeyPatch, owner: object, name: str, *, after: bool) -> None:
    """Die at the next call of a function, before it or after it."""
    real: Callable[..., object] = getattr(owner, name)

    def die(*args: object, **options: object) -> None:
        monkeypatch.setattr(owner, name, real)
        if after:
            real(*args, **options)
        raise DiedError

    monkeypatch.setattr(owner, name, die)


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize(
    ("owner", "name"),
    [(Path, "rename"), (Path, "symlink_to"), (Path, "replace"), (builds, "record")],
)
def test_killed_anywhere_the_next_command_finds_all_in_order(
    link: Path, monkeypatch: pytest.MonkeyPatch, owner: object, name: str, after: bool
) -> None:
    """Killed, not failed: nothing is cleared away by the one that dies."""
    made(link, 2)
    monkeypatch.setattr(builds.shutil, "rmtree", lambda *_args, **_options: None)
    monkeypatch.setattr(Path, "unlink", lambda *_args, **_options: None)
    dying(monkeypatch, owner, name, after=after)
    with pytest.raises(DiedError):
        made(link)
    monkeypatch.undo()
    assert served(link) == published(link)
    assert served(link) in (2, 3)
    made(link)
    assert served(link) == published(link) == numbers(link)[-1]
    names = {path.name for path in builds_folder(link).iterdir()}
    assert names == {history.FILE, *(f"{number:06d}" for number in numbers(link))}
    # Every publication is on record, that of the one that died too.
    publications = [event for event in told(link) if event[0] == "publish"]
    assert [before for _action, _number, before in publications[1:]] == [
        number for _action, number, _before in publications[:-1]
    ]


def test_folders_of_times_without_numbers_go(link: Path) -> None:
    old = builds_folder(link) / "build-x7"
    old.mkdir(parents=True)
    link.symlink_to(old.relative_to(link.parent))
    assert published(link) is None
    made(link)
    assert not old.exists()
    assert served(link) == 1


def test_the_manifest_tells_what_a_build_is_made_of(built_project: Project) -> None:
    folder = built_project.warehouse.resolve()
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))

    def digests(root: Path, *folders: Path) -> dict[str, str]:
        paths = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
        return {
            path.relative_to(root).as_posix(): sha256(path.read_bytes()).hexdigest()
            for path in paths
            if path.name != "manifest.json"
        }

    assert manifest["files"] == digests(folder, folder)
    data = built_project.root / "data"
    assert manifest["inputs"] == digests(built_project.root, data / "raw", data / "catalogue")
    assert manifest["data_as_of"]["bc-btttt-2024-07"] == "2024-07-31"
    assert manifest["rows"]["observation"] > 1000
    assert manifest["build"] == published(built_project.warehouse)


def test_inputs_that_change_meanwhile_stop_a_build(
    built_project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(built_project.root, tmp_path / "project", symlinks=True)
    project = Project(tmp_path / "project")
    seen = iter(({"a": "1"}, {"a": "2"}))
    monkeypatch.setattr("etl.build.input_digests", lambda _root: next(seen))
    with pytest.raises(Exception, match="changed meanwhile"):
        build(project)
    assert numbers(project.warehouse) == [1]


def test_the_commands(project: Project) -> None:
    def run(*words: str) -> str:
        result = CliRunner().invoke(app, [*words, "--root", str(project.root)])
        assert result.exit_code == 0, result.output
        return result.output

    def refused(*words: str) -> str:
        result = CliRunner().invoke(app, [*words, "--root", str(project.root)])
        assert result.exit_code == 1
        return result.output

    assert "no build 1; there are: none" in refused("publish", "1")
    run("build", "--reason", "lần đầu")
    assert "To serve it: python -m etl publish 2" in run("build", "--no-publish")
    assert published(project.warehouse) == 1
    run("publish", "2", "--who", "Bình", "--reason", "báo cáo mới")
    assert published(project.warehouse) == 2
    assert "Build 1 is published again" in run("rollback", "--reason", "sai kỳ")
    assert "The published build stays in place" in refused("rollback")
    output = run("history")
    assert "Published: 1. Still there: 1, 2" in output
    for words in ("lần đầu", "Bình", "báo cáo mới", "sai kỳ", "rollback"):
        assert words in output


def test_an_account_without_a_name_is_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError("getpwuid(): uid not found: 12345")

    monkeypatch.setattr(history, "getuser", nameless)
    assert By.this_account("vì sao") == By(str(os.getuid()), "vì sao")
    assert replace(By.this_account(), who="An") == By("An", "")
