"""Small lines of a unit's figures over the periods: a row per indicator, on one axis of time."""

from collections.abc import Iterator, Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.figures.palette import Palette, ink_on
from dashboard.figures.spec import Trace, figure
from dashboard.figures.unit_lines import (
    HOVER,
    break_days,
    break_mark,
    hover_details,
    line_style,
    scale,
    time_axis,
)
from dashboard.queries.unit_series import UnitPoint, UnitSeries
from dashboard.store.made_once import made_once
from dashboard.words.unit_series import kinds_of, newest_words

_ROW_HEIGHT, _FOOT = 66, 38
# Within a row of height 1: the line from here to here, the words above it.
_LOW, _HIGH, _WORDS = 0.08, 0.6, 0.84


@made_once(64)
def sparklines(items: Sequence[UnitSeries], palette: Palette) -> go.Figure:
    """The first series on top, each on its own scale, better always up; marks as in a large chart.

    What cannot be joined stays apart: a period without a figure is left out, a break is a dotted
    upright.
    """
    traces: list[Trace] = []
    shapes: list[dict[str, Any]] = []
    notes: list[dict[str, Any]] = []
    kinds = kinds_of(items)
    for place, item in enumerate(items):
        base = len(items) - 1 - place
        traces += _row(item, base, kinds, palette)
        shapes += [
            break_mark(day, line_style(kinds.index(line.kind), palette))
            | {"y0": base + _LOW, "y1": base + _HIGH + 0.08}
            for line, day in break_days(item)
        ]
        notes.append(
            {
                "text": newest_words(item),
                "xref": "paper",
                "x": 0,
                "xanchor": "left",
                "y": base + _WORDS,
                "showarrow": False,
                "font": {"size": 13, "color": palette.ink},
            }
        )
    layout = {
        "height": _ROW_HEIGHT * len(items) + _FOOT,
        "margin": {"l": 0, "r": 0, "t": 0, "b": _FOOT},
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "xaxis": time_axis([point for item in items for point in item.valued]),
        "yaxis": {"range": [0, len(items)], "visible": False, "fixedrange": True},
        "shapes": shapes,
        "annotations": notes,
    }
    return figure(traces, layout)


def _row(item: UnitSeries, base: int, kinds: Sequence[str], palette: Palette) -> Iterator[Trace]:
    low, high = _own_scale(item)

    def height(amount: float) -> float:
        share = min(max((amount - low) / (high - low), 0.0), 1.0)
        return base + _LOW + (_HIGH - _LOW) * share

    for line in item.lines:
        style = line_style(kinds.index(line.kind), palette)
        for point in line.points:
            if point.has_value and point.value is None:
                yield _range(item, point, [height(end) for end in point.ends], style)
        heights = [None if point.value is None else height(point.value) for point in line.points]
        yield {
            "type": "scatter",
            "mode": "lines+markers",
            "x": [point.period_end.isoformat() for point in line.points],
            "y": heights,
            "connectgaps": False,
            "cliponaxis": False,
            "line": {"color": style["color"], "width": 2, "dash": style["dash"]},
            "marker": {
                "symbol": style["symbol"],
                "size": 7,
                "color": [
                    ink_on(palette.ink) if point.is_provisional else style["color"]
                    for point in line.points
                ],
                "line": {"color": style["color"], "width": 1.5},
            },
            "customdata": [hover_details(item, point) for point in line.points],
            "hovertemplate": HOVER,
            "name": "",
        }


def _own_scale(item: UnitSeries) -> tuple[float, float]:
    """From the worst to the best figure, at least a quarter of the scale of a large chart apart."""
    worst, best = scale(item)
    known = [min(end, max(worst, best)) for point in item.valued for end in point.ends]
    low, high = min(known), max(known)
    room = max((high - low), abs(best - worst) / 4) - (high - low)
    low, high = low - room / 2, high + room / 2
    return (low, high) if best > worst else (high, low)


def _range(
    item: UnitSeries, point: UnitPoint, heights: Sequence[float], style: dict[str, Any]
) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [point.period_end.isoformat()] * 2,
        "y": list(heights),
        "line": {"color": style["color"], "width": 6},
        "opacity": 0.4 if point.is_provisional else 0.75,
        "customdata": [hover_details(item, point)] * 2,
        "hovertemplate": HOVER,
        "name": "",
    }
