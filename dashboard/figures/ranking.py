"""The ranking: a bar per unit, the targets and the averages as lines across them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.classes import Classified
from dashboard.i18n import _
from dashboard.palette import Palette
from dashboard.references import Reference
from dashboard.rows import Row, records
from dashboard.views import View
from dashboard.wording import format_amount, format_place, format_rank, format_target, format_value

_ROW_HEIGHT = 23
_HEAD = 78
# Width of the plot, with the column of values, over that of the scale.
_LABEL_ROOM = 1.28


def ranking(
    view: View,
    rows: pd.DataFrame,
    classified: Classified,
    *,
    targets: Mapping[date, float],
    averages: Sequence[Reference],
    palette: Palette,
    selected: str | None = None,
) -> go.Figure:
    """Bars of the rows, first row on top. `customdata[0]` of a bar is its unit id.

    An interval is drawn as a bar from its lowest to its highest possible value.
    """
    indicator = view.indicator
    items = records(rows)
    names = [_bold(row["short_name_vi"], row["unit_id"] == selected) for row in items]
    scale_end = _scale_end(view, rows, [*targets.values(), *(mean.value for mean in averages)])
    starts = [row["value_low"] if row["value"] is None else 0.0 for row in items]
    lengths = [
        min(row["value_high"], scale_end) - start for row, start in zip(items, starts, strict=True)
    ]
    figure = go.Figure()
    for code, entry in enumerate(classified.classes):
        member = [index for index, item in enumerate(classified.codes) if item == code]
        if not member:
            continue
        figure.add_trace(
            go.Bar(
                orientation="h",
                y=[names[index] for index in member],
                x=[lengths[index] for index in member],
                base=[starts[index] for index in member],
                name=f"{entry.label} ({entry.count})",
                marker={
                    "color": entry.colour,
                    "line": {
                        "color": palette.highlight,
                        "width": [
                            2 if items[index]["unit_id"] == selected else 0 for index in member
                        ],
                    },
                },
                customdata=[
                    (
                        items[index]["unit_id"],
                        items[index]["short_name_vi"],
                        format_value(indicator, items[index]),
                        format_rank(items[index]),
                    )
                    for index in member
                ],
                hovertemplate="<b>%{customdata[1]}</b><br>%{customdata[2]}  %{customdata[3]}"
                "<extra></extra>",
                # Streamlit selects the clicked bar; plotly would fade all others.
                selected={"marker": {"opacity": 1}},
                unselected={"marker": {"opacity": 1}},
            )
        )
    figure.add_trace(_labels(view, items, names, scale_end * _LABEL_ROOM))
    _add_lines(figure, view, targets, averages, palette)
    figure.update_layout(_layout(view, names, scale_end * _LABEL_ROOM))
    return figure


def _bold(name: str, chosen: bool) -> str:
    return f"<b>{name}</b>" if chosen else name


def _scale_end(view: View, rows: pd.DataFrame, lines: Sequence[float]) -> float:
    """Where the scale ends: at the largest figure that is one, not at the top of an open band."""
    closed = rows.loc[
        rows["value"].notna() | (rows["value_high"] < view.indicator.range_high), "value_high"
    ]
    return max([*closed, *rows["value_low"], *lines]) * 1.02 or 1


def _labels(view: View, items: Sequence[Row], names: Sequence[str], x: float) -> go.Scatter:
    """Value and rank of every unit in a column of its own, clear of bars and lines."""
    return go.Scatter(
        x=[x] * len(names),
        y=list(names),
        mode="text",
        text=[f"{format_value(view.indicator, row)}  <b>{format_place(row)}</b>" for row in items],
        textposition="middle left",
        hoverinfo="skip",
        showlegend=False,
    )


def _add_lines(
    figure: go.Figure,
    view: View,
    targets: Mapping[date, float],
    averages: Sequence[Reference],
    palette: Palette,
) -> None:
    """Vertical lines with entries of their own in the legend."""
    lines = [
        (
            _("Mục tiêu {month}/{year}: {target}").format(
                month=day.month, year=day.year, target=format_target(view.indicator, value)
            ),
            value,
            dash,
            palette.target,
        )
        for (day, value), dash in zip(targets.items(), ("dash", "solid", "dot"), strict=False)
    ] + [
        (
            f"{mean.name}: {format_amount(view.indicator, mean.value)}",
            mean.value,
            dash,
            palette.average,
        )
        for mean, dash in zip(averages, ("dot", "dashdot"), strict=False)
    ]
    for name, value, dash, colour in lines:
        style = {"color": colour, "width": 2, "dash": dash}
        figure.add_vline(x=value, line=style, layer="above")
        figure.add_trace(go.Scatter(x=[None], y=[None], mode="lines", line=style, name=name))


def _layout(view: View, names: Sequence[str], x_end: float) -> dict[str, Any]:
    return {
        "height": _HEAD + 60 + _ROW_HEIGHT * len(names),
        "margin": {"l": 0, "r": 8, "t": _HEAD, "b": 30},
        "barmode": "overlay",
        "bargap": 0.28,
        "separators": ",.",
        "xaxis": {
            "range": [0, x_end],
            "side": "top",
            "ticksuffix": "%" if view.indicator.is_percent else "",
            "fixedrange": True,
            "zeroline": True,
        },
        "yaxis": {
            "categoryorder": "array",
            "categoryarray": list(reversed(names)),
            "range": [-0.5, len(names) - 0.5],
            "automargin": True,
            "fixedrange": True,
            "showgrid": False,
        },
        "legend": {
            "orientation": "h",
            "x": 0,
            "xref": "container",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "itemclick": False,
            "itemdoubleclick": False,
        },
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "clickmode": "event+select",
        "dragmode": False,
    }
