"""A card per series of the country: the panel and what it says."""

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from dashboard.figures.series import series_panel
from dashboard.queries.series import Series
from dashboard.store.made_once import made_once
from dashboard.store.warehouse import Warehouse
from dashboard.ui.controls import charts
from dashboard.ui.controls.provenance_link import source_link
from dashboard.words.markdown import plain
from dashboard.words.series import (
    alternative,
    break_words,
    missing_words,
    newest_words,
    note_words,
    place_words,
    series_caption,
    series_name,
    target_words,
    theme_name,
)
from dashboard.words.statements import write
from etl.language.i18n import _

_COLUMNS = 3
_MANY_PERIODS = 5


def series_cards(source: Warehouse, items: Sequence[Series], summary: str) -> None:
    """The series theme by theme, three cards to a row, under a line that sums them up."""
    st.markdown(summary)
    st.caption(
        _(
            "Tốt hơn luôn ở phía trên; tỷ lệ vẽ trên cùng thang 0–100%, hạng vẽ ngược. Gạch ngang "
            "dưới đáy là kỳ không có số liệu. Đường đứt ở chỗ đổi cách đo."
        )
    )
    for _theme, members in groupby(items, key=lambda item: item.theme):
        listed = list(members)
        st.header(plain(theme_name(listed[0])), anchor=False)
        listed.sort(key=lambda item: not item.is_drawn)
        # Four periods or fewer leave room for a fourth card.
        is_short = all(len(item.points) < _MANY_PERIODS for item in listed)
        _rows_of(source, listed, _COLUMNS + is_short)


def _rows_of(source: Warehouse, items: Sequence[Series], columns: int) -> None:
    for start in range(0, len(items), columns):
        for column, item in zip(st.columns(columns), items[start : start + columns], strict=False):
            with column.container(border=True, height="stretch", gap="xsmall"):
                _card(source, item)


def _card(source: Warehouse, item: Series) -> None:
    explained, lines = _words(item)
    st.markdown(f"**{plain(series_name(item))}**", help=explained)
    if item.is_drawn:
        charts.show(
            series_panel(item, charts.palette()),
            series_caption(source, item),
            key=f"series-{item.indicator.indicator_id}",
            alt=alternative(item),
        )
    st.markdown(lines)


@made_once(128)
def _words(item: Series) -> tuple[str, str]:
    """What a series is, and what it says."""
    indicator = item.indicator
    explained = [
        indicator.name_vi,
        indicator.definition_vi,
        indicator.measured_by,
        indicator.caveat_vi,
    ]
    if item.predecessor is not None:
        explained.append(item.predecessor.indicator.name_vi)
    lines = [
        newest_words(item),
        *(f":gray[{plain(write(quote))}]" for quote in item.quotes),
        target_words(item),
    ]
    if item.predecessor is not None:
        lines.append(
            _("Đường chấm: {name} đến khi được thay thế").format(
                name=plain(item.predecessor.indicator.short_name_vi)
            )
        )
    if not item.is_drawn and (missing := missing_words(item)):
        lines.append(f":gray[{missing}]")
    lines += [_("Đứt chuỗi: {reason}").format(reason=plain(reason)) for reason in break_words(item)]
    lines += [
        f":orange[{plain(note_words(note))}]"
        if note.differs
        else _("Phần lời: {statement}").format(statement=plain(note_words(note)))
        for note in item.notes
    ]
    lines.append(source_link(plain(place_words(item)), indicator.indicator_id))
    return (
        "\n\n".join(plain(text) for text in explained if text),
        "  \n".join(f":small[{line}]" for line in lines if line),
    )
