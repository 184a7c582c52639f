"""The parts of the first page: national figures, and a card per goal."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.classes import classify
from dashboard.figures.choropleth import choropleth
from dashboard.i18n import _, format_date, format_signed
from dashboard.national import Headline
from dashboard.ordering import ordered, split_by_value
from dashboard.rows import records
from dashboard.targets import Goal, Tally
from dashboard.ui import charts
from dashboard.ui.assets import asset_url
from dashboard.ui.pages import MAP, RANKING
from dashboard.ui.shell import link_to
from dashboard.ui.state import COLOR, DUE, INDICATOR, LEVEL
from dashboard.verdicts import VERDICT_MARKS
from dashboard.views import View
from dashboard.wording import format_amount, format_target, format_value, gap_unit

_COLUMNS = 4
_LISTED = 3


def national_figures(items: Sequence[Headline]) -> None:
    """A card per headline figure: value, change, target and gap."""
    for start in range(0, len(items), _COLUMNS):
        columns = st.columns(_COLUMNS)
        for column, item in zip(columns, items[start : start + _COLUMNS], strict=False):
            with column.container(border=True, height="stretch", gap="xsmall"):
                _national_figure(item)


def _national_figure(item: Headline) -> None:
    indicator = item.indicator
    comparable = item.change is not None and item.change.break_vi is None
    st.metric(
        indicator.short_name_vi,
        format_amount(indicator, item.value),
        delta=None
        if item.change is None or not comparable
        else f"{format_signed(item.value - item.change.value, indicator.decimals)} "
        f"{gap_unit(indicator)}",
        delta_color="off",
        delta_description=None
        if item.change is None or not comparable
        else _("so với {period}").format(period=item.change.period_label),
        help="\n\n".join(text for text in (indicator.definition_vi, item.doubt_vi) if text),
    )
    if item.target is not None and item.due_on is not None and item.gap is not None:
        st.markdown(
            f":small[{VERDICT_MARKS.get(item.verdict or '', '–')} "
            + _("Mục tiêu {target} đến {day}").format(
                target=format_target(indicator, item.target), day=format_date(item.due_on)
            )
            + (
                ", "
                + _("còn thiếu {gap} {unit}").format(
                    gap=format_amount(indicator, item.gap).removesuffix("%"),
                    unit=gap_unit(indicator),
                )
                if item.gap > 0
                else ""
            )
            + "]"
        )
    if item.change is not None and item.change.break_vi is not None:
        st.markdown(
            f":small[{_('Không so với')} {item.change.period_label}: {item.change.break_vi}]"
        )
    st.caption(f"{item.appendix}, {item.period_label}")


def goal_cards(goals: Sequence[Goal], views: Sequence[View], tallies: Sequence[Tally]) -> None:
    """A card per goal: small map, best and worst, ways on."""
    columns = 3
    for start in range(0, len(goals), columns):
        for column, goal, shown, counted in zip(
            st.columns(columns),
            goals[start : start + columns],
            views[start : start + columns],
            tallies[start : start + columns],
            strict=False,
        ):
            with column.container(border=True, height="stretch"):
                _goal_card(goal, shown, counted)


def _goal_card(goal: Goal, shown: View, counted: Tally) -> None:
    palette = charts.palette()
    indicator = goal.indicator
    st.markdown(f"**{indicator.name_vi}**")
    charts.show(
        choropleth(
            shown,
            shown.rows,
            classify(shown, shown.rows, "verdict", palette),
            geometry_url=asset_url("geo/provinces_63.geojson"),
            palette=palette,
            small=True,
        ),
        key=f"map-{indicator.indicator_id}",
        alt=_("Bản đồ {indicator}: {met}/{all} tỉnh, thành phố đạt mục tiêu").format(
            indicator=indicator.name_vi, met=counted.counts["met"], all=counted.judged
        ),
    )
    valued, without = split_by_value(ordered(shown.rows, "hang"))
    if indicator.value_kind == "rate":
        st.markdown(
            f"{_('Cao nhất')}: {_names(shown, valued.head(_LISTED))}  \n"
            f"{_('Thấp nhất')}: {_names(shown, valued.iloc[::-1].head(_LISTED))}"
        )
    if len(without):
        st.caption(_("{count} đơn vị chưa có số liệu").format(count=len(without)))
    choice = {INDICATOR: indicator.indicator_id, DUE: str(goal.due_on.year)}
    with st.container(horizontal=True):
        link_to(MAP, choice | {COLOR: "verdict"}, label=_("Xem bản đồ"))
        link_to(RANKING, choice | {LEVEL: shown.level}, label=_("Xem xếp hạng"))


def _names(shown: View, rows: pd.DataFrame) -> str:
    return ", ".join(
        f"{row['short_name_vi']} {format_value(shown.indicator, row)}" for row in records(rows)
    )
