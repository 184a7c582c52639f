"""Islands and archipelagos outside the boundary file: dots, names, and room to click on."""

from collections.abc import Container, Mapping, Sequence

from dashboard.figures.geometry import Place, places
from dashboard.figures.palette import Palette
from dashboard.figures.spec import Trace
from dashboard.queries.structures import Structure
from etl.language.i18n import _

# Pixels across: for a finger, or an unsteady hand.
_TOUCH = 24


def islands(
    structure: Structure,
    colours: Mapping[str, str],
    palette: Palette,
    *,
    small: bool,
    clickable: Container[str | None],
) -> list[Trace]:
    """Dots in their provinces' colours (by unit id), the names of archipelagos and of the sea.

    `customdata[0]` of a dot, and of an archipelago anywhere near its dots or its name, is the unit
    id of its province, if that is `clickable`.
    """
    dots = [
        place
        for place in places(structure)
        if place.unit_id and place.label is None and not place.on_boundaries
    ]
    labels = [place for place in places(structure) if place.label]
    return [
        _room(
            [(place.unit_id, place.lon, place.lat) for place in dots if place.archipelago]
            + [(place.unit_id, place.label_lon, place.label_lat) for place in labels],
            clickable,
        ),
        {
            "type": "scattergeo",
            "lon": [place.lon for place in dots],
            "lat": [place.lat for place in dots],
            "mode": "markers",
            "marker": {
                "size": 3 if small else 5,
                "color": [colours.get(str(place.unit_id), palette.no_data) for place in dots],
                "line": {"width": 0.6, "color": palette.outline},
            },
            "customdata": [[place.unit_id] if place.unit_id in clickable else [] for place in dots],
            "text": None if small else [_(place.name) if place.confirmed else "" for place in dots],
            "hovertemplate": None if small else "%{text}<extra></extra>",
            "hoverinfo": "skip" if small else None,
            "showlegend": False,
        },
        _names(labels, palette, small),
    ]


def _room(
    spots: Sequence[tuple[str | None, float | None, float | None]],
    clickable: Container[str | None],
) -> Trace:
    """Unseen marks, larger than what is seen of an archipelago, that take its clicks."""
    taken = [spot for spot in spots if spot[0] in clickable]
    return {
        "type": "scattergeo",
        "lon": [lon for _id, lon, _lat in taken],
        "lat": [lat for _id, _lon, lat in taken],
        "mode": "markers",
        "marker": {"size": _TOUCH, "opacity": 0},
        "customdata": [[unit_id] for unit_id, _lon, _lat in taken],
        "hoverinfo": "none",
        "showlegend": False,
    }


def _names(labels: Sequence[Place], palette: Palette, small: bool) -> Trace:
    return {
        "type": "scattergeo",
        "lon": [place.label_lon for place in labels],
        "lat": [place.label_lat for place in labels],
        "mode": "text",
        "text": [_on_short_lines(_(str(place.label))) for place in labels],
        "textposition": "top center" if small else "middle center",
        "textfont": {"size": 8 if small else 11, "color": palette.ink},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _on_short_lines(label: str) -> str:
    """The name of an archipelago over what it belongs to: a phone, too, has room for all of it."""
    return label.replace(" (", "<br>(", 1).replace(", ", ",<br>")
