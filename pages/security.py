"""An toàn thông tin: hệ thống, hệ thống đã phê duyệt cấp độ, hệ thống đủ phương án bảo đảm."""

import streamlit as st

from dashboard.analysis.security import security_rows, sorted_rows, stage_view, systems_view, totals
from dashboard.figures.security import stages, unit_bars
from dashboard.queries.indicator_views import due_dates
from dashboard.queries.printed_rates import deviating_rates, printed_rates
from dashboard.queries.security import COUNTS, RATES, stages_period, system_levels
from dashboard.store.warehouse import warehouse
from dashboard.tables.security import export_rows, reading_rows
from dashboard.ui.controls import charts, selectors
from dashboard.ui.controls.blocks import show_part
from dashboard.ui.controls.indicator_note import indicator_note
from dashboard.ui.controls.missing import units_without_value
from dashboard.ui.controls.period_choices import choose_edition
from dashboard.ui.controls.provenance_link import provenance_url
from dashboard.ui.controls.structure_choices import choose_usual_structure
from dashboard.ui.controls.structure_note import structure_note
from dashboard.ui.controls.tables import reading_below
from dashboard.ui.frame.choices_bar import choices_bar
from dashboard.ui.sections import security
from dashboard.words.captions import view_caption
from dashboard.words.markdown import plain
from dashboard.words.security import unit_words, units_finding
from dashboard.words.views import describe_source
from dashboard.words.vocabulary import STAGES, SYSTEM_SORTS
from etl.language.i18n import _

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

    st.header(_("Cả nước"), anchor=False)
    security.country(source, all_totals, due)
    st.header(_("Theo khối và theo vùng"), anchor=False)
    security.groups(source, all_totals, structure)

    st.header(_("Cấp độ của các hệ thống"), anchor=False)
    security.levels(source, system_levels(source))

    st.header(_("Từng đơn vị"), anchor=False)
    structure_note(source, shown)
    every_row = security_rows(source, level, structure)
    rows = sorted_rows(
        [row for row in every_row if region_id in (None, row.view.region_id)],
        sort,
    )
    for row in rows:
        if row.view.unit_id == unit_id:
            st.info(unit_words(row, due), icon=":material/shield:")
    bars = unit_bars(rows)
    caption = view_caption(source, shown, region_id).part(
        "security", _("Hệ thống thông tin của từng đơn vị theo mức bảo đảm an toàn")
    )
    if bars:
        st.markdown(plain(units_finding(rows)))
        charts.show(
            stages(bars, charts.palette(), as_share=False, selected=unit_id),
            caption,
            key="stages",
            alt=units_finding(rows),
            selects_unit=True,
        )
        st.caption(plain(describe_source(shown)))
    else:
        st.info(_("Không đơn vị nào trong vùng này có đủ số liệu."))
    indicator_note(
        [
            shown,
            *(
                stage_view(source, rate_id, level, structure, due[stage])
                for stage, rate_id in RATES.items()
            ),
        ]
    )
    show_part("missing", units_without_value([row.view for row in rows if row.systems is None]))
    reading_below(
        reading_rows(rows, level, structure),
        lambda: export_rows(rows, level, structure),
        caption,
        alt=units_finding(rows),
        urls={
            _("Nguồn gốc: {stage}").format(stage=_(STAGES[stage]).lower()): [
                provenance_url(indicator_id, row.view.unit_id, level, structure, shown.period)
                for row in rows
            ]
            for stage, indicator_id in COUNTS.items()
        },
    )

    st.header(_("Tỷ lệ in và tỷ lệ tính lại"), anchor=False)
    security.deviations(source, deviating_rates(source), printed_rates(source))
