"""What a page sends as HTML, read back: its tables, its parts, its words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd
from lxml import html
from streamlit.testing.v1 import AppTest

READING = "reading-table"
"""The name of tables of figures under a head of their own."""

_BOX = ".//div[contains(concat(' ', @class, ' '), ' table-box ')]"
_ENDS_A_LINE = {"p", "h2", "h3", "summary", "div", "section", "dt", "dd"}
_OF_THE_FRAME = re.compile('class="(page-actions|page-links|product|client-button)')
_WRITTEN = {"title", "header", "subheader", "markdown", "caption", "info", "warning"}


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
    groups: tuple[str, ...]
    """The heads of its groups of rows."""

    @property
    def frame(self) -> pd.DataFrame:
        """The cells as a reader sees them."""
        return pd.DataFrame({column.name: column.texts for column in self.columns})


def bodies(app: AppTest) -> list[str]:
    """The pieces of HTML of a page."""
    return [item.proto.body for item in app.get("html")]


def found(app: AppTest, path: str) -> list[html.HtmlElement]:
    """The elements of a page's HTML at an XPath."""
    return [element for body in bodies(app) for element in _root(body).xpath(path)]


def page_tables(app: AppTest) -> list[Table]:
    """All tables of a page, in its order."""
    return [table for body in bodies(app) for table in tables_of(body)]


def frames(app: AppTest) -> list[pd.DataFrame]:
    """What a reader sees of the tables that are no `reading_frames`."""
    return [table.frame for table in page_tables(app) if READING not in table.names]


def spine(app: AppTest) -> pd.DataFrame:
    """The table of a profile, a row for each indicator by its short name."""
    (frame,) = (frame for frame in frames(app) if "Giữa các đơn vị cùng cấp" in frame)
    names = frame["Chỉ số"].str.extract(r"^\[?(.*?)(?:\]\(|:small|$)")[0]
    return frame.set_index(names)


def reading_frames(app: AppTest) -> list[pd.DataFrame]:
    """What a reader sees of the tables of figures."""
    return [table.frame for table in page_tables(app) if READING in table.names]


def parts(app: AppTest) -> dict[str, str]:
    """The parts of a page that are one element each, by name, with their marks as Markdown."""
    return {part.get("data-part"): _marked(part) for part in found(app, ".//div[@data-part]")}


def words(app: AppTest) -> str:
    """Every sentence and head of a page in its order, without the cells of its tables."""
    return "\n".join(_words(app))


def heads(app: AppTest) -> list[str]:
    """The headings of a page's parts."""
    of_html = [head.text_content() for head in found(app, ".//h2")]
    return [*(part.value for part in app.header), *of_html]


def _words(app: AppTest) -> Iterator[str]:
    for node in app:
        if node.type in _WRITTEN:
            yield node.value
        elif node.type == "html" and not _OF_THE_FRAME.search(node.proto.body):
            yield _marked(_root(beside_tables(node.proto.body)))


def beside_tables(body: str) -> str:
    """A piece of HTML without its tables."""
    root = _parsed(body)
    for box in root.xpath(_BOX):
        box.drop_tree()
    return html.tostring(root, encoding="unicode")


def tables_of(body: str) -> list[Table]:
    """The tables in a piece of HTML."""
    return [_table(box) for box in _root(body).xpath(_BOX)]


@lru_cache(maxsize=256)
def _root(body: str) -> html.HtmlElement:
    """To read: a page is asked many questions."""
    return _parsed(body)


def _parsed(body: str) -> html.HtmlElement:
    return html.fragment_fromstring(body, create_parent="div")


def _table(box: html.HtmlElement) -> Table:
    table = box.find("table")
    heads, rows = table.findall("thead/tr/th"), table.findall("tbody/tr")
    # A row may name the group of those that follow.
    rows = [row for row in rows if row[0].get("scope") != "rowgroup"]
    assert all(len(row) == len(heads) for row in rows)
    # The first cell of a row is its head.
    assert all(head.get("scope") == "col" for head in heads)
    assert all(row[0].get("scope") == "row" for row in rows)
    columns = zip(heads, zip(*rows, strict=True) if rows else [()] * len(heads), strict=True)
    return Table(
        tuple(box.get("class").split()),
        table.get("aria-label"),
        tuple(_column(head, cells) for head, cells in columns),
        tuple(table.xpath(".//tr[@class='group']/th/text()")),
    )


def _column(head: html.HtmlElement, cells: tuple[html.HtmlElement, ...]) -> Column:
    is_figure = head.get("class") == "figure"
    assert all((cell.get("class") == "figure") == is_figure for cell in cells)
    name = "".join(head.itertext())
    sorts = head.find("button") is not None
    return Column(name, is_figure, sorts, head.get("title"), tuple(map(_cell, cells)))


def _cell(cell: html.HtmlElement) -> Cell:
    key = cell.get("data-sort")
    is_link = len(cell) == 1 and cell[0].tag == "a" and not (cell.text or cell[0].tail)
    address = cell[0].get("href") if is_link else None
    return Cell(_marked(cell), None if key is None else float(key), address)


def _marked(part: html.HtmlElement) -> str:
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
            return f":gray[{text}]" if part.get("class") == "gray" else text
        case "br":
            return "\n"
        case "img":
            return str(part.get("alt"))
        case "li":
            return f"- {text}\n"
        case name if name in _ENDS_A_LINE:
            return f"{text}\n"
    return text
