"""Keys that every draft entry has, whatever its table."""

from collections.abc import Sequence
from datetime import date

from etl.catalogue.load import Catalogue
from etl.receive.infer.documents import Identified
from etl.receive.infer.inferred import DraftEntry
from etl.receive.infer.slugs import slug
from etl.receive.infer.surroundings import Found, same_appendix
from etl.receive.model import Table


def put_table_id(
    entry: DraftEntry, catalogue: Catalogue, found: Found, document: Identified
) -> None:
    """An id that is free, from the appendix, a new document's own, or the title."""
    of_document = document.document_id if document.new_entry is not None else None
    of_appendix = slug((found.appendix or "").removeprefix("Phụ lục "), "-")
    wanted = of_appendix or of_document or slug(found.title or "", "-") or "table"
    name, number = wanted, 2
    while name in catalogue.tables:
        name, number = f"{wanted}-{number}", number + 1
    because = "its appendix, document or title; any other will do"
    entry.give("table.table_id", name, "likely", because)


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
    """The appendix above the table; what it was called before, or usually is."""
    if found.appendix is None and known is not None:
        entry.give("table.appendix", known, "likely", "as in the print before, or usual")
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


def put_title(entry: DraftEntry, found: Found) -> None:
    """The title above the table."""
    if found.title:
        entry.give("table.title_vi", found.title, "likely", "the line above the table")
    else:
        entry.leave_open("table.title_vi", "no line stands above the table")


def put_single_units(
    entry: DraftEntry, catalogue: Catalogue, level: str, day: date, count: int
) -> None:
    """Ask of fewer than half of a level whether someone chose them, as newspapers do."""
    of_level = len(catalogue.units_of(level, day))
    if 2 * count < of_level:
        because = (
            f"{count} of {of_level} units: true if the writer chose them, false if all have one"
        )
        entry.give("table.single_units", True, "unsure", because)
