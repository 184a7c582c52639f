"""One indicator of the country, large: its periods, its breaks, its target."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from dashboard.figures.palette import Palette
from dashboard.figures.spec import Trace, figure
from dashboard.queries.series import CountryTarget, Point, Series
from dashboard.store.made_once import made_once
from dashboard.words.series import point_amount
from dashboard.words.values import format_target
from dashboard.words.vocabulary import marked
from etl.language.i18n import _

_HEIGHT = 320
# Room left of the first and right of the last period, for their labels.
_SIDE = 0.45
# A label above a point reaches from here to here, in parts of the panel's height.
_LABEL_NEAR, _LABEL_HEIGHT = 0.013, 0.2
_NO_VALUE = "–"


@made_once(128)
def series_panel(item: Series, palette: Palette) -> go.Figure:
    """Periods from left to right; better is always up.

    A line joins neighbouring periods that both have a value and are measured alike; a period
    without a value is a dash on the floor of the panel, never a zero.
    """
    low, high = _scale(item)
    traces: list[Trace] = []
    span = abs(high - low)
    if item.predecessor is not None:
        traces.append(_line(item.predecessor, span, palette.average, palette, dash="dot"))
    colour = palette.sequential[-2]
    traces.append(_line(item, span, colour, palette, dash="solid"))
    traces.append(_missing(item, low, palette))
    shapes = [_break_mark(item, point, palette) for point in item.breaks]
    annotations = []
    if item.target is not None:
        shapes.append(_target_line(item.target.value, palette))
        annotations.append(_target_label(item, item.target, palette))
    labels = [point.period_label for point in item.points]
    is_percent = item.indicator.is_percent
    layout = {
        "height": _HEIGHT,
        "margin": {"l": 2, "r": 2, "t": 6, "b": 26},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
        "shapes": shapes,
        "annotations": annotations,
        "xaxis": {
            "tickvals": list(range(len(labels))),
            "ticktext": labels,
            "range": [-_SIDE, len(labels) - 1 + _SIDE],
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
            "tickfont": {"size": 13},
        },
        "yaxis": {
            "range": [low, high],
            "fixedrange": True,
            "showticklabels": is_percent,
            "ticktext": ["0%", "50%", "100%"] if is_percent else [],
            "automargin": True,
            "showgrid": is_percent,
            "tickvals": [0, 50, 100] if is_percent else [],
            "zeroline": False,
        },
    }
    return figure(traces, layout)


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
    if item.indicator.better == "lower":
        return max(values), min(values) - 0.01
    return 0, max([*values, *([item.target.value] if item.target else [])])


def _line(series: Series, span: float, colour: str, palette: Palette, dash: str) -> Trace:
    xs: list[float | None] = []
    ys: list[float | None] = []
    texts: list[str] = []
    sides: list[str] = []
    details: list[tuple[str, str]] = []
    for number, (before, point) in enumerate(pairwise((None, *series.points))):
        if point is None or point.value is None:
            continue
        if xs and (before is None or before.value is None or point.break_vi is not None):
            xs.append(None)
            ys.append(None)
            texts.append("")
            sides.append("top center")
            details.append(("", ""))
        xs.append(number)
        ys.append(point.value)
        texts.append(point_amount(series.indicator, point))
        sides.append(_label_side(series, number, span))
        details.append((series.indicator.short_name_vi, point.period_label))
    return {
        "type": "scatter",
        "mode": "lines+markers+text",
        "x": xs,
        "y": ys,
        "connectgaps": False,
        "cliponaxis": False,
        "text": texts,
        "textposition": sides,
        "textfont": {"size": 13, "color": palette.ink},
        "line": {"color": colour, "width": 2, "dash": dash},
        "marker": {"color": colour, "size": 9},
        "customdata": details,
        "hovertemplate": "%{customdata[0]}<br>%{customdata[1]}: %{text}<extra></extra>",
    }


def _label_side(series: Series, number: int, span: float) -> str:
    """Where no line runs: below a point that its neighbours or the target lie above.

    `span` is the height of the panel, in the indicator's unit.
    """
    points = series.points
    here = points[number].value
    joined = []
    if number and points[number].break_vi is None:
        joined.append(points[number - 1].value)
    if number + 1 < len(points) and points[number + 1].break_vi is None:
        joined.append(points[number + 1].value)
    values = [value for value in joined if value is not None]
    if series.target is not None:
        above = (series.target.value - (here or 0.0)) / span
        if _LABEL_NEAR < above < _LABEL_HEIGHT:
            return "bottom center"
    if values and here is not None and sum(values) / len(values) > here:
        return "bottom center"
    return "top center"


def _missing(item: Series, floor: float, palette: Palette) -> Trace:
    """A dash under each period that neither the indicator nor the one before it has a value for."""
    before: Sequence[Point] = () if item.predecessor is None else item.predecessor.points
    known = {point.period_label for point in (*before, *item.points) if point.value is not None}
    empty = [number for number, point in enumerate(item.points) if point.period_label not in known]
    return {
        "type": "scatter",
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


def _target_label(item: Series, target: CountryTarget, palette: Palette) -> dict[str, Any]:
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
