"""`python -m etl build` and `python -m etl check`."""

from collections.abc import Mapping
from pathlib import Path
from time import perf_counter
from typing import Annotated

import duckdb
import typer
from rich.console import Console
from rich.table import Table

from etl import build as pipeline
from etl.commands.extract import extract_command
from etl.load.warehouse import DATABASE, LoadError
from etl.problems import BuildError

app = typer.Typer(add_completion=False, help="Raw tables and catalogue → warehouse.")
console = Console(soft_wrap=True)
errors = Console(stderr=True, soft_wrap=True)
Root = Annotated[Path, typer.Option(help="The folder that holds data/.", file_okay=False)]
HERE = Path(__file__).resolve().parent.parent
app.command("extract")(extract_command)


@app.command()
def build(root: Root = HERE) -> None:
    """Build data/warehouse; on any problem keep the one that is there."""
    started = perf_counter()
    try:
        rows_of = pipeline.build(pipeline.Project(root), _progress)
    except (BuildError, LoadError) as error:
        raise _failed(error, "The warehouse of the last good build stays in place.") from error
    _print_summary(rows_of, root / "data" / "warehouse" / DATABASE)
    console.print(f"Built {root / 'data' / 'warehouse'} in {perf_counter() - started:.1f} s")


@app.command()
def check(root: Root = HERE) -> None:
    """Validate catalogue and raw tables without building."""
    try:
        catalogue, facts = pipeline.check(pipeline.Project(root), _progress)
    except BuildError as error:
        raise _failed(error, "Nothing was built.") from error
    console.print(
        f"{len(catalogue.tables)} tables: {len(facts.observations)} observations, "
        f"{len(facts.targets)} targets, no problem"
    )


def _progress(step: str) -> None:
    console.print(f"· {step}", style="dim")


def _failed(error: BuildError | LoadError, consequence: str) -> typer.Exit:
    problems = error.problems if isinstance(error, BuildError) else (error,)
    for problem in problems:
        errors.print(str(problem), markup=False, highlight=False)
    errors.print(f"{len(problems)} problem(s). {consequence}", style="bold red")
    return typer.Exit(1)


def _print_summary(rows_of: Mapping[str, int], database: Path) -> None:
    sizes = Table("table", "rows", title="Rows per table", title_justify="left")
    for name, rows in rows_of.items():
        sizes.add_row(name, str(rows))
    missing = Table(
        "source table", "units without a value", title="Missing values", title_justify="left"
    )
    kinds = Table("kind", "issues", title="Quality issues", title_justify="left")
    with duckdb.connect(database, read_only=True) as warehouse:
        for table, sql in ((missing, _MISSING), (kinds, _KINDS)):
            for name, count in warehouse.execute(sql).fetchall():
                table.add_row(name, str(count))
    for table in (sizes, missing, kinds):
        console.print(table)


_MISSING = """
    SELECT table_id, count(DISTINCT unit_id) FROM observation WHERE value_high IS NULL
    GROUP BY ALL ORDER BY ALL
"""

_KINDS = "SELECT kind, count(*) FROM quality_issue GROUP BY ALL ORDER BY 2 DESC, min(rowid)"


if __name__ == "__main__":
    app()
