"""What commands have in common: where they print, how they fail, where the project lies."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import Console

from etl.commands.failures import failure
from etl.load.builds import NoBuildError
from etl.load.history import By
from etl.load.warehouse import LoadError
from etl.problems import BuildError

_T = TypeVar("_T")

console = Console(soft_wrap=True)
errors = Console(stderr=True, soft_wrap=True)
Root = Annotated[Path, typer.Option(help="The folder that holds data/.", file_okay=False)]
HERE = Path(__file__).resolve().parents[2]
Reason = Annotated[str, typer.Option(help="Why; kept in the history.")]
Who = Annotated[str | None, typer.Option(help="Who does it; the account, if not said.")]


AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]


def by(who: str | None, reason: str) -> By:
    """Who runs a command, and why."""
    return By.this_account(reason) if who is None else By(who, reason)


def progress(step: str) -> None:
    """Say that a step of long work has begun."""
    console.print(f"· {step}", style="dim")


def silent(step: str) -> None:
    """Say nothing of a step: the output is for a program."""


@contextmanager
def failing_with(consequence: str) -> Iterator[None]:
    """Say in words what is wrong, and what follows from it."""
    try:
        yield
    except (BuildError, LoadError, NoBuildError) as error:
        for line in failure(error):
            errors.print(line, markup=False, highlight=False)
        count = len(error.problems) if isinstance(error, BuildError) else 1
        errors.print(f"{count} problem(s). {consequence}", style="bold red")
        raise typer.Exit(1) from error


def in_words(read: Callable[[str], _T], text: str, option: str) -> _T:
    """What an option says; where it says nothing that can be meant, the command ends in words."""
    try:
        return read(text)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint=option) from error
