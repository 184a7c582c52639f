"""The map of an indicator with its words: of one period, or of two side by side."""

from dataclasses import dataclass

import streamlit as st

from dashboard.figures.change_classes import classify_changes
from dashboard.figures.choropleth import choropleth
from dashboard.figures.classification import ColourBy, classify
from dashboard.queries.indicator_views import View, view
from dashboard.queries.periods import Period
from dashboard.queries.structures import OLD
from dashboard.store.codes import COUNTRY
from dashboard.store.warehouse import Warehouse
from dashboard.ui.controls import charts
from dashboard.ui.frame.assets import asset_url
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
        _picture(shown, drawn, caption, "map", change_finding(shown, rows))
        st.caption(plain(describe_both_sources(source, shown)))
    else:
        caption = view_caption(source, shown, drawn.region_id)
        _picture(shown, drawn, caption, "map", finding(shown, rows))
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
            _picture(item, drawn, caption, key, f"{name}: {words}")
            st.caption(plain(describe_source(item)))


def _picture(shown: View, drawn: Drawn, caption: Caption, key: str, alt: str) -> None:
    rows = shown.within(drawn.region_id)
    palette = charts.palette()
    shows_change = drawn.colour_by == "change"
    figure = choropleth(
        shown,
        rows,
        classify_changes(shown, rows, palette)
        if shows_change
        else classify(shown, rows, drawn.colour_by, palette),
        geometry_url=asset_url(f"geo/{shown.structure.boundaries}"),
        palette=palette,
        window=drawn.region_id or COUNTRY,
        selected=drawn.unit_id,
        old_borders_url=asset_url(f"geo/{OLD.boundaries}") if drawn.with_old_borders else None,
        shows_change=shows_change,
    )
    if shows_change:
        words = _("Thay đổi {span}").format(span=change_span(shown))
        figure.update_layout(legend_title={"text": words, "side": "top"})
    charts.show(figure, caption, key=key, alt=alt, selects_unit=True)
