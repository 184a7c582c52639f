"""What it would take: the work left for a unit, and who is nearest to and furthest from a goal."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from dashboard.analysis.targets import Goal, Shortfall, shortfalls
from dashboard.analysis.ties import MOST_NAMED, first_of
from dashboard.queries.indicator_views import View
from dashboard.store.warehouse import Warehouse
from dashboard.tables.html import Look
from dashboard.tables.indicator_views import export_table
from dashboard.tables.row_cells import cell_of
from dashboard.ui.controls.files import today
from dashboard.ui.controls.provenance_link import figure_link
from dashboard.ui.controls.tables import small_table
from dashboard.words.captions import file_stem, views_caption
from dashboard.words.markdown import plain
from dashboard.words.periods import distance_words, view_period
from dashboard.words.targets import describe_gap, describe_work, has_pace
from dashboard.words.values import format_gap, format_row_target, format_value
from dashboard.words.vocabulary import VERDICT_MARKS
from etl.language.i18n import _, format_date


def unit_shortfalls(
    source: Warehouse, goals: Sequence[Goal], views: Sequence[View], unit_id: str
) -> None:
    """One unit's goals of the year: where it stands, what is missing, at what pace."""
    lines, exported, at_a_pace = [], [], False
    for goal, shown in zip(goals, views, strict=True):
        row = shown.row_of(unit_id)
        left = shortfalls(source, shown, goal, [row])
        at_a_pace |= any(has_pace(item, today()) for item in left)
        lines.append(
            {
                _("Mục tiêu"): f"{plain(goal.indicator.short_name_vi)}: "
                + format_row_target(goal.indicator, row),
                _("Hạn"): format_date(goal.due_on),
                _("Hiện có"): cell_of(
                    goal.indicator,
                    row,
                    figure_link(format_value(goal.indicator, row), shown, unit_id),
                ),
                _("Số liệu"): f"{view_period(shown)}, {distance_words(shown)}"
                if row.period_label
                else "",
                _("Kết quả"): VERDICT_MARKS.get(row.verdict or "", "–")
                + f" {format_gap(goal.indicator, row)}",
                _("Cần làm"): describe_work(left[0], today()) if left else "",
            }
        )
        exported.append(
            export_table(shown, [row]).assign(**{_("Cần làm"): lines[-1][_("Cần làm")]})
        )
    name = views[0].row_of(unit_id).name_vi
    title = _("{unit} cần gì để đạt").format(unit=name)
    st.header(plain(title), anchor=False)
    place = (unit_id, views[0].structure.id)
    small_table(
        pd.DataFrame(lines, dtype=object),
        lambda: pd.concat(exported, ignore_index=True),
        views_caption(source, title, file_stem("work", *place), views),
        look=Look("framed shortfalls-table", is_markdown=True, is_cards=True),
    )
    if at_a_pace:
        st.caption(
            _(
                "Tốc độ mỗi tháng tính đều từ ngày chốt số liệu đến hạn; "
                "chỉ tính cho giá trị chính xác."
            )
        )


def nearest_and_furthest(
    source: Warehouse, goals: Sequence[Goal], views: Sequence[View], region_id: str | None
) -> None:
    """For each goal, the units that fall short by least and by most."""
    st.header(_("Gần đích nhất và xa đích nhất"), anchor=False)
    listed = [
        (goal, shown, found)
        for goal, shown in zip(goals, views, strict=True)
        if (found := shortfalls(source, shown, goal, shown.within(region_id)))
        # Grades move in whole steps: dozens of units share each distance.
        and goal.indicator.value_kind != "grade"
    ]
    if not listed:
        st.info(_("Không đơn vị nào có số liệu chính xác còn thiếu so với các mục tiêu này."))
    for goal, shown, found in listed:
        st.markdown(f"**{plain(goal.indicator.name_vi)}** · {format_date(goal.due_on)}")
        near, far = st.columns(2)
        near.markdown(_list(_("Gần nhất"), found, shown.names))
        far.markdown(_list(_("Xa nhất"), found[::-1], shown.names))


def _list(title: str, found: Sequence[Shortfall], names: Mapping[str, str]) -> str:
    end = first_of(found, lambda item: item.gap, MOST_NAMED)
    lines = [
        f"1. {plain(names[item.unit_id])}: {describe_work(item, today())}" for item in end.named
    ]
    if end.tied:
        gap = describe_gap(end.tied[0])
        lines.append(
            "1. " + _("{count} đơn vị cùng còn {gap}").format(count=len(end.tied), gap=gap)
        )
    return f":gray[{title}]\n" + "\n".join(lines)
