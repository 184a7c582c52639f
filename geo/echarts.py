"""Decoder of the compressed GeoJSON that ECharts map packages use.

Each ring is one string: per vertex one character for longitude and one for latitude, each the
zigzag-coded difference to the vertex before, in 1/1024 of a degree, moved up by 64 to stay
printable. `encodeOffsets` holds the vertex the first difference counts from.
(Definition: `parseGeoJson.ts` of Apache ECharts.)
"""

from collections.abc import Mapping
from typing import Any

Position = tuple[float, float]
Ring = list[Position]

GRID = 1024
"""Steps per degree; a power of two, so decoded coordinates are exact floats."""

_PRINTABLE_SHIFT = 64


def decode_ring(encoded: str, offset: tuple[int, int]) -> Ring:
    """Return the ring as (longitude, latitude) in degrees."""
    steps = [_unzigzag(ord(character) - _PRINTABLE_SHIFT) for character in encoded]
    if len(steps) % 2:
        raise ValueError(f"encoded ring has an odd number of characters: {len(steps)}")
    x, y = offset
    ring: Ring = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        ring.append((x / GRID, y / GRID))
    return ring


def decode_geometry(geometry: Mapping[str, Any]) -> dict[str, Any]:
    """Return a plain GeoJSON geometry for an encoded Polygon or MultiPolygon."""
    coordinates, offsets = geometry["coordinates"], geometry["encodeOffsets"]
    decoded: list[Any]
    match geometry["type"]:
        case "Polygon":
            decoded = _decode_rings(coordinates, offsets)
        case "MultiPolygon":
            decoded = [
                _decode_rings(rings, starts)
                for rings, starts in zip(coordinates, offsets, strict=True)
            ]
        case other:
            raise ValueError(f"cannot decode geometry type {other!r}")
    return {"type": geometry["type"], "coordinates": decoded}


def decode_document(document: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return a plain GeoJSON geometry per feature name; names must be unique."""
    if document.get("UTF8Encoding") is not True:
        raise ValueError("document is not ECharts-encoded: UTF8Encoding is not true")
    features = document["features"]
    decoded = {f["properties"]["name"]: decode_geometry(f["geometry"]) for f in features}
    if len(decoded) != len(features):
        raise ValueError("two features share a name")
    return decoded


def _decode_rings(rings: list[str], offsets: list[tuple[int, int]]) -> list[Ring]:
    return [decode_ring(ring, start) for ring, start in zip(rings, offsets, strict=True)]


def _unzigzag(code: int) -> int:
    """0, 1, 2, 3, 4 … → 0, -1, 1, -2, 2 …"""
    return (code >> 1) ^ -(code & 1)
