"""Prepared boundaries and places, as figures need them: addresses, windows, labels, islands."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import degrees, log, pi, radians, tan
from typing import Any

from dashboard.queries.structures import Structure
from dashboard.store.paths import GEO

UNITS = 500
"""Of a drawing, per degree of longitude: the boundaries' three decimals are half a unit."""

Window = tuple[float, float, float, float]
"""West, south, east, north in degrees."""


@dataclass(frozen=True)
class Place:
    """An archipelago, an island or a sea: where it lies, and the text to draw there."""

    name: str
    lon: float
    lat: float
    unit_id: str | None
    label: str | None
    label_lon: float | None
    label_lat: float | None
    archipelago: str | None
    on_boundaries: bool
    confirmed: bool


@dataclass(frozen=True)
class Shape:
    """A province as it is drawn, in Mercator's projection: x to the east, y to the south."""

    unit_id: str
    path: str
    """Data of an SVG path."""
    x: int
    y: int
    """Where its name stands."""
    label_size: float
    """The least size of a map at which its name has room, see `geo/names.py`."""


@cache
def windows() -> dict[str, Window]:
    """The windows of the country, its regions and the insets, by id."""
    content = json.loads((GEO / "bounds.json").read_text(encoding="utf-8"))
    return {name: tuple(box) for name, box in content.items()}


@cache
def places(structure: Structure) -> tuple[Place, ...]:
    """Everything the map draws that is not a province of the boundary file."""
    unit_key = f"unit_id_{structure.boundaries.removesuffix('.geojson').rpartition('_')[2]}"
    content = json.loads((GEO / "islands.json").read_text(encoding="utf-8"))
    return tuple(
        Place(
            name=place["name"],
            lon=place["lon"],
            lat=place["lat"],
            unit_id=place[unit_key],
            label=place["label"],
            label_lon=place["label_lon"],
            label_lat=place["label_lat"],
            archipelago=place["archipelago"],
            on_boundaries=place["in_boundaries"],
            confirmed=place["confirmed"],
        )
        for place in content
    )


@cache
def shapes(structure: Structure) -> tuple[Shape, ...]:
    """The provinces of a structure."""
    content = json.loads((GEO / structure.boundaries).read_text(encoding="utf-8"))
    return tuple(_shape(feature) for feature in content["features"])


def _shape(feature: Mapping[str, Any]) -> Shape:
    geometry, properties = feature["geometry"], feature["properties"]
    coordinates = geometry["coordinates"]
    polygons = [coordinates] if geometry["type"] == "Polygon" else coordinates
    rings = (ring for polygon in polygons for ring in polygon)
    x, y = point_at(properties["label_lon"], properties["label_lat"])
    path = "".join(map(_ring, rings))
    return Shape(feature["id"], path, x, y, properties["label_size"])


def _ring(ring: list[tuple[float, float]]) -> str:
    """From point to point in whole units: steps are shorter to write than places."""
    points = [point_at(lon, lat) for lon, lat in ring]
    x, y = points[0]
    steps = []
    for to_x, to_y in points[1:-1]:
        if (to_x, to_y) != (x, y):
            steps.append(f"{to_x - x} {to_y - y}")
            x, y = to_x, to_y
    return f"M{points[0][0]} {points[0][1]}l{' '.join(steps).replace(' -', '-')}z"


def frame_of(window: Window) -> tuple[int, int, int, int]:
    """West, north, width and height of a window, in units of the drawing."""
    west, south, east, north = window
    x, y = point_at(west, north)
    right, bottom = point_at(east, south)
    return x, y, right - x, bottom - y


def point_at(lon: float, lat: float) -> tuple[int, int]:
    """A place in Mercator's projection, x to the east and y to the south."""
    height = degrees(log(tan(pi / 4 + radians(lat) / 2)))
    return round(lon * UNITS), round(-height * UNITS)


@cache
def label_points(structure: Structure) -> dict[str, tuple[float, float]]:
    """A point (lon, lat) inside every province, to write its name at."""
    content = json.loads((GEO / structure.boundaries).read_text(encoding="utf-8"))
    return {
        feature["id"]: (feature["properties"]["label_lon"], feature["properties"]["label_lat"])
        for feature in content["features"]
    }


@cache
def members_of_window(structure: Structure, window: str) -> frozenset[str]:
    """The provinces whose label point lies in a window."""
    west, south, east, north = windows()[window]
    return frozenset(
        unit_id
        for unit_id, (lon, lat) in label_points(structure).items()
        if west <= lon <= east and south <= lat <= north
    )
