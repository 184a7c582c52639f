"""Keys that every draft entry has, whatever its table."""

from collections.abc import Sequence

from etl.receive.infer.documents import Identified
from etl.receive.infer.inferred import DraftEntry
from etl.receive.infer.surroundings import Found, same_appendix
from etl.receive.model import Table


def put_document(entry: DraftEntry, document: Identified) -> None:
    """The document: known, or to be entered with the table, or open."""
    found = document.inferred
    if document.document_id is not None:
        entry.give("table.document", document.document_id, found.sure, found.because)
    elif document.new_entry is not None:
        proposed = document.new_entry.content["document"]["document_id"]
        entry.give("table.document", proposed, "likely", found.because)
    else:
        entry.leave_open("table.document", found.because)


def put_appendix(entry: DraftEntry, found: Found, known: str | None = None) -> None:
    """The appendix above the table; what it was called before, where no line says it."""
    if found.appendix is None and known is not None:
        entry.give("table.appendix", known, "likely", "as in the print before")
    elif found.appendix is None:
        entry.leave_open("table.appendix", "where in the document the table stands")
    else:
        same = known is not None and same_appendix(known, found.appendix)
        shown = known if same else found.appendix
        entry.give("table.appendix", shown, "certain" if same else "likely", "above the table")


def put_lines(entry: DraftEntry, table: Table, lines: Sequence[str]) -> None:
    """The document's lines; a form without lines counts those of its raw file."""
    if table.printed:
        first, last = table.rows[0].place.number, table.rows[-1].place.number
        entry.give("table.source_lines", [first, last], "certain", "lines of the document")
    else:
        because = "lines of the raw file, as the document has none"
        entry.give("table.source_lines", [1, len(lines)], "certain", because)
