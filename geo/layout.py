"""What a map draws besides polygons: labels, island dots, and the windows it can show."""

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any

import shapely

from geo.boundaries import DECIMALS, Geometries, Geometry, largest_part
from geo.source import Province, unit_id

LABELS = {
    "Quần đảo Hoàng Sa": ("QĐ. Hoàng Sa (TP. Đà Nẵng, Việt Nam)", 112.1, 17.85),
    "Quần đảo Trường Sa": ("QĐ. Trường Sa (tỉnh Khánh Hòa, Việt Nam)", 111.5, 10.4),
}
"""Text of an archipelago and where its middle is drawn: beside the dots, inside the window."""

EAST_SEA = {
    "name": "Biển Đông",
    "kind": "label",
    "label": "Biển Đông",
    "lon": 114.3,
    "lat": 15.85,
    "label_lon": 114.3,
    "label_lat": 15.85,
    "unit_id_63": None,
    "unit_id_34": None,
    "archipelago": None,
    "in_boundaries": False,
    "confirmed": False,
}
"""Open sea to the east of Hoàng Sa, over the legend. A place we chose for a name, hence not
confirmed."""

INSETS = {
    "inset-dong-bang-song-hong": ("01", "26", "27", "30", "31", "33", "34", "35", "36", "37"),
    "inset-tp-ho-chi-minh": ("72", "74", "75", "77", "79", "80", "82"),
}
"""Provinces too small to read at the country's scale, by GSO code among the 63."""

PADDING = 0.15
"""Degrees around a window, so that no border touches the frame."""

Point = dict[str, Any]
Box = list[float]
"""West, south, east, north in degrees."""


def map_points(islands: Mapping[str, Any]) -> list[Point]:
    """Return the labels and islands to draw; only the three labels carry text.

    `confirmed` says whether a second source gives the coordinate: the map may name such an
    island on hover and leaves the others nameless dots. `in_boundaries` says whether the island
    is a polygon of its province already and needs no dot.
    """
    return [*(_map_point(feature) for feature in islands["features"]), EAST_SEA]


def windows(
    structures: Mapping[str, tuple[Iterable[Province], Geometries]], points: Iterable[Point]
) -> dict[str, Box]:
    """Return the box of each window: country, regions of the two structures, insets.

    Region windows take in the near-shore islands but not the archipelagos, beside which the
    provinces would be too small; a map of a region shows both beside it.
    """
    points = list(points)
    former = structures["63"][1]
    boxes = {
        "vn-mainland": _box(former.values()),
        "vn": _box([*former.values(), *_shapes(points)]),
    }
    for structure, (provinces, geometries) in structures.items():
        boxes |= _region_boxes(structure, provinces, geometries, points)
    for window, codes in INSETS.items():
        boxes[window] = _box(largest_part(former[unit_id("63", code)]) for code in codes)
    return boxes


def _map_point(feature: Mapping[str, Any]) -> Point:
    source = feature["properties"]
    lon, lat = feature["geometry"]["coordinates"]
    is_label = source["kind"] == "label"
    label, label_lon, label_lat = LABELS[source["name"]] if is_label else (None, None, None)
    return {
        "name": source["name"],
        "kind": "label" if is_label else "island",
        "label": label,
        "lon": round(lon, DECIMALS),
        "lat": round(lat, DECIMALS),
        "label_lon": label_lon,
        "label_lat": label_lat,
        "unit_id_63": unit_id("63", source["gso_code_63"]),
        "unit_id_34": unit_id("34", source["gso_code_34"]),
        "archipelago": source["archipelago"] or None,
        "in_boundaries": source["in_boundary_source"] == "yes",
        "confirmed": source["second_source"] != "",
    }


def _region_boxes(
    structure: str, provinces: Iterable[Province], geometries: Geometries, points: list[Point]
) -> dict[str, Box]:
    members: dict[str, list[Geometry]] = {}
    for province in provinces:
        islands = [
            p
            for p in points
            if p[f"unit_id_{structure}"] == province.unit_id and not p["archipelago"]
        ]
        shapes = chain([geometries[province.unit_id]], _shapes(islands))
        members.setdefault(province.region_id, []).extend(shapes)
    return {region: _box(members[region]) for region in sorted(members)}


def _shapes(points: Iterable[Point]) -> list[Geometry]:
    return [shapely.Point(p["lon"], p["lat"]) for p in points]


def _box(shapes: Iterable[Geometry]) -> Box:
    west, south, east, north = shapely.total_bounds(list(shapes)).tolist()
    padded = (west - PADDING, south - PADDING, east + PADDING, north + PADDING)
    return [round(degrees, DECIMALS) for degrees in padded]
