"""One indicator of the country, large: its periods, its breaks, its target."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import plotly.graph_objects as go

from dashboard.analysis.series import Series
from dashboard.figures.palette import Palette
from dashboard.figures.spec import LEGEND_ABOVE, Trace, figure
from dashboard.figures.unit_lines import line_style
from dashboard.queries.country_figures import CountryGoal
from dashboard.queries.country_points import Line, Point
from dashboard.store.made_once import made_once
from dashboard.words.series import point_amount
from dashboard.words.series_alternative import track_name
from dashboard.words.values import format_target
from dashboard.words.vocabulary import marked
from etl.language.i18n import _

_HEIGHT, _HEAD = 320, 34
# So many periods have their labels in one row, and each figure its own; of more, the ends of lines.
_ONE_ROW = 6
_SIDE = 0.45  # Room left of the first and right of the last period, for their labels.
# A label above a point reaches from here to here, in parts of the panel's height.
_LABEL_NEAR, _LABEL_HEIGHT = 0.013, 0.2
_NO_VALUE = "–"


@made_once(128)
def series_panel(item: Series, palette: Palette) -> go.Figure:
    """Periods from left to right; better is always up.

    A line joins neighbouring periods of one kind that both have a value and are measured alike; a
    period without a value is a dash on the floor of the panel, never a zero.
    """
    low, high = _scale(item)
    traces: list[Trace] = []
    span = high - low
    if item.predecessor is not None:
        style = {"color": palette.average, "dash": "dot", "symbol": "circle"}
        traces += [
            _track(item.predecessor, track, span, style, palette)
            for track in item.predecessor.tracks
        ]
    traces += [
        _track(item, track, span, line_style(place, palette), palette)
        for place, track in enumerate(item.tracks)
    ]
    traces.append(_missing(item, low, palette))
    shapes = [_break_mark(item, point, palette) for point in item.breaks]
    annotations = []
    if item.goal is not None:
        shapes.append(_target_line(item.goal.value, palette))
        annotations.append(_target_label(item, item.goal, palette))
    return figure(traces, _layout(item, (low, high), shapes, annotations))


def _layout(
    item: Series, ends: tuple[float, float], shapes: Sequence[Any], annotations: Sequence[Any]
) -> dict[str, Any]:
    """Labels of periods below, in two rows where they are many; values by labels, or by 0–100%."""
    has_legend = len(item.tracks) > 1
    rows = min(1 + (len(item.points) - 1) // _ONE_ROW, 2) + (len(item.points) > _ONE_ROW)
    names = [point.period_label for point in item.points]
    labels = ["<br>" * (place % rows) + name for place, name in enumerate(names)]
    is_percent = item.indicator.is_percent
    return {
        "height": _HEIGHT,
        "margin": {"l": 2, "r": 2, "t": _HEAD if has_legend else 6, "b": 26 + 15 * (rows - 1)},
        "showlegend": has_legend,
        "legend": LEGEND_ABOVE,
        "dragmode": False,
        "hovermode": "closest",
        "shapes": shapes,
        "annotations": annotations,
        "xaxis": {
            "tickvals": list(range(len(labels))),
            "ticktext": labels,
            "range": [-_SIDE * rows, len(labels) - 1 + _SIDE * rows],
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
            "tickangle": 0,
            "tickfont": {"size": 13 if rows == 1 else 11},
        },
        "yaxis": {
            "range": list(ends),
            "fixedrange": True,
            "showticklabels": is_percent,
            "ticktext": ["0%", "50%", "100%"] if is_percent else [],
            "automargin": True,
            "showgrid": is_percent,
            "tickvals": [0, 50, 100] if is_percent else [],
            "zeroline": False,
        },
    }


def _scale(item: Series) -> tuple[float, float]:
    """From the worst to the best end, with room for labels above and dashes below."""
    worst, best = series_ends(item)
    if item.indicator.is_percent:
        return -16, 116
    if worst > best:
        spread = max(worst - best, 4)
        return worst + 0.7 * spread, best - 0.8 * spread
    return -0.2 * best, 1.3 * best


def series_ends(item: Series) -> tuple[float, float]:
    """The worst and the best amount that a picture of a series has to hold.

    Shares of a whole have one scale, so that pictures compare; ranks and scores fill their own.
    """
    values = [point.value for point in item.valued if point.value is not None]
    if item.indicator.is_percent:
        return 0, 100
    values += [] if item.goal is None else [item.goal.value]
    if item.indicator.better == "lower":
        return max(values), min(values) - 0.01
    return 0, max(values)


def _track(
    series: Series, track: Line, span: float, style: Mapping[str, Any], palette: Palette
) -> Trace:
    """The figures of one kind of periods; whatever stands between two of them parts them."""
    xs: list[float | None] = []
    ys: list[float | None] = []
    texts: list[str] = []
    sides: list[str] = []
    details: list[tuple[str, str, str]] = []
    for line in series.lines:
        for piece in _pieces(line) if line.kind == track.kind else ():
            if xs:
                xs.append(None)
                ys.append(None)
                texts.append("")
                sides.append("top center")
                details.append(("", "", ""))
            for number, point in enumerate(piece):
                xs.append(series.points.index(point))
                ys.append(point.value)
                words = point_amount(series.indicator, point)
                # Lines beside each other have no room for more than what is newest.
                of_ends = len(series.tracks) == 1 and number in (0, len(piece) - 1)
                is_told = len(series.points) <= _ONE_ROW or of_ends or point == series.newest
                texts.append(words if is_told else "")
                sides.append(_label_side(series, piece, number, span))
                details.append((series.indicator.short_name_vi, point.period_label, words))
    return {
        "type": "scatter",
        "name": track_name(track),
        "mode": "lines+markers+text",
        "x": xs,
        "y": ys,
        "connectgaps": False,
        "cliponaxis": False,
        "text": texts,
        "textposition": sides,
        "textfont": {"size": 13, "color": palette.ink},
        "line": {"color": style["color"], "width": 2, "dash": style["dash"]},
        "marker": {"color": style["color"], "size": 9, "symbol": style["symbol"]},
        "customdata": details,
        "hovertemplate": "%{customdata[0]}<br>%{customdata[1]}: %{customdata[2]}<extra></extra>",
    }


def _pieces(line: Line) -> list[list[Point]]:
    """Neighbours that have values."""
    return [
        list(run)
        for has_value, run in groupby(line.points, key=lambda point: point.value is not None)
        if has_value
    ]


def _label_side(series: Series, piece: Sequence[Point], number: int, span: float) -> str:
    """Where no line runs: below a point that its neighbours or the target lie above.

    `span` is the height of the panel, in the indicator's unit; below 0 where the lower is better.
    """
    here = piece[number].value or 0.0
    values = [point.value or 0.0 for point in (*piece[max(number - 1, 0) : number + 2],)]
    beside = [value for place, value in enumerate(values, max(number - 1, 0)) if place != number]
    if series.goal is not None:
        above = (series.goal.value - here) / span
        if _LABEL_NEAR < above < _LABEL_HEIGHT:
            return "bottom center"
    is_below = beside and (sum(beside) / len(beside) - here) / span > 0
    return "bottom center" if is_below else "top center"


def _missing(item: Series, floor: float, palette: Palette) -> Trace:
    """A dash under each period that neither the indicator nor the one before it has a value for."""
    before: Sequence[Point] = () if item.predecessor is None else item.predecessor.points
    known = {point.period_label for point in (*before, *item.points) if point.value is not None}
    empty = [number for number, point in enumerate(item.points) if point.period_label not in known]
    return {
        "type": "scatter",
        "showlegend": False,
        "mode": "text",
        "x": empty,
        "y": [floor] * len(empty),
        "text": [_NO_VALUE] * len(empty),
        "textfont": {"color": palette.ink},
        "textposition": "top center",
        "hovertemplate": _("không có số liệu") + "<extra></extra>",
    }


def _break_mark(item: Series, point: Point, palette: Palette) -> dict[str, Any]:
    place = item.points.index(point) - 0.5
    return {
        "type": "line",
        "x0": place,
        "x1": place,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"color": palette.average, "width": 1.5, "dash": "dot"},
    }


def _target_line(value: float, palette: Palette) -> dict[str, Any]:
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": value,
        "y1": value,
        "line": {"color": palette.target, "width": 1.5, "dash": "dash"},
    }


def _target_label(item: Series, target: CountryGoal, palette: Palette) -> dict[str, Any]:
    amount = marked(format_target(item.indicator, target.value), target.confirmation)
    return {
        "text": _("mục tiêu {target}").format(target=amount),
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "y": target.value,
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 13, "color": palette.target},
    }
