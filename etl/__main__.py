"""`python -m etl`: from received tables to the published warehouse, and back."""

import typer

from etl.commands import builds
from etl.commands.extract import extract
from etl.commands.failures import CommandsInWords
from etl.commands.import_draft import import_draft
from etl.commands.measure import measure

app = typer.Typer(
    cls=CommandsInWords,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Raw tables and catalogue → warehouse.",
)

app.command("import")(import_draft)
for command in (
    extract,
    measure,
    builds.check,
    builds.build,
    builds.publish,
    builds.rollback,
    builds.history,
):
    app.command()(command)


if __name__ == "__main__":
    app()
