"""Commands of the pipeline killed at random moments: does the published build serve on?

`python -m tests.operation.kills ROOT --count 100` kills that many in a copy of the project, one
after the other, and prints what is not as it should be. Each command is a fork of this process,
which has loaded all it needs and parsed what stays, so that most of its time is its own work.
"""

import hashlib
import json
import os
import random
import shutil
import signal
import sys
import time
from argparse import ArgumentParser
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NoReturn

from etl.__main__ import app
from etl.catalogue import entries
from etl.catalogue.load import load_catalogue
from etl.catalogue.translations import translations
from etl.language import po_files
from tests.operation.invented_report import SHORT_TITLE, write_docx

COMMANDS = ("extract", "import", "build", "publish", "rollback")
LEFT_BEHIND = (".making-*", ".link-*", ".trial-*", ".import", "*.part")
"""What commands have while they work, and nobody after the next one."""


class Killing:
    """A copy of the project, and two prints of one invented report."""

    def __init__(self, root: Path, seed: int) -> None:
        self.root = root
        self.chance = random.Random(seed)
        self.reports = [write_docx(root / f"report-{by:.0f}.docx", by) for by in (5.0, 6.0)]
        self.turn = 0
        self.kills: Counter[str] = Counter()
        self.complaints: list[str] = []
        # How long each takes when nobody kills it.
        self.longest = {
            command: self.timed(command)
            for command in ("build", "extract", "extract", "import", "build", "publish", "rollback")
        }

    def words(self, command: str) -> list[str]:
        """A command that does something, whatever was done before."""
        self.turn += 1
        report = self.reports[self.turn % 2]
        # The two take each other's place.
        draft = self.root / "data" / "received" / report.stem
        title = f"document.short_title_vi={SHORT_TITLE}"
        given = {
            "extract": [str(report)],
            "import": [str(draft), "--set", title, "--replace", "--yes"],
            "build": [],
            "publish": [str(self.chance.choice(self.numbers()))] if command == "publish" else [],
            "rollback": [],
        }
        return [command, *given[command], "--root", str(self.root)]

    def numbers(self) -> list[int]:
        builds = (self.root / "data" / ".warehouse-builds").iterdir()
        return sorted(int(path.name) for path in builds if path.name.isdecimal())

    def run(self, command: str) -> int:
        """Run a command to its end; its exit code."""
        return os.waitstatus_to_exitcode(os.waitpid(self._fork(command), 0)[1])

    def timed(self, command: str) -> float:
        started = time.perf_counter()
        self.run(command)
        return time.perf_counter() - started

    def kill(self) -> bool:
        """Begin a command and kill it at some moment, with its children; False: it had ended."""
        command = self.chance.choice(COMMANDS)
        child = self._fork(command)
        time.sleep(self.chance.uniform(0, self.longest[command]))
        try:
            os.killpg(child, signal.SIGKILL)
        except ProcessLookupError:
            # It has not come to lead a group yet.
            os.kill(child, signal.SIGKILL)
        _pid, status = os.waitpid(child, 0)
        if not os.WIFSIGNALED(status):
            # How long it takes depends on what it finds, and on what else goes on.
            self.longest[command] *= 0.9
            return False
        self.kills[command] += 1
        self.look(f"after {command} was killed")
        return True

    def look(self, when: str) -> None:
        """Whether what is published is whole."""
        folder = self.root / "data" / "warehouse"
        try:
            manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
            for name, digest in manifest["files"].items():
                if hashlib.sha256((folder / name).read_bytes()).hexdigest() != digest:
                    self.complaints.append(f"{when}: {name} is not whole")
        except (OSError, ValueError) as error:
            self.complaints.append(f"{when}: {error}")

    def look_around(self) -> None:
        """Whether the next commands work and leave nothing of those that were killed."""
        for command in ("import", "build", "publish"):
            if code := self.run(command):
                self.complaints.append(f"the next {command} ended with {code}")
        for folder in (self.root, self.root / "data", self.root / "data" / ".warehouse-builds"):
            for pattern in LEFT_BEHIND:
                self.complaints += [f"left behind: {path}" for path in folder.glob(pattern)]
        links = [path for path in (self.root / "data").rglob("*") if path.is_symlink()]
        if links != [self.root / "data" / "warehouse"]:
            self.complaints.append(f"links: {links}")

    def _fork(self, command: str) -> int:
        words = self.words(command)
        child = os.fork()
        if child == 0:
            self._be(words)
        return child

    def _be(self, words: list[str]) -> NoReturn:
        code = 1
        try:
            os.setsid()
            silent = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silent, 1)
            os.dup2(silent, 2)
            app(words)
        except SystemExit as ended:
            code = int(ended.code or 0)
        finally:
            os._exit(code)


def main() -> None:
    """Kill so many commands; exit code 1 if anything is not as it should be."""
    parser = ArgumentParser(prog="python -m tests.operation.kills", description=__doc__)
    parser.add_argument("root", type=Path, help="a folder that gets a copy of data/")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    here = Path(__file__).parents[2]
    for name in ("raw", "catalogue"):
        shutil.copytree(here / "data" / name, arguments.root / "data" / name)
    entries.parse_yaml = cache(entries.parse_yaml)
    po_files.parse_catalogue = cache(po_files.parse_catalogue)
    load_catalogue(here / "data" / "catalogue")
    translations(here / "data" / "catalogue")
    killing = Killing(arguments.root, arguments.seed)
    while (number := killing.kills.total()) < arguments.count:
        if killing.kill() and number % 10 == 0:
            killing.look_around()
    killing.look_around()
    print(json.dumps({"kills": killing.kills, "complaints": killing.complaints}))
    sys.exit(bool(killing.complaints))


if __name__ == "__main__":
    main()
