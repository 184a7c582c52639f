"""An import is in `data/` whole or not at all, whenever it is killed, and one at a time."""

import os
from collections.abc import Callable
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from etl.catalogue.load import load_catalogue
from etl.checked import Project
from etl.inputs import reading, replace_together, trial_folder, writing
from etl.intake.decide import Decisions, decided, period_of
from etl.intake.draft import read_drafts
from etl.intake.take_in import Asked, take_in
from etl.intake.trial import arrivals, contents_of
from etl.problems import BuildError
from tests.drafts import TABLE, YEAR, make_draft, raw_of, run, state_of

CONTENTS = {
    "raw/doc/new.tsv": b"new",
    "catalogue/tables/new.yml": b"table: new",
    "catalogue/unit_aliases.csv": b"more",
    "raw/old/gone.tsv": None,
}
BEFORE = {
    "raw/old/gone.tsv": b"gone",
    "catalogue/tables/other.yml": b"table: other",
    "catalogue/unit_aliases.csv": b"few",
}
AFTER = {name: content for name, content in (BEFORE | CONTENTS).items() if content is not None}


class Killed(BaseException):
    """What no part of the program can catch."""


@pytest.fixture
def small(tmp_path: Path) -> Project:
    """A project of a few files that are nothing but different."""
    for name, content in BEFORE.items():
        path = tmp_path / "data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return Project(tmp_path)


def _killed_at(patch: pytest.MonkeyPatch, name: str, number: int, done: Callable[[], None]) -> bool:
    """Whether the process was killed when it called `os.<name>` for the n-th time."""
    calls = iter(range(1, 1000))
    real: Callable[..., Any] = getattr(os, name)

    def call(*arguments: Any, **options: Any) -> Any:
        if next(calls) == number:
            raise Killed
        return real(*arguments, **options)

    with patch.context() as context:
        context.setattr(os, name, call)
        try:
            done()
        except Killed:
            return True
    return False


def _replace(project: Project) -> None:
    with writing(project.root, lambda: None):
        replace_together(project.root, CONTENTS)


@pytest.mark.parametrize("name", ["replace", "fsync", "unlink", "rmdir"])
def test_a_kill_leaves_all_or_nothing(
    name: str, small: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = small.root / "data"
    kills = 0
    outcomes = set()
    while _killed_at(monkeypatch, name, kills + 1, lambda: _replace(small)):
        kills += 1
        with reading(small.root):
            found = state_of(small)
        assert found in (BEFORE, AFTER)
        outcomes.add(found == AFTER)
        assert {path.name for path in data.iterdir()} == {"raw", "catalogue"}
        for path in data.rglob("*.*"):
            path.unlink()
        for target, content in BEFORE.items():
            (data / target).write_bytes(content)
    assert kills > 0
    assert state_of(small) == AFTER
    if name in ("replace", "fsync"):
        # Before the journal is there nothing has happened, after it everything has.
        assert outcomes == {False, True}


@pytest.mark.parametrize("command", ["check", "extract"])
def test_the_rest_of_an_import_is_done_by_the_next_command(
    command: str, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_draft(tmp_path / "draft", raw_of(project, "ii-b"))
    documents = load_catalogue(project.catalogue).documents
    decisions = Decisions(period_of(YEAR))
    drafts = decided(read_drafts([folder]), decisions, documents, lambda _name: None)
    contents = contents_of(project.root, arrivals(project.root, drafts), ())

    def put() -> None:
        with writing(project.root, lambda: None):
            replace_together(project.root, contents)

    assert _killed_at(monkeypatch, "replace", 3, put)
    assert (project.root / "data" / ".import").is_dir()
    if command == "check":
        assert run(project, "check").exit_code == 0
    else:
        received = tmp_path / "bang.csv"
        received.write_text("Tỉnh,Tỷ lệ\nHà Nội,1\n", encoding="utf-8")
        run(project, "extract", received, "--out", tmp_path / "out")
    assert TABLE in load_catalogue(project.catalogue).tables
    assert not (project.root / "data" / ".import").exists()


@pytest.mark.parametrize(
    "journal",
    [
        '{"moves": 1}',
        "",
        '{"moves": [{"target": "../outside.tsv", "staged": "0"}]}',
        '{"moves": [{"target": "raw/../../outside.tsv", "staged": "0"}]}',
        '{"moves": [{"target": "/outside.tsv", "staged": null}]}',
        '{"moves": [{"target": "raw", "staged": null}]}',
        '{"moves": [{"target": "raw/x.tsv", "staged": "../catalogue/units.csv"}]}',
        None,
    ],
    ids=["shape", "empty", "up", "up from below", "root", "folder", "staged elsewhere", "pipe"],
)
def test_a_journal_that_is_broken_is_named(journal: str | None, small: Project) -> None:
    folder = small.root / "data" / ".import"
    folder.mkdir()
    path = folder / "journal.json"
    os.mkfifo(path) if journal is None else path.write_text(journal)
    with pytest.raises(BuildError) as error, reading(small.root):
        pass
    assert str(error.value).startswith("data/.import/journal.json: expected the journal")


def test_a_trial_that_was_killed_is_cleared_away(small: Project) -> None:
    dead = small.root / "data" / ".trial-dead"
    dead.mkdir()
    with reading(small.root), trial_folder(small.root) as alive:
        assert not dead.exists()
        with reading(small.root):
            assert alive.is_dir()
    assert not alive.exists()


def test_a_second_import_waits_and_says_so(project: Project, tmp_path: Path) -> None:
    folder = make_draft(tmp_path / "draft", raw_of(project, "ii-b"))
    asked = Asked((folder,), Decisions(period_of(YEAR)), writes=True)
    told: list[str] = []
    waits = Event()

    def report(step: str) -> None:
        told.append(step)
        if step.startswith("waiting"):
            waits.set()

    found: list[str] = []
    with writing(project.root, lambda: None):
        second = Thread(target=lambda: found.append(take_in(project, asked, report).outcome))
        second.start()
        assert waits.wait(30)
        assert not found
    second.join(60)
    assert told[:3] == [
        "drafts",
        "waiting for another command that reads or writes data/",
        "catalogue",
    ]
    assert found == ["written"]


def test_a_disk_that_refuses_is_told_in_words(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_draft(tmp_path / "draft", raw_of(project, "ii-b"))
    before = state_of(project)

    def refuse(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as context:
        context.setattr(os, "fsync", refuse)
        said = run(project, "import", folder, "--period", YEAR, "--yes")
    assert said.exit_code == 1
    assert "the disk is full" in said.stderr
    with reading(project.root):
        assert state_of(project) == before
