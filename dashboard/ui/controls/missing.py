"""Units that have no value: named, with the reason, apart from those that have one."""

import pandas as pd
import streamlit as st

from dashboard.store.records import records
from dashboard.words.markdown import plain
from dashboard.words.statements import write_or_none
from dashboard.words.vocabulary import STATUSES
from etl.language.i18n import _

_REASONS_LISTED = 10


def units_without_value(rows: pd.DataFrame, *, is_flag: bool = False) -> None:
    """One line per reason with the names; nothing when every unit has a value.

    A yes or a no is no rank, so nobody is said to be left without one.
    """
    if rows.empty:
        return
    with st.container(border=True):
        heading = _("**{count} đơn vị không xếp hạng**")
        if is_flag:
            heading = _("**{count} đơn vị không rõ có hay chưa**")
        st.markdown(heading.format(count=len(rows)))
        names_of: dict[tuple[str, str | None], list[str]] = {}
        for row in records(rows):
            names_of.setdefault((row["status"], write_or_none(row["note"])), []).append(
                row["short_name_vi"]
            )
        if len(names_of) > _REASONS_LISTED:
            # As many reasons as units: they stand in the table below, row by row.
            by_status: dict[tuple[str, str | None], list[str]] = {}
            for (status, _note), names in names_of.items():
                by_status.setdefault((status, None), []).extend(names)
            names_of = by_status
        for (status, note), names in names_of.items():
            reason = f" :gray[({plain(note)})]" if note else ""
            st.markdown(f"{_(STATUSES[status])} ({len(names)}): {plain(', '.join(names))}{reason}")
