"""The strips: one line per indicator, a dot per unit, and where one unit stands among them."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.analysis.profiles import Standing
from dashboard.figures.palette import Palette
from dashboard.figures.spec import Trace, figure
from dashboard.figures.strip_scale import Span, Strip, strip
from dashboard.queries.view_rows import ViewRow
from dashboard.store.codes import NOT_MET
from dashboard.store.made_once import made_once
from dashboard.words.values import format_label, format_own_place, format_rank, format_value
from etl.language.i18n import _

_ROW_HEIGHT = 74
_HEAD = 4
# Within a row of height 1: the strip, the words above it and the ends of its scale below it.
_STRIP, _WORDS, _ENDS = 0.36, 0.82, 0.08


@made_once(96)
def strips(items: Sequence[Standing], palette: Palette) -> go.Figure:
    """The first item on top. `customdata[0]` of a dot or bar is its unit id.

    A unit known only by an interval is a bar from its lowest to its highest possible value.
    """
    drawn = [strip(item) for item in items]
    lines = [len(items) - 1 - index + _STRIP for index in range(len(items))]
    traces: list[Trace] = []
    notes: list[dict[str, Any]] = []
    for item, line, at in zip(items, drawn, lines, strict=True):
        traces += _row_traces(item, line, at, palette)
        notes += _words(item, line, at - _STRIP, palette)
    layout = {
        "height": _HEAD + _ROW_HEIGHT * len(items),
        "margin": {"l": 0, "r": 0, "t": _HEAD, "b": 0},
        "xaxis": {"range": [-0.025, 1.025], "visible": False, "fixedrange": True},
        "yaxis": {"range": [0, len(items)], "visible": False, "fixedrange": True},
        "shapes": [_baseline(at, palette) for at in lines],
        "annotations": notes,
        "showlegend": False,
        "hovermode": "closest",
        "clickmode": "event+select",
        "dragmode": False,
    }
    return figure(traces, layout)


def _row_traces(item: Standing, line: Strip, at: float, palette: Palette) -> list[Trace]:
    dots = [(row, span[0]) for row, span in line.peers if span[0] == span[1]]
    bars: dict[Span, list[ViewRow]] = {}
    for row, span in line.peers:
        if span[0] != span[1]:
            bars.setdefault(span, []).append(row)
    grey = palette.average
    traces = [_peer_bar(item, rows, span, at, len(line.peers), grey) for span, rows in bars.items()]
    traces.append(
        {
            "type": "scatter",
            "mode": "markers",
            "x": [place for _row, place in dots],
            "y": [at] * len(dots),
            "marker": {"size": 9, "color": grey, "opacity": 0.38, "line": {"width": 0}},
            "customdata": [_details(item, row) for row, _place in dots],
            "hovertemplate": _HOVER,
        }
    )
    traces.append(_target_ticks(line, at, palette))
    if line.own is not None:
        traces.append(_own_mark(item, line.own, at, palette))
    return traces


def _target_ticks(line: Strip, at: float, palette: Palette) -> Trace:
    """A tick at every target, with its years."""
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [place for _years, place in line.targets],
        "y": [at] * len(line.targets),
        "marker": {
            "symbol": "line-ns-open",
            "size": 22,
            "color": palette.target,
            "line": {"width": 2.5, "color": palette.target},
        },
        "text": [years for years, _place in line.targets],
        "textposition": [_beside(place) for _years, place in line.targets],
        "textfont": {"size": 10, "color": palette.target},
        "hovertemplate": _("Mục tiêu %{text}") + "<extra></extra>",
    }


def _own_mark(item: Standing, own: Span, at: float, palette: Palette) -> Trace:
    """The unit itself: a diamond at its value, a thick line along its interval."""
    if own[0] != own[1]:
        return {
            "type": "scatter",
            "mode": "lines",
            "x": list(own),
            "y": [at, at],
            "line": {"color": palette.verdicts[NOT_MET], "width": 7},
            "customdata": [_details(item, item.row)] * 2,
            "hovertemplate": _HOVER,
        }
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [own[0]],
        "y": [at],
        "marker": {
            "symbol": "diamond",
            "size": 15,
            "color": palette.verdicts[NOT_MET],
            "line": {"width": 1.5, "color": palette.highlight},
        },
        "customdata": [_details(item, item.row)],
        "hovertemplate": _HOVER,
    }


_HOVER = "<b>%{customdata[1]}</b><br>%{customdata[2]}  %{customdata[3]}<extra></extra>"


def _beside(place: float) -> str:
    """Target years stand under the strip, inside its ends."""
    return "bottom left" if place > 0.97 else "bottom right" if place < 0.03 else "bottom center"


def _peer_bar(
    item: Standing, rows: Sequence[ViewRow], span: Span, at: float, peers: int, colour: str
) -> Trace:
    """The units that share an interval: the more there are, the darker their bar."""
    words = _("{count} đơn vị: {value}").format(
        count=len(rows), value=format_value(item.indicator, rows[0])
    )
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(span),
        "y": [at, at],
        "line": {"color": colour, "width": 12},
        "opacity": 0.1 + 0.4 * len(rows) / peers,
        "text": [words] * 2,
        "hovertemplate": "%{text}<extra></extra>",
    }


def _details(item: Standing, row: ViewRow) -> tuple[str, str, str, str]:
    value = format_value(item.indicator, row)
    return row.unit_id, row.short_name_vi, value, format_rank(item.indicator, row)


def _words(item: Standing, line: Strip, base: float, palette: Palette) -> list[dict[str, Any]]:
    """Name and value over the strip, the rank at the right, the ends of the scale below."""
    value = format_label(item.indicator, item.row)
    place = format_own_place(item.row)
    over = {"y": base + _WORDS, "showarrow": False, "font": {"size": 13}}
    under = {"y": base + _ENDS, "showarrow": False, "font": {"size": 10, "color": palette.average}}
    left, right = {"x": 0, "xanchor": "left"}, {"x": 1, "xanchor": "right"}
    words = [over | left | {"text": f"{line.name}: <b>{value}</b>"}]
    if place:
        words.append(over | right | {"text": _("hạng {place}").format(place=place)})
    # A target's year takes the place of an end it stands at.
    if all(at > 0.12 for _years, at in line.targets):
        words.append(under | left | {"text": line.left})
    if all(at < 0.85 for _years, at in line.targets):
        words.append(under | right | {"text": line.right})
    return words


def _baseline(at: float, palette: Palette) -> dict[str, Any]:
    ends = {"x0": 0, "x1": 1, "y0": at, "y1": at}
    return {
        "type": "line",
        "layer": "below",
        "line": {"color": palette.outline, "width": 1},
        **ends,
    }
