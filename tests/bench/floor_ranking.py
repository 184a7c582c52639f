"""The floor's ranking, drawn the best way known: names and values as texts, not as ticks.

Plotly measures and places every tick of an axis by itself; 63 × 2 of them cost six times the bars.
"""

from typing import Any

from dashboard.analysis.ordering import ordered, split_by_value
from dashboard.analysis.targets import unit_targets
from dashboard.figures.classification import classify, colour_modes
from dashboard.figures.palette import LIGHT
from dashboard.queries.benchmarks import benchmarks
from dashboard.queries.indicator_views import View
from dashboard.store.warehouse import Warehouse
from dashboard.words.values import format_place, format_value

_ROW_HEIGHT = 23
_HEAD = 78
_NAMES, _VALUES = 160, 120
"""Pixels beside the bars."""


def floor_ranking(source: Warehouse, view: View) -> dict[str, Any]:
    """The units of a view that have values, best first, as bars beside targets and averages."""
    rows, _without = split_by_value(ordered(view.rows, "hang"))
    classified = classify(view, rows, colour_modes(view)[-1], LIGHT)
    ends = [row.ends for row in rows]
    lines = _lines(source, view)
    reach = max([*(high for _low, high in ends), *lines]) or 1.0
    places = list(range(len(rows)))
    traces: list[dict[str, Any]] = []
    for code, entry in enumerate(classified.classes):
        members = [place for place in places if classified.codes[place] == code]
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "y": members,
                "x": [ends[place][1] - _start(ends[place]) for place in members],
                "base": [_start(ends[place]) for place in members],
                "name": f"{entry.label} ({entry.count})",
                "marker": {"color": entry.colour},
                "customdata": [rows[place].short_name_vi for place in members],
                "hovertemplate": "<b>%{customdata}</b><br>%{x}<extra></extra>",
            }
        )
    values = [f"{format_value(view.indicator, row)}  <b>{format_place(row)}</b>" for row in rows]
    traces.append(_texts([row.short_name_vi for row in rows], 0, "middle left"))
    traces.append(_texts(values, reach, "middle right"))
    return {"data": traces, "layout": _layout(len(rows), reach, lines)}


def _start(ends: tuple[float, float]) -> float:
    """Where a bar begins: at 0 for a value, at the lowest possible one for an interval."""
    low, high = ends
    return 0.0 if low == high else low


def _lines(source: Warehouse, view: View) -> list[float]:
    """Targets that are one for all units, and the averages."""
    targets = [
        {end for bounds in of_units.values() for end in bounds}
        for of_units in unit_targets(source, view).values()
    ]
    common = [ends.pop() for ends in targets if len(ends) == 1]
    return common + [mean.value for mean in benchmarks(source, view)]


def _texts(words: list[str], x: float, position: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x] * len(words),
        "y": list(range(len(words))),
        "text": words,
        "textposition": position,
        "textfont": {"size": 12, "color": LIGHT.ink},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _layout(count: int, reach: float, lines: list[float]) -> dict[str, Any]:
    return {
        "height": _HEAD + 30 + _ROW_HEIGHT * count,
        "margin": {"l": _NAMES, "r": _VALUES, "t": _HEAD, "b": 30},
        "barmode": "overlay",
        "bargap": 0.28,
        "xaxis": {"range": [0, reach], "side": "top", "fixedrange": True},
        "yaxis": {"range": [count - 0.5, -0.5], "visible": False, "fixedrange": True},
        "legend": {"orientation": "h", "x": 0, "y": 1, "yref": "container", "yanchor": "top"},
        "dragmode": False,
        "shapes": [
            {
                "type": "line",
                "x0": value,
                "x1": value,
                "yref": "paper",
                "y0": 0,
                "y1": 1,
                "line": {"color": LIGHT.target, "width": 2},
            }
            for value in lines
        ],
    }
