"""A unit's figures beside a map: its value first, then everything else it has."""

import pandas as pd
import streamlit as st

from dashboard.i18n import _, format_date
from dashboard.indicators import indicators_at
from dashboard.lineage import RELATIONS, links, member_rows
from dashboard.rows import Row, records
from dashboard.ui.provenance_link import provenance_link
from dashboard.units import legal_names
from dashboard.verdicts import VERDICT_MARKS
from dashboard.views import View, due_dates, view
from dashboard.warehouse import Warehouse
from dashboard.wording import (
    describe_due,
    describe_source,
    format_gap,
    format_place,
    format_rank,
    format_row_target,
    format_value,
)


def unit_panel(source: Warehouse, shown: View, unit_id: str) -> None:
    """The chosen indicator of a unit, then the unit's other indicators with their targets."""
    row = _row(shown, unit_id)
    st.subheader(row["name_vi"], anchor=False)
    for name in legal_names(source, unit_id):
        if name.valid_from is not None and name.name_vi != row["name_vi"]:
            since = _("Từ {day}: {name}, {basis}").format(
                day=format_date(name.valid_from), name=name.name_vi, basis=name.legal_basis
            )
            st.caption(since)
    st.metric(shown.indicator.short_name_vi, format_value(shown.indicator, row), border=True)
    lines = [format_rank(row)]
    if row["target_low"] is not None and not shown.is_allocation:
        target = format_row_target(shown.indicator, row)
        mark = VERDICT_MARKS.get(row["verdict"], "–")
        gap = format_gap(shown.indicator, row) or _("chưa có số liệu để so")
        lines.append(f"{mark} {describe_due(shown).capitalize()}: **{target}**, {gap}")
    if row["note_vi"] is not None:
        lines.append(f":gray[{row['note_vi']}]")
    lines.append(f":small[:gray[{describe_source(shown)}]]")
    st.markdown("  \n".join(line for line in lines if line))
    provenance_link(shown.indicator.indicator_id, unit_id, shown.level, shown.structure)
    if not shown.structure.is_published:
        _members(source, shown, unit_id)
    st.table(_other_indicators(source, shown, unit_id).set_index(_("Chỉ số")))


def _members(source: Warehouse, shown: View, unit_id: str) -> None:
    """The old units behind a new one, with their figures and what the law says."""
    st.markdown(f"**{_('Hình thành từ')}**")
    rows = member_rows(source, shown, unit_id)
    st.table(
        pd.DataFrame(
            {
                _("Đơn vị cũ"): [row["short_name_vi"] for row in rows],
                shown.indicator.short_name_vi: [format_value(shown.indicator, row) for row in rows],
            }
        ).set_index(_("Đơn vị cũ"))
    )
    lines = []
    for link in links(source, shown.level):
        if link.successor_id == unit_id:
            part = "" if link.part_vi is None else f": {link.part_vi}"
            doubt = "" if link.is_confirmed else f" :orange[({_('chưa xác nhận đủ')})]"
            lines.append(
                f"- {link.predecessor_vi} ({_(RELATIONS[link.relation])}){part}, "
                f"{format_date(link.effective_on)}, {link.legal_basis}{doubt}"
            )
    with st.expander(_("Căn cứ sắp xếp")):
        st.markdown("\n".join(lines))


def _other_indicators(source: Warehouse, shown: View, unit_id: str) -> pd.DataFrame:
    records = []
    for indicator in indicators_at(source, shown.level).values():
        if indicator.indicator_id == shown.indicator.indicator_id:
            continue
        dues = due_dates(source, indicator.indicator_id, shown.level)
        due_on = dues[-1] if dues else None
        other = view(source, indicator.indicator_id, shown.level, due_on, shown.structure)
        row = _row(other, unit_id)
        records.append(
            {
                _("Chỉ số"): indicator.short_name_vi,
                _("Giá trị (hạng)"): " ".join(
                    part
                    for part in (format_value(indicator, row), _in_brackets(format_place(row)))
                    if part
                ),
                _("Mục tiêu"): ""
                if row["target_low"] is None or other.is_allocation
                else f"{VERDICT_MARKS.get(row['verdict'], '–')} "
                f"{format_row_target(indicator, row)}",
            }
        )
    return pd.DataFrame(records)


def _in_brackets(text: str) -> str:
    return f"({text})" if text else ""


def _row(shown: View, unit_id: str) -> Row:
    return records(shown.rows[shown.rows["unit_id"] == unit_id])[0]
