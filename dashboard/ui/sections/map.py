"""The map of an indicator with its words: of one period, or of two side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from dashboard.figures.classification import ColourBy, first_colour_mode
from dashboard.figures.map_figure import MapFigure, indicator_map
from dashboard.queries.indicator_views import View, due_dates, view
from dashboard.queries.periods import Period
from dashboard.store.made_once import made_once
from dashboard.store.warehouse import Warehouse
from dashboard.ui.controls.blocks import box, paragraph, show_part
from dashboard.ui.controls.change_panel import change_panel
from dashboard.ui.controls.maps import show_map
from dashboard.ui.controls.summary_panel import summary_panel
from dashboard.words.captions import Caption, view_caption
from dashboard.words.change_pictures import (
    change_caption,
    change_finding,
    change_span,
    describe_both_sources,
)
from dashboard.words.markdown import plain
from dashboard.words.periods import period_words
from dashboard.words.summaries import all_alike, finding
from dashboard.words.views import describe_source
from etl.language.i18n import _


@dataclass(frozen=True)
class Drawn:
    """What is drawn of a view, and how."""

    region_id: str | None
    colour_by: ColourBy
    unit_id: str | None
    with_old_borders: bool


def one_map(source: Warehouse, shown: View, drawn: Drawn, ahead: Mapping[str, Any] | None) -> None:
    """The map of a period, by its figures or by what changed since the period before."""
    region_id, colour_by = drawn.region_id, drawn.colour_by
    if alike := told_in_words(shown, region_id, colour_by):
        show_part("alike", box([paragraph(f"**{plain(alike)}**")]))
        show_part("source", map_source(source, shown, colour_by))
        return
    caption = map_caption(source, shown, region_id, colour_by)
    figure = view_map(shown, region_id, colour_by, with_old_borders=drawn.with_old_borders)
    show_map(
        source, figure, caption, key="map", chosen=drawn.unit_id, selects_unit=True, ahead=ahead
    )
    show_part("source", map_source(source, shown, colour_by))


def first_colour(source: Warehouse, shown: View) -> ColourBy:
    """How the map is coloured until its reader chooses: one for all due dates of an indicator."""
    dues = due_dates(source, shown.indicator.indicator_id, shown.level)
    if not dues or shown.due_on == dues[0]:
        return first_colour_mode(shown)
    keys = (shown.indicator.indicator_id, shown.level, dues[0], shown.structure, shown.period)
    return first_colour_mode(view(source, *keys))


def told_in_words(shown: View, region_id: str | None, colour_by: ColourBy) -> str:
    """A sentence for a map that would have one colour."""
    return all_alike(shown, shown.within(region_id)) if colour_by == "verdict" else ""


@made_once(256)
def map_panel(source: Warehouse, shown: View, region_id: str | None, colour_by: ColourBy) -> str:
    """What stands beside a map without a chosen unit."""
    rows = shown.within(region_id)
    if colour_by == "change":
        return change_panel(shown, rows)
    return summary_panel(source, shown, rows)


def map_source(source: Warehouse, shown: View, colour_by: ColourBy) -> str:
    """Where the figures of a map stand: of two periods where it shows what changed."""
    is_change = colour_by == "change"
    words = describe_both_sources(source, shown) if is_change else describe_source(shown)
    return paragraph(f":small[:gray[{plain(words)}]]")


def map_caption(
    source: Warehouse, shown: View, region_id: str | None, colour_by: ColourBy
) -> Caption:
    """The words of its pictures."""
    if colour_by == "change":
        return change_caption(source, shown, region_id)
    return view_caption(source, shown, region_id)


def map_finding(shown: View, region_id: str | None, colour_by: ColourBy) -> str:
    """What the map shows, in a sentence."""
    rows = shown.within(region_id)
    return change_finding(shown, rows) if colour_by == "change" else finding(shown, rows)


@made_once(512)
def view_map(
    shown: View,
    region_id: str | None,
    colour_by: ColourBy,
    *,
    with_old_borders: bool = False,
    period_before: str = "",
) -> MapFigure:
    """The figure; `period_before` goes before its words where two periods stand side by side."""
    is_change = colour_by == "change"
    words = map_finding(shown, region_id, colour_by)
    return indicator_map(
        shown,
        region_id,
        colour_by,
        f"{period_before}: {words}" if period_before else words,
        legend_title=_("Thay đổi {span}").format(span=change_span(shown)) if is_change else "",
        with_old_borders=with_old_borders,
        few_stand_out=not period_before,
    )


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
            figure = view_map(
                item,
                drawn.region_id,
                drawn.colour_by,
                with_old_borders=drawn.with_old_borders,
                period_before=name,
            )
            caption = view_caption(source, item, drawn.region_id)
            show_map(source, figure, caption, key=key, chosen=drawn.unit_id, selects_unit=True)
            st.caption(plain(describe_source(item)))
