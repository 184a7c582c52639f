"""`python -m etl extract FILE`: a received file → drafts of its tables."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from etl.catalogue.load import load_catalogue
from etl.problems import BuildError
from etl.receive.drafts import draft_files, write_draft
from etl.receive.extracted import Extracted, ExtractedTable, extract
from etl.receive.isolated import read_document
from etl.receive.opening import opened

console = Console(soft_wrap=True)
errors = Console(stderr=True, soft_wrap=True)
HERE = Path(__file__).resolve().parents[2]
_SHOWN = 5
"""Problems of a table that are printed; all are in extracted.json."""


def extract_command(
    file: Annotated[Path, typer.Argument(help="DOCX, XLSX, PDF, HTML, CSV, TSV or text.")],
    out: Annotated[
        Path | None, typer.Option(help="The draft's folder; data/received/<name> if not given.")
    ] = None,
    document: Annotated[
        str | None, typer.Option(help="The id of the document, if its number does not tell.")
    ] = None,
    root: Annotated[
        Path, typer.Option(help="The folder that holds data/.", file_okay=False)
    ] = HERE,
) -> None:
    """Find the tables of a received file and write a draft of each; changes nothing else."""
    folder = out or root / "data" / "received" / file.stem
    try:
        _progress(f"reading {file}")
        with opened(file) as received:
            content, sha256 = read_document(received, _progress), received.sha256
        _progress("catalogue")
        catalogue = load_catalogue(root / "data" / "catalogue")
        found = extract(catalogue, root, content, document, _progress)
        write_draft(folder, draft_files(found, file.name, sha256))
    except BuildError as error:
        for problem in error.problems:
            errors.print(str(problem), markup=False, highlight=False)
        errors.print(f"{len(error.problems)} problem(s). Nothing was written.", style="bold red")
        raise typer.Exit(1) from error
    _print_found(found)
    console.print(f"Draft in {folder}", markup=False, highlight=False)


def _progress(step: str) -> None:
    console.print(f"· {step}", style="dim", markup=False, highlight=False)


def _print_found(found: Extracted) -> None:
    known = found.identified
    said = known.document_id or "undecided"
    console.print(
        f"Document: {said} ({known.inferred.sure}: {known.inferred.because})", markup=False
    )
    tables = Table("table", "where", "rows", "sure", "because", "undecided", "problems")
    for table in found.tables:
        tables.add_row(*map(_escaped, _row(table)))
    if found.tables:
        console.print(tables)
    for table in found.tables:
        for problem in (table.entry.problems if table.entry else [])[:_SHOWN]:
            console.print(f"{table.table_id}: {problem}", markup=False, highlight=False)
    for typed in found.typed:
        console.print(
            f"{typed.table_id}, {typed.place}: {typed.why}", markup=False, highlight=False
        )
    for table_id in found.not_found:
        console.print(f"{table_id}: not found in the file", markup=False, highlight=False)


def _row(table: ExtractedTable) -> tuple[str, ...]:
    rows = str(len(table.found.table.body))
    place, entry = table.found.table.place, table.entry
    if entry is None:
        why = f"restated by {table.restated_by}" if table.restated_by else table.nearest
        return "unrecognised", place, rows, "", why or "", "", ""
    if table.same_as:
        count = len(table.differs_in)
        same = f"{count} lines differ from" if count else "the same as"
        return str(table.table_id), place, rows, "certain", f"{same} {table.same_as}", "", ""
    match = table.match
    sure, why = (
        (match.inferred.sure, match.inferred.because) if match else ("unsure", "a new table")
    )
    undecided = "\n".join(key.removeprefix("table.") for key in entry.undecided)
    return str(table.table_id), place, rows, sure, why, undecided, str(len(entry.problems))


def _escaped(text: str) -> str:
    return text.replace("[", r"\[")
