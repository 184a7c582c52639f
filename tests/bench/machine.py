"""Where and when a run was made, and of which commit."""

import os
import platform
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from dashboard.store.paths import ROOT
from tests.browser.conftest import chromium

_PACKAGES = ("streamlit", "plotly", "duckdb", "dash")


@dataclass(frozen=True)
class Run:
    """The circumstances of a run, by what they are called in the report."""

    lines: dict[str, str]
    is_quick: bool


def describe_run(*, is_quick: bool) -> Run:
    """The machine as it is now: to be asked before the run loads it."""
    cores = os.cpu_count()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    packages = ", ".join(f"{name} {version(name)}" for name in _PACKAGES)
    return Run(
        {
            "date": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
            "commit": _commit(),
            "machine": f"{cores} cores ({_processor()}), {memory:.0f} GB",
            "system": f"{platform.system()} {platform.release()}, {platform.machine()}",
            "software": f"Python {platform.python_version()}, {packages}, {_browser()}",
            "load before the run": " ".join(f"{load:.2f}" for load in os.getloadavg()),
        },
        is_quick,
    )


def _commit() -> str:
    commit = _said("git", "rev-parse", "--short", "HEAD")
    # The report itself is written by every run.
    changed = _said("git", "status", "--porcelain", "--", ":!docs")
    return f"{commit} with uncommitted changes" if changed else commit


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    names = (line.partition(": ")[2] for line in lines if line.startswith("model name"))
    return next(names, "unnamed")


def _browser() -> str:
    return _said(str(chromium()), "--version") or "Chromium"


def _said(*command: str) -> str:
    found = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return found.stdout.strip()
