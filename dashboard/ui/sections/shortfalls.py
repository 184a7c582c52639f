"""What it would take: the work left for a unit, and who is nearest to and furthest from a goal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

import pandas as pd
import streamlit as st

from dashboard.analysis.targets import Goal, Shortfall, shortfalls
from dashboard.analysis.ties import MOST_NAMED, first_of
from dashboard.queries.indicator_views import View
from dashboard.queries.view_rows import ViewRow
from dashboard.store.made_once import made_once
from dashboard.store.warehouse import Warehouse
from dashboard.tables.html import Look, table_html
from dashboard.tables.indicator_views import export_table
from dashboard.tables.row_cells import cell_of
from dashboard.ui.controls.blocks import paragraph
from dashboard.ui.controls.provenance_link import figure_link
from dashboard.ui.controls.tables import small_table_of
from dashboard.ui.frame.days import today
from dashboard.words.captions import file_stem, views_caption
from dashboard.words.changes import describe_change
from dashboard.words.markdown import html_of, plain
from dashboard.words.periods import distance_words, view_period
from dashboard.words.targets import describe_gap, describe_work, has_pace
from dashboard.words.values import (
    format_gap,
    format_rank,
    format_row_target,
    format_value,
    format_verdict,
)
from dashboard.words.vocabulary import VERDICT_MARKS
from etl.language.i18n import _, format_date


def unit_shortfalls(
    source: Warehouse, goals: Sequence[Goal], views: Sequence[View], unit_id: str
) -> None:
    """One unit's goals of the year: where it stands, what is missing, at what pace."""
    name = views[0].row_of(unit_id).name_vi
    title = _("{unit} cần gì để đạt").format(unit=name)
    made = _work(source, list(goals), list(views), unit_id, title, today())
    small_table_of(
        f'<h2 class="targets-head">{escape(title)}</h2>{made.html}',
        lambda: _exported(views, unit_id, made.work),
        len(views),
        views_caption(source, title, file_stem("work", unit_id, views[0].structure.id), views),
    )
    if made.is_paced:
        st.caption(
            _(
                "Tốc độ mỗi tháng tính đều từ ngày chốt số liệu đến hạn; "
                "chỉ tính cho giá trị chính xác."
            )
        )


@dataclass(frozen=True)
class _Work:
    """What a unit's goals take, as a table, and in words for each goal."""

    html: str
    work: tuple[str, ...]
    is_paced: bool
    """Whether some of it says how much a month."""


@made_once(64)
def _work(
    source: Warehouse,
    goals: Sequence[Goal],
    views: Sequence[View],
    unit_id: str,
    title: str,
    day: date,
) -> _Work:
    lines, is_paced = [], False
    for goal, shown in zip(goals, views, strict=True):
        row = shown.row_of(unit_id)
        left = shortfalls(source, shown, goal, [row])
        is_paced |= any(has_pace(item, day) for item in left)
        lines.append(
            {
                _("Mục tiêu"): ": ".join(
                    filter(
                        None,
                        (
                            plain(goal.indicator.short_name_vi),
                            format_row_target(goal.indicator, row),
                        ),
                    )
                ),
                _("Kết quả"): _verdict(goal, row),
                _("Hiện có"): cell_of(
                    goal.indicator,
                    row,
                    figure_link(format_value(goal.indicator, row), shown, unit_id),
                ),
                _("Hạng"): ", ".join(
                    filter(None, (format_rank(goal.indicator, row), describe_change(shown, row)))
                ),
                _("Cần làm"): describe_work(left[0], day) if left else "",
                _("Hạn"): format_date(goal.due_on),
                _("Số liệu"): f"{view_period(shown)}, {distance_words(shown)}"
                if row.period_label
                else "",
            }
        )
    look = Look("framed shortfalls-table", is_markdown=True, is_cards=True)
    html = table_html(pd.DataFrame(lines, dtype=object), title, look)
    return _Work(html, tuple(line[_("Cần làm")] for line in lines), is_paced)


def _verdict(goal: Goal, row: ViewRow) -> str:
    """`✗ còn thiếu 35,1 điểm %`; without a distance, the verdict."""
    words = (
        format_gap(goal.indicator, row)
        or format_verdict(row.verdict, row.verdict_confirmation).lower()
    )
    return f"**{VERDICT_MARKS.get(row.verdict or '', '–')}** {plain(words)}"


def _exported(views: Sequence[View], unit_id: str, work: Sequence[str]) -> pd.DataFrame:
    rows = [
        export_table(shown, [shown.row_of(unit_id)]).assign(**{_("Cần làm"): words})
        for shown, words in zip(views, work, strict=True)
    ]
    return pd.concat(rows, ignore_index=True)


def nearest_and_furthest(
    source: Warehouse, goals: Sequence[Goal], views: Sequence[View], region_id: str | None
) -> None:
    """For each goal, the units that fall short by least and by most."""
    st.html(_ends(source, list(goals), list(views), region_id, today()))


@made_once(64)
def _ends(
    source: Warehouse,
    goals: Sequence[Goal],
    views: Sequence[View],
    region_id: str | None,
    day: date,
) -> str:
    listed = [
        (goal, shown, found)
        for goal, shown in zip(goals, views, strict=True)
        if (found := shortfalls(source, shown, goal, shown.within(region_id)))
        # Grades move in whole steps: dozens of units share each distance.
        and goal.indicator.value_kind != "grade"
    ]
    blocks = [
        paragraph(f"**{plain(goal.indicator.name_vi)}** · {format_date(goal.due_on)}")
        + _list(_("Gần nhất"), found, shown.names, day)
        + _list(_("Xa nhất"), found[::-1], shown.names, day)
        for goal, shown, found in listed
    ] or [paragraph(_("Không đơn vị nào có số liệu chính xác còn thiếu so với các mục tiêu này."))]
    title = escape(_("Gần đích nhất và xa đích nhất"))
    head = f'<h2 class="targets-head">{title}</h2>'
    inside = "".join(f"<section>{block}</section>" for block in blocks)
    return f'<div class="page-part target-ends">{head}{inside}</div>'


def _list(title: str, found: Sequence[Shortfall], names: Mapping[str, str], day: date) -> str:
    end = first_of(found, lambda item: item.gap, MOST_NAMED)
    lines = [f"{plain(names[item.unit_id])}: {describe_work(item, day)}" for item in end.named]
    if end.tied:
        gap = describe_gap(end.tied[0])
        lines.append(_("{count} đơn vị cùng còn {gap}").format(count=len(end.tied), gap=gap))
    items = "".join(f"<li>{html_of(line)}</li>" for line in lines)
    return f"<div>{paragraph(f':gray[{title}]')}<ol>{items}</ol></div>"
