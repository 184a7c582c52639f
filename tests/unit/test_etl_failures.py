"""Whatever a command ends by is told in words: what, where, what to do; never a traceback."""

import errno
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
import typer
from typer.testing import CliRunner

from etl.__main__ import app
from etl.checked import Project
from etl.commands.failures import CommandsInWords, failure
from etl.load.warehouse import LoadError
from etl.problems import MOST_TOLD, BuildError, Problem


def raising(error: BaseException) -> Callable[..., None]:
    def fail(*_args: object, **_named: object) -> None:
        raise error

    return fail


def system_error(number: int) -> OSError:
    return OSError(number, os.strerror(number), "data/warehouse")


CASES = {
    "a problem of the input": (
        BuildError([Problem("data/raw/x.tsv", "63 rows")]),
        ("data/raw/x.tsv: expected 63 rows",),
    ),
    "a full disk": (system_error(errno.ENOSPC), ("data/warehouse: the disk is full; free",)),
    "a full quota": (system_error(errno.EDQUOT), ("data/warehouse: the disk is full; free",)),
    "a forbidden folder": (system_error(errno.EACCES), ("data/warehouse: no permission; let",)),
    "a read-only disk": (system_error(errno.EROFS), ("data/warehouse:", "make it writable")),
    "too many files": (system_error(errno.EMFILE), ("data/warehouse:", "ulimit -n")),
    "a broken disk": (system_error(errno.EIO), ("data/warehouse: Input/output error",)),
    "no memory": (MemoryError(), ("not enough memory; close other programs",)),
    "no memory for the store": (duckdb.OutOfMemoryException("4 GB"), ("not enough memory",)),
    "a refused row": (LoadError("a value twice"), ("a value twice",)),
    "a fault": (ValueError("7 is not 8\nmore"), ("fault of the program (ValueError: 7 is not 8)",)),
    "a fault without words": (RecursionError(), ("fault of the program (RecursionError)",)),
}


OF = {"build": "etl.build.build", "check": "etl.checked.check"}


@pytest.mark.parametrize("command", OF)
@pytest.mark.parametrize(("error", "words"), CASES.values(), ids=CASES)
def test_every_failure_is_told_in_words(
    command: str,
    error: Exception,
    words: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(OF[command], raising(error))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    result = CliRunner().invoke(app, [command])
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)
    assert all(word in result.stderr for word in words), result.stderr
    assert "Traceback" not in result.output


def test_a_full_disk_is_named_where_the_warehouse_is_written(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("etl.build.write", raising(system_error(errno.ENOSPC)))
    result = CliRunner().invoke(app, ["build", "--root", str(project.root)])
    assert result.exit_code == 1
    assert "the disk is full" in result.stderr
    assert not project.warehouse.exists()


def test_details_of_a_fault_are_kept_for_whoever_mends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr("etl.checked.check", raising(ValueError("7 is not 8")))
    result = CliRunner().invoke(app, ["check"])
    (details,) = tmp_path.iterdir()
    assert f"Give these details to whoever maintains it: {details}" in result.stderr
    assert "Traceback" in details.read_text("utf-8")
    assert "at test_etl_failures.py:" in result.stderr


def test_details_that_cannot_be_written_are_no_second_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    _fault, details = failure(ValueError("7 is not 8"))
    assert "(they could not be written: " in details


def test_an_interrupted_command_says_so() -> None:
    # Whoever starts the tests in the background may have told them not to listen.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    interrupted = typer.Typer(cls=CommandsInWords)

    @interrupted.command()
    def one() -> None:
        os.kill(os.getpid(), signal.SIGINT)
        signal.pause()

    @interrupted.command()
    def other() -> None: ...

    result = CliRunner().invoke(interrupted, ["one"])
    assert result.exit_code == 130
    assert result.stderr == "Interrupted: nothing half done stays; the command can be run again.\n"


def test_a_terminal_without_vietnamese_letters_shows_them_escaped(project: Project) -> None:
    path = project.root / "data" / "raw" / "bc-btttt-2024-07" / "vii.tsv"
    path.write_text(path.read_text("utf-8").replace("Hà Nội\t40%", "Hà Nội\tx"), "utf-8")
    ended = subprocess.run(
        [sys.executable, "-m", "etl", "check", "--root", str(project.root)],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.stdout.startswith("\\xb7 catalogue")
    assert ended.stderr.endswith("1 problem(s). Nothing was built.\n")


def test_of_very_many_problems_the_first_are_told() -> None:
    problems = [Problem("x.tsv", "a number", line) for line in range(1, 100_001)]
    *told, more = failure(BuildError(problems))
    assert told == [f"x.tsv:{line}: expected a number" for line in range(1, MOST_TOLD + 1)]
    assert more == "… and 99000 more problems"


def test_a_cell_is_quoted_in_short() -> None:
    assert len(str(Problem("x.tsv", "a number", 1, "Tỷ lệ", "7" * 10_000_000))) < 300
