"""A document → a draft for every table that is recognised, and what else there is, and is not."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

from etl.catalogue.load import Catalogue
from etl.catalogue.strict_yaml import parse_yaml
from etl.catalogue.table_base import SliceBase, entry_file
from etl.catalogue.table_specs import NotCarriedTable, TableSpec
from etl.extract.read import lines_of
from etl.quality.validate import raw_file
from etl.receive.infer.continued_tables import continued_entry
from etl.receive.infer.documents import Identified, identified
from etl.receive.infer.entries import put_lines
from etl.receive.infer.inferred import DraftEntry
from etl.receive.infer.known_tables import Match, is_fragment, likenesses, match_of
from etl.receive.infer.new_tables import NotOfUnitsError, new_entry
from etl.receive.infer.raw_tables import raw_lines
from etl.receive.infer.surroundings import Found, found_tables
from etl.receive.infer.typed_tables import shape_of, typed_entry
from etl.receive.infer.unit_names import UnitLookup
from etl.receive.model import Document


@dataclass(frozen=True)
class ExtractedTable:
    """A table of the document; without an `entry` where it is recognised as nothing."""

    found: Found
    lines: tuple[str, ...]
    match: Match | None = None
    entry: DraftEntry | None = None
    same_as: str | None = None
    """The raw file that the project has of this very table."""
    differs_in: tuple[str, ...] = ()
    """Lines in which that file is another."""
    why: str | None = None
    """Why it is recognised as nothing, and the known table that is most alike."""

    @property
    def table_id(self) -> str | None:
        return self.entry.table["table_id"] if self.entry else None


@dataclass(frozen=True)
class Typed:
    """A table of the catalogue that was typed from prose: the document has it not as a table."""

    table_id: str
    place: str
    why: str


@dataclass(frozen=True)
class Extracted:
    document: Document
    identified: Identified
    tables: tuple[ExtractedTable, ...]
    typed: tuple[Typed, ...] = ()
    not_found: tuple[str, ...] = field(default=())
    """Tables of this document in the catalogue that were looked for in vain."""


def extracted(
    catalogue: Catalogue,
    root: Path,
    document: Document,
    said: str | None,
    report: Callable[[str], None] = lambda _: None,
) -> Extracted:
    """Everything a document holds, with what is inferred of it.

    `said`: the document's id, if the analyst gives one. `root` is the folder that holds `data/`.
    """
    known = identified(catalogue, document, said)
    lookup = UnitLookup(catalogue)
    tables = []
    found_all = found_tables(document)
    for number, found in enumerate(found_all, start=1):
        report(f"table {number} of {len(found_all)}, {found.table.place}")
        tables.append(_extracted(lookup, root, found, known))
    drafts = [table.entry for table in tables if table.entry is not None]
    if known.new_entry is not None and drafts:
        drafts[0].take(known.new_entry)
        _put_data_as_of(drafts[0])
    own = [t for t in catalogue.tables.values() if t.document == known.document_id]
    with_ids = tuple(_with_own_ids(tables))
    met = {table.table_id for table in with_ids}
    not_found = [t.table_id for t in own if isinstance(t, SliceBase) and t.table_id not in met]
    unmatched = [table.found for table in with_ids if table.match is None]
    typed = tuple(_typed([t for t in own if t.table_id not in met], unmatched))
    return Extracted(document, known, with_ids, typed, tuple(not_found))


def _put_data_as_of(entry: DraftEntry) -> None:
    """The day that the figures of a new document hold for, as far as its first table tells."""
    table = entry.table
    periods = (
        [table["period"]] if "period" in table else list((table.get("periods") or {}).values())
    )
    is_open = any(key.startswith("table.period") for key in entry.undecided)
    if periods and all(periods) and not is_open:
        because = "the last day of the periods of its first table"
        last = max(period["end"] for period in periods)
        entry.give("document.data_as_of", last, "likely", because)
    else:
        entry.leave_open("document.data_as_of", "the day its figures hold for")


def _extracted(
    lookup: UnitLookup, root: Path, found: Found, document: Identified
) -> ExtractedTable:
    catalogue = lookup.catalogue
    lines = raw_lines(found.table)
    if (shape := shape_of(found)) is not None:
        return _typed_anew(lookup, root, found, shape, document)
    match = match_of(catalogue, found)
    if match is None or is_fragment(lookup, found, match):
        return _unknown(lookup, found, lines, document)
    own = _own_table(catalogue, match, document)
    if own is None:
        entry = continued_entry(lookup, found, match, document)
        return ExtractedTable(found, lines, match, entry)
    file = raw_file(catalogue, own)
    printed = _printed(root, file)
    entry = DraftEntry(deepcopy(parse_yaml((root / entry_file(own)).read_text(encoding="utf-8"))))
    because = f"the same document; {match.inferred.because}"
    entry.give("table.table_id", own, match.inferred.sure, because)
    put_lines(entry, found.table, lines)
    return ExtractedTable(found, lines, match, entry, file, tuple(_differences(lines, printed)))


def _printed(root: Path, file: str) -> list[str]:
    lines = lines_of(root / file, file)
    return lines[:-1] if lines[-1] == "" else lines


def _typed_anew(
    lookup: UnitLookup, root: Path, found: Found, shape: str, document: Identified
) -> ExtractedTable:
    """A table in the columns of typed ones; where the document has the very lines, that one."""
    catalogue, lines = lookup.catalogue, raw_lines(found.table)
    for table in catalogue.tables.values():
        if (table.document, table.shape) == (document.document_id, shape):
            file = raw_file(catalogue, table.table_id)
            if _printed(root, file) == list(lines):
                stored = parse_yaml((root / entry_file(table.table_id)).read_text("utf-8"))
                return ExtractedTable(
                    found, lines, entry=DraftEntry(deepcopy(stored)), same_as=file
                )
    return ExtractedTable(found, lines, entry=typed_entry(lookup, found, shape, document))


def _own_table(catalogue: Catalogue, match: Match, document: Identified) -> str | None:
    """The table of this very document, of those that the matched one goes back to."""
    if match.inferred.sure != "certain":
        return None
    table: TableSpec | None = match.entry
    while table is not None:
        if table.document == document.document_id:
            return table.table_id
        table = catalogue.tables[table.continues] if table.continues else None
    return None


def _differences(lines: Sequence[str], printed: Sequence[str]) -> Iterator[str]:
    for number in range(max(len(lines), len(printed))):
        one = lines[number] if number < len(lines) else None
        other = printed[number] if number < len(printed) else None
        if one != other:
            yield f"line {number + 1}: {one!r}, in the raw file {other!r}"


def _unknown(
    lookup: UnitLookup, found: Found, lines: tuple[str, ...], document: Identified
) -> ExtractedTable:
    catalogue = lookup.catalogue
    if restated := _restated_by(catalogue, found, document):
        return ExtractedTable(found, lines, why=f"restated by {restated}")
    try:
        return ExtractedTable(found, lines, entry=new_entry(lookup, found, document))
    except NotOfUnitsError as error:
        near = next(iter(likenesses(catalogue, found.table.header)), None)
        why = str(error)
        if near is not None and near.same:
            why += f"; nearest is {near.entry.table_id}, but: {'; '.join(near.differences)}"
        return ExtractedTable(found, lines, why=why)


def _restated_by(catalogue: Catalogue, found: Found, document: Identified) -> str | None:
    """A table that is no slice of the document, but of the lines that this one stands on."""
    restating = (
        table.table_id
        for table in catalogue.tables.values()
        if table.document == document.document_id
        and not isinstance(table, SliceBase | NotCarriedTable)
        and _holds(table, found)
    )
    return next(restating, None)


def _holds(table: TableSpec, found: Found) -> bool:
    """Whether a table of the document stands on the lines that an entry speaks of."""
    places = [row.place for row in found.table.rows]
    first, last = table.source_lines
    return places[0].unit == "line" and first <= places[0].number and places[-1].number <= last


def _typed(own: Sequence[TableSpec], unmatched: Sequence[Found]) -> Iterator[Typed]:
    for table in own:
        place = f"lines {table.source_lines[0]}–{table.source_lines[1]}"
        if isinstance(table, NotCarriedTable):
            yield Typed(table.table_id, place, "announced, and not in the document")
        elif not isinstance(table, SliceBase):
            held = next((found for found in unmatched if _holds(table, found)), None)
            why = (
                f"restated in the project's words from the table on {held.table.place}"
                if held
                else "typed from prose: not in the document as a table"
            )
            yield Typed(table.table_id, place, why)


def _with_own_ids(tables: Sequence[ExtractedTable]) -> Iterator[ExtractedTable]:
    """The tables, of whose drafts no two have one id."""
    met: Counter[str] = Counter()
    for table in tables:
        if table.entry is not None:
            name = table.entry.table["table_id"]
            met[name] += 1
            if met[name] > 1:
                table.entry.put("table.table_id", f"{name}-{met[name]}")
                table.entry.undecided["table.table_id"] = f"a second table that would be {name}"
        yield table
