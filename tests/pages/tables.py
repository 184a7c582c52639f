"""The tables of a page, read back from the HTML that goes to the browser."""

from dataclasses import dataclass
from xml.etree import ElementTree

import pandas as pd
from streamlit.testing.v1 import AppTest

READING = "reading-table"
"""The name of tables of figures under a head of their own."""


PART = '<div class="page-part"'


@dataclass(frozen=True)
class Cell:
    """What a cell shows, with its marks as Markdown has them, and what it sorts by."""

    text: str
    key: float | None
    address: str | None
    """Where the cell as a whole leads to."""


@dataclass(frozen=True)
class Column:
    """The head of a column and its cells from top to bottom."""

    name: str
    is_figure: bool
    """Whether it stands to the right."""
    sorts: bool
    explained: str | None
    """What its head says to who asks."""
    cells: tuple[Cell, ...]

    @property
    def texts(self) -> list[str]:
        return [cell.text for cell in self.cells]


@dataclass(frozen=True)
class Table:
    """A table as it was sent."""

    names: tuple[str, ...]
    label: str
    columns: tuple[Column, ...]

    @property
    def frame(self) -> pd.DataFrame:
        """The cells as a reader sees them."""
        return pd.DataFrame({column.name: column.texts for column in self.columns})


def page_tables(app: AppTest) -> list[Table]:
    """All tables of a page, in its order."""
    found = (table_of(item.proto.body) for item in app.get("html"))
    return [table for table in found if table is not None]


def frames(app: AppTest) -> list[pd.DataFrame]:
    """What a reader sees of the tables that are no `reading_frames`."""
    return [table.frame for table in page_tables(app) if READING not in table.names]


def reading_frames(app: AppTest) -> list[pd.DataFrame]:
    """What a reader sees of the tables of figures."""
    return [table.frame for table in page_tables(app) if READING in table.names]


def parts(app: AppTest) -> dict[str, str]:
    """The parts of a page that are one element each, by name, with their marks as Markdown."""
    bodies = (item.proto.body for item in app.get("html"))
    found = [ElementTree.fromstring(_well_formed(body)) for body in bodies if PART in body]
    return {part.get("data-part", ""): _marked(part) for part in found}


def _well_formed(body: str) -> str:
    return body.replace("<br>", "<br/>")


def table_of(body: str) -> Table | None:
    """The table that a piece of HTML is; None if it is none."""
    if body.startswith(PART):
        body = body.partition(">")[2].removesuffix("</div>")
    if not body.startswith('<div class="table-box'):
        return None
    box = ElementTree.fromstring(_well_formed(body))
    table = box.find("table")
    heads, rows = table.findall("thead/tr/th"), table.findall("tbody/tr")
    assert all(len(row) == len(heads) for row in rows)
    # The first cell of a row is its head.
    assert all(head.get("scope") == "col" for head in heads)
    assert all(row[0].get("scope") == "row" for row in rows)
    columns = zip(heads, zip(*rows, strict=True) if rows else [()] * len(heads), strict=True)
    return Table(
        tuple(box.get("class").split()),
        table.get("aria-label"),
        tuple(_column(head, cells) for head, cells in columns),
    )


def _column(head: ElementTree.Element, cells: tuple[ElementTree.Element, ...]) -> Column:
    is_figure = head.get("class") == "figure"
    assert all((cell.get("class") == "figure") == is_figure for cell in cells)
    name = "".join(head.itertext())
    sorts = head.find("button") is not None
    return Column(name, is_figure, sorts, head.get("title"), tuple(map(_cell, cells)))


def _cell(cell: ElementTree.Element) -> Cell:
    key = cell.get("data-sort")
    is_link = len(cell) == 1 and cell[0].tag == "a" and not (cell.text or cell[0].tail)
    address = cell[0].get("href") if is_link else None
    return Cell(_marked(cell), None if key is None else float(key), address)


def _marked(part: ElementTree.Element) -> str:
    text = (part.text or "") + "".join(_marked(inner) + (inner.tail or "") for inner in part)
    match part.tag:
        case "strong":
            return f"**{text}**"
        case "code":
            return f"`{text}`"
        case "a":
            return f"[{text}]({part.get('href')})"
        case "small":
            return f":small[{text}]"
        case "span":
            return f":{part.get('class')}[{text}]"
        case "br":
            return "\n"
        case "p" | "h2":
            return f"{text}\n"
        case "li":
            return f"- {text}\n"
    return text
