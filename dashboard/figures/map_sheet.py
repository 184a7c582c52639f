"""The map before anything is painted on it: provinces, islands, names and insets as one SVG.

A sheet is the same for every indicator, period and colouring, so a browser fetches it once; what
differs from choice to choice is a `MapFigure`, which names a class for each unit. Lengths are in
units of the projection; sizes of letters, lines and dots are in pixels times `--u`, the units of a
pixel at the size and zoom the map is shown (`dashboard/assets/style/map_sheet.css`).
"""

from collections.abc import Mapping
from html import escape

from dashboard.figures.geometry import (
    UNITS,
    Place,
    Shape,
    Window,
    frame_of,
    members_of_window,
    places,
    point_at,
    shapes,
    windows,
)
from dashboard.figures.map_names import (
    name_text,
    names_of_country,
    names_of_region,
    sizes_in_inset,
    tspans,
)
from dashboard.queries.structures import OLD, Structure
from dashboard.store.codes import COUNTRY
from etl.language.i18n import _
from etl.language.name_lines import name_lines, place_lines

REFERENCE = 640
"""Pixels: how wide the country is drawn on a desk. Names that have room there stand at once."""

# Where the country's window leaves room: over the Gulf of Tonkin, and over Laos and Cambodia. West,
# north, width and height, as shares of the window.
_INSETS = {
    "inset-dong-bang-song-hong": (0.655, 0.005, 0.34, 0.29),
    "inset-tp-ho-chi-minh": (0.005, 0.45, 0.315, 0.245),
}
# The archipelagos beside a region: the window around them, width over height of its frame, and the
# width of that as a share of the region's.
_ARCHIPELAGOS: Window = (108.0, 7.3, 116.4, 19.3)
_ARCHIPELAGOS_RATIO = 0.66
_COLUMN = 0.36


def sheet(structure: Structure, window: str, names: tuple[tuple[str, str], ...]) -> str:
    """The sheet of a window; `names` are those of the provinces in it, by unit id."""
    west, north, width, height = _sheet_frame(window)
    drawn = [item for item in shapes(structure) if item.unit_id in dict(names)]
    insets = (
        [_inset(structure, name, drawn, dict(names)) for name in _INSETS]
        if window == COUNTRY
        else [_archipelagos(structure, drawn, window)]
    )
    return "".join(
        (
            f'<svg class="map-sheet" viewBox="{west} {north} {width} {height}"'
            f' style="--map-u:{width / REFERENCE:.2f}" xmlns="http://www.w3.org/2000/svg"'
            f' data-degrees="{width / UNITS:g}" aria-hidden="true">',
            _shapes(drawn),
            _dots(structure, drawn, with_archipelagos=window == COUNTRY),
            names_of_country(drawn, dict(names))
            if window == COUNTRY
            else names_of_region(drawn, dict(names), window, merged=not structure.is_published),
            _sea_names(structure) if window == COUNTRY else "",
            *insets,
            "</svg>",
        )
    )


def ratio_of(window: str) -> float:
    """Width over height of a window's sheet."""
    _west, _north, width, height = _sheet_frame(window)
    return width / height


def borders(structure: Structure = OLD) -> str:
    """The outlines of all provinces of a structure as one path."""
    return "".join(item.path for item in shapes(structure))


def _sheet_frame(window: str) -> tuple[int, int, int, int]:
    """The country as it is; beside a region a column for the archipelagos, at its lower end."""
    x, y, width, height = frame_of(windows()[window])
    if window == COUNTRY:
        return x, y, width, height
    column = round(_COLUMN * width)
    return x, y, width + column, max(height, round(column / _ARCHIPELAGOS_RATIO))


def _shapes(drawn: list[Shape]) -> str:
    return f'<g class="provinces">{_paths(drawn)}</g>'


def _paths(drawn: list[Shape]) -> str:
    return "".join(
        f'<path class="province" data-unit="{item.unit_id}" d="{item.path}"/>' for item in drawn
    )


