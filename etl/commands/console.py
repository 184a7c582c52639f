"""What commands have in common: where they print, how they fail, where the project lies."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from etl.load.builds import NoBuildError
from etl.load.history import By
from etl.load.warehouse import LoadError
from etl.problems import BuildError

console = Console(soft_wrap=True)
errors = Console(stderr=True, soft_wrap=True)
Root = Annotated[Path, typer.Option(help="The folder that holds data/.", file_okay=False)]
HERE = Path(__file__).resolve().parents[2]
Reason = Annotated[str, typer.Option(help="Why; kept in the history.")]
Who = Annotated[str | None, typer.Option(help="Who does it; the account, if not said.")]


def by(who: str | None, reason: str) -> By:
    """Who runs a command, and why."""
    return By.this_account(reason) if who is None else By(who, reason)


def progress(step: str) -> None:
    """Say that a step of long work has begun."""
    console.print(f"· {step}", style="dim")


@contextmanager
def failing_with(consequence: str) -> Iterator[None]:
    """Say in words what is wrong, and what follows from it."""
    try:
        yield
    except (BuildError, LoadError, NoBuildError) as error:
        problems = error.problems if isinstance(error, BuildError) else (error,)
        for problem in problems:
            errors.print(str(problem), markup=False, highlight=False)
        errors.print(f"{len(problems)} problem(s). {consequence}", style="bold red")
        raise typer.Exit(1) from error
