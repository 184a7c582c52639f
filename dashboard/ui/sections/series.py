"""Series of the country: one table of all, and the one that is chosen, large."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from dashboard.analysis.national_series import national_series
from dashboard.analysis.series import EVERY, Series, series_rows
from dashboard.figures.series import series_panel
from dashboard.figures.series_sparkline import series_sparkline, time_span
from dashboard.queries.country_figures import CountryFigure
from dashboard.store.made_once import made_once
from dashboard.store.warehouse import Warehouse
from dashboard.tables.html import Look, table_html
from dashboard.tables.series import export_rows, reading_rows, series_lines
from dashboard.ui.controls import charts
from dashboard.ui.controls.blocks import paragraph, show_part
from dashboard.ui.controls.provenance_link import provenance_url, source_link, with_provenance
from dashboard.ui.controls.tables import small_table_of
from dashboard.ui.controls.ways import way, ways
from dashboard.ui.frame import widgets
from dashboard.ui.frame.addresses import address
from dashboard.ui.frame.days import day_read
from dashboard.ui.frame.menus import disclosure
from dashboard.ui.frame.pages import NATIONAL
from dashboard.ui.frame.parameters import SERIES, SHOWN, Param
from dashboard.words.markdown import plain
from dashboard.words.other_prints import beside_words
from dashboard.words.series import (
    break_words,
    missing_words,
    newest_words,
    note_words,
    place_words,
    series_caption,
    series_name,
    summary,
    theme_name,
)
from dashboard.words.series_alternative import alternative
from dashboard.words.series_targets import target_words
from dashboard.words.statements import write
from etl.language.i18n import _


def chosen_series(source: Warehouse) -> Series | None:
    """The series that the address names."""
    of_id = {
        item.indicator.indicator_id: item for item in national_series(source, day_read(source))
    }
    return of_id.get(widgets.read(SERIES, list(of_id), default=""))


@made_once(8)
def series_summary(items: Sequence[Series]) -> str:
    """What the table holds, and how it is read."""
    note = disclosure(_("Cách đọc bảng"), _reading_note(), "note")
    return f'<div class="series-summary">{paragraph(summary(items))}{note}</div>'


def _reading_note() -> str:
    return "".join(
        paragraph(words)
        for words in (
            _("Bấm tên một chỉ tiêu để xem hình lớn, ghi chú và số liệu từng kỳ."),
            _(
                "Hình nhỏ: tốt hơn luôn ở phía trên; tỷ lệ vẽ trên cùng thang 0–100%, hạng vẽ "
                "ngược. Điểm đặt theo thời gian, từ 2020 hoặc từ kỳ đầu của chuỗi dài hơn; chấm to "
                "là kỳ mới nhất."
            ),
            _(
                "Vạch đứng chấm là chỗ đổi cách đo, đường không nối qua; đường chấm xám là chỉ "
                "tiêu đã được thay thế; gạch ngang dưới đáy là kỳ không có số liệu; vạch ngang bên "
                "phải là mục tiêu."
            ),
        )
    )


@made_once(16)
def series_table(items: Sequence[Series], shown: str) -> str:
    """The table, group by group; a name chooses its series. `shown` is the filter that stays."""
    keys = [item.indicator.indicator_id for item in items]
    kept: dict[Param, str] = {} if shown == EVERY else {SHOWN: shown}
    chosen_at = {key: address(NATIONAL, kept | {SERIES: key}) for key in keys}
    span = time_span(items)
    pictures = {
        item.indicator.indicator_id: series_sparkline(item, span) for item in items if item.is_drawn
    }
    sources = {key: provenance_url(key) for key in keys}
    reading = series_lines(items, pictures, chosen_at, sources)
    alt = _("{count} chỉ tiêu của cả nước, kỳ mới nhất").format(count=len(items))
    look = Look("framed series-table", is_markdown=True, is_cards=True)
    return table_html(reading, alt, look, groups=[theme_name(item) for item in items])


def series_large(source: Warehouse, item: Series, shown: str) -> None:
    """The chosen series: its picture, all that is to be said of it, its periods."""
    key = item.indicator.indicator_id
    with st.container(border=True, key="series-chosen"):
        show_part("series-head", _head(item, shown))
        beside = st.container()
        if item.is_drawn:
            figure, beside = st.columns([3, 2], gap="medium")
            with figure:
                charts.show(
                    series_panel(item, charts.palette()),
                    series_caption(source, item),
                    key=f"series-{key}",
                    alt=alternative(item),
                )
        with beside:
            show_part("series", series_words(item))
        rows = series_rows(source, [item])
        small_table_of(
            _periods_table(list(rows), item),
            lambda: export_rows(rows, [item]),
            len(rows),
            series_caption(source, item),
        )


@made_once(128)
def _periods_table(rows: Sequence[CountryFigure], item: Series) -> str:
    """Its figures, each with the way to its cell; what is the same in all of them stands above."""
    reading = reading_rows(rows, [item])
    above = [_("Nhóm"), _("Dòng số"), _("Mục tiêu")]
    above += [] if item.predecessor else [_("Chỉ tiêu")]
    urls = [provenance_url(row.indicator_id, period=row.period) for row in rows]
    linked, explained = with_provenance(reading.drop(columns=above), urls)
    return table_html(linked, series_name(item), Look("behind"), explained)


@made_once(256)
def _head(item: Series, shown: str) -> str:
    kept: dict[Param, str] = {} if shown == EVERY else {SHOWN: shown}
    return f"<h2>{escape(series_name(item))}</h2><p>{escape(item.indicator.name_vi)}</p>" + ways(
        [way(NATIONAL, kept, _("Bỏ chọn"))]
    )


@made_once(128)
def series_words(item: Series) -> str:
    """What a series is, what it says, and all that is to be known of its figures."""
    indicator = item.indicator
    lines = [newest_words(item), plain(target_words(item))]
    lines += [f":gray[{plain(write(quote))}]" for quote in item.quotes]
    if item.predecessor is not None:
        before = item.predecessor.indicator
        lines.append(
            _("Đường chấm: {name} đến khi được thay thế").format(name=plain(before.short_name_vi))
            + f" ({plain(before.name_vi)})"
        )
    if missing := missing_words(item):
        lines.append(f":gray[{plain(missing)}]")
    lines += [_("Đứt chuỗi: {reason}").format(reason=plain(reason)) for reason in break_words(item)]
    lines += [
        f"⚠ {plain(note_words(note))}"
        if note.differs
        else _("Phần lời: {statement}").format(statement=plain(note_words(note)))
        for note in item.notes
    ]
    lines += map(plain, beside_words(item))
    explained = (indicator.definition_vi, indicator.measured_by, indicator.caveat_vi)
    lines += [f":gray[{plain(words)}]" for words in explained if words]
    lines.append(source_link(plain(place_words(item)), indicator.indicator_id))
    return "".join(paragraph(line) for line in lines if line)
