"""Numbered builds, of which one is published: `data/warehouse` is a link to its folder.

A build is written in a folder that no number leads to, and gets its number by one rename when it
is complete; it is published by another, of the link. So a reader finds a whole build or the one
before, whenever a command is killed, and a number never stands for two things. Commands take turns:
what one that died has left behind is cleared by the next.
"""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

from etl.load.history import By, Event, events, record

BUILDS = ".warehouse-builds"
"""Beside the link."""
KEPT = 10
"""Builds that stay when a new one is made; the published one always does."""
_NUMBER = re.compile(r"\d{6,}")
_LINK = ".link-"


class NoBuildError(LookupError):
    """There is no such build, or none to go back to."""


@dataclass(frozen=True)
class FreshBuild:
    """A build in the making."""

    number: int
    folder: Path


def builds_folder(link: Path) -> Path:
    """Where the builds of a link lie."""
    return link.parent / BUILDS


def numbers(link: Path) -> list[int]:
    """The builds that are there, the oldest first."""
    folder = builds_folder(link)
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(int(path.name) for path in found if _NUMBER.fullmatch(path.name))


def folder_of(link: Path, number: int) -> Path:
    """The folder of a build, whether it is there or not."""
    return builds_folder(link) / f"{number:06d}"


def published(link: Path) -> int | None:
    """The number of the build that the link leads to; None before the first."""
    if not link.is_symlink():
        return None
    target = link.readlink()
    known = target.parent.name == BUILDS and _NUMBER.fullmatch(target.name)
    return int(target.name) if known else None


@contextmanager
def new_build(
    link: Path, by: By, *, publishes: bool = True, kept: int = KEPT
) -> Iterator[FreshBuild]:
    """A folder to make the next build in; it gets its number when all is done.

    Unless it `publishes`, the link stays where it is. Raises OSError.
    """
    with turn(link):
        number = _next_number(link)
        folder = Path(mkdtemp(prefix=".making-", dir=builds_folder(link)))
        try:
            yield FreshBuild(number, folder)
            folder.chmod(0o755)
            _to_disk(folder)
            folder.rename(folder_of(link, number))
        except BaseException:
            shutil.rmtree(folder)
            raise
        record(builds_folder(link), Event("build", number, by))
        if publishes:
            _publish(link, number, "publish", by)
        _drop_oldest(link, kept)


def publish(link: Path, number: int, by: By) -> None:
    """Make the link lead to a build. Raises NoBuildError if there is none of this number."""
    with turn(link):
        if number not in numbers(link):
            there = ", ".join(map(str, numbers(link))) or "none"
            raise NoBuildError(f"no build {number}; there are: {there}")
        _publish(link, number, "publish", by)


def roll_back(link: Path, by: By) -> int:
    """Publish the newest build older than the published one that was published before; its number.

    Raises NoBuildError if there is none.
    """
    with turn(link):
        current = published(link)
        was_published = {
            event.build for event in events(builds_folder(link)) if event.action != "build"
        }
        earlier = [
            number
            for number in numbers(link)
            if current is not None and number < current and number in was_published
        ]
        if not earlier:
            raise NoBuildError(f"no build before {current} was published and is still there")
        _publish(link, earlier[-1], "rollback", by)
        return earlier[-1]


@contextmanager
def turn(link: Path) -> Iterator[None]:
    """Wait until no other command changes the builds, and clear away what one that died left.

    The system ends the turn of a process that dies.
    """
    builds = builds_folder(link)
    builds.mkdir(parents=True, exist_ok=True)
    held = os.open(builds, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        _clear(builds)
        _complete_history(link)
        yield
    finally:
        os.close(held)


def _next_number(link: Path) -> int:
    """One that no build has had, be it gone by now."""
    told = [event.build for event in events(builds_folder(link))]
    return max([0, *numbers(link), *told]) + 1


def _publish(link: Path, number: int, action: str, by: By) -> None:
    """Point the link at the build in one step."""
    before = published(link)
    folder = folder_of(link, number)
    fresh = folder.with_name(f"{_LINK}{number}")
    fresh.symlink_to(folder.relative_to(link.parent), target_is_directory=True)
    try:
        fresh.replace(link)
    except OSError:
        fresh.unlink()
        raise
    _sync(link.parent)
    record(builds_folder(link), Event(action, number, by, before))


def _clear(builds: Path) -> None:
    """Remove what is no build: of commands that died, and of times before builds had numbers."""
    for path in builds.iterdir():
        if path.is_dir() and not path.is_symlink():
            if not _NUMBER.fullmatch(path.name):
                shutil.rmtree(path, ignore_errors=True)
        elif path.name.startswith(_LINK):
            path.unlink()


def _complete_history(link: Path) -> None:
    """Record a publication whose command died between the link and its record."""
    builds = builds_folder(link)
    current = published(link)
    told = [event.build for event in events(builds) if event.action != "build"]
    if current is not None and told[-1:] != [current]:
        before = told[-1] if told else None
        record(builds, Event("publish", current, By("", "interrupted"), before))


def _drop_oldest(link: Path, kept: int) -> None:
    """Remove all but the newest builds; a running dashboard keeps reading the files it has open."""
    there, current = numbers(link), published(link)
    for number in there[: max(0, len(there) - kept)]:
        if number != current:
            shutil.rmtree(folder_of(link, number), ignore_errors=True)


def _to_disk(folder: Path) -> None:
    """Wait until the files are on disk, so that a number never stands for a half-written build."""
    for path in folder.iterdir():
        if path.is_file():
            _sync(path)
    _sync(folder)


def _sync(path: Path) -> None:
    held = os.open(path, os.O_RDONLY)
    try:
        os.fsync(held)
    finally:
        os.close(held)
