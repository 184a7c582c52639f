"""`python -m etl extract FILE`: a received file → drafts of its tables."""

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from etl.catalogue.load import load_catalogue
from etl.commands.console import HERE, Root, console, failing_with, progress
from etl.inputs import reading
from etl.receive.drafts import LISTING, draft_files, write_draft
from etl.receive.extracted import Extracted, ExtractedTable, extracted
from etl.receive.infer.inferred import DraftEntry, Inferred
from etl.receive.infer.raw_tables import row_count
from etl.receive.isolated import read_document
from etl.receive.opening import opened

_SHOWN = 12
"""Open keys and problems of a table that are printed; all are in extracted.json."""


def extract(
    file: Annotated[Path, typer.Argument(help="DOCX, XLSX, PDF, HTML, CSV, TSV or text.")],
    out: Annotated[
        Path | None, typer.Option(help="The draft's folder; data/received/<name> if not given.")
    ] = None,
    document: Annotated[
        str | None, typer.Option(help="The id of the document, if its number does not tell.")
    ] = None,
    root: Root = HERE,
) -> None:
    """Find the tables of a received file and write a draft of each; changes nothing else."""
    folder = out or root / "data" / "received" / (file.stem.strip(".") or "draft")
    with failing_with("Nothing was written."):
        progress(f"reading {escape(str(file))}")
        with opened(file) as received:
            content, sha256 = read_document(received, progress), received.sha256
        progress("catalogue")
        with reading(root):
            catalogue = load_catalogue(root / "data" / "catalogue")
            found = extracted(
                catalogue, root, content, document, lambda step: progress(escape(step))
            )
        write_draft(folder, draft_files(found, file.name, sha256))
    _print_found(found)
    _say(f"Draft in {folder}")


def _print_found(found: Extracted) -> None:
    known = found.identified
    _say(f"Document: {known.document_id or 'undecided'} ({_because(known.inferred)})")
    tables = Table("table", "where", "rows", "recognised", "undecided", "problems")
    for table in found.tables:
        tables.add_row(*map(escape, _row(table)))
    if found.tables:
        console.print(tables)
    for table in found.tables:
        if table.same_as:
            count = len(table.differs_in)
            same = f"{count} lines differ from" if count else "the same as"
            _say(f"{table.table_id}: {same} {table.same_as}")
        elif table.entry is not None:
            _print_open(str(table.table_id), table.entry)
    for typed in found.typed:
        _say(f"{typed.table_id}, {typed.place}: {typed.why}")
    for table_id in found.not_found:
        _say(f"{table_id}: not found in the file")


def _row(table: ExtractedTable) -> tuple[str, ...]:
    place, rows = table.found.table.place, str(row_count(table.found.table))
    entry, match = table.entry, table.match
    if entry is None:
        return "unrecognised", place, rows, table.why or "", "", ""
    if table.same_as:
        return str(table.table_id), place, rows, "certain: in the project", "", ""
    shape = entry.table.get("shape")
    of = "units" if shape == "unit_rows" else f"the shape {shape}"
    why = _because(match.inferred) if match else f"a table of {of} that the catalogue has not"
    open_keys, problems = len(entry.undecided), len(entry.problems)
    return str(table.table_id), place, rows, why, str(open_keys or ""), str(problems or "")


def _print_open(table_id: str, entry: DraftEntry) -> None:
    """What an analyst has to say before the table can come in, and what the build would refuse."""
    told = [f"{key} is open: {why}" for key, why in entry.undecided.items()] + entry.problems
    for words in told[:_SHOWN]:
        _say(f"{table_id}: {words}")
    if len(told) > _SHOWN:
        _say(f"{table_id}: {len(told) - _SHOWN} more in {LISTING}")


def _because(inferred: Inferred) -> str:
    return f"{inferred.sure}: {inferred.because}"


def _say(words: str) -> None:
    console.print(words, markup=False, highlight=False)
