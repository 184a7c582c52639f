"""Tổng quan: cả nước đang ở đâu so với mục tiêu 2024 và 2025."""

import streamlit as st

from dashboard.figures.tallies import tallies
from dashboard.i18n import _
from dashboard.national import headlines
from dashboard.tables import tallies_table
from dashboard.targets import goals, tally
from dashboard.ui import charts, selectors
from dashboard.ui.overview import goal_cards, national_figures
from dashboard.ui.pages import OVERVIEW
from dashboard.ui.rows import table_below
from dashboard.ui.shell import page_header
from dashboard.views import view
from dashboard.warehouse import warehouse

source = warehouse()
page_header(_(OVERVIEW.title), _("Cả nước đang ở đâu so với mục tiêu 2024 và 2025"))
st.subheader(_("Cả nước"), anchor=False)
national_figures(headlines(source))

st.subheader(_("Bao nhiêu đơn vị đã đạt mục tiêu"), anchor=False)
with selectors.filter_row():
    structure = selectors.choose_structure("province")
    year = selectors.choose_goal_year(source, "province")
counts = {}
for column, level in zip(st.columns(2, gap="large"), selectors.LEVELS, strict=True):
    counts[level] = [
        tally(goal, view(source, goal.indicator.indicator_id, level, goal.due_on, structure).rows)
        for goal in goals(source, level, year, structure)
    ]
    with column:
        name = _(structure.name(level))
        st.markdown(f"**{name}**")
        charts.show(
            tallies(counts[level], charts.palette()),
            key=f"tallies-{level}",
            alt=_("Số đơn vị đạt từng mục tiêu: {level}").format(level=name),
        )

st.subheader(_("Tỉnh, thành phố nào đã đạt"), anchor=False)
year_goals = goals(source, "province", year, structure)
views = [
    view(source, goal.indicator.indicator_id, "province", goal.due_on, structure)
    for goal in year_goals
]
goal_cards(year_goals, views, counts["province"])
table_below(tallies_table(structure, counts), f"tallies_{structure.id}_{year}")
