"""Mục tiêu: đơn vị nào đã đạt, đơn vị nào còn thiếu bao nhiêu."""

import streamlit as st

from dashboard.figures.matrix import matrix
from dashboard.figures.tallies import tallies
from dashboard.i18n import _
from dashboard.matrices import MATRIX_SORTS, matrix_rows, matrix_units
from dashboard.targets import goals, tally
from dashboard.ui import charts, selectors
from dashboard.ui.efforts import nearest_and_furthest, unit_efforts
from dashboard.ui.pages import TARGETS
from dashboard.ui.rows import goal_rows_below
from dashboard.ui.shell import page_header
from dashboard.ui.structure_note import structure_note
from dashboard.views import view
from dashboard.warehouse import warehouse

source = warehouse()
page_header(_(TARGETS.title), _("Đơn vị nào đã đạt, đơn vị nào còn thiếu bao nhiêu và cần làm gì"))
with selectors.filter_row():
    level = selectors.choose_level()
    structure = selectors.choose_structure(level)
    year = selectors.choose_goal_year(source, level)
    region_id = selectors.choose_region(source, structure) if level == "province" else None
    sort = selectors.choose_sort(MATRIX_SORTS)
year_goals = goals(source, level, year, structure)
views = [
    view(source, goal.indicator.indicator_id, level, goal.due_on, structure) for goal in year_goals
]
with selectors.filter_row():
    unit_id = selectors.choose_unit(source, views[0], region_id)
structure_note(source, views[0])
units = matrix_units(views, region_id, sort)
palette = charts.palette()

st.subheader(_("Bao nhiêu đơn vị đã đạt"), anchor=False)
counts = [
    tally(goal, shown.within(region_id)) for goal, shown in zip(year_goals, views, strict=True)
]
charts.show(tallies(counts, palette), key="tallies", alt=_("Số đơn vị đạt từng mục tiêu"))
if unit_id is not None:
    unit_efforts(source, year_goals, views, unit_id)
st.subheader(_("Từng đơn vị, từng mục tiêu"), anchor=False)
st.caption(_("Số trong ô: khoảng cách đến mục tiêu, tính bằng điểm % hoặc bậc; − là còn thiếu."))
charts.show(
    matrix(year_goals, views, units, palette, unit_id),
    key="matrix",
    alt=_("Kết quả của {count} đơn vị theo {goals} mục tiêu").format(
        count=len(units), goals=len(year_goals)
    ),
    selects_unit=True,
)
nearest_and_furthest(source, year_goals, views, region_id)
goal_rows_below(matrix_rows(views, units), structure, level, year, region_id)
