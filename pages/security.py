"""An toàn thông tin: hệ thống, hệ thống đã phê duyệt cấp độ, hệ thống đủ phương án bảo đảm."""

import streamlit as st

from dashboard.figures.security import stages, unit_bars
from dashboard.i18n import _
from dashboard.rows import records
from dashboard.security import (
    RATES,
    SORTS,
    deviating_rates,
    printed_rates,
    security_rows,
    sorted_rows,
    system_levels,
    systems_view,
    totals,
)
from dashboard.security_wording import export_rows, reading_rows, unit_words, units_finding
from dashboard.ui import charts, security, selectors
from dashboard.ui.missing import units_without_value
from dashboard.ui.pages import SECURITY
from dashboard.ui.rows import reading_below
from dashboard.ui.shell import page_header
from dashboard.ui.structure_note import structure_note
from dashboard.views import due_dates
from dashboard.warehouse import warehouse
from dashboard.wording import describe_source

source = warehouse()
page_header(
    _(SECURITY.title),
    _("Bao nhiêu hệ thống đã phê duyệt cấp độ, bao nhiêu đã triển khai đủ phương án bảo đảm"),
)
with selectors.filter_row():
    level = selectors.choose_level()
    structure = selectors.choose_structure(level)
    region_id = selectors.choose_region(source, structure) if level == "province" else None
    sort = selectors.choose_sort(SORTS)
    shown = systems_view(source, level, structure)
    unit_id = selectors.choose_unit(source, shown, region_id)
due = {stage: due_dates(source, rate_id, level)[0] for stage, rate_id in RATES.items()}
all_totals = totals(source, structure)

st.subheader(_("Cả nước"), anchor=False)
security.country(all_totals, due)
st.subheader(_("Theo khối và theo vùng"), anchor=False)
security.groups(all_totals[2:])

st.subheader(_("Cấp độ của các hệ thống"), anchor=False)
security.levels(system_levels(source))

st.subheader(_("Từng đơn vị"), anchor=False)
structure_note(source, shown)
rows = security_rows(source, level, structure)
if region_id is not None:
    rows = rows[rows["region_id"] == region_id]
rows = sorted_rows(rows, sort)
if unit_id is not None:
    (row,) = records(rows[rows["unit_id"] == unit_id])
    st.info(unit_words(row, due), icon=":material/shield:")
bars = unit_bars(rows)
if bars:
    st.markdown(units_finding(rows))
    charts.show(
        stages(bars, charts.palette(), as_share=False, selected=unit_id),
        key="stages",
        alt=units_finding(rows),
        selects_unit=True,
    )
    st.caption(describe_source(shown))
else:
    st.info(_("Không đơn vị nào trong vùng này có đủ số liệu."))
units_without_value(rows[rows["systems"].isna()])
reading_below(
    reading_rows(rows, level, structure),
    lambda: export_rows(rows, level, structure),
    "_".join(filter(None, ("security", level, structure.id, region_id))),
    alt=units_finding(rows),
)

st.subheader(_("Tỷ lệ in và tỷ lệ tính lại"), anchor=False)
security.deviations(deviating_rates(source), printed_rates(source))
