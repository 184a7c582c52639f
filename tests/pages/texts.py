"""Every text of a page that goes to the browser, and of a file that it offers."""

import csv
import json
from collections.abc import Iterator
from html.parser import HTMLParser
from io import StringIO
from typing import Any, NamedTuple

from google.protobuf.json_format import MessageToDict
from streamlit.testing.v1 import AppTest

from tests.pages.tables import Table, beside_tables, tables_of
from tests.workbooks import sheets

# Ids and addresses are the same in every language.
_NO_WORDS = {"id", "url", "urlPathname", "queryString", "fileName", "key"}
# Nor is what a figure of the browser's is told beside its words.
_NO_WORDS |= {"kind", "units", "sheet", "borders", "picture", "ahead", "light", "dark"}


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
        if node.type == "html":
            for table in tables_of(content["body"]):
                yield from _of_table(table)
            yield from _Html(beside_tables(content["body"])).found
            continue
        for carried in {"spec", "json"} & content.keys():
            content[carried] = json.loads(content[carried])
        yield from map(Text, _strings(content))


def _of_table(table: Table) -> Iterator[Text]:
    """What it is called, its heads and its cells as they are shown."""
    yield Text(table.label)
    for column in table.columns:
        yield from map(Text, filter(None, (column.name, column.explained)))
        yield from (Text(cell.text, column.name) for cell in column.cells)


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
    """The texts of a piece of HTML, its attributes' too."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.found: list[Text] = []
        self.feed(body)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = (value for name, value in attrs if name not in {"class", "style", "href", "src"})
        self.found += [Text(value) for value in told if value]

    def handle_data(self, data: str) -> None:
        self.found.append(Text(data))


def columns_of_csv(content: bytes) -> dict[str, list[str]]:
    """The cells of a CSV file as they are written, by column; empty ones are left out."""
    text = content.decode("utf-8-sig")
    first = text.partition("\r\n")[0]
    mark = max(",;", key=first.count)
    head, *rows = csv.reader(StringIO(text, newline=""), delimiter=mark)
    return {name: [row[n] for row in rows if row[n]] for n, name in enumerate(head)}


def texts_of_cover(content: bytes) -> list[str]:
    """The first sheet of a workbook; those after it hold typed cells, the same as the CSV file."""
    ((_name, lines),) = sheets(content, most=1)
    return [str(cell) for line in lines for cell in line if cell is not None]
