"""A register that its reader filters: its head, its rows page by page, the way to the others."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import pandas as pd
import streamlit as st

from dashboard.tables.html import Look
from dashboard.ui.controls.files import files_menu
from dashboard.ui.controls.local_links import choose_row_page, row_page_links
from dashboard.ui.controls.tables import Rows, made_html, table_head
from dashboard.ui.frame.pages import Page
from dashboard.words.captions import Caption

Row = TypeVar("Row")


def show_list(
    page: Page,
    rows: Sequence[Row],
    reading_of: Callable[[Sequence[Row]], pd.DataFrame],
    exported: Rows,
    caption: Caption,
    *,
    alt: str,
    title: str,
    name: str,
    note: str = "",
) -> None:
    """The rows of one page of a list; its files have all of `rows`.

    `reading_of` gives rows as a table to read, whose cells are Markdown. `name` is what
    style/registers.css knows the table by, `note` HTML beside its title.
    """
    at = choose_row_page(len(rows))
    # The first of some rows are not the first of all.
    look = Look(name, is_sortable=at.count == 1, is_markdown=True, is_cards=True)
    head = table_head(title, note, files_menu(caption, len(rows), exported))
    table = made_html(reading_of(at.cut(rows)), alt, look, at.total)
    st.html(head + table + row_page_links(page, at))
