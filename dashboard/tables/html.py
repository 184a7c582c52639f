"""A table to read as HTML: its heads sort it in the browser (tables.js), its cells say by what."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Any
from urllib.parse import quote

import pandas as pd

from dashboard.words.cells import (
    Choice,
    Drawn,
    Figure,
    Folded,
    Link,
    Pictured,
    is_of_figures,
    shown_text,
    sort_key,
)
from dashboard.words.markdown import explained, html_of, link_html

_NOTHING = "–"
"""What a cell without a figure shows."""


@dataclass(frozen=True)
class Look:
    """How a table stands on its page."""

    name: str = ""
    """What style/tables.css knows it by."""
    is_sortable: bool = False
    is_markdown: bool = False
    """Whether its cells are; heads are names, and are not."""
    is_cards: bool = False
    """Whether each row is a card on a phone, its cells under each other after their heads."""
    leaves_out: bool = False
    """Whether its cards leave out what a column shows as a dash."""


def table_html(
    reading: pd.DataFrame,
    alt: str,
    look: Look,
    explained: Mapping[str, str] | None = None,
    groups: Sequence[str] | None = None,
) -> str:
    """A row per row, with the first cell as its head; numbers and days to the right.

    `alt` is what the table says in words, `explained` what some heads mean, `groups` the name of
    the group that each row stands in, under a head of its own. What a cell sorts by stands in
    `data-sort`; a missing one has none, and a column without any sorts by its words.
    """
    heads, columns = [], []
    for place, (name, cells) in enumerate(reading.items()):
        kind = _kind(cells)
        head = escape(str(name))
        title = escape((explained or {}).get(str(name), ""))
        said = f' title="{title}"' if title else ""
        shown = f'<button type="button">{head}</button>' if look.is_sortable else head
        heads.append(f'<th scope="col"{kind}{said}>{shown}</th>')
        tag, row_head = ("td", "") if place else ("th", ' scope="row"')
        label = f' data-head="{head}"' if look.is_cards and place else ""
        columns.append(_column(cells, look, tag, f"{row_head}{kind}{label}"))
    rows = [f"<tr>{''.join(row)}</tr>" for row in zip(*columns, strict=True)]
    names = " ".join(filter(None, ("table-box", look.name, "cards" if look.is_cards else "")))
    html = (
        f'<table aria-label="{escape(alt)}"><thead><tr>{"".join(heads)}</tr></thead>'
        f"{_bodies(rows, groups, len(heads))}</table>"
    )
    # A box that scrolls must take the keyboard; one with a link or a button to be seen does.
    can_focus = "<a " in html or (look.is_sortable and not look.is_cards)
    region = "" if can_focus else f' role="region" tabindex="0" aria-label="{escape(alt)}"'
    return f'<div class="{names}"{region}>{html}</div>'


def _bodies(rows: Sequence[str], groups: Sequence[str] | None, columns: int) -> str:
    if groups is None:
        return f"<tbody>{''.join(rows)}</tbody>"
    head = f'<tr class="group"><th colspan="{columns}" scope="rowgroup">'
    return "".join(
        f"<tbody>{head}{escape(name)}</th></tr>{''.join(row for _name, row in members)}</tbody>"
        for name, members in groupby(zip(groups, rows, strict=True), key=lambda pair: pair[0])
    )


def _kind(cells: "pd.Series[Any]") -> str:
    """The class of a column, which style sheets go by."""
    if is_of_figures(cells):
        return ' class="figure"'
    return ' class="link"' if any(type(cell) is Link for cell in cells) else ""


def _column(cells: "pd.Series[Any]", look: Look, tag: str, attributes: str) -> Iterable[str]:
    for cell in cells.tolist():
        key = sort_key(cell) if look.is_sortable else None
        by = "" if key is None else f' data-sort="{key:.12g}"'
        html = _cell(cell, look.is_markdown)
        is_nothing = " data-nothing" if look.leaves_out and html == _NOTHING else ""
        yield f"<{tag}{attributes}{by}{is_nothing}>{html}</{tag}>"


def _cell(cell: object, is_markdown: bool) -> str:
    # Empty words are a note that there is none of; an empty figure is one that is missing.
    if cell is None or cell is pd.NA or cell != cell or (isinstance(cell, Figure) and not cell):
        return _NOTHING
    if isinstance(cell, Choice):
        return f'<a class="way" href="{escape(cell.address)}">{escape(cell)}</a>'
    if isinstance(cell, Link):
        return link_html(explained(escape(cell)), cell.address)
    if isinstance(cell, Drawn):
        return drawn_html(cell)
    if isinstance(cell, Pictured):
        return f"{_words(cell, is_markdown)}{drawn_html(cell.picture)}"
    if isinstance(cell, Folded):
        more = _words(cell.more, is_markdown)
        return (
            f"{_words(cell, is_markdown)}<details><summary>{_words(cell.label, is_markdown)}"
            f"</summary><div>{more}</div></details>"
        )
    return _words(shown_text(cell), is_markdown)


def _words(text: str, is_markdown: bool) -> str:
    return html_of(text) if is_markdown else explained(escape(text, quote=False))


def drawn_html(cell: Drawn) -> str:
    """A small picture as it stands in a cell."""
    return f'<img class="drawn" alt="{escape(cell)}" src="data:image/svg+xml,{quote(cell.svg)}"/>'
