"""From which size of the map on the name of a province has room: no two names over each other.

Sizes are in pixels per degree of longitude. A map as wide as `REFERENCE` has size 1; a phone's is
smaller, a region that fills the window or a map zoomed in is larger.
"""

from collections.abc import Iterable, Sequence
from math import degrees, log, pi, radians, tan

import shapely

from etl.language.name_lines import name_lines
from geo.boundaries import Geometries, Geometry, label_point
from geo.source import Province

REFERENCE = 46.0
"""Pixels per degree of longitude of the country on a desk: about 640 px for its 14°."""

SIZES = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 14.0)
"""Tried in turn; the first at which a name has room is its own."""

_LETTER, _LINE = 5.7, 12.0
"""Pixels of a letter's width and a line's height, of names 10 px large; with room around them."""
_ABROAD = 0.34
"""How much of a name may lie on other provinces; over the sea it may lie as it likes."""

Box = tuple[float, float, float, float]


def mercator(latitude: float) -> float:
    """The height of a latitude, in the degrees of longitude that are as long there."""
    return degrees(log(tan(pi / 4 + radians(latitude) / 2)))


def extent(lines: Sequence[str]) -> tuple[int, int]:
    """Letters of the longest line, and lines."""
    return max(map(len, lines)), len(lines)


def name_sizes(
    geometries: Geometries,
    provinces: Sequence[Province],
    taken: Iterable[tuple[float, float, tuple[int, int]]],
) -> dict[str, float]:
    """The least size at which each name fits; cities come first, then the larger provinces.

    `taken` are texts that stand at every size: longitude, latitude and `extent`.
    """
    shapes = {unit_id: _projected(geometry) for unit_id, geometry in geometries.items()}
    names = {province.unit_id: province.name for province in provinces}
    cities = {province.unit_id for province in provinces if province.is_city}
    order = sorted(shapes, key=lambda unit_id: (unit_id not in cities, -shapes[unit_id].area))
    anchors = {unit_id: label_point(geometries[unit_id]) for unit_id in order}
    sizes: dict[str, float] = {}
    fixed = list(taken)
    for size in SIZES:
        boxes = [_box(lon, mercator(lat), of, size) for lon, lat, of in fixed]
        boxes += [_box_of(names[unit_id], anchors[unit_id], size) for unit_id in sizes]
        for unit_id in order:
            if unit_id in sizes:
                continue
            box = _box_of(names[unit_id], anchors[unit_id], size)
            if not _meets_any(box, boxes) and _abroad(box, unit_id, shapes) <= _ABROAD:
                sizes[unit_id] = size
                boxes.append(box)
    # What finds no room at any size is read from the largest on, over whatever lies under it.
    return {unit_id: sizes.get(unit_id, SIZES[-1]) for unit_id in shapes}


def _projected(geometry: Geometry) -> Geometry:
    return shapely.transform(
        geometry, lambda points: [[lon, mercator(lat)] for lon, lat in points.tolist()]
    )


def _box_of(name: str, anchor: Geometry, size: float) -> Box:
    return _box(anchor.x, mercator(anchor.y), extent(name_lines(name)), size)


def _box(x: float, y: float, of: tuple[int, int], size: float) -> Box:
    letters, lines = of
    width = letters * _LETTER / (REFERENCE * size)
    height = lines * _LINE / (REFERENCE * size)
    return (x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _meets_any(box: Box, others: Sequence[Box]) -> bool:
    west, south, east, north = box
    return any(
        west < other[2] and east > other[0] and south < other[3] and north > other[1]
        for other in others
    )


def _abroad(box: Box, unit_id: str, shapes: Geometries) -> float:
    area = shapely.box(*box)
    others = [shape for other, shape in shapes.items() if other != unit_id]
    return float(shapely.area(shapely.intersection(others, area)).sum() / area.area)
