"""An toàn thông tin: hệ thống, hệ thống đã phê duyệt cấp độ, hệ thống đủ phương án bảo đảm."""

import streamlit as st

from dashboard.analysis.security import security_rows, sorted_rows, systems_view, totals
from dashboard.queries.indicator_views import due_dates
from dashboard.queries.printed_rates import deviating_rates, printed_rates
from dashboard.queries.security import RATES, stages_period, system_levels
from dashboard.store.builds import warehouse
from dashboard.ui.controls import selectors
from dashboard.ui.controls.local_links import page_line, section_of_address
from dashboard.ui.controls.period_choices import choose_edition
from dashboard.ui.controls.structure_choices import choose_usual_structure
from dashboard.ui.frame.choices_bar import choices_bar
from dashboard.ui.frame.pages import SECURITY
from dashboard.ui.sections import security, security_units
from dashboard.words.captions import view_caption
from dashboard.words.security import funnel_words, units_finding
from dashboard.words.vocabulary import SYSTEM_SORTS
from etl.language.i18n import _

section = section_of_address(security_units.SECTIONS)
with choices_bar():
    level = selectors.choose_level()
    source = choose_edition(warehouse())
    structure = choose_usual_structure(source, level)
    region_id = selectors.choose_region(source, structure) if level == "province" else None
    sort = selectors.choose_sort(SYSTEM_SORTS)
    shown = systems_view(source, level, structure)
    unit_id = selectors.choose_unit(source, shown, region_id)
if stages_period(source) is None:
    st.info(_("Đến ngày này chưa có kỳ nào có đủ số liệu của cả nước và của từng đơn vị."))
else:
    due = {stage: due_dates(source, rate_id, level)[0] for stage, rate_id in RATES.items()}
    all_totals = totals(source, structure)
    every_row = security_rows(source, level, structure)
    rows = sorted_rows(
        [row for row in every_row if region_id in (None, row.view.region_id)],
        sort,
    )
    caption = view_caption(source, shown, region_id).part(
        "security", _("Hệ thống thông tin của từng đơn vị theo mức bảo đảm an toàn")
    )
    if section == "ca-nuoc":
        page_line(SECURITY, funnel_words(all_totals[:1]), security_units.SECTIONS, section)
        security.totals_section(source, all_totals, structure)
        security.levels(source, system_levels(source))
        security.deviations(source, deviating_rates(source), printed_rates(source))
        security.unit_stages(rows, caption, unit_id)
    else:
        page_line(SECURITY, units_finding(rows), security_units.SECTIONS, section)
        chosen = [row for row in rows if row.view.unit_id == unit_id]
        answers = [security_units.unit_answer(row, shown, due) for row in chosen]
        numbers = security_units.headline_numbers(all_totals, due)
        st.html(f'<div class="page-part">{"".join(answers)}{numbers}</div>')
        security_units.unit_list(source, shown, rows, caption)
