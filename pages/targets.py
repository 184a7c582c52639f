"""Mục tiêu: đơn vị nào đã đạt, đơn vị nào còn thiếu bao nhiêu."""

import streamlit as st

from dashboard.analysis.target_matrix import matrix_units
from dashboard.analysis.targets import goal_view, goals, tally
from dashboard.figures.matrix import matrix
from dashboard.figures.tallies import tallies
from dashboard.queries.units import regions
from dashboard.store.warehouse import warehouse
from dashboard.tables.target_matrix import tallies_table
from dashboard.ui.controls import charts, selectors
from dashboard.ui.controls.files import today
from dashboard.ui.controls.indicator_note import indicator_note
from dashboard.ui.controls.other_bases import other_bases
from dashboard.ui.controls.period_choices import choose_edition
from dashboard.ui.controls.structure_choices import choose_usual_structure
from dashboard.ui.controls.structure_note import structure_note
from dashboard.ui.controls.tables import goal_rows_below, table_behind
from dashboard.ui.frame.choices_bar import choices_bar
from dashboard.ui.sections.shortfalls import nearest_and_furthest, unit_shortfalls
from dashboard.words.captions import file_stem, views_caption
from dashboard.words.periods import results_words
from dashboard.words.summaries import matrix_finding, tally_finding
from dashboard.words.vocabulary import MATRIX_SORTS, structure_name
from etl.language.i18n import _

with choices_bar():
    level = selectors.choose_level()
    source = choose_edition(warehouse())
    structure = choose_usual_structure(source, level)
    year = selectors.choose_goal_year(source, level, structure)
    region_id = selectors.choose_region(source, structure) if level == "province" else None
    sort = selectors.choose_sort(MATRIX_SORTS)
    year_goals = goals(source, level, year, structure)
    views = [goal_view(source, goal, level, structure) for goal in year_goals]
    unit_id = selectors.choose_unit(source, views[0], region_id)
structure_note(source, views[0])
units = matrix_units(views, region_id, sort)
region = regions(source, structure)[region_id] if region_id else structure_name(structure, level)
caption = views_caption(
    source,
    _("Kết quả theo mục tiêu năm {year}").format(year=year),
    file_stem("targets", level, structure.id, region_id, str(year)),
    views,
    region,
    unit=_("khoảng cách đến mục tiêu, điểm % hoặc bậc"),
)
palette = charts.palette()

st.header(_("Bao nhiêu đơn vị đã đạt"), anchor=False)
counts = [
    tally(goal, shown.within(region_id)) for goal, shown in zip(year_goals, views, strict=True)
]
counted = caption.part(
    "tallies", _("Số đơn vị đạt từng mục tiêu năm {year}").format(year=year), _("số đơn vị")
)
charts.show(tallies(counts, palette), counted, key="tallies", alt=tally_finding(counts))
st.caption("  \n".join(results_words(views, today())))
table_behind(tallies_table(structure, {level: counts}), None, counted)
if unit_id is not None:
    unit_shortfalls(source, year_goals, views, unit_id)
st.header(_("Từng đơn vị, từng mục tiêu"), anchor=False)
st.caption(_("Số trong ô: khoảng cách đến mục tiêu, tính bằng điểm % hoặc bậc; − là còn thiếu."))
charts.show(
    matrix(year_goals, views, units, palette, unit_id),
    caption,
    key="matrix",
    alt=matrix_finding(views, units),
    selects_unit=True,
)
other_bases(source, level, year)
indicator_note(views)
nearest_and_furthest(source, year_goals, views, region_id)
goal_rows_below(views, units, caption)
