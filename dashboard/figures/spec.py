"""From traces and layout to a figure."""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

Trace = dict[str, Any]

TRANSPARENT = "rgba(0,0,0,0)"
PLAIN: dict[str, Any] = {"paper_bgcolor": TRANSPARENT, "plot_bgcolor": TRANSPARENT}
"""Layout of every figure: the page shows through."""
LEGEND_ABOVE: dict[str, Any] = {
    "orientation": "h",
    "x": 0,
    "xref": "container",
    "y": 1,
    "yref": "container",
    "yanchor": "top",
    "itemclick": False,
    "itemdoubleclick": False,
}


def figure(traces: Sequence[Trace], layout: Mapping[str, Any]) -> go.Figure:
    """A figure of plain traces, taken as they are.

    Building the same figure from graph objects checks every property on every rerun, which costs
    30 ms of a map's change; the contract tests check every figure once instead.
    """
    return go.Figure({"data": list(traces), "layout": {**PLAIN, **layout}}, _validate=False)


def stepped(colours: Sequence[str]) -> list[list[Any]]:
    """A colour scale with one flat step per class, for codes from 0."""
    count = len(colours)
    return [
        [(index + end) / count, colour] for index, colour in enumerate(colours) for end in (0, 1)
    ]
