"""Names on a map's sheet, and from which size of the map on each has room.

A size is in `PIXELS` per degree, as in `geo/names.py`, which finds the sizes of the names on the
country; here are those in an inset, and those of the values under the names of a region. What waits
for a size has it in `data-at`; the browser shows it when the map is that large, or that near.
"""

from collections.abc import Mapping, Sequence
from html import escape

from dashboard.figures.geometry import UNITS, Shape, windows
from dashboard.store.codes import COUNTRY
from etl.language.name_lines import name_lines

PIXELS = 46
"""Per degree, of the country on a desk: size 1."""

_SIZES = (0.5, 0.6, 0.75, 0.9, 1.0, 1.25, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0, 14.0)
"""Tried in turn; the first at which a text has room is its own."""
_LETTER, _LINE = 6.0, 11.5
"""Pixels of a letter's width and a line's height."""
_VALUE, _INTERVAL = "Cần đối soát", "100,00–100,00%"
"""The widest of usual values, and of those of merged units."""

Box = tuple[float, float, float, float]
"""West, north, east and south."""


def names_of_country(drawn: Sequence[Shape], names: Mapping[str, str]) -> str:
    """Those without room at size 1 wait for the reader to come near."""
    texts = (name_text(item, name_lines(names[item.unit_id]), item.label_size) for item in drawn)
    return f'<g class="names">{"".join(texts)}</g>'


def names_of_region(
    drawn: Sequence[Shape], names: Mapping[str, str], window: str, *, merged: bool
) -> str:
    """With room for a value under each, which the browser fills in."""
    west, _south, east, _north = windows()[COUNTRY]
    own_west, _own_south, own_east, _own_north = windows()[window]
    usual = (east - west) / (own_east - own_west)
    lines = {item: name_lines(names[item.unit_id]) for item in drawn}
    values = _sizes_of_values(lines, _INTERVAL if merged else _VALUE)
    texts = (name_text(item, lines[item], item.label_size, usual, values[item]) for item in drawn)
    return f'<g class="names">{"".join(texts)}</g>'


def name_text(
    item: Shape, lines: list[str], size: float, usual: float = 1, value_size: float | None = None
) -> str:
    """A name at its place, seen from a size on; `usual` is the size of the sheet on a desk."""
    value = ""
    if value_size is not None:
        value = (
            f'<tspan class="value" data-at="{value_size:g}"{_waits(value_size, usual)}'
            f' x="{item.x}" dy="1.15em"/>'
        )
    return (
        f'<text class="name" data-of="{item.unit_id}" data-at="{size:g}"{_waits(size, usual)}'
        f' y="{item.y}">{tspans(item.x, lines)}{value}</text>'
    )


def _waits(size: float, usual: float) -> str:
    return ' display="none"' if size > usual else ""


def tspans(x: int, lines: list[str]) -> str:
    """Lines of a text around a point; each is placed by its own size."""
    first = 0.36 - (len(lines) - 1) * 0.55
    return "".join(
        f'<tspan x="{x}" dy="{1.1 if number else first:.2f}em">{escape(line)}</tspan>'
        for number, line in enumerate(lines)
    )


def sizes_in_inset(
    lines: Mapping[Shape, list[str]],
    middle: tuple[float, float],
    seen: tuple[float, float],
    ratio: float,
) -> dict[Shape, float]:
    """From which size of the map on a name stands in an inset: whole, and over no other.

    `middle` and `seen` are the middle, the width and the height of what the inset shows; `ratio` is
    how many units of it are one of the map.
    """
    sizes: dict[Shape, float] = {}
    for size in _SIZES:
        unit = ratio * UNITS / (PIXELS * size)
        boxes = [_box(item, lines[item], unit) for item in sizes]
        for item in sorted(lines, key=lambda item: item.label_size):
            box = _box(item, lines[item], unit)
            is_whole = all(
                2 * max(abs(box[way] - middle[way]), abs(box[way + 2] - middle[way])) < seen[way]
                for way in (0, 1)
            )
            if item not in sizes and is_whole and not any(_meet(box, other) for other in boxes):
                sizes[item] = size
                boxes.append(box)
    return sizes


def _sizes_of_values(lines: Mapping[Shape, list[str]], widest: str) -> dict[Shape, float]:
    """From which size on a value has room under its name, whatever else stands there by then."""
    sizes: dict[Shape, float] = {}
    for size in _SIZES:
        unit = UNITS / (PIXELS * size)
        for item in lines:
            if item in sizes:
                continue
            own = _with_value(item, lines[item], widest, unit)
            others = (
                _with_value(other, lines[other], widest, unit)
                if other in sizes
                else _box(other, lines[other], unit)
                for other in lines
                if other is not item
            )
            if size >= item.label_size and not any(_meet(own, other) for other in others):
                sizes[item] = size
    return {item: sizes.get(item, _SIZES[-1]) for item in lines}


def _box(item: Shape, lines: list[str], unit: float) -> Box:
    """The room of a name; `unit` is how many units of the drawing a pixel has."""
    width, height = max(map(len, lines)) * _LETTER * unit, len(lines) * _LINE * unit
    return item.x - width / 2, item.y - height / 2, item.x + width / 2, item.y + height / 2


def _with_value(item: Shape, lines: list[str], value: str, unit: float) -> Box:
    west, north, east, south = _box(item, [*lines, value], unit)
    below = _LINE * unit / 2
    return west, north + below, east, south + below


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]
