"""The commands of the pipeline, each run as a process of its own whose answer is one JSON object.

So a table that takes too long, or too much memory, ends its own process and no reader's page.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.store import paths

_PATIENCE = 600.0
"""Seconds that a command may take."""


@dataclass(frozen=True)
class Answer:
    """How a command ended."""

    is_done: bool
    said: str
    """What it printed for people, if it was not done."""
    data: Mapping[str, Any]


def run(*words: str) -> Answer:
    """Run `python -m etl` with these words over the project's data."""
    command = [sys.executable, "-m", "etl", *words, "--root", str(paths.ROOT)]
    try:
        ended = subprocess.run(
            command, cwd=paths.ROOT, capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return Answer(False, f"{words[0]}: > {_PATIENCE:.0f} s", {})
    return Answer(
        ended.returncode == 0, (ended.stderr or ended.stdout).strip(), _data(ended.stdout)
    )


def _data(printed: str) -> Mapping[str, Any]:
    lines = printed.strip().splitlines()
    try:
        found = json.loads(lines[-1]) if lines else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
