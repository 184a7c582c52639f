"""DOCX, with python-docx: it keeps paragraphs and tables in their order, and says which cells span.

Its own grid of cells takes minutes for long tables, so spans are read from the rows.
"""

from collections.abc import Iterator
from io import BytesIO

import docx
from docx.table import Table as DocxTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from etl.receive.archive import elements
from etl.receive.grid import Cell, GridRow, blocks_of
from etl.receive.model import Block, Document, Line, Place, Refused
from etl.receive.sizes import check_rows_so_far
from etl.receive.texts import one_line


def read(content: bytes) -> Document:
    """Paragraphs, and tables with their merged cells; refuses what python-docx cannot open."""
    for _element in elements(content):
        pass
    try:
        body = docx.Document(BytesIO(content)).iter_inner_content()
        return Document("DOCX", tuple(_blocks(body)))
    except (KeyError, ValueError, AttributeError, OSError) as error:
        raise Refused(f"a DOCX that python-docx can read ({error})") from error


def _blocks(body: Iterator[Paragraph | DocxTable]) -> Iterator[Block]:
    tables = rows = 0
    for number, item in enumerate(body, start=1):
        if isinstance(item, Paragraph):
            if text := one_line(item.text):
                yield Line(text, Place("paragraph", number))
            continue
        tables += 1
        grid = list(_grid(item, f"table {tables}"))
        rows += len(grid)
        check_rows_so_far(rows, Place("row", len(grid), f"table {tables}"))
        yield from blocks_of(grid)


def _grid(table: DocxTable, part: str) -> Iterator[GridRow]:
    above: list[Cell] = []
    for number, row in enumerate(table._tbl.tr_lst, start=1):
        cells: list[Cell] = [Cell("", (number, n)) for n in range(row.grid_before)]
        for element in row.tc_lst:
            column = len(cells)
            if element.vMerge == "continue" and column < len(above):
                cell = above[column]
            else:
                text = one_line(_Cell(element, table).text)
                cell = Cell(text, (number, column))
            cells += [cell] * element.grid_span
        above = cells
        yield GridRow(tuple(cells), Place("row", number, part))
