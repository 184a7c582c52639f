"""The figures of Đề án 06: those that several documents give, and those of one alone."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from dashboard.figures.progress import progress_picture
from dashboard.queries.indicators import Indicator
from dashboard.queries.project06 import DatedFigure, Progress, Source, followed, single_figures
from dashboard.queries.project06_goals import goals, without_figure
from dashboard.store.made_once import made_once
from dashboard.store.warehouse import Warehouse
from dashboard.tables.html import Look
from dashboard.tables.project06 import export_figures, progress_table, single_table
from dashboard.ui.controls.blocks import paragraph
from dashboard.ui.controls.files import files_menu
from dashboard.ui.controls.provenance_link import source_link
from dashboard.ui.controls.tables import made_html, table_head
from dashboard.ui.frame.menus import disclosure
from dashboard.words.markdown import html_of, plain
from dashboard.words.project06_captions import figures_caption, goal_without_figure
from etl.language.i18n import _, format_number


def progress_section(source: Warehouse, items: Sequence[Progress], dates: Sequence[Source]) -> None:
    """The figures that several documents give, as a table."""
    st.html(_several(source, followed(items), dates))


def progress_finding(items: Sequence[Progress], dates: Sequence[Source]) -> str:
    """How many figures those are."""
    return _("{count} chỉ số có ở nhiều văn bản, từ {first} đến {last}.").format(
        count=format_number(len(followed(items))), first=dates[0].label, last=dates[-1].label
    )


def single_section(source: Warehouse, items: Sequence[Progress], dates: Sequence[Source]) -> None:
    """The figures that one document alone gives, as a table for each document."""
    st.html(_alone(source, items, dates))


def single_finding(items: Sequence[Progress]) -> str:
    """How many figures those are."""
    count = sum(not item.is_followed for item in items)
    return _("{count} chỉ số chỉ một văn bản nêu, nên không so được theo thời gian.").format(
        count=format_number(count)
    )


def _several(source: Warehouse, listed: Sequence[Progress], dates: Sequence[Source]) -> str:
    title = _("Tiến độ từ {first} đến {last}").format(first=dates[0].label, last=dates[-1].label)
    rows = export_figures(source, listed)
    links = [_links(item.indicator, item.points) for item in listed]
    note = paragraph(
        _(
            "Mỗi dòng một chỉ số tại ngày của bốn văn bản; số lấy từ văn bản khác thì ghi ở cột "
            "“Ghi chú”. Gạch ngang trong hình: tổng số phải làm. Dấu × dưới đáy: văn bản không "
            "nêu. Vạch chấm đứng: cách đếm đã đổi, hai bên không so được."
        )
    )
    head = table_head(
        title,
        disclosure(_("Cách đọc"), note, "note"),
        files_menu(
            figures_caption(source, listed, title, "da06-progress"), len(rows), lambda: rows
        ),
    )
    look = Look("progress-table", is_markdown=True, is_cards=True)
    pictures = [progress_picture(item, dates) for item in listed]
    reading = progress_table(list(listed), list(dates), pictures, links)
    return head + made_html(reading, title, look, len(reading))


def _alone(
    source: Warehouse,
    items: Sequence[Progress],
    dates: Sequence[Source],
) -> str:
    """A table per document, newest first; only that one is open."""
    single = [item for item in items if not item.is_followed]
    title = _("Số liệu chỉ một văn bản nêu")
    rows = export_figures(source, single)
    aims = goals(source)
    labels = {of.document_id: of.label for of in dates}
    caption = figures_caption(source, single, title, "da06-single")
    parts = [table_head(title, files_menu(caption, len(rows), lambda: rows))]
    for number, (document_id, found) in enumerate(single_figures(items).items()):
        _first, point = found[0]
        label = _("**{period}** · {document} ({count} số liệu)").format(
            period=plain(labels.get(document_id, point.period_label)),
            document=plain(point.document_vi),
            count=format_number(len(found)),
        )
        links = [_links(indicator, [replace(of, unit_vi=None)]) for indicator, of in found]
        reading = single_table(found, list(aims), links)
        table = made_html(
            reading, point.document_vi, Look("single-table", is_markdown=True), len(found)
        )
        is_open = " open" if number == 0 else ""
        parts.append(
            f'<details class="fold"{is_open}><summary>{html_of(label)}</summary>{table}</details>'
        )
    parts += [paragraph(plain(goal_without_figure(aim))) for aim in without_figure(aims, items)]
    return "".join(parts)


@made_once(512)
def _links(indicator: Indicator, points: Sequence[DatedFigure]) -> str:
    """A link for each unit that has figures, naming it where it is not the country."""
    units = {point.unit_id: point.unit_vi for point in points}
    return " · ".join(
        source_link(
            _("Nguồn gốc") if name is None else _("Nguồn gốc: {unit}").format(unit=plain(name)),
            indicator.indicator_id,
            unit_id,
        )
        for unit_id, name in units.items()
    )
