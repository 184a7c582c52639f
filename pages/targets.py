"""Mục tiêu: đơn vị nào đã đạt, đơn vị nào còn thiếu bao nhiêu."""

from html import escape

import streamlit as st

from dashboard.analysis.target_matrix import matrix_units
from dashboard.analysis.targets import goal_view, goals, tally
from dashboard.figures.tallies import tallies
from dashboard.queries.units import regions
from dashboard.store.builds import warehouse
from dashboard.tables.target_matrix import tallies_table
from dashboard.ui.controls import charts, selectors
from dashboard.ui.controls.blocks import show_finding
from dashboard.ui.controls.indicator_note import indicator_note
from dashboard.ui.controls.other_bases import other_bases
from dashboard.ui.controls.period_choices import choose_edition
from dashboard.ui.controls.structure_choices import choose_usual_structure
from dashboard.ui.controls.structure_note import structure_note
from dashboard.ui.controls.tables import goal_rows_below, table_behind
from dashboard.ui.frame.choices_bar import choices_bar
from dashboard.ui.sections.shortfalls import nearest_and_furthest, unit_shortfalls
from dashboard.ui.sections.target_matrix import show_matrix, show_timing
from dashboard.words.captions import file_stem, views_caption
from dashboard.words.summaries import matrix_finding, tally_finding
from dashboard.words.target_matrix import unit_finding
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
units = matrix_units(views, region_id, sort)
region = regions(source, structure)[region_id] if region_id else structure_name(structure, level)
caption = views_caption(
    source,
    _("Kết quả theo mục tiêu năm {year}").format(year=year),
    file_stem("targets", level, structure.id, region_id, str(year)),
    views,
    region,
    unit=_("giá trị; trong ngoặc: khoảng cách đến mục tiêu, điểm % hoặc bậc"),
)
counts = [
    tally(goal, shown.within(region_id)) for goal, shown in zip(year_goals, views, strict=True)
]
if unit_id is None:
    found = matrix_finding(views, units)
    show_finding(_("Mục tiêu năm {year}: {finding}").format(year=year, finding=found))
else:
    show_finding(unit_finding(views, unit_id, year))
    unit_shortfalls(source, year_goals, views, unit_id)
show_matrix(year_goals, views, counts, units, unit_id, caption)
structure_note(source, views[0])
show_timing(views)
st.html(f'<h2 class="targets-head">{escape(_("Bao nhiêu đơn vị đã đạt"))}</h2>')
counted = caption.part(
    "tallies", _("Số đơn vị đạt từng mục tiêu năm {year}").format(year=year), _("số đơn vị")
)
charts.show(tallies(counts, charts.palette()), counted, key="tallies", alt=tally_finding(counts))
table_behind(tallies_table(structure, {level: counts}), None, counted)
other_bases(source, level, year)
indicator_note(views)
nearest_and_furthest(source, year_goals, views, region_id)
goal_rows_below(views, units, caption)
