"""Workbooks read cell by cell as openpyxl reads them, many times faster: tests read hundreds."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.cell import column_index_from_string
from openpyxl.utils.datetime import from_excel

Line = tuple[Any, ...]

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DIGITS = "0123456789"


def sheets(content: bytes, most: int | None = None) -> Iterator[tuple[str, list[Line]]]:
    """The sheets of a workbook in their order, the first `most` of them: name and lines.

    Every line has a cell for each column of the sheet; an empty one is None.
    """
    with ZipFile(BytesIO(content)) as book:
        texts = _texts(book)
        days = _styles_of_days(book)
        named = ElementTree.fromstring(book.read("xl/workbook.xml")).iterfind(f".//{_MAIN}sheet")
        for number, sheet in enumerate(named, 1):
            if most is None or number <= most:
                # As xlsxwriter and LibreOffice call them.
                found = _cells(book.read(f"xl/worksheets/sheet{number}.xml"), texts, days)
                yield sheet.get("name"), found


def _texts(book: ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in book.namelist():
        return []
    told = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
    return [_text(item) for item in told]


def _text(item: ElementTree.Element) -> str:
    """What may be written in several pieces, each with a face of its own."""
    return "".join(piece.text or "" for piece in item.iter(f"{_MAIN}t"))


def _styles_of_days(book: ZipFile) -> set[str]:
    """The numbers of the styles that show a number as a day."""
    styles = ElementTree.fromstring(book.read("xl/styles.xml"))
    formats = {str(number): code for number, code in BUILTIN_FORMATS.items()}
    formats |= {
        item.get("numFmtId"): item.get("formatCode") for item in styles.iter(f"{_MAIN}numFmt")
    }
    shown = styles.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf")
    return {
        str(number)
        for number, style in enumerate(shown)
        if is_date_format(formats.get(style.get("numFmtId")))
    }


def _cells(sheet: bytes, texts: list[str], days: set[str]) -> list[Line]:
    rows: list[dict[int, Any]] = []
    columns: dict[str, int] = {}
    for row in ElementTree.fromstring(sheet).iterfind(f"{_MAIN}sheetData/{_MAIN}row"):
        # A row without cells may be left out.
        rows += [{} for _left_out in range(int(row.get("r")) - len(rows) - 1)]
        rows.append({})
        for cell in row:
            letters = cell.get("r").rstrip(_DIGITS)
            if letters not in columns:
                columns[letters] = column_index_from_string(letters)
            rows[-1][columns[letters]] = _value(cell, texts, days)
    width = max((max(row, default=0) for row in rows), default=0)
    return [tuple(map(row.get, range(1, width + 1))) for row in rows]


def _value(cell: ElementTree.Element, texts: list[str], days: set[str]) -> Any:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _text(cell)
    text = cell.findtext(f"{_MAIN}v")
    if text is None:
        return None
    match kind:
        case "s":
            return texts[int(text)]
        case "b":
            return text == "1"
        case "n":
            number = int(text) if text.lstrip("-").isdigit() else float(text)
            return from_excel(number) if cell.get("s") in days else number
    return text
