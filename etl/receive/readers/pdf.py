"""Text PDF, with pdfplumber: it finds tables by their ruled lines and says what stands where.

It takes a quarter of a second for a page of text, so a file is read some pages at a time.
"""

import struct
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.psexceptions import PSException
from pdfplumber.utils.exceptions import PdfminerException

from etl.receive.grid import Cell, GridRow, blocks_of
from etl.receive.limits import MAX_PAGES, PAGES_AT_ONCE
from etl.receive.model import Block, Document, Line, Place, Refused
from etl.receive.texts import one_line

_WHOLE = "a whole PDF"


def read(content: bytes, part: int) -> Document:
    """Lines and ruled tables of a part's pages, in their order; refuses passwords and scans."""
    first = part * PAGES_AT_ONCE
    try:
        with pdfplumber.open(BytesIO(content)) as pdf:
            count = len(pdf.pages)
            if count > MAX_PAGES:
                raise Refused(
                    f"at most {MAX_PAGES} pages; give it in parts", found=f"{count} pages"
                )
            pages = pdf.pages[first : first + PAGES_AT_ONCE]
            blocks = tuple(block for page in pages for block in _page_blocks(page))
    except (PdfminerException, PDFException, PSException) as error:
        raise _refused(error) from error
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, struct.error) as error:
        raise Refused(f"{_WHOLE} ({type(error).__name__}: {error})") from error
    if not blocks and part == 0:
        raise Refused(f"{_WHOLE} with text; a scan is first made text by a program for that")
    return Document("PDF", blocks, -(-count // PAGES_AT_ONCE))


def _refused(error: Exception) -> Refused:
    cause = error.args[0] if error.args and isinstance(error.args[0], Exception) else error
    if isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError):
        return Refused("a PDF without a password")
    return Refused(f"{_WHOLE} ({type(cause).__name__}: {cause})")


def _page_blocks(page: Any) -> Iterator[Block]:
    """The page from top to bottom; what stands inside a table is its cells."""
    tables = sorted(page.find_tables(), key=lambda table: table.bbox[1])
    place = Place("page", page.page_number)
    lines = [
        line
        for line in page.extract_text_lines(return_chars=False)
        if not any(_inside(line, table.bbox) for table in tables)
    ]
    for table in tables:
        while lines and lines[0]["top"] < table.bbox[1]:
            yield Line(one_line(lines.pop(0)["text"]), place)
        yield from blocks_of(list(_grid(table, place)))
    yield from (Line(one_line(line["text"]), place) for line in lines)
    page.close()


def _inside(line: Any, box: Sequence[float]) -> bool:
    middle = (line["top"] + line["bottom"]) / 2
    return bool(box[1] <= middle <= box[3] and line["x0"] < box[2] and line["x1"] > box[0])


def _grid(table: Any, place: Place) -> Iterator[GridRow]:
    """Every cell in each row and column of the ruled lines that it covers."""
    texts: dict[Any, str] = {}
    for row, printed in zip(table.rows, table.extract(), strict=True):
        texts |= {cell: one_line(text or "") for cell, text in zip(row.cells, printed, strict=True)}
    boxes = [box for box in table.cells if box in texts]
    lefts = sorted({box[0] for box in boxes})
    for top in sorted({box[1] for box in boxes}):
        cells: list[Cell] = []
        for left in lefts:
            box = next((box for box in boxes if _covers(box, left, top)), None)
            cells.append(
                Cell("", (-1, len(cells)))
                if box is None
                else Cell(texts[box], (round(box[0]), round(box[1])))
            )
        yield GridRow(tuple(cells), place)


def _covers(box: Sequence[float], left: float, top: float) -> bool:
    return box[0] <= left < box[2] and box[1] <= top < box[3]
