"""Text of scanned documents, tables between tabs; by hand, as no library knows this form.

What page breaks do to a table is left as printed: the build's reader (`etl/extract/read.py`) finds
headers again and makes cut rows whole, and a raw table is the document's own lines.
"""

from collections.abc import Iterator
from itertools import groupby

from etl.extract.parse import clean_text
from etl.extract.read import is_furniture
from etl.language.folding import fold
from etl.receive.grid import has_figures
from etl.receive.model import Block, Document, Line, Place, Table, TableRow
from etl.receive.sizes import check_rows_so_far
from etl.receive.texts import decoded


def read(content: bytes) -> Document:
    """Lines of text, and tables with the lines they are printed on."""
    lines = decoded(content).replace("\r\n", "\n").split("\n")
    return Document("text", tuple(_joined(_blocks(lines), lines)))


def _blocks(lines: list[str]) -> Iterator[Block]:
    numbered = enumerate(lines, start=1)
    met = 0
    for (in_table, _width), run in groupby(numbered, key=lambda item: _form(item[1])):
        if not in_table:
            yield from (Line(text, Place("line", n)) for n, text in run if text.strip())
            continue
        rows = []
        for number, text in run:
            met += 1
            rows.append(TableRow(tuple(text.split("\t")), Place("line", number)))
            check_rows_so_far(met, rows[-1].place)
        first, last = rows[0].place.number, rows[-1].place.number
        yield Table(tuple(rows), tuple(lines[first - 1 : last]))


def _form(line: str) -> tuple[bool, int]:
    """Whether a line is a row, and how many cells it has."""
    tabs = line.count("\t")
    return tabs > 0, tabs


def _joined(blocks: Iterator[Block], lines: list[str]) -> Iterator[Block]:
    """The blocks, with the parts of a table that page breaks took apart put together again."""
    table: Table | None = None
    furniture: list[Block] = []
    for block in blocks:
        if isinstance(block, Line):
            if table and is_furniture(block.text):
                furniture.append(block)
                continue
            if table:
                yield table
            yield from furniture
            table, furniture = None, []
            yield block
        elif table and _is_next_part(table, block):
            first, last = table.rows[0].place.number, block.rows[-1].place.number
            table = Table(table.rows + block.rows, tuple(lines[first - 1 : last]))
            furniture = []
        else:
            if table:
                yield table
            yield from furniture
            table, furniture = block, []
    if table:
        yield table
    yield from furniture


def _is_next_part(table: Table, part: Table) -> bool:
    """A page break repeats the header, in bold or not, or the rows go on without one."""
    if len(part.header) != len(table.header):
        return False
    texts = [clean_text(cell) for cell in part.header]
    return list(map(fold, texts)) == [
        fold(clean_text(cell)) for cell in table.header
    ] or has_figures(texts)
