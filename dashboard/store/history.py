"""When builds were published: what the pipeline noted beside them (`etl/load/history.py`)."""

import json
from dataclasses import dataclass
from datetime import datetime

from dashboard.store import paths

_FILE = "history.jsonl"
_PUBLISHING = ("publish", "rollback")


@dataclass(frozen=True)
class Published:
    """A build came to be the one that readers get; who did that and why is not told."""

    build: int
    at: datetime
    is_rollback: bool


def published() -> tuple[Published, ...]:
    """All that is noted, the newest first; empty where builds came here without their history."""
    try:
        file = paths.WAREHOUSE.parent.resolve().parent / _FILE
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ()
    found = [event for line in lines if (event := _event(line)) is not None]
    return tuple(reversed(found))


def _event(line: str) -> Published | None:
    """None of a line that a full disk has cut short, and of what published nothing."""
    try:
        told = json.loads(line)
        if told["action"] not in _PUBLISHING:
            return None
        at = datetime.fromisoformat(told["at"])
        return Published(int(told["build"]), at, told["action"] == "rollback")
    except (ValueError, TypeError, KeyError):
        return None
