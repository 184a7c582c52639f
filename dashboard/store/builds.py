"""Which build readers are served, and its life in the server.

`data/warehouse` leads to the published build. Every question for a warehouse looks where it leads;
another build is opened and verified before it takes the place of the one that is served, and if it
cannot be, that one stays. What a page or an answer began to read it goes on reading: the build
before stays open for a while, never a third one; the caches go with it.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from dashboard.store import paths
from dashboard.store.build_files import BrokenBuildError, BuildFiles, connect, found_files, opened
from dashboard.store.kept import forget_all_but
from dashboard.store.warehouse import Documents, Warehouse
from etl.language.i18n import OWN, language

_LONGEST_RUN = 60.0
"""Seconds after which nothing reads the build before any more."""


@dataclass(frozen=True)
class State:
    """What the server can say of the builds it serves."""

    build_id: str | None
    """The one that is served; None if there is none."""
    since: datetime | None
    problem: str | None
    """Why the published build is not served; None if it is."""


class ServedBuilds:
    """The builds that the address of a database leads to, of which at most two are open."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._looking = threading.Lock()
        self._seen: BuildFiles | str | None = None
        self._current: Warehouse | None = None
        self._before: Warehouse | None = None
        self._since = 0.0
        self._problem: str | None = None

    def newest(self) -> Warehouse:
        """The newest build that can be served. Raises FileNotFoundError before the first."""
        seen = _files_at(self._database)
        # Who finds another build opens it; others go on with the one there is, if there is one.
        if seen != self._seen and self._looking.acquire(blocking=self._current is None):
            try:
                if seen != self._seen:
                    self._look(seen)
            finally:
                self._looking.release()
        if self._before is not None and time.time() - self._since > _LONGEST_RUN:
            self._let_go()
        if self._current is None:
            raise FileNotFoundError(self._problem)
        return self._current

    def state(self) -> State:
        """What is served now, after a look at what is published."""
        try:
            served = self.newest()
        except FileNotFoundError:
            return State(None, None, self._problem)
        since = datetime.fromtimestamp(self._since, UTC)
        return State(served.build_id, since, self._problem)

    def _look(self, seen: BuildFiles | str) -> None:
        self._let_go()
        try:
            if isinstance(seen, str):
                raise BrokenBuildError(seen)
            build_id, connection = opened(seen, self._database.name)
        except BrokenBuildError as error:
            self._problem, self._seen = str(error), seen
            return
        self._before, self._current = self._current, Warehouse(build_id, OWN, connection)
        self._since, self._problem, self._seen = time.time(), None, seen
        self._forget_others()

    def _let_go(self) -> None:
        before, self._before = self._before, None
        if before is not None:
            before.close()
            # What a run of it has left since the build after it came.
            self._forget_others()

    def _forget_others(self) -> None:
        served = (self._current, self._before)
        forget_all_but(frozenset(build.build_id for build in served if build is not None))


def _files_at(database: Path) -> BuildFiles | str:
    """The published files, or in words why there are none."""
    # A build that is taken away between the link and its files has another in its place by now.
    for _attempt in range(2):
        try:
            return found_files(database)
        except FileNotFoundError as error:
            missing = error.filename
        except OSError as error:
            return str(error)
    return f"there is no {Path(missing).name} where {database.parent} leads"


@lru_cache(maxsize=4)
def _served(database: Path) -> ServedBuilds:
    return ServedBuilds(database)


_read: ContextVar[Warehouse | None] = ContextVar("read", default=None)
_asked_last = ""


def warehouse(path: Path | None = None) -> Warehouse:
    """The build that is read here, in the session's language; of a `path`, that database.

    Raises FileNotFoundError before the first build.
    """
    global _asked_last
    if path is not None:
        file = path.resolve(strict=True)
        found = _at(file, file.stat().st_mtime_ns)
    else:
        found = _read.get() or _served(paths.WAREHOUSE).newest()
    _asked_last = found.build_id
    return found.in_language(language())


@contextmanager
def one_build(build: Warehouse | None = None) -> Iterator[None]:
    """Read one build throughout, whatever is published meanwhile: this one, or the newest."""
    if build is None:
        with suppress(FileNotFoundError):
            build = _served(paths.WAREHOUSE).newest()
    token = _read.set(build)
    try:
        yield
    finally:
        _read.reset(token)


def build_read_here() -> Warehouse | None:
    """The build that `one_build` holds; None outside of it."""
    return _read.get()


def documents_read() -> Documents:
    """Which documents of the build are read here."""
    read = _read.get()
    return Documents() if read is None else read.documents


def opened_build() -> str:
    """The build that is read here, or was asked for last; empty before the first."""
    read = _read.get()
    return _asked_last if read is None else read.build_id


def is_built() -> bool:
    """Whether there is a build to read."""
    return _read.get() is not None or state().build_id is not None


def state() -> State:
    """Which build is served, since when, and why it is not the published one."""
    return _served(paths.WAREHOUSE).state()


@lru_cache(maxsize=1)
def _at(file: Path, changed: int) -> Warehouse:
    """A database that is not served."""
    return Warehouse(f"{file.parent.name}-{changed:x}", OWN, connect(file))
