"""The colours and the font that charts take from the theme in `.streamlit/config.toml`.

How light and dark reach a figure in Streamlit 1.67, as seen in a browser: the browser decides (the
reader's choice in the menu, else the system's preference) and sends its scheme with every rerun, so
`st.context.theme.type` is right from the first run on. Switching in the menu sends nothing to the
server: Streamlit recolours its own elements at once, a figure keeps the colours it was built with
until the next rerun. What a figure leaves unset, `st.plotly_chart(theme="streamlit")` recolours at
once as well: leave titles and tick labels to it, and take from here what has to be stated.
"""

from dataclasses import dataclass

import streamlit as st


@dataclass(frozen=True)
class ChartTheme:
    """Colours (CSS) and font of a chart on one background."""

    name: str
    ink: str
    """Text, axis titles and data labels."""
    muted: str
    """Secondary text and tick labels."""
    grid: str
    """Grid lines and borders between areas."""
    paper: str
    """The page behind the chart."""
    land: str
    """Areas that the chart has nothing to say about."""
    accent: str
    """The one mark that should be seen first."""
    font_family: str = '"Be Vietnam Pro", sans-serif'


LIGHT = ChartTheme(
    name="light",
    ink="#14212b",
    muted="#4f6270",
    grid="#d5dde3",
    paper="#ffffff",
    land="#e9eef1",
    accent="#0b5c7d",
)
DARK = ChartTheme(
    name="dark",
    ink="#e6edf2",
    muted="#a3b4c0",
    grid="#32434f",
    paper="#101a21",
    land="#22303a",
    accent="#63b8dc",
)


def chart_theme() -> ChartTheme:
    """The theme of the page the reader sees; light where the browser has not said."""
    return DARK if st.context.theme.type == "dark" else LIGHT
