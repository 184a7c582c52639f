"""Two indicators against each other: a mark per unit, quadrants, names of the outstanding ones."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.analysis.comparison import Pair, Scatter, labelled_units
from dashboard.figures.palette import Palette
from dashboard.figures.spec import LEGEND_ABOVE, Trace, amount_axis, figure
from dashboard.queries.indicators import Indicator
from dashboard.store.codes import MET, NOT_MET
from dashboard.store.made_once import made_once
from dashboard.words.comparison import axis_name, quadrant_name
from dashboard.words.values import format_amount, format_target, format_value
from etl.language.i18n import _

HEIGHT = 560
_SYMBOLS = {
    (True, True): "circle",
    (True, False): "diamond",
    (False, True): "square",
    (False, False): "triangle-down",
}
# Room beyond the outermost marks, as a share of the extent, so that names are not cut.
_ROOM = 0.09


@made_once(32)
def scatter_figure(item: Scatter, palette: Palette, chosen: Sequence[str] = ()) -> go.Figure:
    """Marks differ by quadrant in colour and in shape; chosen units are larger, and outlined.

    `customdata[0]` of a mark is its unit id.
    """
    labelled = labelled_units(item.pairs, chosen)
    colours = {
        (True, True): palette.verdicts[MET],
        (True, False): palette.sequential[2],
        (False, True): palette.sequential[3],
        (False, False): palette.verdicts[NOT_MET],
    }
    traces = []
    for quadrant, symbol in _SYMBOLS.items():
        members = [pair for pair in item.pairs if item.quadrant(pair) == quadrant]
        if members:
            name = f"{quadrant_name(item, quadrant)} ({len(members)})"
            traces.append(
                _marks(item, members, name, symbol, colours[quadrant], palette, labelled, chosen)
            )
    x_end = _range([pair.x for pair in item.pairs])
    y_end = _range([pair.y for pair in item.pairs])
    layout = {
        "height": HEIGHT,
        "margin": {"l": 0, "r": 8, "t": 96, "b": 0},
        "hovermode": "closest",
        "dragmode": False,
        "legend": LEGEND_ABOVE | {"traceorder": "normal"},
        "xaxis": _axis(item.x_view.indicator, _with(x_end, item.x_split)),
        "yaxis": _axis(item.y_view.indicator, _with(y_end, item.y_split)) | {"automargin": True},
        "shapes": [
            *_line("x", item.x_split, item.split, palette),
            *_line("y", item.y_split, item.split, palette),
        ],
        "annotations": [
            *_line_label("x", item, item.x_split, item.x_view.indicator, palette),
            *_line_label("y", item, item.y_split, item.y_view.indicator, palette),
        ],
    }
    return figure(traces, layout)


def _marks(
    item: Scatter,
    pairs: Sequence[Pair],
    name: str,
    symbol: str,
    colour: str,
    palette: Palette,
    labelled: set[str],
    chosen: Sequence[str],
) -> Trace:
    every_x = [pair.x for pair in item.pairs]
    middle = (min(every_x) + max(every_x)) / 2
    is_flipped = item.x_view.indicator.better == "lower"
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [pair.x for pair in pairs],
        "y": [pair.y for pair in pairs],
        "name": name,
        "text": [_label(pair, labelled, chosen) for pair in pairs],
        # Names lean inwards, away from the edges of the picture.
        "textposition": [
            "middle left" if (pair.x > middle) != is_flipped else "middle right" for pair in pairs
        ],
        "textfont": {"size": 11, "color": palette.ink},
        "marker": {
            "symbol": symbol,
            "opacity": 1,
            "color": colour,
            "size": [14 if pair.unit_id in chosen else 9 for pair in pairs],
            "line": {
                "color": palette.highlight,
                "width": [2.5 if pair.unit_id in chosen else 0.5 for pair in pairs],
            },
        },
        "customdata": [
            (
                pair.unit_id,
                pair.short_name_vi,
                format_value(item.x_view.indicator, pair.x_row),
                format_value(item.y_view.indicator, pair.y_row),
            )
            for pair in pairs
        ],
        "hovertemplate": "<b>%{customdata[1]}</b><br>"
        f"{item.x_view.indicator.short_name_vi}: %{{customdata[2]}}<br>"
        f"{item.y_view.indicator.short_name_vi}: %{{customdata[3]}}<extra></extra>",
    }


def _label(pair: Pair, labelled: set[str], chosen: Sequence[str]) -> str:
    if pair.unit_id not in labelled:
        return ""
    # Spaces hold the name off its mark.
    name = f"<b>{pair.short_name_vi}</b>" if pair.unit_id in chosen else pair.short_name_vi
    return f"\u2002{name}\u2002"


def _range(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    room = _ROOM * (high - low) or 1
    return low - room, high + room


def _with(ends: tuple[float, float], split: float | None) -> list[float]:
    if split is None:
        return list(ends)
    room = 0.4 * _ROOM * (ends[1] - ends[0])
    return [min(ends[0], split - room), max(ends[1], split + room)]


def _axis(indicator: Indicator, ends: list[float]) -> dict[str, Any]:
    """Better is always up and to the right."""
    return {
        "title": {"text": axis_name(indicator), "font": {"size": 13}},
        "range": ends[::-1] if indicator.better == "lower" else ends,
        "fixedrange": True,
        "zeroline": False,
    } | amount_axis(indicator)


def _line(axis: str, value: float | None, split: str, palette: Palette) -> list[dict[str, Any]]:
    if value is None:
        return []
    other = "y" if axis == "x" else "x"
    return [
        {
            "type": "line",
            f"{axis}0": value,
            f"{axis}1": value,
            f"{other}ref": "paper",
            f"{other}0": 0,
            f"{other}1": 1,
            "layer": "below",
            "line": {"color": _colour(split, palette), "width": 1.5, "dash": "dash"},
        }
    ]


def _line_label(
    axis: str, item: Scatter, value: float | None, indicator: Indicator, palette: Palette
) -> list[dict[str, Any]]:
    if value is None:
        return []
    words = _("mục tiêu {value}") if item.split == "muc-tieu" else _("trung vị {value}")
    amount = format_target if item.split == "muc-tieu" else format_amount
    place = (
        {"x": value, "yref": "paper", "y": 1, "xanchor": "right", "yanchor": "bottom"}
        if axis == "x"
        else {"y": value, "xref": "paper", "x": 1, "xanchor": "right", "yanchor": "bottom"}
    )
    return [
        {
            "text": words.format(value=amount(indicator, value)),
            "showarrow": False,
            "font": {"size": 11, "color": _colour(item.split, palette)},
        }
        | place
    ]


def _colour(split: str, palette: Palette) -> str:
    return palette.target if split == "muc-tieu" else palette.average
