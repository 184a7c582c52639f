"""Prepared boundaries and places, as figures need them: addresses, windows, labels, islands."""

import json
from dataclasses import dataclass
from functools import cache

from dashboard.paths import GEO

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
    on_boundaries: bool
    confirmed: bool


@cache
def windows() -> dict[str, Window]:
    """The windows of the country, its regions and the insets, by id."""
    content = json.loads((GEO / "bounds.json").read_text(encoding="utf-8"))
    return {name: tuple(box) for name, box in content.items()}


@cache
def places() -> tuple[Place, ...]:
    """Everything the map draws that is not a province of the boundary file."""
    content = json.loads((GEO / "islands.json").read_text(encoding="utf-8"))
    return tuple(
        Place(
            name=item["name"],
            lon=item["lon"],
            lat=item["lat"],
            unit_id=item["unit_id_63"],
            label=item["label"],
            label_lon=item["label_lon"],
            label_lat=item["label_lat"],
            on_boundaries=item["in_boundaries"],
            confirmed=item["confirmed"],
        )
        for item in content
    )


@cache
def label_points() -> dict[str, tuple[float, float]]:
    """A point (lon, lat) inside every province, to write its name at."""
    content = json.loads((GEO / "provinces_63.geojson").read_text(encoding="utf-8"))
    return {
        feature["id"]: (feature["properties"]["label_lon"], feature["properties"]["label_lat"])
        for feature in content["features"]
    }


@cache
def members_of_window(window: str) -> frozenset[str]:
    """The provinces whose label point lies in a window."""
    west, south, east, north = windows()[window]
    return frozenset(
        unit_id
        for unit_id, (lon, lat) in label_points().items()
        if west <= lon <= east and south <= lat <= north
    )
