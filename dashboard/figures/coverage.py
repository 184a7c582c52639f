"""How many units have a figure of each indicator: one stacked bar per indicator."""

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.completeness import ABSENT, PRESENT, SLOT_STATUSES, Coverage
from dashboard.figures.spec import LEGEND_ABOVE, Trace, figure
from dashboard.i18n import _
from dashboard.palette import Palette, ink_on


def coverage_bars(items: Sequence[Coverage], palette: Palette) -> go.Figure:
    """Bars of equal length, split by what the units have, with the number of units in each part."""
    colours = _colours(palette)
    traces: list[Trace] = []
    for status, words in SLOT_STATUSES.items():
        counts = [item.counts.get(status, 0) for item in items]
        if not any(counts):
            continue
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "y": [item.indicator_vi + "  " for item in items],
                "x": [100 * count / item.units for count, item in zip(counts, items, strict=True)],
                "name": _(words),
                "text": [str(count) if count else "" for count in counts],
                "textposition": "inside",
                "insidetextanchor": "middle",
                "textangle": 0,
                "textfont": {"color": ink_on(colours[status])},
                "marker": {
                    "color": colours[status],
                    "line": {"width": 0.5, "color": palette.outline},
                },
                "customdata": [[item.units] for item in items],
                "hovertemplate": "%{y}: %{text}/%{customdata[0]}<extra>%{fullData.name}</extra>",
            }
        )
    layout = {
        "barmode": "stack",
        "bargap": 0.25,
        "height": 60 + 30 * len(items),
        "margin": {"l": 0, "r": 0, "t": 34, "b": 0},
        "xaxis": {"visible": False, "fixedrange": True, "range": [0, 100]},
        "yaxis": {
            "autorange": "reversed",
            "automargin": True,
            "fixedrange": True,
            "showgrid": False,
        },
        "legend": LEGEND_ABOVE | {"traceorder": "normal"},
        "dragmode": False,
    }
    return figure(traces, layout)


def _colours(palette: Palette) -> dict[str, str]:
    """Blue for what is there, from exact to allocated; warm for gaps, grey for what is left out."""
    present = dict(zip(PRESENT, reversed(palette.sequential[1:6:2]), strict=True))
    gaps = {
        "not_reported": palette.missing[3],
        "to_reconcile": palette.missing[2],
        "not_connected": palette.missing[1],
        "not_available": palette.no_data,
    }
    return present | gaps | {ABSENT: palette.not_applicable}
