"""Tổng quan: cả nước đang ở đâu, ai dẫn đầu, việc gì gấp, con số có tin được không."""

import streamlit as st

from dashboard.analysis.overview import deadlines, known_days
from dashboard.analysis.target_matrix import matrix_units
from dashboard.analysis.targets import goal_view, goals, tally
from dashboard.queries.national import data_as_of, headlines
from dashboard.store.warehouse import warehouse
from dashboard.ui.controls import selectors
from dashboard.ui.controls.goal_cards import goal_cards
from dashboard.ui.controls.indicator_note import indicator_note
from dashboard.ui.controls.open_unit import open_unit
from dashboard.ui.controls.period_choices import choose_edition
from dashboard.ui.controls.structure_choices import choose_usual_structure
from dashboard.ui.controls.tables import goal_rows_below
from dashboard.ui.frame.choices_bar import choices_bar
from dashboard.ui.sections import overview
from dashboard.ui.sections.overview_files import deadline_files, leader_files
from dashboard.words.captions import file_stem, views_caption
from dashboard.words.vocabulary import structure_name
from etl.language.i18n import _, format_date

head = st.container()
with st.container(horizontal=True, vertical_alignment="center", gap="medium"):
    source = choose_edition(warehouse(), labelled=False)
    structure = choose_usual_structure(source, "province", labelled=False)
    open_unit(source, structure)
    overview.trust_in_brief(source)
items = deadlines(source, structure)
with head:
    st.markdown(
        _("**Số liệu đến {day}** · cả nước đang ở đâu so với mục tiêu 2024 và 2025").format(
            day=format_date(max([data_as_of(source), *known_days(items)]))
        )
    )
overview.national_figures(headlines(source))
with st.container(key="overview-units"):
    left, right = st.columns([57, 43], gap="medium")
with left:
    overview.goals_by_deadline(items, structure)
    deadline_files(source, items, structure)
with right:
    overview.ahead_and_behind(items, structure)
    leader_files(source, items, structure)
with st.container(border=True):
    trust, obstacles, project = st.columns([2, 1, 1], gap="large")
    with trust:
        overview.can_it_be_trusted(source)
    with obstacles:
        overview.operations(source, structure)
    with project:
        overview.project06(source, structure)

st.subheader(_("Tỉnh, thành phố nào đã đạt"), anchor=False)
with choices_bar():
    year = selectors.choose_goal_year(source, "province", structure)
year_goals = goals(source, "province", year, structure)
views = [goal_view(source, goal, "province", structure) for goal in year_goals]
counts = [tally(goal, shown.rows) for goal, shown in zip(year_goals, views, strict=True)]
goal_cards(source, year_goals, views, counts)
indicator_note(views)
with st.expander(_("Bảng số liệu của các bản đồ")):
    goal_rows_below(
        views,
        matrix_units(views, None, "ten"),
        views_caption(
            source,
            _("Kết quả của từng tỉnh, thành phố theo mục tiêu năm {year}").format(year=year),
            file_stem("targets", "province", structure.id, str(year)),
            views,
            structure_name(structure, "province"),
        ),
    )
