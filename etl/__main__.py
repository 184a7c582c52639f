"""`python -m etl`: from received tables to the published warehouse, and back."""

import typer

from etl.commands import builds
from etl.commands.extract import extract

app = typer.Typer(add_completion=False, help="Raw tables and catalogue → warehouse.")

for command in (
    extract,
    builds.check,
    builds.build,
    builds.publish,
    builds.rollback,
    builds.history,
):
    app.command()(command)


if __name__ == "__main__":
    app()
