"""The floor's map: a plain plotly figure of its own, whatever the product draws its maps with."""

import json
import shutil
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.figures.classification import Classified, ColourBy, classify
from dashboard.figures.palette import LIGHT
from dashboard.queries.indicator_views import View
from dashboard.store.paths import GEO
from dashboard.words.values import format_rank, format_standing, format_value

Figure = dict[str, Any]

_LAYERS = ("coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits")
"""Every layer plotly.js may ask of a base map; one that is asked for and absent throws."""
_HEIGHT = 640
_CLEAR = "rgba(0,0,0,0)"
_INSETS = {
    "inset-dong-bang-song-hong": {"x": [0.64, 1.0], "y": [0.70, 1.0]},
    "inset-tp-ho-chi-minh": {"x": [0.0, 0.33], "y": [0.30, 0.55]},
}


def write_geometry(folder: Path) -> None:
    """Put the boundaries into a page's folder, and the world that plotly.js insists on: empty."""
    for boundaries in GEO.glob("provinces_*.geojson"):
        shutil.copy(boundaries, folder)
    nothing = {"type": "GeometryCollection", "geometries": []}
    world = {"type": "Topology", "objects": dict.fromkeys(_LAYERS, nothing), "arcs": []}
    (folder / "world_110m.json").write_text(json.dumps(world), encoding="utf-8")


def floor_map(view: View, by: ColourBy, *, folder: str = "", chosen: str | None = None) -> Figure:
    """The provinces of a view by class: the country, two insets, islands, legend, hover, outline.

    The boundaries are in a `folder` of the page's server. A province that is `chosen` has an
    outline.
    """
    geometry = folder + view.structure.boundaries
    classified = classify(view, view.rows, by, LIGHT)
    traces = []
    for geo, window in zip(("geo", "geo2", "geo3"), ("vn", *_INSETS), strict=True):
        traces.append(_provinces(view, classified, geometry, geo, window))
        # Always there, so that nothing is drawn anew for it.
        traces.append(_outline(chosen, geometry, geo))
    traces += [
        _legend_entry(f"{entry.label} ({entry.count})", entry.colour)
        for entry in classified.classes
    ]
    colours = dict(
        zip((row.unit_id for row in view.rows), classified.colours, strict=True),
    )
    unit_key = f"unit_id_{view.structure.boundaries.removesuffix('.geojson')[-2:]}"
    return {"data": [*traces, *_islands(colours, unit_key)], "layout": _layout()}


@cache
def _windows() -> dict[str, Sequence[float]]:
    content: dict[str, Sequence[float]] = json.loads((GEO / "bounds.json").read_text("utf-8"))
    return content


@cache
def _members(boundaries: str, window: str) -> frozenset[str]:
    """The provinces whose name lies in a window."""
    west, south, east, north = _windows()[window]
    content = json.loads((GEO / boundaries).read_text("utf-8"))
    places = {feature["id"]: feature["properties"] for feature in content["features"]}
    return frozenset(
        unit_id
        for unit_id, at in places.items()
        if west <= at["label_lon"] <= east and south <= at["label_lat"] <= north
    )


def _provinces(
    view: View, classified: Classified, geometry: str, geo: str, window: str
) -> dict[str, Any]:
    inside = view.names if geo == "geo" else _members(view.structure.boundaries, window)
    shown = [number for number, row in enumerate(view.rows) if row.unit_id in inside]
    rows = [view.rows[number] for number in shown]
    count = len(classified.classes)
    return {
        "type": "choropleth",
        "geojson": geometry,
        "featureidkey": "id",
        "geo": geo,
        "locations": [row.unit_id for row in rows],
        "z": [classified.codes[number] for number in shown],
        "zmin": -0.5,
        "zmax": count - 0.5,
        "colorscale": [
            [(number + end) / count, entry.colour]
            for number, entry in enumerate(classified.classes)
            for end in (0, 1)
        ],
        "showscale": False,
        "marker": {"line": {"color": LIGHT.border, "width": 0.6}},
        "customdata": [
            [
                row.short_name_vi,
                format_value(view.indicator, row),
                format_rank(view.indicator, row),
                format_standing(view.indicator, row),
            ]
            for row in rows
        ],
        "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]} · %{customdata[2]}"
        "<br>%{customdata[3]}<extra></extra>",
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _outline(chosen: str | None, geometry: str, geo: str) -> dict[str, Any]:
    return {
        "type": "choropleth",
        "geojson": geometry,
        "featureidkey": "id",
        "geo": geo,
        "locations": [] if chosen is None else [chosen],
        "z": [] if chosen is None else [0],
        "colorscale": [[0, _CLEAR], [1, _CLEAR]],
        "showscale": False,
        "marker": {"line": {"color": LIGHT.highlight, "width": 2.5}},
        "hoverinfo": "skip",
    }


def _legend_entry(name: str, colour: str) -> dict[str, Any]:
    return {
        "type": "scattergeo",
        "lon": [None],
        "lat": [None],
        "mode": "markers",
        "marker": {"symbol": "square", "size": 13, "color": colour},
        "name": name,
        "showlegend": True,
    }


def _islands(colours: dict[str, str], unit_key: str) -> list[dict[str, Any]]:
    """Dots in their provinces' colours, and the names of archipelagos and of the sea."""
    places = json.loads((GEO / "islands.json").read_text("utf-8"))
    dots = [place for place in places if place[unit_key] and place["label"] is None]
    named = [place for place in places if place["label"]]
    return [
        {
            "type": "scattergeo",
            "lon": [place["lon"] for place in dots],
            "lat": [place["lat"] for place in dots],
            "mode": "markers",
            "marker": {
                "size": 5,
                "color": [colours.get(place[unit_key], LIGHT.no_data) for place in dots],
                "line": {"width": 0.6, "color": LIGHT.outline},
            },
            "text": [place["name"] for place in dots],
            "hoverinfo": "text",
            "showlegend": False,
        },
        {
            "type": "scattergeo",
            "lon": [place["label_lon"] for place in named],
            "lat": [place["label_lat"] for place in named],
            "mode": "text",
            "text": [place["label"] for place in named],
            "textfont": {"size": 11, "color": LIGHT.ink},
            "hoverinfo": "skip",
            "showlegend": False,
        },
    ]


def _layout() -> dict[str, Any]:
    layout: dict[str, Any] = {
        "geo": _geo("vn", {"x": [0, 1], "y": [0, 1]}),
        "height": _HEIGHT,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "legend": {"orientation": "h", "x": 0, "y": -0.01, "yanchor": "top"},
        "dragmode": "pan",
        "clickmode": "event",
    }
    for number, (name, domain) in enumerate(_INSETS.items(), start=2):
        layout[f"geo{number}"] = _geo(name, domain) | {"showframe": True}
    return layout


def _geo(window: str, domain: dict[str, list[float]]) -> dict[str, Any]:
    west, south, east, north = _windows()[window]
    return {
        "visible": False,
        "projection": {"type": "mercator"},
        "lonaxis": {"range": [west, east]},
        "lataxis": {"range": [south, north]},
        "domain": domain,
    }
