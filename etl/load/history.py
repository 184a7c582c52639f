"""What was built and published, when, by whom and why: lines that are added and never changed."""

import json
import os
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from getpass import getuser
from pathlib import Path

FILE = "history.jsonl"
"""In the folder of the builds."""


@dataclass(frozen=True)
class By:
    """Who did it, and why."""

    who: str
    why: str

    @classmethod
    def this_account(cls, why: str = "") -> "By":
        """The account that runs the command."""
        try:
            return cls(getuser(), why)
        except (KeyError, OSError):
            # A container may run under a number that has no name.
            return cls(str(os.getuid()), why)


@dataclass(frozen=True)
class Event:
    """A build was made (`build`) or the link came to lead to it (`publish`, `rollback`)."""

    action: str
    build: int
    by: By
    before: int | None = None
    """The build that was published until then."""
    at: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))


def record(builds: Path, event: Event) -> None:
    """Add a line to the history, on disk when this returns."""
    # Begun on a line of its own, whatever a full disk has left of the line before; written at once,
    # so that two writers never mix their lines.
    line = "\n" + json.dumps(asdict(event), ensure_ascii=False)
    held = os.open(builds / FILE, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        os.write(held, line.encode())
        os.fsync(held)
    finally:
        os.close(held)


def events(builds: Path) -> list[Event]:
    """The history, the oldest first; a line that was cut short by a full disk is left out."""
    try:
        lines = (builds / FILE).read_text(encoding="utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return []
    return [event for line in lines if (event := _event(line)) is not None]


def _event(line: str) -> Event | None:
    try:
        found = json.loads(line)
        return Event(**found | {"by": By(**found["by"])})
    except (ValueError, TypeError, KeyError):
        return None
