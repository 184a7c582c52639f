"""A found table → the lines of its raw file, and its rows as the build will read them."""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType

from etl.extract.parse import clean_text
from etl.extract.read import Heading, Row, rows_of_lines
from etl.language.folding import fold
from etl.problems import BuildError
from etl.receive.infer.inferred import DraftEntry
from etl.receive.model import Table


def raw_lines(table: Table) -> tuple[str, ...]:
    """Tab-separated lines, cells as printed: the document's own where it is made of lines."""
    return table.printed or tuple("\t".join(row.cells) for row in table.rows)


def headings_in(table: Table) -> list[str]:
    """The headings in their order, as the catalogue would name them."""
    return [clean_text(cell) for cell in table.header]


def row_count(table: Table) -> int:
    """How many rows there are, without the headers that page breaks repeat."""
    header = list(map(fold, headings_in(table)))
    return sum([fold(clean_text(cell)) for cell in row.cells] != header for row in table.body)


def rows_in(
    entry: DraftEntry,
    lines: Sequence[str],
    headings: Sequence[Heading],
    ordinal: str | None = None,
    unnumbered: Mapping[str, Collection[str]] = MappingProxyType({}),
) -> list[Row]:
    """The rows as the build reads them; none after reporting what it would refuse."""
    try:
        return rows_of_lines(lines, "the table", headings, ordinal, unnumbered)
    except BuildError as error:
        entry.report(map(str, error.problems))
        return []
