"""Obstacles on the map of provinces, and their counts as bars."""

import textwrap
from collections.abc import Sequence

import plotly.graph_objects as go

from dashboard.figures.map_figure import MapFigure, painted
from dashboard.figures.obstacle_classes import classify_counts
from dashboard.figures.palette import Palette
from dashboard.figures.spec import figure
from dashboard.queries.obstacle_rows import ReportingProvince
from dashboard.queries.obstacles import Counted, Filter
from dashboard.queries.structures import Structure
from dashboard.store.codes import COUNTRY
from dashboard.store.made_once import made_once
from etl.language.i18n import _

_LINE_WIDTH = 30
"""Characters of a name on one line: on a phone the bars need the rest of the width."""
_LINE_HEIGHT = 15
_GAP = 9


def obstacle_map(
    structure: Structure,
    provinces: Sequence[ReportingProvince],
    wanted: Filter,
    alt: str,
) -> MapFigure:
    """Provinces by their number of obstacles that match the filter."""
    codes, classes = painted(lambda palette: classify_counts(provinces, wanted, palette))
    return MapFigure(
        structure,
        tuple(row.unit_id for row in provinces),
        codes,
        classes,
        alt,
        window=wanted.region_id or COUNTRY,
        cards=tuple(
            (
                _name(structure, row),
                _("{count} vướng mắc").format(count=row.count) if row.count else classes[0].label,
            )
            for row in provinces
        ),
    )


@made_once(32)
def count_bars(items: Sequence[Counted], palette: Palette, selected: str | None) -> go.Figure:
    """A bar per item, the first on top; with one selected the others step back."""
    names = [_on_lines(item.label) for item in items]
    lines = [name.count("<br>") + 1 for name in names]
    strong, faint = palette.sequential[3], palette.sequential[1]
    return figure(
        [
            {
                "type": "bar",
                "orientation": "h",
                "y": list(range(len(items))),
                "x": [item.count for item in items],
                "text": [str(item.count) for item in items],
                "textposition": "outside",
                "textfont": {"color": palette.ink},
                "cliponaxis": False,
                "marker": {
                    "color": [strong if selected in (None, item.id) else faint for item in items]
                },
                "customdata": [(item.id, item.label) for item in items],
                "hovertemplate": "%{customdata[1]}: %{x}<extra></extra>",
            }
        ],
        {
            "height": 10 + len(items) * (_LINE_HEIGHT * max(lines) + _GAP),
            "margin": {"l": 0, "r": 28, "t": 0, "b": 0},
            "bargap": 0.35,
            "showlegend": False,
            "xaxis": {"visible": False, "fixedrange": True, "rangemode": "tozero"},
            "yaxis": {
                "tickvals": list(range(len(items))),
                "ticktext": [
                    f"<b>{name}</b>  " if item.id == selected else f"{name}  "
                    for name, item in zip(names, items, strict=True)
                ],
                "range": [len(items) - 0.5, -0.5],
                "automargin": True,
                "fixedrange": True,
                "showgrid": False,
                "tickfont": {"size": 12},
            },
            "clickmode": "event+select",
            "dragmode": False,
        },
    )


def _on_lines(label: str) -> str:
    return "<br>".join(textwrap.wrap(label, _LINE_WIDTH, break_long_words=False))


def _name(structure: Structure, row: ReportingProvince) -> str:
    """The province, with its members where it is a merged one."""
    if structure.is_published or row.members_vi == row.short_name_vi:
        return row.short_name_vi
    return f"{row.short_name_vi} ({row.members_vi})"
