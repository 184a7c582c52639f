"""A unit's figures over the periods: lines that break, gaps, ranges, and what goes on."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from dashboard.figures.palette import Palette, ink_on
from dashboard.figures.spec import LEGEND_ABOVE, Trace, amount_axis, figure
from dashboard.queries.unit_series import UnitLine, UnitPoint, UnitSeries
from dashboard.store.codes import NOT_MET
from dashboard.words.unit_series import kind_name, point_words
from dashboard.words.values import format_value
from etl.language.i18n import _

_HEIGHT, _HEAD = 264, 30
# Room beside the first and the last period, as a share of the time between them.
_SIDE = 0.09
# Nearer to each other than this share, words of two periods would run into one another.
_CLOSE = 0.13
_NO_VALUE = "–"


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


def line_style(place: int, palette: Palette) -> dict[str, Any]:
    """Of the first, second … kind: colour, dash and symbol; none is told by colour alone."""
    colours = (palette.sequential[-2], palette.verdicts[NOT_MET], palette.average)
    dashes, symbols = ("solid", "dash", "dot"), ("circle", "square", "diamond")
    turn = place % len(colours)
    return {"color": colours[turn], "dash": dashes[turn], "symbol": symbols[turn]}


def scale(series: UnitSeries) -> tuple[float, float]:
    """From the worst to the best end, with room for labels above and for dashes below.

    Shares of a whole stand on one scale, so that charts compare; places run downwards.
    """
    indicator = series.indicator
    ends = [end for point in series.valued for end in ends_of(point)]
    if indicator.value_kind in ("grade", "flag") or indicator.is_percent:
        top, foot = indicator.range_high, indicator.range_low
        if indicator.is_percent and not foot <= min(ends) <= max(ends) <= top:
            top, foot = max(*ends, top), min(*ends, foot)
        room = (top - foot) or 1.0
        return foot - 0.1 * room, top + 0.16 * room
    if indicator.value_kind == "rank" or indicator.better == "lower":
        room = max(max(ends) - min(ends), 4.0)
        return max(ends) + 0.3 * room, min(ends) - 0.4 * room
    # An open band reaches beyond everything that is known.
    reach = max([end for end in ends if end < indicator.range_high] or [indicator.range_high])
    return -0.1 * (reach or 1.0), 1.2 * (reach or 1.0)


def ends_of(point: UnitPoint) -> tuple[float, float]:
    return (point.value_low or 0.0, point.value_high or 0.0)


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


HOVER = "%{customdata[0]}<br><b>%{customdata[1]}</b><extra></extra>"


def hover_details(series: UnitSeries, point: UnitPoint) -> tuple[str, str]:
    """The period with its kind, and its figure."""
    period = f"{point.period_label}, {kind_name(point.period_kind)}"
    return period, point_words(series.indicator, point)


def _labelled(series: UnitSeries, line: UnitLine) -> Sequence[UnitPoint]:
    """The figures of a line that have room for their words, the newest first."""
    of_kind = [point for one in series.lines if one.kind == line.kind for point in one.points]
    span = _span(series.points)
    found: list[UnitPoint] = []
    for point in sorted(of_kind, key=lambda point: point.period_end, reverse=True):
        if point.value is None:
            continue
        if not found or (found[-1].period_end - point.period_end) / span >= _CLOSE:
            found.append(point)
    return found


def _span(points: Sequence[UnitPoint]) -> timedelta:
    """From the first to the last period; of one day, two months."""
    days = [point.period_end for point in points]
    return (max(days) - min(days)) or timedelta(days=60)


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
            "y": list(ends_of(point)),
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


def break_days(series: UnitSeries) -> list[tuple[UnitLine, date]]:
    """The lines that break, each between it and the figures of its kind before it.

    Where other kinds have figures meanwhile, away from them.
    """
    found = []
    days = [point.period_end for point in series.points]
    for before, line in pairwise(series.lines):
        if line.breaks_vi and before.kind == line.kind:
            start, end = sorted((before.points[-1].period_end, line.points[0].period_end))
            places = [start + share * (end - start) for share in (0.5, 0.75, 0.25)]
            found.append((line, max(places, key=lambda at: min(abs(at - day) for day in days))))
    return found


def break_mark(day: date, style: dict[str, Any]) -> dict[str, Any]:
    """An upright in the colour of the line that breaks: those of other kinds may go on."""
    return {
        "type": "line",
        "x0": day.isoformat(),
        "x1": day.isoformat(),
        "line": {"color": style["color"], "width": 1.5, "dash": "dot"},
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


def time_axis(points: Sequence[UnitPoint]) -> dict[str, Any]:
    """The ends of the periods with their labels, on two lines where they are close."""
    labels: dict[date, list[str]] = {}
    for point in points:
        labels.setdefault(point.period_end, []).append(point.period_label)
    first, last, span = min(labels), max(labels), _span(points)
    # The newest stand on the first line; what is too close to its neighbour goes to the second.
    rows: tuple[list[date], list[date]] = ([], [])
    for day in sorted(labels, reverse=True):
        for row in rows:
            if not row or (row[-1] - day) / span >= _CLOSE:
                row.append(day)
                break
    shown = [(day, lead) for row, lead in zip(rows, ("", "<br>"), strict=True) for day in row]
    return {
        "type": "date",
        "range": [(first - _SIDE * span).isoformat(), (last + _SIDE * span).isoformat()],
        "tickvals": [day.isoformat() for day, _lead in shown],
        "ticktext": [lead + "; ".join(dict.fromkeys(labels[day])) for day, lead in shown],
        "tickangle": 0,
        "tickfont": {"size": 11},
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
    }
