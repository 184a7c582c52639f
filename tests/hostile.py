"""Files that would hang a build, fill its memory or break it, and what a run says of them."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from typer.testing import CliRunner

from etl.__main__ import app
from etl.checked import Project

Edit = Callable[[Path], object]


class Hostile(NamedTuple):
    """A file of the project, what is done to it, and what the line about it must contain."""

    file: str
    edit: Edit
    words: tuple[str, ...]
    named: str | None = None
    """What the line names instead of the file: a rule over several files names their folder."""


def holds(content: str | bytes) -> Edit:
    """Write this into the file instead."""
    data = content.encode() if isinstance(content, str) else content

    def edit(path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)

    return edit


def swapped(old: str, new: str) -> Edit:
    """Replace the first `old`, which must be there."""

    def edit(path: Path) -> None:
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")

    return edit


def replaced(make: Edit) -> Edit:
    """Put something else in the place of the file."""

    def edit(path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        make(path)

    return edit


def told(project: Project, command: str = "check") -> list[str]:
    """The lines about problems that a command ends with; there are some."""
    result = CliRunner().invoke(app, [command, "--root", str(project.root)])
    assert result.exit_code == 1, result.output
    assert "Traceback" not in result.output
    assert "fault of the program" not in result.stderr, result.stderr
    *lines, summary = result.stderr.splitlines()
    assert " problem(s). " in summary
    return lines


def refused(project: Project, case: Hostile) -> None:
    """A line names the file and says what was expected."""
    case.edit(project.root / case.file)
    lines = told(project)
    assert any(
        all(word in line for word in (case.file if case.named is None else case.named, *case.words))
        for line in lines
    ), lines
