"""Tables for the printer: on a screen a table is a window on its rows, on paper it has them all."""

from html import escape

import pandas as pd
import streamlit as st

from dashboard.words.cells import shown_text, sort_keys
from etl.language.i18n import _, format_number

_MOST_ROWS = 120


def paper_table(reading: pd.DataFrame) -> None:
    """Every row of a table in words, seen only on paper (style.css, paper.css).

    A longer table than a few sheets hold is named instead, with where to have it.
    """
    if len(reading) > _MOST_ROWS:
        note = _("Bảng có {count} dòng; bản đầy đủ ở tệp CSV hoặc XLSX tải từ trang này.").format(
            count=format_number(len(reading))
        )
        st.html(f'<p class="paper-only">{escape(note)}</p>')
        return
    # paper.css puts figures to the right.
    kinds = [
        "" if sort_keys(cells) is None else ' class="figure"' for _name, cells in reading.items()
    ]
    head = "".join(
        f'<th scope="col"{kind}>{escape(str(name))}</th>'
        for kind, name in zip(kinds, reading.columns, strict=True)
    )
    body = "".join(
        "<tr>"
        + "".join(
            f"<td{kind}>{escape(shown_text(cell))}</td>"
            for kind, cell in zip(kinds, row, strict=True)
        )
        + "</tr>"
        for row in reading.itertuples(index=False)
    )
    st.html(
        f'<table class="paper-only paper-table"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )
