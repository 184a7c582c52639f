"""Xếp hạng: các đơn vị xếp theo một chỉ số, cạnh mục tiêu."""

from dashboard.analysis.ordering import ordered
from dashboard.queries.indicator_views import view
from dashboard.store.builds import warehouse
from dashboard.ui.controls import selectors
from dashboard.ui.controls.blocks import show_finding, show_part
from dashboard.ui.controls.chosen_unit import show_chosen_unit
from dashboard.ui.controls.indicator_note import indicator_note
from dashboard.ui.controls.other_structure import other_structure
from dashboard.ui.controls.period_choices import as_known_with, choose_period
from dashboard.ui.controls.single_units import single_units
from dashboard.ui.controls.structure_choices import choose_structure
from dashboard.ui.controls.structure_note import structure_note
from dashboard.ui.controls.tables import rows_below
from dashboard.ui.controls.unassigned_rows import unassigned_note
from dashboard.ui.controls.unit_series import unit_series
from dashboard.ui.frame.choices_bar import choices_bar
from dashboard.ui.frame.pages import RANKING
from dashboard.ui.sections.ranking import (
    is_ranked,
    ranking_finding,
    ranking_or_groups,
    without_value,
)
from dashboard.ui.sections.ready_views import rankings_ahead
from dashboard.words.captions import view_caption
from dashboard.words.vocabulary import SORTS

source = warehouse()
with choices_bar():
    level = selectors.choose_level()
    indicator = selectors.choose_indicator(source, level)
    period, printed_for = choose_period(source, indicator, level)
    structure = choose_structure(level, printed_for=printed_for)
    due_on = selectors.choose_due(source, indicator, level)
    shown = view(source, indicator.indicator_id, level, due_on, structure, period)
    region_id = selectors.choose_region(source, structure) if level == "province" else None
    has_order = is_ranked(shown) and not shown.is_of_single_units
    sort = selectors.choose_sort(SORTS) if has_order else "ten"
    unit_id = selectors.choose_unit(source, shown, region_id)
structure_note(source, shown)
if not shown.has_source:
    other_structure(RANKING, shown, printed_for)
elif shown.is_of_single_units:
    single_units(source, shown, region_id)
else:
    rows = ordered(shown.within(region_id), sort)
    show_finding(ranking_finding(shown, rows))
    show_chosen_unit(shown, unit_id)
    # A region has words of its own, which are not fetched ahead.
    next_views = None if region_id else rankings_ahead(source, shown, sort)
    ranking_or_groups(source, shown, region_id, sort, unit_id, next_views)
    indicator_note([shown])
    if unit_id is not None:
        unit_series(as_known_with(source, shown.period), shown, unit_id)
    show_part("missing", without_value(shown, rows))
    show_part("unassigned", "" if region_id else unassigned_note(source, shown))
    rows_below(shown, rows, view_caption(source, shown, region_id), source)
