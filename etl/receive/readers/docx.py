"""DOCX, with python-docx: it opens the package and knows which cells span.

What stands inside content controls and tracked insertions its own lists of paragraphs, rows and
runs pass over, so these are asked of the elements themselves; and its grid of cells takes minutes
for long tables.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import docx

from etl.receive.archive import elements
from etl.receive.grid import Cell, GridRow, blocks_of
from etl.receive.model import Block, Document, Line, Place, Refused
from etl.receive.sizes import check_rows_so_far
from etl.receive.texts import one_line

_PARTS = (
    ".//w:p[not(ancestor::w:tbl) and not(ancestor::w:txbxContent)]"
    " | .//w:tbl[not(ancestor::w:txbxContent)]"
)
_ROWS = "./w:tr | ./w:sdt/w:sdtContent/w:tr"
_CELLS = "./w:tc | ./w:sdt/w:sdtContent/w:tc"
_PIECES = ".//w:t | .//w:br | .//w:cr | .//w:tab[parent::w:r] | .//w:noBreakHyphen | .//w:p"
_NOT_READ = ("del", "moveFrom", "txbxContent")


def read(content: bytes) -> Document:
    """Paragraphs, and tables with their merged cells; refuses what python-docx cannot open."""
    for _element in elements(content):
        pass
    try:
        body = docx.Document(BytesIO(content)).element.body
        return Document("DOCX", tuple(_blocks(body)))
    except (KeyError, ValueError, AttributeError, OSError) as error:
        raise Refused(f"a DOCX that python-docx can read ({error})") from error


def _blocks(body: Any) -> Iterator[Block]:
    """In the order of the text; a table inside a cell follows the one that it stands in."""
    tables = rows = 0
    for number, part in enumerate(body.xpath(_PARTS), start=1):
        if _name(part) == "p":
            if text := one_line(_text(part)):
                yield Line(text, Place("paragraph", number))
            continue
        tables += 1
        grid = list(_grid(part, f"table {tables}"))
        rows += len(grid)
        check_rows_so_far(rows, Place("row", len(grid), f"table {tables}"))
        yield from blocks_of(grid)


def _grid(table: Any, part: str) -> Iterator[GridRow]:
    above: list[Cell] = []
    for number, row in enumerate(table.xpath(_ROWS), start=1):
        cells: list[Cell] = [Cell("", (number, n)) for n in range(row.grid_before)]
        for element in row.xpath(_CELLS):
            column = len(cells)
            if element.vMerge == "continue" and column < len(above):
                cell = above[column]
            else:
                cell = Cell(one_line(_text(element)), (number, column))
            cells += [cell] * element.grid_span
        above = cells
        yield GridRow(tuple(cells), Place("row", number, part))


def _text(element: Any) -> str:
    """The text of a paragraph or cell, without that of tables in it, and of what was deleted."""
    pieces = []
    for piece in element.xpath(_PIECES):
        around = {_name(other) for other in _between(piece, element)}
        if around.isdisjoint(_NOT_READ) and "tbl" not in around:
            pieces.append(_printed(piece))
    return "".join(pieces)


def _printed(piece: Any) -> str:
    name = _name(piece)
    return piece.text or "" if name == "t" else "-" if name == "noBreakHyphen" else "\n"


def _between(piece: Any, element: Any) -> Iterator[Any]:
    """What a piece stands in, up to the element."""
    for other in piece.iterancestors():
        if other is element:
            return
        yield other


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
