"""The soak goes on beside the other tests: it begins when they begin, and is judged by the last.

It waits most of its two minutes, so it is a process of its own, begun by the first of the processes
that share the tests. The others know that it has ended by a lock that it holds as long as it lives.
"""

import fcntl
import subprocess
import sys
from dataclasses import dataclass
from io import BufferedWriter
from pathlib import Path
from tempfile import mkdtemp

import pytest

from dashboard.store.paths import ROOT

MINUTES = 2
_beside = pytest.StashKey["Beside"]()
_process = pytest.StashKey[subprocess.Popen[bytes]]()


@dataclass(frozen=True)
class Beside:
    """A soak that another process may have begun."""

    folder: Path

    def begin(self) -> subprocess.Popen[bytes]:
        """Let readers come and go."""
        command = [sys.executable, "-m", "tests.soak", "--minutes", str(MINUTES)]
        with self._lock() as lock, (self.folder / "said.txt").open("wb") as said:
            fcntl.flock(lock, fcntl.LOCK_EX)
            return subprocess.Popen(
                [*command, "--folder", self.folder],
                cwd=ROOT,
                stdout=said,
                stderr=subprocess.STDOUT,
                pass_fds=[lock.fileno()],
            )

    def wait(self) -> Path:
        """Its folder, once it has ended."""
        with self._lock() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
        return self.folder

    def _lock(self) -> BufferedWriter:
        return (self.folder / "lock").open("ab")


# Before the others hear that this process knows its tests, and hand them out.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_finish(session: pytest.Session) -> None:
    """Begin, where the soak is among the tests."""
    here = Path(__file__).parent
    if session.config.option.collectonly or all(item.path.parent != here for item in session.items):
        return
    worker: dict[str, str] | None = getattr(session.config, "workerinput", None)
    own = session.config.option.basetemp
    beside = Beside(Path(own).parent if worker else Path(mkdtemp()))
    session.stash[_beside] = beside
    if worker is None or worker["workerid"] == "gw0":
        session.stash[_process] = beside.begin()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """The tests of another process may still wait for it; nobody does if they were broken off."""
    if process := session.stash.get(_process, None):
        if session.shouldstop or session.shouldfail:
            process.terminate()
        process.wait()


@pytest.fixture
def beside(request: pytest.FixtureRequest) -> Beside:
    """The soak that began when the tests did."""
    return request.session.stash[_beside]
