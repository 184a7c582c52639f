"""From traces and layout to a figure."""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.queries.indicators import Indicator
from dashboard.words.values import format_amount
from etl.language.i18n import separators

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
# Without these plotly writes "1M" for a million, in every language.
_NUMBERS = {"exponentformat": "none", "separatethousands": True}


def amount_axis(indicator: Indicator) -> dict[str, Any]:
    """What the ticks of an indicator's axis say: letters for grades, words for flags, numbers."""
    if indicator.value_kind not in ("grade", "flag"):
        return {"ticksuffix": "%" if indicator.is_percent else ""}
    amounts = list(range(int(indicator.range_low), int(indicator.range_high) + 1))
    words = [format_amount(indicator, amount) for amount in amounts]
    return {"tickvals": amounts, "ticktext": words}


def figure(traces: Sequence[Trace], layout: Mapping[str, Any]) -> go.Figure:
    """A figure of plain traces, taken as they are.

    Building the same figure from graph objects checks every property on every rerun, which costs
    30 ms of a map's change; the contract tests check every figure once instead.

    A click on one mark dims no other, and axes write numbers out in the reader's language.
    """
    axes = {name: _NUMBERS | axis for name, axis in layout.items() if name[1:5] == "axis"}
    return _Plain(
        {
            "data": [_undimmed(trace) for trace in traces],
            "layout": {**PLAIN, "separators": separators(), **layout, **axes},
        },
        _validate=False,
    )


class _Plain(go.Figure):  # type: ignore[misc]
    """A figure of plain lists, which whoever shows it need not copy: it is shared, and stays."""

    def to_dict(self) -> dict[str, Any]:
        """What Streamlit sends. The figure's own, not to be changed."""
        return {"data": self._data, "layout": self._layout}


def _undimmed(trace: Trace) -> Trace:
    """The trace, with marks and words that look the same selected, unselected and as they are.

    Left to itself plotly fades all that is not selected, in every trace, to a fifth.
    """
    # Its cells cannot be selected.
    if trace["type"] == "heatmap":
        return trace
    look: dict[str, Any] = {"marker": {"opacity": trace.get("marker", {}).get("opacity", 1)}}
    if "text" in trace and "text" in trace.get("mode", "text"):
        look["textfont"] = {"color": trace["textfont"]["color"]}
    return trace | {"selected": look, "unselected": look}
