"""Every text of a page that goes to the browser, and of a file that it offers."""

import csv
import json
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO, StringIO
from typing import Any, NamedTuple

import openpyxl
import pyarrow as pa
from google.protobuf.json_format import MessageToDict
from streamlit.testing.v1 import AppTest

# Ids and addresses are the same in every language; a table's cells are packed.
_NO_WORDS = {"id", "url", "urlPathname", "queryString", "fileName", "key", "arrowData"}


class Text(NamedTuple):
    """Words, and the column they stand in if they are a cell of a table."""

    words: str
    column: str = ""


def texts(app: AppTest) -> Iterator[Text]:
    """Texts, labels, options, cells, charts: whatever a reader can meet on the page."""
    for node in app:
        proto = getattr(node, "proto", None)
        if proto is None:
            continue
        content = MessageToDict(proto)
        if "arrowData" in content:
            yield from _of_table(proto.arrow_data)
        if node.type == "html":
            yield from _Html(content["body"]).found
            continue
        if "spec" in content:
            content["spec"] = json.loads(content["spec"])
        yield from map(Text, _strings(content))


def _of_table(sent: Any) -> Iterator[Text]:
    """Heads and cells as they are shown: what a style displays, and bare numbers as they are."""
    shown = sent.styler.display_values if sent.HasField("styler") else sent.data
    for name, cells in pa.ipc.open_stream(shown).read_all().to_pydict().items():
        column = "" if name.startswith("__index") else name
        yield Text(column)
        yield from (Text(str(cell), column) for cell in cells if isinstance(cell, (str, float)))


def _strings(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for key, item in value.items():
                if key not in _NO_WORDS:
                    yield from _strings(item)
        case list() | tuple():
            for item in value:
                yield from _strings(item)


class _Html(HTMLParser):
    """The texts of a piece of HTML, its attributes' too; cells of a table with their column."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.found: list[Text] = []
        self._heads: list[str] = []
        self._cell = -1
        self._in_head = False
        self.feed(body)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = (value for name, value in attrs if name not in {"class", "style", "href", "src"})
        self.found += [Text(value) for value in told if value]
        if tag == "tr":
            self._cell = -1
        elif tag in ("th", "td"):
            self._cell += 1
        self._in_head = tag == "th"

    def handle_data(self, data: str) -> None:
        if self._in_head:
            self._heads.append(data)
        column = self._heads[self._cell] if 0 <= self._cell < len(self._heads) else ""
        self.found.append(Text(data, "" if self._in_head else column))


def columns_of_csv(content: bytes) -> dict[str, list[str]]:
    """The cells of a CSV file as they are written, by column; empty ones are left out."""
    text = content.decode("utf-8-sig")
    first = text.partition("\r\n")[0]
    mark = max(",;", key=first.count)
    head, *rows = csv.reader(StringIO(text, newline=""), delimiter=mark)
    return {name: [row[n] for row in rows if row[n]] for n, name in enumerate(head)}


def texts_of_cover(content: bytes) -> list[str]:
    """The first sheet of a workbook; those after it hold typed cells, the same as the CSV file."""
    book = openpyxl.load_workbook(BytesIO(content), read_only=True)
    return [str(cell) for line in book.worksheets[0].values for cell in line if cell is not None]
