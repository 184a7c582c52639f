"""The ranking: a bar per unit, the targets and the averages as lines across them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.classes import Classified
from dashboard.figures.spec import LEGEND_ABOVE, Trace, figure
from dashboard.i18n import _, format_month
from dashboard.palette import Palette
from dashboard.references import Reference
from dashboard.rows import Row, records
from dashboard.views import View
from dashboard.wording import format_amount, format_place, format_rank, format_target, format_value

_ROW_HEIGHT = 23
_HEAD = 78
# Width of a tick as a share of the scale.
_TICK = 0.012


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
    scale_end = _scale_end(view, rows, [*targets.values(), *(mean.value for mean in averages)])
    # Among intervals an exact value is a tick at its place, not a bar from zero.
    tick = 0.0 if rows["value"].notna().all() else _TICK * scale_end
    starts = [
        row["value_low"] if row["value"] is None else max(row["value"] - tick, 0) if tick else 0.0
        for row in items
    ]
    lengths = [
        min(row["value_high"], scale_end) - start for row, start in zip(items, starts, strict=True)
    ]
    traces: list[Trace] = []
    for code, entry in enumerate(classified.classes):
        member = [index for index, item in enumerate(classified.codes) if item == code]
        if not member:
            continue
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "y": member,
                "x": [lengths[index] for index in member],
                "base": [starts[index] for index in member],
                "name": f"{entry.label} ({entry.count})",
                "marker": {
                    "color": entry.colour,
                    "line": {
                        "color": palette.highlight,
                        "width": [
                            2 if items[index]["unit_id"] == selected else 0 for index in member
                        ],
                    },
                },
                "customdata": [
                    (
                        items[index]["unit_id"],
                        items[index]["short_name_vi"],
                        format_value(indicator, items[index]),
                        format_rank(indicator, items[index]),
                    )
                    for index in member
                ],
                "hovertemplate": "<b>%{customdata[1]}</b><br>%{customdata[2]}  %{customdata[3]}"
                "<extra></extra>",
                # Streamlit selects the clicked bar; plotly would fade all others.
                "selected": {"marker": {"opacity": 1}},
                "unselected": {"marker": {"opacity": 1}},
            }
        )
    # An axis is drawn only where a trace uses it.
    traces.append({"type": "scatter", "x": [None], "y": [None], "yaxis": "y2", "showlegend": False})
    lines = _lines(view, targets, averages, palette)
    traces += [line.legend_entry() for line in lines]
    layout = _layout(view, items, scale_end, selected)
    return figure(traces, layout | {"shapes": [line.shape() for line in lines]})


@dataclass(frozen=True)
class _Line:
    """A vertical line across all bars, with an entry of its own in the legend."""

    name: str
    value: float
    dash: str
    colour: str

    def shape(self) -> dict[str, Any]:
        ends = {"x0": self.value, "x1": self.value, "yref": "paper", "y0": 0, "y1": 1}
        return {"type": "line", "layer": "above", "line": self._style(), **ends}

    def legend_entry(self) -> Trace:
        style = self._style()
        return {
            "type": "scatter",
            "x": [None],
            "y": [None],
            "mode": "lines",
            "line": style,
            "name": self.name,
        }

    def _style(self) -> dict[str, Any]:
        return {"color": self.colour, "width": 2, "dash": self.dash}


def _scale_end(view: View, rows: pd.DataFrame, lines: Sequence[float]) -> float:
    """Where the scale ends: at the largest figure that is one, not at the top of an open band."""
    closed = rows.loc[
        rows["value"].notna() | (rows["value_high"] < view.indicator.range_high), "value_high"
    ]
    return max([*closed, *rows["value_low"], *lines]) * 1.02 or 1


def _lines(
    view: View, targets: Mapping[date, float], averages: Sequence[Reference], palette: Palette
) -> list[_Line]:
    return [
        _Line(
            _("Mục tiêu {month}: {target}").format(
                month=format_month(day), target=format_target(view.indicator, value)
            ),
            value,
            dash,
            palette.target,
        )
        for (day, value), dash in zip(targets.items(), ("dash", "solid"), strict=False)
    ] + [
        _Line(
            f"{mean.name}: {format_amount(view.indicator, mean.value, mean.decimals)}",
            mean.value,
            dash,
            palette.average,
        )
        for mean, dash in zip(averages, ("dot", "dashdot"), strict=False)
    ]


def _layout(
    view: View, items: Sequence[Row], scale_end: float, selected: str | None
) -> dict[str, Any]:
    """Names on the left axis, values and ranks on the right one, clear of bars and lines."""
    rows = {
        "tickvals": list(range(len(items))),
        "range": [len(items) - 0.5, -0.5],
        "automargin": True,
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "tickfont": {"size": 12},
    }
    names = [
        f"<b>{row['short_name_vi']}</b>" if row["unit_id"] == selected else row["short_name_vi"]
        for row in items
    ]
    values = [f"{format_value(view.indicator, row)}  <b>{format_place(row)}</b>" for row in items]
    return {
        "height": _HEAD + 30 + _ROW_HEIGHT * len(items),
        "margin": {"l": 0, "r": 0, "t": _HEAD, "b": 30},
        "barmode": "overlay",
        "bargap": 0.28,
        "xaxis": {
            "range": [0, scale_end],
            "side": "top",
            "ticksuffix": "%" if view.indicator.is_percent else "",
            "fixedrange": True,
        },
        "yaxis": rows | {"ticktext": names},
        "yaxis2": rows | {"ticktext": values, "overlaying": "y", "side": "right"},
        "legend": LEGEND_ABOVE,
        "clickmode": "event+select",
        "dragmode": False,
    }
