"""Names on a map: shown from the size on at which they have room, never one over another."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.figures.geometry import UNITS, places, point_at, shapes
from dashboard.queries.structures import OLD, STRUCTURES, Structure
from dashboard.queries.units import units_at
from dashboard.store.warehouse import Warehouse
from etl.language.name_lines import name_lines, place_lines
from geo.names import REFERENCE, SIZES

# Pixels of names 10 px large, as a browser measures them in Be Vietnam Pro.
LETTER, LINE = 5.6, 11.0

Box = tuple[float, float, float, float]
structures = st.sampled_from(list(STRUCTURES.values()))
# From a card's map to one twelve times as near as the country on a wide screen.
sizes = st.one_of(st.sampled_from(SIZES), st.floats(0.25, 20))


@pytest.fixture(scope="session")
def names(source: Warehouse) -> dict[str, str]:
    """The name of every province of both structures, by unit id."""
    return {
        unit_id: unit.short_name_vi
        for structure in STRUCTURES.values()
        for unit_id, unit in units_at(source, "province", structure).items()
    }


def box_of(lines: list[str], place: tuple[int, int], size: float) -> Box:
    """The room of a text at a size of the map, in pixels."""
    x, y = (number / UNITS * REFERENCE * size for number in place)
    width, height = max(map(len, lines)) * LETTER, len(lines) * LINE
    return x - width / 2, y - height / 2, x + width / 2, y + height / 2


def meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def shown_at(structure: Structure, size: float, names: dict[str, str]) -> Iterator[tuple[str, Box]]:
    """The names that stand on the country at a size; those at sea always do."""
    for place in places(structure):
        if place.label and place.label_lon is not None and place.label_lat is not None:
            at = point_at(place.label_lon, place.label_lat)
            yield place.label, box_of(place_lines(place.label), at, size)
    for item in shapes(structure):
        if item.label_size <= size:
            name = names[item.unit_id]
            yield name, box_of(name_lines(name), (item.x, item.y), size)


@given(structure=structures, size=sizes)
def test_no_name_stands_over_another(
    names: dict[str, str], structure: Structure, size: float
) -> None:
    for (name, box), (other, other_box) in combinations(shown_at(structure, size, names), 2):
        assert not meet(box, other_box), (name, other)


@given(structure=structures, smaller=sizes, larger=sizes)
def test_whoever_comes_near_loses_no_name(
    names: dict[str, str], structure: Structure, smaller: float, larger: float
) -> None:
    few, many = sorted((smaller, larger))
    shown = dict(shown_at(structure, few, names))
    assert shown.keys() <= dict(shown_at(structure, many, names)).keys()


@pytest.mark.parametrize("structure", STRUCTURES.values(), ids=STRUCTURES)
def test_every_name_has_room_somewhere(names: dict[str, str], structure: Structure) -> None:
    assert {item.label_size for item in shapes(structure)} <= set(SIZES)
    nearest = dict(shown_at(structure, SIZES[-1], names))
    assert len(nearest) == len(shapes(structure)) + 3


def test_the_country_on_a_desk_names_the_larger_provinces(names: dict[str, str]) -> None:
    shown = dict(shown_at(OLD, 1, names))
    assert {"Hà Nội", "Nghệ An", "Gia Lai", "Quảng Nam", "Cà Mau"} <= shown.keys()
    assert len(shown) > 30
