"""Figures and tasks of Project 06."""

from collections.abc import Collection, Sequence

import pandas as pd

from dashboard.queries.indicator_views import View
from dashboard.queries.indicators import Indicator
from dashboard.queries.project06 import (
    _WHOLES,
    DatedFigure,
    Progress,
    Source,
    figure_rows,
    from_elsewhere,
)
from dashboard.queries.project06_goals import Goal, of_figure
from dashboard.store.made_once import made_once
from dashboard.store.warehouse import Warehouse
from dashboard.tables.confirmations import with_confirmations
from dashboard.words.cells import Drawn, Figure, Folded, figures
from dashboard.words.markdown import plain
from dashboard.words.project06 import describe_place, explain, format_figure
from dashboard.words.project06_captions import goal_words
from dashboard.words.statements import write_or_none
from dashboard.words.values import format_value
from etl.language.i18n import _, format_month


@made_once(32)
def export_figures(source: Warehouse, items: Sequence[Progress]) -> pd.DataFrame:
    """The figures of some indicators, wholes included, with ids, print and place."""
    listed = {item.indicator.indicator_id for item in items}
    listed |= {whole for part, whole in _WHOLES.items() if part in listed}
    rows = [row for row in figure_rows(source) if row.indicator_id in listed]
    exported = pd.DataFrame(
        {
            _("Chỉ số"): [row.name_vi for row in rows],
            _("Đơn vị"): [row.unit_name_vi for row in rows],
            _("Giá trị"): [row.value for row in rows],
            _("Đơn vị tính"): [row.unit_vi for row in rows],
            _("Kỳ"): [row.period_label for row in rows],
            _("Ngày số liệu"): [row.period_end.isoformat() for row in rows],
            _("Không so với kỳ trước vì"): [row.break_vi for row in rows],
            _("Văn bản in"): [row.printed_text for row in rows],
            _("Văn bản"): [row.document for row in rows],
            _("Mục"): [row.appendix for row in rows],
            _("Dòng"): [row.document_line for row in rows],
            _("Ghi chú"): [write_or_none(row.note) for row in rows],
            "indicator_id": [row.indicator_id for row in rows],
            "unit_id": [row.unit_id for row in rows],
            "status": [row.status for row in rows],
        }
    )
    return with_confirmations(exported, [row.confirmation for row in rows])


@made_once(8)
def progress_table(
    items: Sequence[Progress],
    dates: Sequence[Source],
    pictures: Sequence[Drawn],
    links: Sequence[str],
) -> pd.DataFrame:
    """A row per indicator: its picture, its figure at every date, what does not compare.

    A month that one indicator alone has a figure of stands in its remarks. `links` leads each row
    to the cells it comes from. Cells are Markdown.
    """
    months = _shared_months(items, dates)
    return pd.DataFrame(
        {
            _("Chỉ số"): figures(_named(item.indicator, item.points) for item in items),
            _("Diễn biến"): figures(pictures),
            **{month: figures(_figure_in(item, month) for item in items) for month in months},
            _("Ghi chú"): [_remarks(item, dates, months) for item in items],
            _("Nguồn"): list(links),
        }
    )


def _named(indicator: Indicator, points: Sequence[DatedFigure], of: str | None = None) -> Folded:
    name = " · ".join(filter(None, (indicator.short_name_vi, of)))
    unit = "" if indicator.is_percent else f" :small[:gray[({plain(_(indicator.unit_vi))})]]"
    return Folded(f"{plain(name)}{unit}", _("Giải thích"), explain(indicator, points))


def _figure_in(item: Progress, month: str) -> Figure:
    found = [point for point in item.points if format_month(point.on) == month]
    words = "; ".join(format_figure(item.indicator, point) for point in found)
    return Figure(f"**{words}**" if words else "", found[0].value if found else None)


def _shared_months(items: Sequence[Progress], dates: Sequence[Source]) -> list[str]:
    """The months of the reports, and those that several indicators have figures of."""
    of_month: dict[str, set[str]] = {}
    for item in items:
        for point in item.points:
            of_month.setdefault(format_month(point.on), set()).add(item.indicator.indicator_id)
    reported = {format_month(of.on) for of in dates}
    days = {of.on for of in dates} | {point.on for item in items for point in item.points}
    months = dict.fromkeys(map(format_month, sorted(days)))
    return [month for month in months if month in reported or len(of_month[month]) > 1]


def _remarks(item: Progress, dates: Sequence[Source], months: Collection[str]) -> str:
    """Why its figures do not compare, and which are of another document than those of `dates`.

    Those that no column of `months` has are told here.
    """
    reasons = dict.fromkeys(point.break_vi for point in item.points if point.break_vi)
    lines = [f"{_('Đổi cách đếm')}: {plain(reason)}" for reason in reasons]
    for point in from_elsewhere(item, dates):
        words, source = plain(point.period_label), plain(describe_place(point))
        if format_month(point.on) not in months:
            words = f"{words}: **{format_figure(item.indicator, point)}**"
        lines.append(_("{period}: theo {source}").format(period=words, source=source))
    return "  \n".join(lines)


@made_once(32)
def single_table(
    found: Sequence[tuple[Indicator, DatedFigure]],
    aims: Sequence[Goal],
    links: Sequence[str],
) -> pd.DataFrame:
    """A row per figure that stands alone, with the targets it is judged by. Cells are Markdown."""
    return pd.DataFrame(
        {
            _("Chỉ số"): figures(_named(of, [point], point.unit_vi) for of, point in found),
            _("Giá trị"): figures(
                Figure(f"**{format_figure(indicator, point)}**", point.value)
                for indicator, point in found
            ),
            _("Kỳ"): figures(Figure(plain(point.period_label), point.on) for _of, point in found),
            _("Chỉ tiêu"): [
                "  \n".join(plain(goal_words(aim)) for aim in of_figure(aims, indicator, point))
                for indicator, point in found
            ],
            _("Nguồn"): list(links),
        }
    )


@made_once(32)
def reading_flags(views: Sequence[View]) -> pd.DataFrame:
    """A row per province, a column per flag."""
    columns = {
        shown.indicator.short_name_vi: [format_value(shown.indicator, row) for row in shown.rows]
        for shown in views
    }
    return pd.DataFrame(
        {_("Tỉnh, thành phố"): [row.short_name_vi for row in views[0].rows]} | columns
    )
