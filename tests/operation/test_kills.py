"""Commands killed at random moments; a hundred of them by `python -m tests.operation.kills`."""

import json
import subprocess
import sys
from pathlib import Path

from dashboard.store.paths import ROOT


def test_killed_commands_leave_the_published_build_and_nothing_else(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.operation.kills", str(tmp_path), "--count", "12"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.stdout, ended.stderr
    said = json.loads(ended.stdout)
    assert said["complaints"] == []
    assert sum(said["kills"].values()) == 12
