"""How many units reached each goal: one stacked bar per goal."""

from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.figures.spec import LEGEND_ABOVE, Trace, figure
from dashboard.i18n import _, format_date
from dashboard.palette import Palette, ink_on
from dashboard.targets import Tally
from dashboard.verdicts import VERDICT_MARKS, VERDICTS


def tallies(items: Sequence[Tally], palette: Palette) -> go.Figure:
    """Bars of equal length, split by verdict, with the number of units in each part."""
    names = [
        f"{item.goal.indicator.short_name_vi}  <br><i>{format_date(item.goal.due_on)}</i>  "
        for item in items
    ]
    traces: list[Trace] = []
    for verdict, words in VERDICTS.items():
        counts = [item.counts[verdict] for item in items]
        if not any(counts):
            continue
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "y": names,
                "x": [100 * count / item.judged for count, item in zip(counts, items, strict=True)],
                "name": f"{VERDICT_MARKS[verdict]} {_(words)}",
                "text": [str(count) if count else "" for count in counts],
                "textposition": "inside",
                "insidetextanchor": "middle",
                "textangle": 0,
                "textfont": {"color": ink_on(palette.verdicts[verdict])},
                "marker": {
                    "color": palette.verdicts[verdict],
                    "line": {"width": 0.5, "color": palette.outline},
                },
                "customdata": [[item.judged] for item in items],
                "hovertemplate": "%{y}: %{text}/%{customdata[0]}<extra>%{fullData.name}</extra>",
            }
        )
    layout = {
        "barmode": "stack",
        "bargap": 0.3,
        "height": 60 + 46 * len(items),
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
