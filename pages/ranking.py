"""Xếp hạng: các đơn vị xếp theo một chỉ số, cạnh mục tiêu."""

import streamlit as st

from dashboard.analysis.ordering import ordered, split_by_value
from dashboard.analysis.targets import unit_targets
from dashboard.figures.ranking import ranking
from dashboard.queries.benchmarks import benchmarks
from dashboard.queries.indicator_views import view
from dashboard.store.warehouse import warehouse
from dashboard.ui.controls import selectors
from dashboard.ui.controls.blocks import show_part
from dashboard.ui.controls.chosen_unit import chosen_unit
from dashboard.ui.controls.flags import flag_groups
from dashboard.ui.controls.indicator_note import indicator_note
from dashboard.ui.controls.missing import units_without_value
from dashboard.ui.controls.other_structure import other_structure
from dashboard.ui.controls.period_choices import as_known_with, choose_period
from dashboard.ui.controls.rankings import show_ranking
from dashboard.ui.controls.structure_choices import choose_structure
from dashboard.ui.controls.structure_note import structure_note
from dashboard.ui.controls.tables import rows_below
from dashboard.ui.controls.unit_series import unit_series
from dashboard.ui.frame.pages import RANKING
from dashboard.ui.frame.shell import page_header
from dashboard.words.captions import view_caption
from dashboard.words.earlier import changes_finding, describe_earlier
from dashboard.words.markdown import plain
from dashboard.words.summaries import finding
from dashboard.words.views import describe_source
from dashboard.words.vocabulary import SORTS
from etl.language.i18n import _

source = warehouse()
page_header(_(RANKING.title), _("Các đơn vị xếp theo một chỉ số, cạnh mục tiêu 2024 và 2025"))
with selectors.filter_row():
    level = selectors.choose_level()
    indicator = selectors.choose_indicator(source, level)
    period, printed_for = choose_period(source, indicator, level)
    structure = choose_structure(level, printed_for=printed_for)
    due_on = selectors.choose_due(source, indicator, level)
    shown = view(source, indicator.indicator_id, level, due_on, structure, period)
    region_id = selectors.choose_region(source, structure) if level == "province" else None
    # A yes and a no are two groups, in the order of names.
    sort = "ten" if indicator.value_kind == "flag" else selectors.choose_sort(SORTS)
    unit_id = selectors.choose_unit(source, shown, region_id)
structure_note(source, shown)
if not shown.has_source:
    other_structure(RANKING, shown, printed_for)
else:
    rows = ordered(shown.within(region_id), sort)
    caption = view_caption(source, shown, region_id)
    valued, without = split_by_value(rows)
    if not valued:
        nobody = _("Không đơn vị nào có số liệu của chỉ số đã chọn.")
        nobody_there = _("Không đơn vị nào trong vùng này có số liệu của chỉ số đã chọn.")
        st.info(nobody if region_id is None else nobody_there)
    elif indicator.value_kind == "flag":
        show_part("groups", flag_groups(valued, unit_id))
        st.caption(plain(describe_source(shown)))
    else:
        show_ranking(
            ranking(
                shown,
                valued,
                " ".join(filter(None, [finding(shown, rows), changes_finding(shown, rows)])),
                targets=unit_targets(source, shown),
                averages=benchmarks(source, shown),
            ),
            caption,
            key="ranking",
            chosen=unit_id,
        )
        st.caption(plain(describe_source(shown)))
        if shown.earlier is not None:
            st.caption(plain(describe_earlier(shown, rows)))
    indicator_note([shown])
    if unit_id is not None:
        chosen_unit(shown, unit_id)
        unit_series(as_known_with(source, shown.period), shown, unit_id)
    show_part("missing", units_without_value(without, is_flag=indicator.value_kind == "flag"))
    rows_below(shown, rows, caption)
