"""Refuse what is too large for a table of figures, before anybody looks at it."""

from collections.abc import Iterable

from etl.receive.limits import MAX_CELL, MAX_COLUMNS, MAX_ROWS
from etl.receive.model import Document, Line, Place, Refused


def check_rows_so_far(count: int, place: Place) -> None:
    """Refuse a file that has more rows than any table of figures."""
    if count > MAX_ROWS:
        raise Refused(f"at most {MAX_ROWS:,} rows; give the table in parts", cell=str(place))


def check_cells(cells: Iterable[str], place: Place) -> None:
    """Refuse a row with too many cells, or one that is too long."""
    texts = list(cells)
    if len(texts) > MAX_COLUMNS:
        expected = f"at most {MAX_COLUMNS} cells in a row"
        raise Refused(expected, cell=str(place), found=f"{len(texts):,} cells")
    for text in texts:
        if len(text) > MAX_CELL:
            expected = f"at most {MAX_CELL:,} characters in a cell"
            raise Refused(expected, cell=str(place), found=f"{len(text):,} characters")


def check_sizes(document: Document) -> None:
    """Refuse a document with too many rows, too many cells in one, or too long a text."""
    rows = 0
    for block in document.blocks:
        if isinstance(block, Line):
            check_cells([block.text], block.place)
            continue
        for row in block.rows:
            rows += 1
            check_rows_so_far(rows, row.place)
            check_cells(row.cells, row.place)
