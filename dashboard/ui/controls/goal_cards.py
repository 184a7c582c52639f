"""A card per goal: a small map, who leads and who trails, the ways to the map and the ranking."""

from collections.abc import Sequence

import streamlit as st

from dashboard.analysis.ordering import ordered, split_by_value
from dashboard.analysis.targets import Goal, Tally
from dashboard.analysis.ties import first_of, place_of
from dashboard.figures.map_figure import MapFigure, indicator_map
from dashboard.queries.indicator_views import View
from dashboard.queries.view_rows import ViewRow
from dashboard.store.codes import MET
from dashboard.store.made_once import made_once
from dashboard.store.warehouse import Warehouse
from dashboard.ui.controls.blocks import paragraph
from dashboard.ui.controls.maps import show_map
from dashboard.ui.controls.provenance_link import figure_link
from dashboard.ui.controls.ways import way, ways
from dashboard.ui.frame.pages import MAP, RANKING
from dashboard.ui.frame.parameters import COLOR, DUE, INDICATOR, LEVEL, STRUCTURE
from dashboard.words.captions import view_caption
from dashboard.words.markdown import plain
from dashboard.words.summaries import all_alike, finding
from dashboard.words.values import format_group, format_value
from dashboard.words.views import describe_targets
from etl.language.i18n import _

_LISTED = 3


def goal_cards(
    source: Warehouse, goals: Sequence[Goal], views: Sequence[View], tallies: Sequence[Tally]
) -> None:
    """The cards of a year's goals for provinces."""
    # style/overview.css lays them out.
    with st.container(horizontal=True, gap="small", key="goal-cards"):
        for goal, shown, counted in zip(goals, views, tallies, strict=True):
            with st.container(border=True):
                _goal_card(source, goal, shown, counted)


def _goal_card(source: Warehouse, goal: Goal, shown: View, counted: Tally) -> None:
    indicator = goal.indicator
    met = _("**{met}/{all}** đạt :small[({target})]").format(
        met=counted.counts[MET], all=counted.judged, target=describe_targets(shown)
    )
    blocks = [f"**{plain(indicator.name_vi)}**", met]
    alike = all_alike(shown, shown.rows)
    st.html("".join(map(paragraph, [*blocks, plain(alike)] if alike else blocks)))
    if not alike:
        show_map(source, _map(shown), view_caption(source, shown), key=indicator.indicator_id)
    choice = {
        INDICATOR: indicator.indicator_id,
        DUE: str(goal.due_on.year),
        STRUCTURE: shown.structure.id,
    }
    links = [
        way(MAP, choice | {COLOR: "verdict"}, _("Xem bản đồ")),
        way(RANKING, choice | {LEVEL: shown.level}, _("Xem xếp hạng")),
    ]
    told = [f":small[{line}]" for line in _ends(shown) if line]
    st.html("".join(map(paragraph, told)) + ways(links))


@made_once(64)
def _map(shown: View) -> MapFigure:
    return indicator_map(shown, None, "verdict", finding(shown, shown.rows), is_small=True)


@made_once(64)
def _ends(shown: View) -> tuple[str, str]:
    """Who leads and who trails, of a rate; and how many have no value."""
    valued, without = split_by_value(ordered(shown.rows, "hang"))
    ends = [
        f"{_('Cao nhất')}: {_names(shown, valued)}",
        f"{_('Thấp nhất')}: {_names(shown, valued[::-1])}",
    ]
    missing = sum(row.is_applicable for row in without)
    lines = []
    if missing:
        lines.append(_("{count} đơn vị chưa có số liệu").format(count=missing))
    if len(without) > missing:
        lines.append(_("{count} đơn vị không áp dụng").format(count=len(without) - missing))
    is_rate = shown.indicator.value_kind == "rate"
    return "  \n".join(ends) if is_rate else "", "  \n".join(lines)


def _names(shown: View, rows: Sequence[ViewRow]) -> str:
    """The first of the rows, and how many share the place at which the list would cut a tie."""
    end = first_of(rows, place_of, _LISTED)
    parts = [
        f"{plain(row.short_name_vi)} "
        + figure_link(format_value(shown.indicator, row), shown, row.unit_id)
        for row in end.named
    ]
    if end.tied:
        parts.append(format_group(shown.indicator, end.tied[0], len(end.tied)))
    return ", ".join(parts)
