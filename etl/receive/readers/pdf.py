"""Text PDF, with pdfplumber: it finds tables by their ruled lines and says what stands where."""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfparser import PDFSyntaxError
from pdfplumber.utils.exceptions import PdfminerException

from etl.language.folding import fold
from etl.receive.grid import Cell, GridRow, blocks_of, has_figures
from etl.receive.limits import MAX_PAGES
from etl.receive.model import Block, Document, Line, Place, Refused, Table, TableRow
from etl.receive.texts import one_line

_WHOLE = "a whole PDF"


def read(content: bytes) -> Document:
    """Lines and ruled tables, those that pages cut made whole; refuses scans and passwords."""
    try:
        with pdfplumber.open(BytesIO(content)) as pdf:
            if len(pdf.pages) > MAX_PAGES:
                found = f"{len(pdf.pages)} pages"
                raise Refused(f"at most {MAX_PAGES} pages; give it in parts", found=found)
            pages = [tuple(_page_blocks(page)) for page in pdf.pages]
    except PDFPasswordIncorrect as error:
        raise Refused("a PDF without a password") from error
    except PdfminerException as error:
        cause = error.args[0] if error.args else error
        if isinstance(cause, PDFPasswordIncorrect):
            raise Refused("a PDF without a password") from error
        raise Refused(f"{_WHOLE} ({cause or type(cause).__name__})") from error
    except (PDFSyntaxError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise Refused(f"{_WHOLE} ({error})") from error
    blocks = tuple(_across_pages(pages))
    if not blocks:
        raise Refused(
            f"{_WHOLE} with text; a scanned one is read by a program for scanned text first"
        )
    return Document("PDF", blocks)


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
    texts = {}
    for row, printed in zip(table.rows, table.extract(), strict=True):
        texts |= {cell: one_line(text or "") for cell, text in zip(row.cells, printed, strict=True)}
    boxes = [box for box in table.cells if box in texts]
    lefts = sorted({box[0] for box in boxes})
    for top in sorted({box[1] for box in boxes}):
        cells = []
        for left in lefts:
            box = next((box for box in boxes if _covers(box, left, top)), None)
            cells.append(Cell("", (-1, len(cells))) if box is None
                         else Cell(texts[box], (round(box[0]), round(box[1]))))
        yield GridRow(tuple(cells), place)


def _covers(box: Sequence[float], left: float, top: float) -> bool:
    return box[0] <= left < box[2] and box[1] <= top < box[3]


def _across_pages(pages: Sequence[Sequence[Block]]) -> Iterator[Block]:
    """All blocks, with a table that goes on at the top of the next page made one."""
    held: Table | None = None
    for blocks in pages:
        for block in blocks:
            if held and isinstance(block, Table):
                if (further := _next_part(held, block)) is not None:
                    held = further
                    continue
                yield held
                held = block
            elif isinstance(block, Table):
                held = block
            else:
                if held and _is_page_number(block):
                    continue
                if held:
                    yield held
                    held = None
                yield block
    if held:
        yield held


def _is_page_number(line: Line) -> bool:
    return line.text.strip("-– ").isdecimal()


def _next_part(table: Table, part: Table) -> Table | None:
    """The table with a part that repeats its header or has none; None for another table."""
    if len(part.header) != len(table.header):
        return None
    if list(map(fold, part.header)) != list(map(fold, table.header)):
        if not has_figures(part.header):
            return None
        return Table(table.rows + part.rows)
    body = part.body
    if body and not body[0].cells[0] and has_figures(table.rows[-1].cells[:1]):
        rest, last = body[0], table.rows[-1]
        cells = tuple(f"{a} {b}".strip() for a, b in zip(last.cells, rest.cells, strict=True))
        return Table((*table.rows[:-1], TableRow(cells, last.place), *body[1:]))
    return Table(table.rows + body)
