"""`python -m etl import DRAFT…`: try a draft, show what it changes, and take it in with `--yes`."""

from pathlib import Path
from typing import Annotated

import typer

from etl.checked import Project
from etl.commands.console import HERE, Root, console, errors, in_words, progress
from etl.intake.aliases import FORM, alias_of
from etl.intake.as_json import json_of
from etl.intake.decide import PERIOD_FORM, Decisions, period_of
from etl.intake.printed import print_arrivals, print_difference, print_problems
from etl.intake.settings import FORM as SETTING
from etl.intake.settings import setting_of
from etl.intake.take_in import Asked, Intake, take_in


def import_draft(
    drafts: Annotated[list[Path], typer.Argument(help="Folders of drafts, or single .yml files.")],
    period: Annotated[str | None, typer.Option(help=PERIOD_FORM, metavar="PERIOD")] = None,
    as_next_of: Annotated[
        str | None, typer.Option(help="The table that it is a later print of.", metavar="TABLE")
    ] = None,
    document: Annotated[
        str | None, typer.Option(help="The document that it came in.", metavar="ID")
    ] = None,
    set_key: Annotated[
        list[str] | None, typer.Option("--set", help=f"A key that is open: {SETTING}.")
    ] = None,
    alias: Annotated[
        list[str] | None, typer.Option(help=f"A spelling to be listed: {FORM}.", metavar="NAME=ID")
    ] = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of a table that is there.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Write it into data/.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object and nothing else.")
    ] = False,
    root: Root = HERE,
) -> None:
    """Try a draft over the data and show what it changes; with --yes, take it in."""
    asked = Asked(
        tuple(drafts),
        Decisions(
            None if period is None else in_words(period_of, period, "--period"),
            as_next_of,
            document,
            tuple(in_words(setting_of, text, "--set") for text in set_key or ()),
        ),
        tuple(in_words(alias_of, text, "--alias") for text in alias or ()),
        replace,
        yes,
    )
    intake = take_in(Project(root), asked, _silent if as_json else progress)
    if as_json:
        print(json_of(intake))
    else:
        _print(intake)
    if intake.outcome == "refused":
        raise typer.Exit(1)


def _print(intake: Intake) -> None:
    match intake.outcome:
        case "refused":
            print_problems(errors, intake)
            count = len(intake.problems)
            errors.print(f"{count} problem(s). Nothing in data/ was changed.", style="bold red")
            return
        case "unchanged":
            console.print("All of it is in data/ already, with equal content. Nothing to do.")
            return
    print_arrivals(console, intake)
    if intake.difference is not None:
        print_difference(console, intake.difference)
    if intake.not_compared is not None:
        console.print(f"Not compared: {intake.not_compared}", markup=False)
    files = ", ".join(intake.files)
    if intake.outcome == "written":
        console.print(f"Written: {files}", markup=False, highlight=False)
        console.print("Next: python -m etl build; or build --no-publish, look, and publish it")
    else:
        console.print(f"Nothing was written. With --yes: {files}", markup=False, highlight=False)


def _silent(step: str) -> None:
    """Of an import whose output is one JSON object."""
