"""A unit's figures over the periods: lines that break, gaps, ranges, and what goes on."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import plotly.graph_objects as go

from dashboard.figures.palette import Palette, ink_on
from dashboard.figures.spec import LEGEND_ABOVE, Trace, amount_axis, figure
from dashboard.figures.unit_lines import (
    CLOSE,
    HOVER,
    break_days,
    break_mark,
    hover_details,
    line_style,
    scale,
    time_axis,
    time_span,
)
from dashboard.queries.unit_series import UnitLine, UnitPoint, UnitSeries
from dashboard.store.made_once import made_once
from dashboard.words.unit_series import kind_name
from dashboard.words.values import format_value
from etl.language.i18n import _

_HEIGHT, _HEAD = 264, 30
_NO_VALUE = "–"


@made_once(32)
def unit_series_chart(series: UnitSeries, palette: Palette) -> go.Figure:
    """Time from left to right, as it passed; a line for each kind of period, better always up.

    A line joins neighbouring exact figures that compare. A range is an upright bar, what goes on a
    hollow mark, a period without a figure a dash at the foot, a break a dotted upright.
    """
    low, high = scale(series)
    traces = []
    for line in series.lines:
        place = series.kinds.index(line.kind)
        style = line_style(place, palette)
        traces += [*_ranges(series, line, style), _line(series, line, style, palette)]
    traces.append(_gaps(series, low, palette))
    goes_on = any(point.is_provisional for point in series.valued)
    if goes_on:
        traces.append(_provisional_entry(palette))
    has_legend = goes_on or len(series.kinds) > 1
    layout = {
        "height": _HEIGHT,
        "margin": {"l": 0, "r": 8, "t": _HEAD if has_legend else 8, "b": 40},
        "showlegend": has_legend,
        "legend": LEGEND_ABOVE,
        "hovermode": "closest",
        "dragmode": False,
        "xaxis": time_axis(series.points),
        "yaxis": {"range": [low, high], "fixedrange": True, "zeroline": False, "automargin": True}
        | amount_axis(series.indicator),
        "shapes": [
            _named_break(day, line_style(series.kinds.index(line.kind), palette), palette)
            for line, day in break_days(series)
        ],
    }
    return figure(traces, layout)


def _line(series: UnitSeries, line: UnitLine, style: dict[str, Any], palette: Palette) -> Trace:
    """The exact figures of a line; whatever stands between two of them parts them."""
    points = [point if point.value is not None else None for point in line.points]
    is_first = next(one for one in series.lines if one.kind == line.kind) is line
    labelled = _labelled(series, line)
    above = series.kinds.index(line.kind) % 2 == 0
    marks = [
        ink_on(palette.ink) if point is not None and point.is_provisional else style["color"]
        for point in points
    ]
    return {
        "type": "scatter",
        "mode": "lines+markers+text",
        "x": [line.points[place].period_end.isoformat() for place in range(len(points))],
        "y": [None if point is None else point.value for point in points],
        "connectgaps": False,
        "cliponaxis": False,
        "line": {"color": style["color"], "width": 2, "dash": style["dash"]},
        "marker": {
            "symbol": style["symbol"],
            "size": 9,
            "color": marks,
            "line": {"color": style["color"], "width": 2},
        },
        "text": [
            f"<b>{format_value(series.indicator, point)}</b>"
            if point is not None and point in labelled
            else ""
            for point in points
        ],
        "textposition": "top center" if above else "bottom center",
        "textfont": {"size": 12, "color": palette.ink},
        "customdata": [hover_details(series, point) for point in line.points],
        "hovertemplate": HOVER,
        "name": kind_name(line.kind),
        "legendgroup": line.kind,
        "showlegend": is_first,
    }


def _labelled(series: UnitSeries, line: UnitLine) -> Sequence[UnitPoint]:
    """The figures of a line that have room for their words, the newest first."""
    of_kind = [point for one in series.lines if one.kind == line.kind for point in one.points]
    span = time_span(series.points)
    found: list[UnitPoint] = []
    for point in sorted(of_kind, key=lambda point: point.period_end, reverse=True):
        if point.value is None:
            continue
        if not found or (found[-1].period_end - point.period_end) / span >= CLOSE:
            found.append(point)
    return found


def _provisional_entry(palette: Palette) -> Trace:
    """What a hollow mark says, in the legend."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [None],
        "y": [None],
        "marker": {
            "symbol": "circle",
            "size": 9,
            "color": ink_on(palette.ink),
            "line": {"color": palette.ink, "width": 2},
        },
        "name": _("tạm tính"),
    }


def _ranges(series: UnitSeries, line: UnitLine, style: dict[str, Any]) -> Iterator[Trace]:
    """An upright bar from the least to the most that a figure can be; paler where it goes on."""
    for point in line.points:
        if point.value is not None or not point.has_value:
            continue
        yield {
            "type": "scatter",
            "mode": "lines",
            "x": [point.period_end.isoformat()] * 2,
            "y": list(point.ends),
            "line": {"color": style["color"], "width": 9},
            "opacity": 0.4 if point.is_provisional else 0.75,
            "customdata": [hover_details(series, point)] * 2,
            "hovertemplate": HOVER,
            "name": kind_name(line.kind),
            "showlegend": False,
        }


def _gaps(series: UnitSeries, floor: float, palette: Palette) -> Trace:
    """A dash at the foot of the chart for each period without a figure, never a zero."""
    empty = [point for point in series.points if not point.has_value]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [point.period_end.isoformat() for point in empty],
        "y": [floor] * len(empty),
        "text": [_NO_VALUE] * len(empty),
        "textposition": "top center",
        "textfont": {"color": palette.ink},
        "customdata": [hover_details(series, point) for point in empty],
        "hovertemplate": HOVER,
        "showlegend": False,
        "name": "",
    }


def _named_break(day: date, style: dict[str, Any], palette: Palette) -> dict[str, Any]:
    """The same over the whole height, with what it says at its head."""
    words = {
        "text": _("đổi cách đo"),
        "textposition": "end",
        "textangle": 0,
        "xanchor": "left",
        "yanchor": "top",
        "font": {"size": 11, "color": palette.ink},
    }
    return break_mark(day, style) | {"yref": "paper", "y0": 0, "y1": 1, "label": words}
