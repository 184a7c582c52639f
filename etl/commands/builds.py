"""`build`, `check`, `publish`, `rollback` and `history`."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Annotated

import duckdb
import typer
from rich.table import Table

from etl import build as pipeline
from etl import checked
from etl.checked import Project
from etl.commands.console import (
    HERE,
    AsJson,
    Reason,
    Root,
    Who,
    by,
    console,
    failing_with,
    progress,
    silent,
)
from etl.load import builds
from etl.load.history import Event, events
from etl.load.warehouse import DATABASE, loading

_STAYS = "The published build stays in place."


def build(
    root: Root = HERE,
    publish: Annotated[bool, typer.Option(help="Serve it as soon as it is made.")] = True,
    keep: Annotated[int, typer.Option(min=1, help="Builds that stay.")] = builds.KEPT,
    reason: Reason = "",
    who: Who = None,
    as_json: AsJson = False,
) -> None:
    """Make the next build of the warehouse; on any problem the published one stays."""
    started = perf_counter()
    project = Project(root)
    with failing_with(_STAYS):
        built = pipeline.build(
            project,
            silent if as_json else progress,
            by=by(who, reason),
            publishes=publish,
            kept=keep,
        )
    if as_json:
        print(json.dumps({"build": built.number}))
        return
    _print_summary(built.rows_of, builds.folder_of(project.warehouse, built.number) / DATABASE)
    console.print(f"Built {built.number} in {perf_counter() - started:.1f} s")
    if not publish:
        console.print(f"To serve it: python -m etl publish {built.number}")


def check(root: Root = HERE) -> None:
    """Validate catalogue and raw tables without building."""
    with failing_with("Nothing was built."):
        catalogue, facts = checked.check(Project(root), progress)
    console.print(
        f"{len(catalogue.tables)} tables: {len(facts.observations)} observations, "
        f"{len(facts.targets)} targets, no problem"
    )


def publish(
    number: Annotated[int, typer.Argument(help="The number of a build.")],
    root: Root = HERE,
    reason: Reason = "",
    who: Who = None,
) -> None:
    """Serve a build that was made before."""
    with failing_with(_STAYS), loading():
        builds.publish(Project(root).warehouse, number, by(who, reason))
    console.print(f"Build {number} is published")


def rollback(root: Root = HERE, reason: Reason = "", who: Who = None) -> None:
    """Serve the build that was published before the one that is served."""
    with failing_with(_STAYS), loading():
        number = builds.roll_back(Project(root).warehouse, by(who, reason))
    console.print(f"Build {number} is published again")


def history(root: Root = HERE, as_json: AsJson = False) -> None:
    """What was built and published, when, by whom and why."""
    link = Project(root).warehouse
    told, there = events(builds.builds_folder(link)), builds.numbers(link)
    published = builds.published(link)
    if as_json:
        said = {"published": published, "builds": there, "events": [asdict(one) for one in told]}
        print(json.dumps(said, ensure_ascii=False))
        return
    lines = Table("when", "what", "build", "instead of", "who", "why")
    for event in told:
        lines.add_row(*_cells(event))
    console.print(lines)
    names = ", ".join(map(str, there)) or "none"
    console.print(f"Published: {published or 'none'}. Still there: {names}")


def _cells(event: Event) -> tuple[str, ...]:
    when = datetime.fromisoformat(event.at).astimezone()
    before = "" if event.before is None else str(event.before)
    return (
        f"{when:%Y-%m-%d %H:%M}",
        event.action,
        str(event.build),
        before,
        event.by.who,
        event.by.why,
    )


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
