"""Links from within a page to others, with choices made: plain HTML, wherever they stand."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from dashboard.ui.frame.addresses import address
from dashboard.ui.frame.pages import Page
from dashboard.ui.frame.parameters import Param


def way(page: Page, choices: Mapping[Param, str], label: str) -> str:
    """A link; ways.js follows it without loading the dashboard anew."""
    return f'<a class="way" href="{escape(address(page, choices))}">{escape(label)}</a>'


def ways(links: list[str]) -> str:
    """Some links in a line."""
    return f'<p class="ways">{"".join(links)}</p>'


def show_ways(*links: str) -> None:
    """The same as an element of the page."""
    st.html(ways(list(links)), width="stretch" if len(links) > 1 else "content")
