"""The map: one indicator over the provinces, two insets, the archipelagos and the sea.

The boundaries come from a URL that the browser fetches once; a figure carries ids, classes and
words only.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from dashboard.figures.classification import Classified
from dashboard.figures.geometry import Window, label_points, members_of_window, windows
from dashboard.figures.islands import islands
from dashboard.figures.map_hover import Details, details_of, hover_template
from dashboard.figures.palette import Palette
from dashboard.figures.spec import TRANSPARENT, Trace, figure, stepped
from dashboard.queries.indicator_views import View
from dashboard.queries.structures import OLD, Structure
from dashboard.queries.view_rows import ViewRow
from dashboard.store.codes import COUNTRY

HEIGHT = 640
_GEOS = ("geo", "geo2", "geo3")
# A name nearer to the edge of its window than this share of its width would be cut off.
_LABEL_MARGIN = 0.07
# Where the country's window leaves room: over Laos and Cambodia, and over the Gulf of Tonkin.
_INSETS = {
    "inset-dong-bang-song-hong": {"x": [0.64, 1.0], "y": [0.70, 1.0]},
    "inset-tp-ho-chi-minh": {"x": [0.0, 0.33], "y": [0.30, 0.55]},
}


def choropleth(
    view: View,
    rows: Sequence[ViewRow],
    classified: Classified,
    *,
    geometry_url: str,
    palette: Palette,
    window: str = COUNTRY,
    selected: str | None = None,
    small: bool = False,
    old_borders_url: str | None = None,
    shows_change: bool = False,
) -> go.Figure:
    """The rows of a view painted by class; the rest as for `province_map`.

    `shows_change`: by the class of their change, which the hover then tells.
    """
    return province_map(
        view.structure,
        {row.unit_id: row.short_name_vi for row in rows},
        classified,
        details=None if small else details_of(view, rows, shows_change=shows_change),
        hover=hover_template(view, shows_change=shows_change),
        geometry_url=geometry_url,
        palette=palette,
        window=window,
        selected=selected,
        small=small,
        counted=not small,
        old_borders_url=old_borders_url,
    )


def province_map(
    structure: Structure,
    names: Mapping[str, str],
    classified: Classified,
    *,
    details: Sequence[Details] | None,
    hover: str,
    geometry_url: str,
    palette: Palette,
    window: str = COUNTRY,
    selected: str | None = None,
    small: bool = False,
    counted: bool = True,
    old_borders_url: str | None = None,
) -> go.Figure:
    """Provinces by class, in a window of `geo/bounds.json`; `names` are theirs, by unit id.

    `details` has one item per province, in the same order, and becomes `customdata`, unit id first;
    `hover` is the template that reads it. `small` drops the insets, and classes without provinces
    from the legend, which a map that is `counted` has. `old_borders_url` draws the borders of the
    structure before as thin lines.
    """
    codes = dict(zip(names, classified.codes, strict=True))
    of_unit = None if details is None else dict(zip(names, details, strict=True))
    insets = _INSETS if window == COUNTRY and not small else {}
    traces: list[Trace] = []
    for geo, inset in zip(_GEOS, [None, *insets], strict=False):
        inside = names if inset is None else members_of_window(structure, inset)
        unit_ids = [unit_id for unit_id in names if unit_id in inside]
        traces.append(
            _provinces(
                unit_ids,
                [codes[unit_id] for unit_id in unit_ids],
                classified,
                geometry_url,
                palette,
                geo,
                None if of_unit is None else [of_unit[unit_id] for unit_id in unit_ids],
                hover,
            )
        )
        if old_borders_url is not None:
            traces.append(_old_borders(old_borders_url, palette, geo))
        if selected in unit_ids:
            traces.append(_outline(str(selected), geometry_url, palette, geo))
        if (not small and window != COUNTRY) or inset is not None:
            traces.append(_names(structure, names, inset or window, geo, palette))
    if counted:
        for entry in classified.classes:
            if entry.count or not small:
                traces.append(_legend_entry(entry.label, entry.colour, entry.count, palette))
    traces += islands(
        structure,
        dict(zip(names, classified.colours, strict=True)),
        palette,
        small=small,
        clickable=() if details is None else set(names),
    )
    return figure(traces, _layout(windows()[window], insets, palette, small, counted))


def _names(
    structure: Structure,
    names: Mapping[str, str],
    window: str,
    geo: str,
    palette: Palette,
) -> Trace:
    """The names of provinces, by unit id, where a window is close enough to read them."""
    west, south, east, north = windows()[window]
    margin = _LABEL_MARGIN * (east - west)
    inside = [
        (unit_id, lon, lat)
        for unit_id, (lon, lat) in label_points(structure).items()
        if unit_id in names
        and west + margin < lon < east - margin
        and south + margin < lat < north - margin
    ]
    return {
        "type": "scattergeo",
        "lon": [lon for _id, lon, _lat in inside],
        "lat": [lat for _id, _lon, lat in inside],
        "mode": "text",
        "text": [names[unit_id].replace(" ", "<br>", 1) for unit_id, _lon, _lat in inside],
        # style.css puts a halo of the page's colour around it: a name may be wider than its shape.
        "textfont": {"size": 9, "color": palette.ink},
        "geo": geo,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _provinces(
    unit_ids: Sequence[str],
    codes: Sequence[int],
    classified: Classified,
    geometry_url: str,
    palette: Palette,
    geo: str,
    details: Sequence[Details] | None,
    hover: str,
) -> Trace:
    count = len(classified.classes)
    return {
        "type": "choropleth",
        "geojson": geometry_url,
        "featureidkey": "id",
        "locations": unit_ids,
        "z": codes,
        "zmin": -0.5,
        "zmax": count - 0.5,
        "colorscale": stepped([entry.colour for entry in classified.classes]),
        "showscale": False,
        "geo": geo,
        "marker": {"line": {"color": palette.border, "width": 0.6}},
        "customdata": details,
        "hovertemplate": hover if details is not None else None,
        "hoverinfo": None if details is not None else "skip",
        "name": "",
    }


def _old_borders(geometry_url: str, palette: Palette, geo: str) -> Trace:
    unit_ids = list(label_points(OLD))
    return {
        "type": "choropleth",
        "geojson": geometry_url,
        "featureidkey": "id",
        "locations": unit_ids,
        "z": [0] * len(unit_ids),
        "colorscale": [[0, TRANSPARENT], [1, TRANSPARENT]],
        "showscale": False,
        "geo": geo,
        "marker": {"line": {"color": palette.label, "width": 0.5}},
        "hoverinfo": "skip",
        "name": "",
    }


def _outline(unit_id: str, geometry_url: str, palette: Palette, geo: str) -> Trace:
    return {
        "type": "choropleth",
        "geojson": geometry_url,
        "featureidkey": "id",
        "locations": [unit_id],
        "z": [0],
        "colorscale": [[0, TRANSPARENT], [1, TRANSPARENT]],
        "showscale": False,
        "geo": geo,
        "marker": {"line": {"color": palette.highlight, "width": 2.5}},
        "hoverinfo": "skip",
        "name": "",
    }


def _legend_entry(label: str, colour: str, count: int, palette: Palette) -> Trace:
    return {
        "type": "scattergeo",
        "lon": [None],
        "lat": [None],
        "mode": "markers",
        "marker": {
            "symbol": "square",
            "size": 13,
            "color": colour,
            "line": {"width": 0.5, "color": palette.outline},
        },
        "name": f"{label} ({count})",
        "showlegend": True,
    }


def _layout(
    window: Window,
    insets: dict[str, dict[str, list[float]]],
    palette: Palette,
    small: bool,
    counted: bool,
) -> dict[str, Any]:
    layout: dict[str, Any] = {
        "geo": _geo(window, {"x": [0, 1], "y": [0, 1]}),
        "height": 340 if small else HEIGHT,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "showlegend": counted,
        "legend": {
            "orientation": "h",
            "x": 0,
            "y": -0.01,
            "yanchor": "top",
            "itemclick": False,
            "itemdoubleclick": False,
            "bgcolor": TRANSPARENT,
        },
        "dragmode": False if small else "pan",
        "clickmode": "event+select",
        # Beyond its own edge an island takes no click from the province that lies under it.
        "hoverdistance": 3,
    }
    for number, (name, domain) in enumerate(insets.items(), start=2):
        layout[f"geo{number}"] = _geo(windows()[name], domain) | {
            "showframe": True,
            "framecolor": palette.outline,
            "framewidth": 1,
        }
    return layout


def _geo(window: Window, domain: dict[str, list[float]]) -> dict[str, Any]:
    west, south, east, north = window
    return {
        "visible": False,
        "bgcolor": TRANSPARENT,
        "projection": {"type": "mercator"},
        "lonaxis": {"range": [west, east]},
        "lataxis": {"range": [south, north]},
        "domain": domain,
    }
