"""Figures that the server draws: HTML on the page, and a picture of it to take away."""

from functools import partial
from html import escape
from typing import Protocol

import streamlit as st

from dashboard.figures.palette import DARK
from dashboard.figures.scatter import ScatterFigure
from dashboard.figures.scatter_html import scatter_html
from dashboard.figures.scatter_picture import scatter_picture
from dashboard.figures.share_bars import ShareBars, share_bars_html, share_bars_picture
from dashboard.ui.controls import charts
from dashboard.ui.controls.pictures import picture_buttons
from dashboard.ui.frame.offered import OfferedPicture, noted
from dashboard.ui.frame.stills import still_url
from dashboard.words.captions import Caption


def show_shares(item: ShareBars, caption: Caption, *, key: str, alt: str) -> None:
    """Draw bars; `alt` says what they show, `caption` goes into the pictures."""
    show_drawn(share_bars_html(item), partial(share_bars_picture, item), caption, key=key, alt=alt)


def show_scatter(item: ScatterFigure, caption: Caption, *, alt: str) -> None:
    """Draw a scatter, with the same words around it."""
    show_drawn(scatter_html(item), partial(scatter_picture, item), caption, key="scatter", alt=alt)


class _Picture(Protocol):
    def __call__(self, *, is_dark: bool) -> str: ...


def show_drawn(html: str, picture: _Picture, caption: Caption, *, key: str, alt: str) -> None:
    """Draw a figure that is HTML; `picture` draws the SVG of it."""
    if (noting := noted()) is not None:
        noting.pictures.append(OfferedPicture(caption, alt, None, partial(picture, is_dark=False)))
        return
    is_dark = charts.palette() is DARK
    drawing = still_url([key, html, is_dark], partial(picture, is_dark=is_dark))
    # pictures.js knows the figure and its buttons by the container's key.
    with st.container(key=f"picture-{key}", gap=None):
        st.html(
            f'<div class="figure" role="img" aria-label="{escape(alt)}"'
            f' data-drawing="{drawing}">{html}</div>'
        )
        picture_buttons(caption, alt, credit=None)
