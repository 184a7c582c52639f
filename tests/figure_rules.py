"""What holds for every figure, wherever it is drawn: checks on what the browser gets."""

import json
from typing import Any

import plotly.graph_objects as go

from etl.language.i18n import separators

KINDS = {"bar", "heatmap", "scatter"}
# The cells of a heatmap cannot be selected: plotly has no look for those that are not.
SELECTABLE = KINDS - {"heatmap"}


def follows_the_rules(figure: go.Figure | dict[str, Any]) -> None:
    plain = json.loads(figure.to_json()) if isinstance(figure, go.Figure) else figure
    assert plain["data"]
    for trace in plain["data"]:
        assert trace["type"] in KINDS, "a new kind: can a click dim it?"
        if trace["type"] in SELECTABLE:
            is_never_dimmed(trace)
        writes_numbers_out(trace, plain["layout"])
        assert not trace.get("showscale", trace["type"] == "heatmap")
    assert "coloraxis" not in plain["layout"]
    assert plain["layout"]["separators"] == separators()


def is_never_dimmed(trace: dict[str, Any]) -> None:
    """Selected or not, marks are as opaque as before and words keep their colour."""
    opacity = trace.get("marker", {}).get("opacity", 1)
    assert isinstance(opacity, int | float)
    for look in (trace["selected"], trace["unselected"]):
        assert look["marker"] == {"opacity": opacity}
        if "text" in trace and "text" in trace.get("mode", "text"):
            assert isinstance(trace["textfont"]["color"], str)
            assert look["textfont"] == {"color": trace["textfont"]["color"]}


def writes_numbers_out(trace: dict[str, Any], layout: dict[str, Any]) -> None:
    """No `1M` and no `1k`, on the axes of a trace and in what it says when pointed at."""
    for letter in "xy":
        name = trace.get(f"{letter}axis", letter).replace(letter, f"{letter}axis")
        axis = layout[name]
        assert axis["exponentformat"] == "none", name
        assert axis["separatethousands"], name
        assert not {"tickformat", "hoverformat", "tickformatstops"} & axis.keys(), name
    # `%{x:.3s}` would write a prefix.
    for template in ("hovertemplate", "texttemplate"):
        for part in str(trace.get(template) or "").split("%{")[1:]:
            assert ":" not in part.partition("}")[0], trace[template]
