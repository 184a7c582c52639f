"""The rows behind a figure: to read on the page, and to take away as a file."""

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone

import pandas as pd
import streamlit as st

from dashboard.i18n import _, format_number
from dashboard.structures import Structure
from dashboard.tables import export_table, file_name, reading_table, to_csv
from dashboard.views import View

_VIETNAM = timezone(timedelta(hours=7))
# Pixels of a table that is longer than so many rows of sentences; it scrolls.
_WRAPPED_HEIGHT, _WRAPPED_ROWS = 720, 6


def rows_below(view: View, rows: pd.DataFrame, region_id: str | None) -> None:
    """The table of exactly the rows shown, with its CSV."""
    _head(
        len(rows),
        lambda: export_table(view, rows),
        file_name(view, region_id, today(), "csv"),
    )
    st.dataframe(
        reading_table(view, rows),
        hide_index=True,
        alt=_("Bảng {indicator} của {count} đơn vị").format(
            indicator=view.indicator.name_vi, count=format_number(len(rows))
        ),
    )


def goal_rows_below(
    cells: pd.DataFrame, structure: Structure, level: str, year: int, region_id: str | None
) -> None:
    """The cells of a matrix as a CSV; the matrix itself is their table."""
    parts = ["targets", level, structure.id, region_id, str(year), today().isoformat()]
    _head(len(cells), lambda: cells, "_".join(part for part in parts if part) + ".csv")


def table_below(frame: pd.DataFrame, name: str) -> None:
    """A table that is shown as it is downloaded; `name` is the file's, without date and ending."""
    _head(len(frame), lambda: frame, f"{name}_{today().isoformat()}.csv")
    st.dataframe(frame, hide_index=True)


def reading_below(
    reading: pd.DataFrame,
    exported: Callable[[], pd.DataFrame],
    name: str,
    *,
    alt: str,
    title: str | None = None,
) -> None:
    """A table in words whose CSV has the same rows with numbers, ids and sources.

    `name` is the file's, without date and ending.
    """
    _head(len(reading), exported, f"{name}_{today().isoformat()}.csv", title)
    st.dataframe(reading, hide_index=True, alt=alt)


def download_head(
    exported: Callable[[], pd.DataFrame], count: int, name: str, *, title: str
) -> None:
    """The head of a table that the page draws itself, with its CSV of `count` rows."""
    _head(count, exported, f"{name}_{today().isoformat()}.csv", title)


def wrapped_below(
    reading: pd.DataFrame,
    exported: Callable[[], pd.DataFrame],
    name: str,
    *,
    alt: str,
    title: str | None = None,
    key: str = "wrapped-table",
) -> None:
    """As `reading_below`, for cells of whole sentences, which may hold Markdown.

    `key` is what style.css knows the table by, and its columns' widths.
    """
    _head(len(reading), exported, f"{name}_{today().isoformat()}.csv", title)
    with st.container(key=key):
        st.table(
            reading,
            border="horizontal",
            height=_WRAPPED_HEIGHT if len(reading) > _WRAPPED_ROWS else "content",
            hide_index=True,
            alt=alt,
        )


def _head(
    count: int, exported: Callable[[], pd.DataFrame], name: str, title: str | None = None
) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(title or _("Bảng số liệu"), anchor=False)
        st.download_button(
            _("Tải CSV ({count} dòng)").format(count=format_number(count)),
            data=lambda: to_csv(exported()),
            file_name=name,
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
        )


def today() -> date:
    """The day it is in Vietnam."""
    return datetime.now(_VIETNAM).date()
