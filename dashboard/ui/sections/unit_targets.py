"""Which units of a level reached which goal of a year, and what the others lack."""

from dataclasses import dataclass
from html import escape

import streamlit as st

from dashboard.analysis.target_matrix import matrix_units
from dashboard.analysis.targets import Goal, goal_view, goals, tally
from dashboard.figures.tallies import tallies
from dashboard.queries.indicator_views import View
from dashboard.queries.structures import Structure
from dashboard.queries.units import regions
from dashboard.store.warehouse import Warehouse
from dashboard.tables.target_matrix import tallies_table
from dashboard.ui.controls import selectors
from dashboard.ui.controls.blocks import show_finding
from dashboard.ui.controls.drawn import show_shares
from dashboard.ui.controls.indicator_note import indicator_note
from dashboard.ui.controls.other_bases import other_bases
from dashboard.ui.controls.structure_choices import choose_usual_structure
from dashboard.ui.controls.structure_note import structure_note
from dashboard.ui.controls.tables import goal_rows_below, table_behind
from dashboard.ui.sections.shortfalls import nearest_and_furthest, unit_shortfalls
from dashboard.ui.sections.target_matrix import show_matrix, show_timing
from dashboard.words.captions import Caption, file_stem, views_caption
from dashboard.words.summaries import matrix_finding, tally_finding
from dashboard.words.target_matrix import unit_finding
from dashboard.words.vocabulary import MATRIX_SORTS, structure_name
from etl.language.i18n import _


@dataclass(frozen=True)
class UnitTargets:
    """What a reader has chosen of the targets of units."""

    level: str
    structure: Structure
    year: int
    region_id: str | None
    sort: str
    goals: tuple[Goal, ...]
    views: list[View]
    unit_id: str | None


def choose_unit_targets(source: Warehouse, level: str) -> UnitTargets:
    """The choices of the page for a level of units."""
    structure = choose_usual_structure(source, level)
    year = selectors.choose_goal_year(source, level, structure)
    region_id = selectors.choose_region(source, structure) if level == "province" else None
    sort = selectors.choose_sort(MATRIX_SORTS)
    year_goals = goals(source, level, year, structure)
    views = [goal_view(source, goal, level, structure) for goal in year_goals]
    unit_id = selectors.choose_unit(source, views[0], region_id)
    return UnitTargets(level, structure, year, region_id, sort, year_goals, views, unit_id)


def show_unit_targets(source: Warehouse, chosen: UnitTargets) -> None:
    """The chosen unit's goals, the matrix of all, how many reached each, what the rest lack."""
    views, year = chosen.views, chosen.year
    units = matrix_units(views, chosen.region_id, chosen.sort)
    caption = _caption(source, chosen)
    counts = [
        tally(goal, shown.within(chosen.region_id))
        for goal, shown in zip(chosen.goals, views, strict=True)
    ]
    if chosen.unit_id is None:
        found = matrix_finding(views, units)
        show_finding(_("Mục tiêu năm {year}: {finding}").format(year=year, finding=found))
    else:
        show_finding(unit_finding(views, chosen.unit_id, year))
        unit_shortfalls(source, chosen.goals, views, chosen.unit_id)
    show_matrix(chosen.goals, views, counts, units, chosen.unit_id, caption)
    structure_note(source, views[0])
    show_timing(views)
    st.html(f'<h2 class="targets-head">{escape(_("Bao nhiêu đơn vị đã đạt"))}</h2>')
    counted = caption.part(
        "tallies", _("Số đơn vị đạt từng mục tiêu năm {year}").format(year=year), _("số đơn vị")
    )
    show_shares(tallies(counts), counted, key="tallies", alt=tally_finding(counts))
    table_behind(tallies_table(chosen.structure, {chosen.level: counts}), None, counted)
    other_bases(source, chosen.level, year)
    indicator_note(views)
    nearest_and_furthest(source, chosen.goals, views, chosen.region_id)
    goal_rows_below(views, units, caption)


def _caption(source: Warehouse, chosen: UnitTargets) -> Caption:
    region_id, structure = chosen.region_id, chosen.structure
    name = structure_name(structure, chosen.level)
    return views_caption(
        source,
        _("Kết quả theo mục tiêu năm {year}").format(year=chosen.year),
        file_stem("targets", chosen.level, structure.id, region_id, str(chosen.year)),
        chosen.views,
        regions(source, structure)[region_id] if region_id else name,
        unit=_("giá trị; trong ngoặc: khoảng cách đến mục tiêu, điểm % hoặc bậc"),
    )
