"""HTML, with lxml: its parser is bounded in depth, mends broken pages and fetches nothing."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

import lxml.html
from lxml.etree import LxmlError
from lxml.html import HtmlElement

from etl.receive.grid import Cell, GridRow, blocks_of
from etl.receive.limits import MAX_COLUMNS, MAX_ROWS
from etl.receive.model import Block, Document, Line, Place, Refused
from etl.receive.sizes import check_rows_so_far
from etl.receive.texts import decoded, one_line

_DECLARATION = re.compile(r"\s*<\?xml[^>]*>")
_SILENT = {"script", "style", "head", "template", "noscript"}
_LINES = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "div", "caption", "dt", "dd", "pre"}


def read(content: bytes) -> Document:
    """Lines of text and tables, spans of cells laid out; places count tables and their rows."""
    text = _DECLARATION.sub("", decoded(content), count=1)
    parser = lxml.html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True)
    try:
        page = lxml.html.document_fromstring(text, parser=parser)
    except (LxmlError, ValueError) as error:
        raise Refused(f"HTML that lxml can read ({error})") from error
    # The parser leaves out what is too deep or too large, and only its log says so.
    if lost := [entry for entry in parser.error_log if entry.level_name == "FATAL"]:
        raise Refused(f"HTML within the parser's limits ({lost[0].message.strip()})", lost[0].line)
    return Document("HTML", tuple(_blocks(page)))


def _blocks(page: HtmlElement) -> Iterator[Block]:
    """In the order of the page; a table inside a cell follows the one that it stands in."""
    tables = lines = rows = 0
    for element in page.iter("table", *_LINES):
        if any(element.iterancestors(*_SILENT)):
            continue
        if element.tag == "table":
            tables += 1
            part = f"table {tables}"
            if caption := one_line(" ".join(element.xpath("string(caption)").split())):
                yield Line(caption, Place("row", 1, part))
            printed = list(islice(_rows(element), MAX_ROWS + 1))
            rows += len(printed)
            check_rows_so_far(rows, Place("row", len(printed), part))
            yield from blocks_of(list(_grid(printed, part)))
        elif next(element.iterancestors("table"), None) is None:
            lines += 1
            if text := one_line(_own_text(element)):
                yield Line(text, Place("paragraph", lines))


def _rows(table: HtmlElement) -> Iterator[HtmlElement]:
    """The rows of a table itself, not those of tables in its cells."""
    for element in table:
        if element.tag == "tr":
            yield element
        elif element.tag in ("thead", "tbody", "tfoot"):
            yield from (row for row in element if row.tag == "tr")


def _own_text(element: HtmlElement) -> str:
    """The text of an element up to the first block in it, which has its own."""
    if any(child.tag in _LINES or child.tag == "table" for child in element.iterdescendants()):
        return str(element.text or "")
    return _text(element)


def _text(element: HtmlElement) -> str:
    """The text of an element, without that of scripts and of tables in it."""
    for line_break in element.iter("br"):
        line_break.tail = f" {line_break.tail or ''}"
    tables = len(list(element.iterancestors("table")))
    parts = element.xpath(
        ".//text()[not(ancestor::script or ancestor::style) and count(ancestor::table) = $tables]",
        tables=tables,
    )
    return " ".join("".join(parts).split())


def _grid(rows: Sequence[HtmlElement], part: str) -> Iterator[GridRow]:
    """The rows of a table, every cell in each of the rows and columns that it covers."""
    covered: dict[int, dict[int, Cell]] = defaultdict(dict)
    for number, row in enumerate(rows):
        column = 0
        for element in (item for item in row if item.tag in ("td", "th")):
            while column in covered[number]:
                column += 1
            cell = Cell(_text(element), (number, column))
            down = _span(element, "rowspan", len(rows) - number)
            across = _span(element, "colspan", MAX_COLUMNS)
            for below in range(down):
                for right in range(across):
                    covered[number + below][column + right] = cell
            column += across
        filled = covered.pop(number, {})
        width = max(filled, default=-1) + 1
        cells = (filled.get(n, Cell("", (number, n))) for n in range(width))
        yield GridRow(tuple(cells), Place("row", number + 1, part))


def _span(element: HtmlElement, name: str, most: int) -> int:
    text = element.get(name, "1").strip()
    return min(int(text), most) if text.isdecimal() and text.isascii() and int(text) else 1
