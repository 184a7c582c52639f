"""Units that have no value: named, with the reason, apart from those that have one."""

import pandas as pd
import streamlit as st

from dashboard.i18n import _
from dashboard.verdicts import STATUSES


def units_without_value(rows: pd.DataFrame) -> None:
    """One line per reason with the names; nothing when every unit has a value."""
    if rows.empty:
        return
    with st.container(border=True):
        st.markdown(_("**{count} đơn vị không xếp hạng**").format(count=len(rows)))
        for (status, note), group in rows.groupby(
            ["status", rows["note_vi"].fillna("")], sort=False
        ):
            names = ", ".join(group["short_name_vi"])
            reason = f" :gray[({note})]" if note else ""
            st.markdown(f"{_(STATUSES[status])} ({len(group)}): {names}{reason}")
