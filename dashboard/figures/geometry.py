"""Prepared boundaries and places, as figures need them: addresses, windows, labels, islands."""

import json
from dataclasses import dataclass
from functools import cache

from dashboard.queries.structures import Structure
from dashboard.store.paths import GEO

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
