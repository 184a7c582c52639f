"""`python -m etl measure DATASET`: records of dossiers → a draft of what they come to."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.markup import escape

from etl.catalogue.dossier_specs import CountedRecords
from etl.catalogue.load import load_catalogue
from etl.commands.console import HERE, Root, console, failing_with, in_words, progress
from etl.inputs import reading
from etl.intake.decide import PERIOD_FORM, period_of
from etl.receive.drafts import write_draft


def measure(
    dataset: Annotated[Path, typer.Argument(help="The folder with dataset.yml and records.")],
    period: Annotated[str, typer.Option(help=PERIOD_FORM, metavar="PERIOD")],
    engine: Annotated[str, typer.Option(help="duckdb or spark.")] = "duckdb",
    remote: Annotated[
        str | None, typer.Option(help="A Spark cluster, as sc://host:15002.", metavar="ADDRESS")
    ] = None,
    memory: Annotated[
        str, typer.Option(help="What DuckDB may take; the rest it spills.")
    ] = "2500MB",
    out: Annotated[
        Path | None, typer.Option(help="The draft's folder; data/received/<id> if not given.")
    ] = None,
    root: Root = HERE,
) -> None:
    """Count dossiers by unit from their records, and write a draft of the tables."""
    # Only this command needs what takes a second to import.
    from etl.measure.dataset import read_dataset
    from etl.measure.draft import draft_of
    from etl.measure.engines import connected, named
    from etl.measure.measuring import measured

    asked = in_words(period_of, period, "--period")
    with failing_with("Nothing was written."):
        chosen = named(engine, remote)
        progress(f"reading {escape(str(dataset))}")
        found = read_dataset(dataset)
        with reading(root):
            catalogue = load_catalogue(root / "data" / "catalogue")
        with (
            TemporaryDirectory(prefix="etl-measure-") as spill,
            connected(chosen, memory, remote, Path(spill)) as backend,
        ):
            counted = measured(catalogue, found, asked, backend, lambda s: progress(escape(s)))
        folder = out or root / "data" / "received" / found.about.dataset_id
        write_draft(folder, draft_of(catalogue, counted))
    if found.about.invented:
        _say("The records are invented: none of the figures is real.")
    _tell(counted.counted.records)
    _say(f"Draft in {folder}")


def _tell(records: CountedRecords) -> None:
    _say(f"{records.counted} dossiers counted, of {records.records} records.")
    told = {
        "dossiers received outside the period": records.outside,
        "records of earlier versions": records.superseded,
        "records that repeat a version": records.repeated,
        "records without a readable id and version": records.nameless,
        **{f"dossiers left out, {name}": count for name, count in records.left_out.items()},
    }
    for name, count in told.items():
        if count:
            _say(f"{count} {name}")
    for total in records.totals:
        if total.stated != total.counted:
            _say(f"{total.label}: stated are {total.stated} dossiers, counted {total.counted}")


def _say(words: str) -> None:
    console.print(words, markup=False, highlight=False)
