"""One indicator at the dates of the documents: a panel of small multiples."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import plotly.graph_objects as go

from dashboard.figures.palette import Palette
from dashboard.figures.spec import Trace, figure
from dashboard.queries.project06 import DatedFigure, Progress, Source
from dashboard.store.made_once import made_once
from dashboard.words.project06 import describe_place, format_figure
from etl.language.i18n import _, format_short_month

_HEIGHT = 170
# Shares of the highest value: room for the labels above, and for the marks of missing dates below.
_ABOVE, _BELOW = 1.38, -0.09
# Nearer to its whole than this share of the height, a value's label would be struck through.
_CLOSE = 0.3
_LIFT, _DROP = 0.05, 0.08
_MARGIN = timedelta(days=60)


@made_once(64)
def progress_panel(item: Progress, dates: Sequence[Source], palette: Palette) -> go.Figure:
    """Values at all dates, joined where they compare; the whole they are part of as hollow marks.

    A dotted upright stands where the figures before and after do not compare, and a dash on the
    base line where a document gives no figure.
    """
    points = item.points
    wholes = [point for point in points if point.whole is not None]
    top = max([point.value for point in points] + [point.whole or 0 for point in wholes])
    traces: list[Trace] = []
    if wholes:
        traces.append(_wholes(wholes, palette))
    traces += [_run(item, run, palette) for run in item.runs]
    traces.append(_labels(item, top, palette))
    # Another document may give the figure of the same month.
    given = {point.period_label for point in points}
    traces.append(_missing([day for day in dates if day.label not in given], palette))
    layout = {
        "height": _HEIGHT,
        "margin": {"l": 4, "r": 4, "t": 4, "b": 36},
        "showlegend": False,
        "dragmode": False,
        "xaxis": {
            "type": "date",
            "range": [_iso(dates[0].on - _MARGIN), _iso(dates[-1].on + _MARGIN)],
            "tickvals": [_iso(day.on) for day in dates],
            "ticktext": [_on_two_lines(day) for day in dates],
            "tickfont": {"size": 11},
            "tickangle": 0,
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
        "yaxis": {
            "visible": False,
            "fixedrange": True,
            "range": [_BELOW * top, _ABOVE * top],
        },
        "shapes": [_base_line(palette), *_breaks(points, dates, palette)],
    }
    return figure(traces, layout)


def _run(item: Progress, run: Sequence[DatedFigure], palette: Palette) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [_iso(point.on) for point in run],
        "y": [point.value for point in run],
        "text": [format_figure(item.indicator, point) for point in run],
        "line": {"color": palette.sequential[3], "width": 2.5},
        "marker": {"size": 9, "color": palette.sequential[3]},
        "customdata": [[point.period_label, describe_place(point)] for point in run],
        "hovertemplate": "%{customdata[0]}: %{text}<br><i>%{customdata[1]}</i><extra></extra>",
        "name": "",
    }


def _labels(item: Progress, top: float, palette: Palette) -> Trace:
    """The values, each above its mark, and above that of its whole where the two are close."""
    rising = {
        before.on
        for run in item.runs
        for before, after in pairwise(run)
        if after.value > before.value
    }
    heights, positions = [], []
    for point in item.points:
        near = point.whole is not None and point.whole - point.value < _CLOSE * top
        height = point.whole if near and point.whole is not None else point.value
        # Below the mark where a line leaves it upwards. A text on its own does not know how large
        # the mark beside it is.
        below = not near and point.on in rising
        heights.append(height + (-_DROP if below else _LIFT) * top)
        positions.append("bottom center" if below else "top center")
    return {
        "type": "scatter",
        "mode": "text",
        "x": [_iso(point.on) for point in item.points],
        "y": heights,
        "text": [f"<b>{format_figure(item.indicator, point)}</b>" for point in item.points],
        "textposition": positions,
        "textfont": {"size": 13, "color": palette.ink},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "name": "",
    }


def _wholes(points: Sequence[DatedFigure], palette: Palette) -> Trace:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [_iso(point.on) for point in points],
        "y": [point.whole for point in points],
        "marker": {
            "symbol": "line-ew-open",
            "size": 22,
            "color": palette.average,
            "line": {"width": 2, "color": palette.average},
        },
        "hovertemplate": _("trên tổng số %{y}") + "<extra></extra>",
        "name": "",
    }


def _missing(dates: Sequence[Source], palette: Palette) -> Trace:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [_iso(day.on) for day in dates],
        "y": [0] * len(dates),
        "marker": {
            "symbol": "x-thin-open",
            "size": 8,
            "color": palette.outline,
            "line": {"width": 1.5, "color": palette.outline},
        },
        "text": [day.label for day in dates],
        "hovertemplate": "%{text}: " + _("văn bản không nêu") + "<extra></extra>",
        "name": "",
    }


def _base_line(palette: Palette) -> Trace:
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": 0,
        "y1": 0,
        "layer": "below",
        "line": {"color": palette.border, "width": 1},
    }


def _breaks(
    points: Sequence[DatedFigure], dates: Sequence[Source], palette: Palette
) -> list[Trace]:
    """An upright before each figure that does not compare with the one before it.

    It stands clear of the marks, halfway to the document before.
    """
    changed = {point.on for point in points if point.break_vi is not None}
    days = [
        before.on + (after.on - before.on) / 2
        for before, after in pairwise(dates)
        if after.on in changed
    ]
    return [
        {
            "type": "line",
            "yref": "paper",
            "x0": _iso(day),
            "x1": _iso(day),
            "y0": 0,
            "y1": 0.92,
            "line": {"color": palette.target, "width": 1.5, "dash": "dot"},
        }
        for day in days
    ]


def _on_two_lines(day: Source) -> str:
    """`T12` over `2023`: dates on one line would run into each other on a narrow card."""
    return f"{format_short_month(day.on)}<br>{day.on.year}"


def _iso(day: date) -> str:
    return day.isoformat()
