"""Tổng quan: cả nước đang ở đâu, ai dẫn đầu, việc gì gấp, con số có tin được không."""

from html import escape

import streamlit as st

from dashboard.analysis.overview import deadlines, known_days
from dashboard.analysis.target_matrix import matrix_units
from dashboard.analysis.targets import goal_view, goals, tally
from dashboard.queries.national import data_as_of
from dashboard.store.builds import warehouse
from dashboard.ui.controls import selectors
from dashboard.ui.controls.goal_cards import goal_cards
from dashboard.ui.controls.indicator_note import indicator_note
from dashboard.ui.controls.open_unit import open_unit
from dashboard.ui.controls.period_choices import choose_edition
from dashboard.ui.controls.structure_choices import choose_usual_structure
from dashboard.ui.controls.tables import goal_rows_below
from dashboard.ui.frame.choices_bar import choices_bar
from dashboard.ui.sections import overview
from dashboard.words.captions import file_stem, views_caption
from dashboard.words.vocabulary import structure_name
from etl.language.i18n import _

with choices_bar():
    source = choose_edition(warehouse())
    structure = choose_usual_structure(source, "province")
    year = selectors.choose_goal_year(source, "province", structure)
    open_unit(source, structure)
items = deadlines(source, structure)
overview.overview_finding(source, items, max([data_as_of(source), *known_days(items)]))
left = overview.goals_by_deadline(source, items, structure)
right = overview.ahead_and_behind(source, items, structure)
st.html(f'<div class="halves">{left}{right}</div>')
st.html(overview.trust_and_operations(source, structure))

year_goals = goals(source, "province", year, structure)
title = _("Tỉnh, thành phố nào đã đạt mục tiêu năm {year}").format(year=year)
st.html(f'<h2 id="ban-do">{escape(title)}</h2>')
views = [goal_view(source, goal, "province", structure) for goal in year_goals]
counts = [tally(goal, shown.rows) for goal, shown in zip(year_goals, views, strict=True)]
goal_cards(source, year_goals, views, counts)
indicator_note(views)
# Made when it is asked for: a table of every unit and goal is as much as all the rest of the page.
if st.toggle(_("Bảng số liệu của các bản đồ")):
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
