"""The one place that offers what can be taken away: the rows shown as CSV and XLSX, and files."""

from collections.abc import Callable
from html import escape

import pandas as pd
import streamlit as st

from dashboard.files.csv import to_csv
from dashboard.files.xlsx import to_xlsx
from dashboard.ui.frame import url_state
from dashboard.ui.frame.days import today
from dashboard.ui.frame.menus import disclosure
from dashboard.ui.frame.offered import OfferedFile, OfferedTable, noted
from dashboard.ui.frame.taken_files import file_url
from dashboard.words.captions import Caption
from etl.language.i18n import _, format_number, language, using


def file_link(label: str, name: str, make: Callable[[], bytes]) -> str:
    """A link to a file of what is chosen now, made in the reader's language when it is followed."""
    if (noting := noted()) is not None:
        noting.files.append(OfferedFile(name, make))
        return escape(name)
    code, chosen = language(), url_state.choices_in_words()

    def made() -> bytes:
        with using(code):
            return make()

    href = file_url(name, [code, chosen], made)
    return f'<a class="file" href="{href}" download="{escape(name)}">{escape(label)}</a>'


def table_files(caption: Caption, count: int, exported: Callable[[], pd.DataFrame]) -> None:
    """The menu of `files_menu` as an element of the page."""
    st.html(files_menu(caption, count, exported))


def files_menu(caption: Caption, count: int, exported: Callable[[], pd.DataFrame]) -> str:
    """What says how many rows a table has and opens the choice of formats.

    `exported` gives the rows with numbers as numbers; a file is made when it is asked for.
    """
    day, chosen = today(), url_state.choices_in_words()
    if (noting := noted()) is not None:
        noting.tables.append(OfferedTable(caption, exported, chosen))
    links = (
        file_link(_("Tải CSV"), caption.file_name(day, "csv"), lambda: to_csv(exported())),
        file_link(
            _("Tải XLSX"),
            caption.file_name(day, "xlsx"),
            lambda: to_xlsx(exported(), caption, chosen, day),
        ),
    )
    hint = _(
        "XLSX có kiểu số, bộ lọc và trang giới thiệu. CSV mở đúng trong Excel tiếng Việt, "
        "nhưng Excel có thể đọc kỳ “7/2024” thành ngày."
    )
    return disclosure(
        _("Tải xuống ({count} dòng)").format(count=format_number(count)),
        f"<p><strong>{escape(caption.title)}</strong></p>{''.join(links)}<p>{escape(hint)}</p>",
        "files",
    )
