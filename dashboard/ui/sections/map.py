"""The map of an indicator with its words: of one period, or of two side by side."""

from dataclasses import dataclass

import streamlit as st

from dashboard.figures.classification import ColourBy
from dashboard.figures.map_figure import indicator_map
from dashboard.queries.indicator_views import View, view
from dashboard.queries.periods import Period
from dashboard.store.warehouse import Warehouse
from dashboard.ui.controls.maps import show_map
from dashboard.words.captions import Caption, view_caption
from dashboard.words.change_pictures import (
    change_caption,
    change_finding,
    change_span,
    describe_both_sources,
)
from dashboard.words.markdown import plain
from dashboard.words.periods import period_words
from dashboard.words.summaries import finding
from dashboard.words.views import describe_source
from etl.language.i18n import _


@dataclass(frozen=True)
class Drawn:
    """What is drawn of a view, and how."""

    region_id: str | None
    colour_by: ColourBy
    unit_id: str | None
    with_old_borders: bool


def one_map(source: Warehouse, shown: View, drawn: Drawn) -> None:
    """The map of a period, by its figures or by what changed since the period before."""
    rows = shown.within(drawn.region_id)
    if drawn.colour_by == "change":
        caption = change_caption(source, shown, drawn.region_id)
        _picture(source, shown, drawn, caption, "map", change_finding(shown, rows))
        st.caption(plain(describe_both_sources(source, shown)))
    else:
        caption = view_caption(source, shown, drawn.region_id)
        _picture(source, shown, drawn, caption, "map", finding(shown, rows))
        st.caption(plain(describe_source(shown)))


def two_maps(source: Warehouse, shown: View, beside: Period, drawn: Drawn) -> None:
    """The maps of two periods, the earlier first: the classes of both are the indicator's."""
    keys = (shown.indicator.indicator_id, shown.level, shown.due_on, shown.structure)
    other = view(source, *keys, beside)
    views = {"map": shown, "map-beside": other}
    of_period = {item.period: (key, item) for key, item in views.items() if item.period is not None}
    in_time = sorted(of_period, key=lambda period: (period.end, period.start))
    for column, period in zip(st.columns(2, gap="medium"), in_time, strict=True):
        key, item = of_period[period]
        with column:
            name = _("Kỳ {period}").format(period=period_words(period))
            st.markdown(f"**{plain(name)}**")
            words = finding(item, item.within(drawn.region_id))
            caption = view_caption(source, item, drawn.region_id)
            _picture(source, item, drawn, caption, key, f"{name}: {words}")
            st.caption(plain(describe_source(item)))


def _picture(
    source: Warehouse, shown: View, drawn: Drawn, caption: Caption, key: str, alt: str
) -> None:
    title = ""
    if drawn.colour_by == "change":
        title = _("Thay đổi {span}").format(span=change_span(shown))
    figure = indicator_map(
        shown,
        drawn.region_id,
        drawn.colour_by,
        alt,
        legend_title=title,
        with_old_borders=drawn.with_old_borders,
    )
    show_map(source, figure, caption, key=key, chosen=drawn.unit_id, selects_unit=True)
