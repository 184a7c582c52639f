"""The parts of the first page: national figures, and a card per goal."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from dashboard.classes import classify
from dashboard.figures.choropleth import choropleth
from dashboard.findings import finding
from dashboard.i18n import _, format_date, format_signed
from dashboard.national import Headline
from dashboard.ordering import ordered, split_by_value
from dashboard.rows import records
from dashboard.targets import Goal, Tally
from dashboard.ui import charts
from dashboard.ui.assets import asset_url
from dashboard.ui.pages import MAP, RANKING
from dashboard.ui.shell import link_to
from dashboard.ui.state import COLOR, DUE, INDICATOR, LEVEL, STRUCTURE
from dashboard.verdicts import MET, NO_DATA, VERDICT_MARKS
from dashboard.views import View
from dashboard.wording import describe_targets, format_amount, format_target, format_value, gap_unit

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
    notes = (indicator.definition_vi, item.doubt_vi)
    st.markdown(indicator.short_name_vi, help="\n\n".join(note for note in notes if note))
    st.metric(
        indicator.short_name_vi,
        format_amount(indicator, item.value),
        label_visibility="collapsed",
    )
    lines = [_change(item), _standing(item), f":gray[{item.appendix}, {item.period_label}]"]
    st.markdown("  \n".join(f":small[{line}]" for line in lines if line))


def _change(item: Headline) -> str:
    """What changed since the figure before, or why the two do not compare."""
    if item.change is None:
        return ""
    if item.change.break_vi is not None:
        return f"{_('Không so với')} {item.change.period_label}: {item.change.break_vi}"
    difference = format_signed(item.value - item.change.value, item.indicator.decimals)
    return _("**{change} {unit}** so với {period}").format(
        change=difference, unit=gap_unit(item.indicator), period=item.change.period_label
    )


def _standing(item: Headline) -> str:
    """The next target and what is missing to it."""
    if item.target is None or item.due_on is None or item.gap is None:
        return _("Báo cáo không đặt mục tiêu cho cả nước")
    mark = VERDICT_MARKS[item.verdict or NO_DATA]
    target = format_target(item.indicator, item.target)
    line = _("{mark} Mục tiêu {target} đến {day}").format(
        mark=mark, target=target, day=format_date(item.due_on)
    )
    if item.gap <= 0:
        return line
    gap = format_amount(item.indicator, item.gap).removesuffix("%")
    return line + _(", còn thiếu {gap} {unit}").format(gap=gap, unit=gap_unit(item.indicator))


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
    st.markdown(
        _("**{met}/{all}** đạt :small[({target})]").format(
            met=counted.counts[MET], all=counted.judged, target=describe_targets(shown)
        )
    )
    charts.show(
        choropleth(
            shown,
            shown.rows,
            classify(shown, shown.rows, "verdict", palette),
            geometry_url=asset_url(f"geo/{shown.structure.boundaries}"),
            palette=palette,
            small=True,
        ),
        key=f"map-{indicator.indicator_id}",
        alt=finding(shown, shown.rows),
    )
    valued, without = split_by_value(ordered(shown.rows, "hang"))
    if indicator.value_kind == "rate":
        st.markdown(
            f"{_('Cao nhất')}: {_names(shown, valued)}  \n"
            f"{_('Thấp nhất')}: {_names(shown, valued.iloc[::-1])}"
        )
    missing = int((without["status"] != "not_applicable").sum())
    if missing:
        st.caption(_("{count} đơn vị chưa có số liệu").format(count=missing))
    if len(without) > missing:
        st.caption(_("{count} đơn vị không áp dụng").format(count=len(without) - missing))
    choice = {
        INDICATOR: indicator.indicator_id,
        DUE: str(goal.due_on.year),
        STRUCTURE: shown.structure.id,
    }
    with st.container(horizontal=True):
        link_to(MAP, choice | {COLOR: "verdict"}, label=_("Xem bản đồ"))
        link_to(RANKING, choice | {LEVEL: shown.level}, label=_("Xem xếp hạng"))


def _names(shown: View, rows: pd.DataFrame) -> str:
    """The first of the rows, or how many share the first place where the list would cut a tie."""
    first = records(rows.head(1))[0]
    ties = int((rows["value"] == first["value"]).sum())
    if ties > _LISTED:
        value = format_value(shown.indicator, first)
        return _("{count} đơn vị cùng {value}").format(count=ties, value=value)
    return ", ".join(
        f"{row['short_name_vi']} {format_value(shown.indicator, row)}"
        for row in records(rows.head(_LISTED))
    )
