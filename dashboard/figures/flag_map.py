"""A small map of what provinces have done or not, with its legend."""

import plotly.graph_objects as go

from dashboard.figures.choropleth import province_map
from dashboard.figures.classification import classify
from dashboard.figures.palette import Palette
from dashboard.queries.indicator_views import View
from dashboard.words.values import format_value

_HEIGHT = 400


def flag_map(view: View, *, geometry_url: str, palette: Palette) -> go.Figure:
    """The provinces of a flag in two colours, those without a value in a third."""
    classified = classify(view, view.rows, "value", palette)
    details = [
        (row.unit_id, row.short_name_vi, format_value(view.indicator, row)) for row in view.rows
    ]
    figure = province_map(
        view.structure,
        view.names,
        classified,
        details=details,
        hover="<b>%{customdata[1]}</b><br>%{customdata[2]}<extra></extra>",
        geometry_url=geometry_url,
        palette=palette,
        small=True,
    )
    figure.update_layout(
        height=_HEIGHT,
        margin={"b": 34},
        legend={
            "orientation": "h",
            "x": 0,
            "y": 0,
            "yanchor": "top",
            "itemclick": False,
            "itemdoubleclick": False,
        },
    )
    return figure
