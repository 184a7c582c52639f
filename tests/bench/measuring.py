"""`python -m tests.bench.measuring`: count 10⁶, 10⁷ and 10⁸ invented records, write the report.

Every count is the known answer, or the run ends with an error. DuckDB runs in a process of its own,
as the command is run, whose memory is that of the count; Spark once, beside it, to compare.
"""

import json
import os
import subprocess
import sys
import time
from argparse import ArgumentParser
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from dashboard.store.paths import ROOT
from tests.bench.machine import Run, describe_run
from tests.bench.report import amount
from tests.invented_dossiers import PERIOD, Answers, write_dossiers

_RECORDS = (1e6, 1e7, 1e8)
_A_DOSSIER = 2.04
"""Records of each, in the mean."""
_SPARK = 1e6
_MEMORY = 4.0
"""GB that a count may take in all: DuckDB's share, and Python and Arrow beside it."""
_FLAT = 2.0
"""How much more a record of many may take than one of few: less than that is linear."""
_REPORT = ROOT / "docs" / "measuring.md"


@dataclass(frozen=True)
class Counted:
    """A count that came to the known answers."""

    engine: str
    records: int
    seconds: float
    memory: float | None
    """The most that the process held, in GB; None of Spark, whose JVM is another process."""

    @property
    def of_a_record(self) -> float:
        """Microseconds."""
        return self.seconds / self.records * 1e6

    @property
    def cells(self) -> tuple[str, ...]:
        memory = "–" if self.memory is None else f"{self.memory:.2f} GB"
        time_of_one = f"{self.of_a_record:.2f} µs"
        return self.engine, f"{self.records:,}", amount(self.seconds, "s"), time_of_one, memory


def count(folder: Path, engine: str, answers: Answers) -> Counted:
    """Run the command; raises AssertionError if what it counted is not what it had to be."""
    draft = folder / f"draft-{engine}"
    command = [sys.executable, "-m", "etl", "measure", str(folder), "--period", PERIOD]
    command += ["--engine", engine, "--out", str(draft)]
    begun = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _pid, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    assert status == 0, f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}"
    manifest = json.loads((draft / "manifest.json").read_text("utf-8"))
    for key in ("records", "nameless", "repeated", "superseded", "outside", "left_out", "counted"):
        assert manifest[key] == getattr(answers, key), key
    memory = None if engine == "spark" else used.ru_maxrss / 1e6
    return Counted(manifest["engine"], answers.records, seconds, memory)


def measure_all(sizes: list[float], folder: Path) -> list[Counted]:
    """One count after the other; a dataset goes before the next comes."""
    found = []
    for size in sizes:
        with TemporaryDirectory(dir=folder) as dataset:
            answers = write_dossiers(Path(dataset), int(size / _A_DOSSIER), by=("month",))
            engines = ("duckdb", "spark") if size == _SPARK else ("duckdb",)
            for engine in engines:
                found.append(count(Path(dataset), engine, answers))
                print(" ".join(found[-1].cells), flush=True)
    return found


def report(run: Run, found: list[Counted]) -> str:
    """What was measured, and whether it holds what it is to hold."""
    embedded = [one for one in found if one.memory is not None]
    flat = embedded[-1].of_a_record / min(one.of_a_record for one in embedded)
    most = max(one.memory or 0 for one in embedded)
    rows = [("engine", "records", "time", "a record", "memory"), ("---", *["--:"] * 4)]
    rows += [one.cells for one in found]
    return "\n".join(
        (
            "# Counting dossiers\n",
            "Written by `make bench-measure`; not to be edited. Invented records, about two of",
            "every dossier, in folders by month. Each count came to the known answers. Timed is",
            "the whole command, its start and the draft included.\n",
            *(f"- {name}: {value}" for name, value in run.lines.items()),
            "",
            *(f"| {' | '.join(row)} |" for row in rows),
            "",
            f"- A record of the most takes {flat:.2f} × the time of one where it takes the least: "
            f"{'flat' if flat <= _FLAT else 'not flat'} (≤ {_FLAT:g}).",
            f"- The most memory is {most:.2f} GB: "
            f"{'held' if most <= _MEMORY else 'missed'} (≤ {_MEMORY:g} GB).",
            "",
        )
    )


def main() -> None:
    parser = ArgumentParser(prog="python -m tests.bench.measuring", description=__doc__)
    parser.add_argument("records", nargs="*", type=float, default=list(_RECORDS))
    parser.add_argument("--folder", type=Path, help="where the datasets lie meanwhile")
    arguments = parser.parse_args()
    run = describe_run(is_quick=False)
    found = measure_all(arguments.records, arguments.folder)
    text = report(run, found)
    print(text)
    if arguments.records == list(_RECORDS):
        _REPORT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
