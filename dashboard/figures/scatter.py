"""Two indicators against each other: a mark per unit, quadrants, names of the outstanding ones."""

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.analysis.comparison import Scatter, labelled_units
from dashboard.figures.palette import Palette
from dashboard.figures.spec import LEGEND_ABOVE, Trace, amount_axis, figure
from dashboard.queries.indicator_views import View
from dashboard.queries.indicators import Indicator
from dashboard.store.codes import MET, NOT_MET
from dashboard.store.records import Row, records
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


def scatter_figure(item: Scatter, palette: Palette, chosen: Sequence[str] = ()) -> go.Figure:
    """Marks differ by quadrant in colour and in shape; chosen units are larger, and outlined.

    `customdata[0]` of a mark is its unit id.
    """
    rows = records(item.pairs)
    labelled = labelled_units(item.pairs, chosen)
    colours = {
        (True, True): palette.verdicts[MET],
        (True, False): palette.sequential[2],
        (False, True): palette.sequential[3],
        (False, False): palette.verdicts[NOT_MET],
    }
    traces = []
    for quadrant, symbol in _SYMBOLS.items():
        members = [row for row in rows if item.quadrant(row) == quadrant]
        if members:
            name = f"{quadrant_name(item, quadrant)} ({len(members)})"
            traces.append(
                _marks(item, members, name, symbol, colours[quadrant], palette, labelled, chosen)
            )
    x_end, y_end = (_range([row[axis] for row in rows]) for axis in ("x", "y"))
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
    rows: Sequence[Row],
    name: str,
    symbol: str,
    colour: str,
    palette: Palette,
    labelled: set[str],
    chosen: Sequence[str],
) -> Trace:
    middle = float(item.pairs["x"].min() + item.pairs["x"].max()) / 2
    is_flipped = item.x_view.indicator.better == "lower"
    x_words, y_words = (_amounts(shown) for shown in (item.x_view, item.y_view))
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [row["x"] for row in rows],
        "y": [row["y"] for row in rows],
        "name": name,
        "text": [_label(row, labelled, chosen) for row in rows],
        # Names lean inwards, away from the edges of the picture.
        "textposition": [
            "middle left" if (row["x"] > middle) != is_flipped else "middle right" for row in rows
        ],
        "textfont": {"size": 11, "color": palette.ink},
        "marker": {
            "symbol": symbol,
            "opacity": 1,
            "color": colour,
            "size": [14 if row["unit_id"] in chosen else 9 for row in rows],
            "line": {
                "color": palette.highlight,
                "width": [2.5 if row["unit_id"] in chosen else 0.5 for row in rows],
            },
        },
        "customdata": [
            (
                row["unit_id"],
                row["short_name_vi"],
                x_words[row["unit_id"]],
                y_words[row["unit_id"]],
            )
            for row in rows
        ],
        "hovertemplate": "<b>%{customdata[1]}</b><br>"
        f"{item.x_view.indicator.short_name_vi}: %{{customdata[2]}}<br>"
        f"{item.y_view.indicator.short_name_vi}: %{{customdata[3]}}<extra></extra>",
    }


def _amounts(shown: View) -> dict[str, str]:
    """The figure of every unit in words."""
    return {row["unit_id"]: format_value(shown.indicator, row) for row in records(shown.rows)}


def _label(row: Row, labelled: set[str], chosen: Sequence[str]) -> str:
    if row["unit_id"] not in labelled:
        return ""
    # Spaces hold the name off its mark.
    name = f"<b>{row['short_name_vi']}</b>" if row["unit_id"] in chosen else row["short_name_vi"]
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
