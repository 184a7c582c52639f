"""The one place that offers a table as files: CSV and XLSX of the rows shown."""

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import Literal

import pandas as pd
import streamlit as st

from dashboard.files.csv import to_csv
from dashboard.files.xlsx import to_xlsx
from dashboard.ui.frame import url_state
from dashboard.words.captions import Caption
from dashboard.words.markdown import plain
from etl.language.i18n import _, format_number, language, using

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_VIETNAM = timezone(timedelta(hours=7))


def today() -> date:
    """The day it is in Vietnam."""
    return datetime.now(_VIETNAM).date()


def table_files(
    caption: Caption,
    count: int,
    exported: Callable[[], pd.DataFrame],
    *,
    kind: Literal["secondary", "tertiary"] = "secondary",
) -> None:
    """A button that says how many rows there are and opens the choice of formats.

    `exported` gives the rows with numbers as numbers; a file is made when it is asked for.
    """
    day, chosen, code = today(), url_state.choices_in_words(), language()

    def csv() -> bytes:
        with using(code):
            return to_csv(exported())

    def xlsx() -> bytes:
        with using(code):
            return to_xlsx(exported(), caption, chosen, day)

    label = _("Tải xuống ({count} dòng)").format(count=format_number(count))
    with st.popover(label, type=kind, icon=":material/download:", key=f"files-{caption.file}"):
        st.markdown(f"**{plain(caption.title)}**")
        for name, make, extension, mime, icon in (
            (_("Tải CSV"), csv, "csv", "text/csv", ":material/csv:"),
            (_("Tải XLSX"), xlsx, "xlsx", XLSX, ":material/table_view:"),
        ):
            st.download_button(
                name,
                data=make,
                file_name=caption.file_name(day, extension),
                mime=mime,
                on_click="ignore",
                icon=icon,
                width="stretch",
                key=f"{extension}-{caption.file}",
            )
        st.caption(
            _(
                "XLSX có kiểu số, bộ lọc và trang giới thiệu. CSV mở đúng trong Excel tiếng Việt, "
                "nhưng Excel có thể đọc kỳ “7/2024” thành ngày."
            )
        )
