"""The one place that draws tables: to read on the page, and to take away as files."""

from collections.abc import Callable, Mapping, Sequence
from html import escape

import pandas as pd
import streamlit as st

from dashboard.queries.indicator_views import View
from dashboard.queries.unassigned_rows import unassigned_rows
from dashboard.queries.view_rows import ViewRow
from dashboard.store.kept import kept
from dashboard.store.made_once import Same, made_once
from dashboard.store.warehouse import Warehouse
from dashboard.tables.html import Look, table_html
from dashboard.tables.indicator_views import export_table, reading_table
from dashboard.tables.target_matrix import matrix_rows, reading_cells
from dashboard.tables.unassigned_rows import export_unassigned
from dashboard.ui.controls.blocks import show_part
from dashboard.ui.controls.files import files_menu
from dashboard.ui.controls.provenance_link import unit_url, view_urls, with_provenance
from dashboard.words.captions import Caption
from dashboard.words.cells import as_numbers
from etl.language.i18n import _, format_number

_MOST_ROWS, _FIRST_ROWS = 200, 50
"""A table of more than so many shows the first until its reader asks for all."""

Urls = Sequence[str | None] | Mapping[str, Sequence[str | None]]
"""Where each row leads; by the name of its column where it leads to several places."""
Rows = Callable[[], pd.DataFrame]
"""The rows of a file: with numbers as numbers, ids and sources. None: those of the page."""


def rows_below(
    view: View, rows: Sequence[ViewRow], caption: Caption, source: Warehouse | None = None
) -> None:
    """The table of exactly the rows shown.

    The files of all units have the rows of their table that are of none, too, where `source` does.
    """
    is_whole = source is not None and len(rows) == len(view.rows)
    of_none = unassigned_rows(source, view) if source is not None and is_whole else ()

    def exported() -> pd.DataFrame:
        units = export_table(view, rows)
        if not of_none:
            return units
        return pd.concat([units, export_unassigned(view, of_none)], ignore_index=True)

    download_head(exported, len(rows) + len(of_none), caption)
    show_part("table", rows_table(view, tuple(row.unit_id for row in rows)))


@kept(512)
def rows_table(view: View, unit_ids: tuple[str, ...]) -> str:
    """The rows of these units as HTML, each with the way to the cell it comes from."""
    rows = view.rows_of(unit_ids)
    linked, explained = with_provenance(reading_table(view, rows), view_urls(view, rows))
    alt = _("Bảng {indicator} của {count} đơn vị").format(
        indicator=view.indicator.name_vi, count=format_number(len(rows))
    )
    return table_html(linked, alt, Look("reading-table", is_sortable=True), explained)


