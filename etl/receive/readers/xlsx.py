"""XLSX, with openpyxl: it knows stored values, number formats and merged cells alike.

(python-calamine is faster and knows no formats, so that 63.67% would be read as 0.6367.)
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from etl.receive.archive import elements
from etl.receive.grid import Cell, GridRow, blocks_of
from etl.receive.limits import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from etl.receive.model import Block, Document, Line, Place, Refused
from etl.receive.readers.shown_number import shown_number
from etl.receive.texts import one_line

_SHEET = re.compile(r"(.*/)?worksheets/[^/]*")


def read(content: bytes) -> Document:
    """The tables of every sheet, in its order; refuses formulas without a stored value."""
    without_value = _look_through(content)
    try:
        book = openpyxl.load_workbook(BytesIO(content), data_only=True, keep_links=False)
        _check_formulas(content, without_value)
        blocks = (block for sheet in book.worksheets for block in _blocks(sheet))
        return Document("XLSX", tuple(blocks))
    except (KeyError, ValueError, TypeError, AttributeError, OSError, IndexError) as error:
        raise Refused(f"an XLSX that openpyxl can read ({error})") from error


def _look_through(content: bytes) -> set[str]:
    """The cells with a formula and no stored value, of any sheet; refuses too many cells."""
    cells = 0
    has: set[str] = set()
    without: set[str] = set()
    for member, name, element in elements(content):
        if not _SHEET.fullmatch(member):
            continue
        if name == "f" or (name == "v" and element.text):
            has.add(name)
        elif name == "c":
            cells += 1
            if "f" in has and "v" not in has and element.get("t") != "str":
                without.add(element.get("r", ""))
            has.clear()
            if cells > MAX_CELLS:
                raise Refused(f"at most {MAX_CELLS:,} cells in all sheets", cell=member)
    return without


def _check_formulas(content: bytes, without_value: set[str]) -> None:
    """Name sheet and cell of the first formula that has no stored value."""
    if not without_value:
        return
    for sheet in openpyxl.load_workbook(BytesIO(content), keep_links=False).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f" and cell.coordinate in without_value:
                    raise Refused(
                        "a stored value, as formulas are not evaluated: open the file in a "
                        "spreadsheet program and save it",
                        cell=f"sheet {sheet.title}, {cell.coordinate}",
                        found=str(cell.value),
                    )


def _blocks(sheet: Any) -> Iterator[Block]:
    shown = sheet.sheet_state == "visible"
    part = f"{'' if shown else 'hidden '}sheet {sheet.title}"
    if sheet.max_row > MAX_ROWS or sheet.max_column > MAX_COLUMNS:
        expected = f"at most {MAX_ROWS:,} rows and {MAX_COLUMNS} columns in a sheet"
        found = f"{sheet.max_row:,} rows, {sheet.max_column:,} columns"
        raise Refused(expected, cell=part, found=found)
    yield Line(sheet.title, Place("row", 1, part))
    yield from blocks_of(list(_grid(sheet, part)))


def _grid(sheet: Any, part: str) -> Iterator[GridRow]:
    origins: dict[int, dict[int, tuple[int, int]]] = defaultdict(dict)
    for merged in sheet.merged_cells.ranges:
        for row in range(merged.min_row, min(merged.max_row, sheet.max_row) + 1):
            for column in range(merged.min_col, min(merged.max_col, sheet.max_column) + 1):
                origins[row][column] = (merged.min_row, merged.min_col)
    texts: dict[tuple[int, int], str] = {}
    for number, row in enumerate(sheet.iter_rows(), start=1):
        cells = []
        for column, stored in enumerate(row, start=1):
            origin = origins[number].get(column, (number, column))
            if origin == (number, column):
                texts[origin] = _text(stored, part)
            cells.append(Cell(texts[origin], origin))
        yield GridRow(tuple(cells), Place("row", number, part))


def _text(cell: Any, part: str) -> str:
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, int | float):
        if (text := shown_number(value, cell.number_format)) is not None:
            return text
        expected = "a number format of plain digits, decimals, thousands or percent"
        where = f"{part}, {get_column_letter(cell.column)}{cell.row}"
        raise Refused(expected, cell=where, found=cell.number_format)
    return one_line(value.isoformat() if isinstance(value, time) else str(value))