def _dots(structure: Structure, drawn: list[Shape], *, with_archipelagos: bool) -> str:
    """Islands that are no part of a boundary, and the room around those of an archipelago."""
    inside = {item.unit_id for item in drawn}
    islands = [place for place in places(structure) if not place.label and not place.on_boundaries]
    near = [place for place in islands if not place.archipelago and place.unit_id in inside]
    far = [place for place in islands if place.archipelago and with_archipelagos]
    rooms = [_circle(place, "room") for place in far]
    dots = [_circle(place, "dot") for place in (*near, *far)]
    return f'<g class="rooms">{"".join(rooms)}</g><g class="dots">{"".join(dots)}</g>'


def _circle(place: Place, kind: str) -> str:
    """A dot, or the room around it that takes its clicks; the style sheet says how large."""
    x, y = point_at(place.lon, place.lat)
    name = f' data-name="{escape(_(place.name))}"' if place.confirmed and kind == "dot" else ""
    of = ' data-archipelago=""' if place.archipelago else ""
    return f'<circle class="{kind}" data-unit="{place.unit_id}"{name}{of} cx="{x}" cy="{y}"/>'


def _sea_names(structure: Structure) -> str:
    """The archipelagos and the sea."""
    texts = []
    for place in places(structure):
        if place.label is None or place.label_lon is None or place.label_lat is None:
            continue
        lines = place_lines(_(place.label))
        x, y = point_at(place.label_lon, place.label_lat)
        unit = f' data-unit="{place.unit_id}" data-archipelago=""' if place.unit_id else ""
        kind = "archipelago" if place.unit_id else "sea"
        texts.append(f'<text class="{kind}"{unit} y="{y}">{tspans(x, lines)}</text>')
    return f'<g class="sea-names">{"".join(texts)}</g>'


def _inset(structure: Structure, name: str, drawn: list[Shape], names: Mapping[str, str]) -> str:
    """A window of its own, with the names that have room in it."""
    left, top, wide, high = _INSETS[name]
    x, y, width, height = frame_of(windows()[COUNTRY])
    place = (round(x + left * width), round(y + top * height), round(wide * width))
    own = frame_of(windows()[name])
    box_height = round(high * height)
    # The whole window of the inset is seen: the narrower of the two ways decides.
    ratio = max(own[2] / place[2], own[3] / box_height)
    inside = members_of_window(structure, name)
    members = [item for item in drawn if item.unit_id in inside]
    lines = {item: name_lines(names[item.unit_id]) for item in members}
    middle = (own[0] + own[2] / 2, own[1] + own[3] / 2)
    sizes = sizes_in_inset(lines, middle, (place[2] * ratio, box_height * ratio), ratio)
    texts = "".join(name_text(item, lines[item], size) for item, size in sizes.items())
    frame = f'x="{place[0]}" y="{place[1]}" width="{place[2]}" height="{box_height}"'
    view = " ".join(map(str, own))
    return (
        f'<g class="inset"><rect class="ground" {frame}/><svg {frame} viewBox="{view}"'
        f' style="--u:calc(var(--map-u)*{ratio:.4f})">'
        f'{_paths(members)}<g class="names">{texts}</g></svg><rect class="frame" {frame}/></g>'
    )


def _archipelagos(structure: Structure, drawn: list[Shape], window: str) -> str:
    """The archipelagos beside a region, in a window of their own."""
    x, y, width, _height = frame_of(windows()[window])
    _x, _y, wide, high = _sheet_frame(window)
    column = wide - width
    box_height = round(column / _ARCHIPELAGOS_RATIO)
    own = frame_of(_ARCHIPELAGOS)
    frame = f'x="{x + width}" y="{y + high - box_height}" width="{column}" height="{box_height}"'
    return (
        f'<g class="archipelagos"><svg {frame} viewBox="{" ".join(map(str, own))}"'
        f' style="--u:calc(var(--map-u)*{own[2] / column:.4f})">'
        f"{_dots(structure, [], with_archipelagos=True)}{_sea_names(structure)}</svg>"
        f'<rect class="frame" {frame}/></g>'
    )