def goal_rows_below(views: Sequence[View], units: Sequence[str], caption: Caption) -> None:
    """The cells of a matrix, a row for each unit and goal."""
    count = len(views) * len(units)
    download_head(lambda: matrix_rows(views, units), count, caption)
    # Above it stands the matrix, which has as many cells.
    rows = _rows_to_show(count, caption, most=_MOST_ROWS // 2)
    st.html(_goal_rows_table(list(views), list(units), caption.title, rows))


@made_once(32)
def _goal_rows_table(views: Sequence[View], units: Sequence[str], alt: str, rows: int) -> str:
    urls = [unit_url(shown, unit_id) for unit_id in units for shown in views]
    linked, explained = with_provenance(reading_cells(views, units), urls)
    look = Look("reading-table", is_sortable=rows == len(linked))
    return table_html(linked[:rows], alt, look, explained)


def reading_below(
    reading: pd.DataFrame,
    exported: Rows | None,
    caption: Caption,
    *,
    alt: str,
    title: str | None = None,
    count: int | None = None,
    urls: Urls | None = None,
    key: str = "",
) -> None:
    """A table in words under its head; `count` is the rows of its files where there are more.

    `urls` leads each row to the cell it comes from, as `with_provenance` takes them; `key` is what
    style/tables.css knows it by.
    """
    rows = len(reading) if count is None else count
    download_head(exported or (lambda: as_numbers(reading)), rows, caption, title=title)
    shown = _rows_to_show(len(reading), caption)
    # The first of some rows are not the first of all.
    look = Look(f"reading-table {key}".rstrip(), is_sortable=shown == len(reading))
    st.html(made_html(reading, alt, look, shown, urls))


def wrapped_below(
    reading: pd.DataFrame,
    exported: Rows | None,
    caption: Caption,
    *,
    alt: str,
    title: str | None = None,
    key: str,
    count: int | None = None,
) -> None:
    """As `reading_below`, for cells of whole sentences, which may hold Markdown.

    `key` is what style/registers.css knows the table by, and its columns' widths.
    """
    rows = len(reading) if count is None else count
    download_head(exported or (lambda: as_numbers(reading)), rows, caption, title=title)
    shown = _rows_to_show(len(reading), caption)
    is_sortable = shown == len(reading)
    look = Look(f"scrolled {key}", is_sortable=is_sortable, is_markdown=True, is_cards=True)
    st.html(made_html(reading, alt, look, shown))


def _rows_to_show(count: int, caption: Caption, most: int = _MOST_ROWS) -> int:
    """How many of a table that is long, and the way to all: a browser bears so many."""
    if count <= most:
        return count
    label = _("Hiện cả {count} dòng, không chỉ {first} dòng đầu").format(
        count=format_number(count), first=_FIRST_ROWS
    )
    return count if st.toggle(label, key=f"all-of-{caption.file}") else _FIRST_ROWS


def small_table(
    reading: pd.DataFrame,
    exported: Rows | None,
    caption: Caption,
    *,
    count: int | None = None,
    look: Look | None = None,
    is_markdown: bool = False,
) -> None:
    """A short table above its files."""
    look = look or Look("framed", is_markdown=is_markdown)
    html = made_html(reading, caption.title, look, len(reading))
    rows = len(reading) if count is None else count
    small_table_of(html, exported or (lambda: as_numbers(reading)), rows, caption)


def small_table_of(html: str, exported: Rows, count: int, caption: Caption) -> None:
    """The same of a table that was made before."""
    st.html(html + files_menu(caption, count, exported))


def show_table(reading: pd.DataFrame, alt: str, look: Look) -> None:
    """A table alone, without a head and files of its own, as `table_html` makes it."""
    st.html(made_html(reading, alt, look, len(reading)))


def made_html(
    reading: pd.DataFrame, alt: str, look: Look, rows: int, urls: Urls | None = None
) -> str:
    """The first rows of a table, each with the way to its cells; of a table made once, once."""
    names: tuple[str, ...] = ()
    cells: list[Sequence[str | None]] = []
    if isinstance(urls, Mapping):
        names, cells = tuple(urls), list(urls.values())
    elif urls is not None:
        cells = [urls]
    return _linked_html(Same(reading), alt, look, rows, names, tuple(map(tuple, cells)))


@kept(256)
def _linked_html(
    reading: Same,
    alt: str,
    look: Look,
    rows: int,
    names: tuple[str, ...],
    cells: tuple[tuple[str | None, ...], ...],
) -> str:
    if not cells:
        return table_html(reading.it[:rows], alt, look)
    urls: Urls = dict(zip(names, cells, strict=True)) if names else cells[0]
    linked, explained = with_provenance(reading.it, urls)
    return table_html(linked[:rows], alt, look, explained)


def table_behind(
    reading: pd.DataFrame, exported: Rows | None, caption: Caption, *, count: int | None = None
) -> None:
    """The figures of a chart as a table that opens on demand."""
    with st.expander(_("Bảng số liệu của hình"), key=f"behind-{caption.file}"):
        small_table(reading, exported, caption, count=count, look=Look("behind", is_sortable=True))


def download_head(
    exported: Rows, count: int, caption: Caption, *, title: str | None = None
) -> None:
    """The head of a table that the page draws itself, with its files of `count` rows."""
    st.html(table_head(title or _("Bảng số liệu"), files_menu(caption, count, exported)))


def table_head(title: str, *tools: str) -> str:
    """The same as HTML, with any menus at the end of the line."""
    return f'<div class="table-head"><h2>{escape(title)}</h2>{"".join(tools)}</div>'
