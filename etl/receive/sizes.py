"""Refuse what is too large for tables of figures, before anybody looks at it."""

from collections.abc import Iterable
from dataclasses import dataclass

from etl.receive.limits import (
    MAX_CELL,
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_TABLES,
    MAX_TEXT,
)
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


@dataclass
class Sizes:
    """What was met so far of a document that may come in parts."""

    tables: int = 0
    rows: int = 0
    cells: int = 0
    characters: int = 0

    def add(self, document: Document) -> None:
        """Refuse a document, with the parts before, that has too much of anything."""
        for block in document.blocks:
            if isinstance(block, Line):
                self._add([block.text], block.place)
                continue
            self.tables += 1
            self._check(self.tables, MAX_TABLES, "tables", block.rows[0].place)
            for row in block.rows:
                self.rows += 1
                self.cells += len(row.cells)
                check_rows_so_far(self.rows, row.place)
                self._check(self.cells, MAX_CELLS, "cells", row.place)
                self._add(row.cells, row.place)

    def _add(self, texts: Iterable[str], place: Place) -> None:
        check_cells(texts, place)
        self.characters += sum(map(len, texts))
        self._check(self.characters, MAX_TEXT, "characters", place)

    @staticmethod
    def _check(count: int, most: int, what: str, place: Place) -> None:
        if count > most:
            raise Refused(f"at most {most:,} {what}; give the file in parts", cell=str(place))
