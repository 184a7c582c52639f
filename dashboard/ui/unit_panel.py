"""A unit's figures beside a map: its value first, then everything else it has."""

import pandas as pd
import streamlit as st

from dashboard.i18n import _
from dashboard.indicators import indicators_at
from dashboard.rows import Row, records
from dashboard.verdicts import VERDICT_MARKS
from dashboard.views import View, due_dates, view
from dashboard.warehouse import Warehouse
from dashboard.wording import (
    describe_due,
    describe_source,
    format_gap,
    format_place,
    format_rank,
    format_target,
    format_value,
)


def unit_panel(source: Warehouse, shown: View, unit_id: str) -> None:
    """The chosen indicator of a unit, then the unit's other indicators with their targets."""
    row = _row(shown, unit_id)
    st.subheader(row["name_vi"], anchor=False)
    st.metric(shown.indicator.short_name_vi, format_value(shown.indicator, row), border=True)
    lines = [format_rank(row)]
    if row["target_value"] is not None and not shown.is_allocation:
        target = format_target(shown.indicator, row["target_value"])
        mark = VERDICT_MARKS.get(row["verdict"], "–")
        gap = format_gap(shown.indicator, row) or _("chưa có số liệu để so")
        lines.append(f"{mark} {describe_due(shown).capitalize()}: **{target}**, {gap}")
    if row["note_vi"] is not None:
        lines.append(f":gray[{row['note_vi']}]")
    lines.append(f":small[:gray[{describe_source(shown)}]]")
    st.markdown("  \n".join(line for line in lines if line))
    st.table(_other_indicators(source, shown, unit_id).set_index(_("Chỉ số")))


def _other_indicators(source: Warehouse, shown: View, unit_id: str) -> pd.DataFrame:
    records = []
    for indicator in indicators_at(source, shown.level).values():
        if indicator.indicator_id == shown.indicator.indicator_id:
            continue
        dues = due_dates(source, indicator.indicator_id, shown.level)
        other = view(source, indicator.indicator_id, shown.level, dues[-1] if dues else None)
        row = _row(other, unit_id)
        records.append(
            {
                _("Chỉ số"): indicator.short_name_vi,
                _("Giá trị"): format_value(indicator, row),
                _("Hạng"): format_place(row),
                _("Mục tiêu"): ""
                if row["target_value"] is None or other.is_allocation
                else f"{VERDICT_MARKS.get(row['verdict'], '–')} "
                f"{format_target(indicator, row['target_value'])}",
            }
        )
    return pd.DataFrame(records)


def _row(shown: View, unit_id: str) -> Row:
    return records(shown.rows[shown.rows["unit_id"] == unit_id])[0]
