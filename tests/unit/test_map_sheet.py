"""The sheet a map is painted on: its provinces, islands, names and insets, before any colour."""

from dataclasses import dataclass
from xml.etree import ElementTree

import pytest

from dashboard.figures.geometry import members_of_window, places, point_at, shapes
from dashboard.queries.structures import STRUCTURES, Structure
from dashboard.queries.units import regions, units_at
from dashboard.store.codes import COUNTRY
from dashboard.store.warehouse import Warehouse
from dashboard.ui.frame.sheets import sheet_asset
from etl.language.i18n import LANGUAGES, using
from etl.language.name_lines import name_lines

SVG = "{http://www.w3.org/2000/svg}"
LABELS = {
    "vi": [
        "QĐ. Hoàng Sa (TP. Đà Nẵng, Việt Nam)",
        "QĐ. Trường Sa (tỉnh Khánh Hòa, Việt Nam)",
        "Biển Đông",
    ],
    "en": [
        "Hoang Sa Islands (Da Nang City, Viet Nam)",
        "Truong Sa Islands (Khanh Hoa Province, Viet Nam)",
        "East Sea",
    ],
}
Node = ElementTree.Element
each_structure = pytest.mark.parametrize("structure", STRUCTURES.values(), ids=STRUCTURES)


@dataclass(frozen=True)
class Sheet:
    """A sheet as the browser takes it apart."""

    svg: Node

    def of_class(self, kind: str, within: Node | None = None) -> list[Node]:
        return [
            node for node in (self.svg if within is None else within).iter() if is_a(node, kind)
        ]

    def units(self, kind: str, within: Node | None = None) -> list[str]:
        return [node.attrib["data-unit"] for node in self.of_class(kind, within)]

    def own(self, group: str) -> Node:
        """A group of the sheet itself, not of an inset."""
        (found,) = (node for node in self.svg if is_a(node, group))
        return found


def is_a(node: Node, kind: str) -> bool:
    return kind in node.get("class", "").split()


def words(node: Node) -> str:
    return " ".join("".join(part.itertext()) for part in node.iter(f"{SVG}tspan")).strip()


def sheet_of(source: Warehouse, structure: Structure, window: str = COUNTRY) -> Sheet:
    content = sheet_asset(source, structure, window).content
    return Sheet(ElementTree.fromstring(content))


def windows_of(source: Warehouse, structure: Structure) -> list[str]:
    return [COUNTRY, *regions(source, structure)]


@each_structure
def test_the_country_has_every_province_once(source: Warehouse, structure: Structure) -> None:
    sheet = sheet_of(source, structure)
    expected = sorted(units_at(source, "province", structure))
    assert sorted(sheet.units("province", sheet.own("provinces"))) == expected
    assert len(expected) == len(set(expected)) == (63 if structure.is_published else 34)
    paths = {node.attrib["d"] for node in sheet.of_class("province")}
    assert len(paths) == len(expected)


@each_structure
@pytest.mark.parametrize(
    ("inset", "some"),
    [
        ("inset-dong-bang-song-hong", {"01", "33"}),
        ("inset-tp-ho-chi-minh", {"79", "80"}),
    ],
)
def test_small_provinces_stand_in_an_inset_too(
    source: Warehouse, structure: Structure, inset: str, some: set[str]
) -> None:
    sheet = sheet_of(source, structure)
    wanted = members_of_window(structure, inset)
    drawn = {tuple(sorted(sheet.units("province", node))) for node in sheet.of_class("inset")}
    assert tuple(sorted(wanted)) in drawn
    prefix = next(iter(wanted)).partition("-")[0]
    assert wanted >= {
        f"{prefix}-{code}" for code in some if f"{prefix}-{code}" in shapes_of(structure)
    }
    assert len(drawn) == 2


def shapes_of(structure: Structure) -> set[str]:
    return {item.unit_id for item in shapes(structure)}


@each_structure
def test_a_region_is_drawn_alone_and_without_insets(
    source: Warehouse, structure: Structure
) -> None:
    drawn: list[str] = []
    units = units_at(source, "province", structure)
    for region_id in regions(source, structure):
        sheet = sheet_of(source, structure, region_id)
        assert {units[unit].region_id for unit in sheet.units("province")} == {region_id}
        assert not sheet.of_class("inset")
        drawn += sheet.units("province")
    assert sorted(drawn) == sorted(units)


@each_structure
@pytest.mark.parametrize("code", LANGUAGES)
def test_the_archipelagos_and_the_sea_are_named_on_every_sheet(
    source: Warehouse, structure: Structure, code: str
) -> None:
    source = source.in_language(code)
    with using(code):
        for window in windows_of(source, structure):
            sheet = sheet_of(source, structure, window)
            named = [
                node
                for node in sheet.svg.iter(f"{SVG}text")
                if is_a(node, "archipelago") or is_a(node, "sea")
            ]
            assert [words(node) for node in named] == LABELS[code]
            assert not [node for node in named if node.get("display")]


@each_structure
def test_every_island_has_its_dot_and_belongs_to_its_province(
    source: Warehouse, structure: Structure
) -> None:
    islands = [place for place in places(structure) if not place.label and not place.on_boundaries]
    far = [place for place in islands if place.archipelago]
    assert len(far) > 20
    for window in windows_of(source, structure):
        sheet = sheet_of(source, structure, window)
        inside = set(sheet.units("province"))
        near = [place for place in islands if not place.archipelago and place.unit_id in inside]
        expected = sorted((*point_at(place.lon, place.lat), place.unit_id) for place in near + far)
        assert sorted(map(spot, sheet.of_class("dot"))) == expected
        rooms = sorted((*point_at(place.lon, place.lat), place.unit_id) for place in far)
        assert sorted(map(spot, sheet.of_class("room"))) == rooms


def spot(node: Node) -> tuple[int, int, str]:
    return int(node.attrib["cx"]), int(node.attrib["cy"]), node.attrib["data-unit"]


@each_structure
def test_dot_room_and_name_of_an_archipelago_choose_its_province(
    source: Warehouse, structure: Structure
) -> None:
    names = {
        unit.short_name_vi: unit_id
        for unit_id, unit in units_at(source, "province", structure).items()
    }
    owners = {names["Đà Nẵng"], names["Khánh Hòa"]}
    for window in windows_of(source, structure):
        sheet = sheet_of(source, structure, window)
        for kind in ("archipelago", "room"):
            assert set(sheet.units(kind)) == owners
        first, second = sheet.of_class("archipelago")
        assert first.attrib["data-unit"] == names["Đà Nẵng"]
        assert second.attrib["data-unit"] == names["Khánh Hòa"]
        # The sea is no province's.
        (sea,) = sheet.of_class("sea")
        assert "data-unit" not in sea.attrib


@each_structure
def test_islands_are_named_where_a_second_source_confirms_them(
    source: Warehouse, structure: Structure
) -> None:
    sheet = sheet_of(source, structure)
    named = {
        node.attrib["data-name"] for node in sheet.of_class("dot") if "data-name" in node.attrib
    }
    confirmed = {
        place.name
        for place in places(structure)
        if place.confirmed and not place.label and not place.on_boundaries
    }
    assert named == confirmed
    assert len(named) < len(sheet.of_class("dot"))


@each_structure
def test_every_province_has_its_name_on_lines(source: Warehouse, structure: Structure) -> None:
    units = units_at(source, "province", structure)
    for window in windows_of(source, structure):
        sheet = sheet_of(source, structure, window)
        texts = {node.attrib["data-of"]: node for node in sheet.own("names")}
        assert texts.keys() == set(sheet.units("province"))
        for unit_id, text in texts.items():
            lines = [
                "".join(part.itertext())
                for part in text.iter(f"{SVG}tspan")
                if not is_a(part, "value")
            ]
            assert lines == name_lines(units[unit_id].short_name_vi)
            # A region leaves room for the value.
            assert len(sheet.of_class("value", text)) == (window != COUNTRY)


@each_structure
def test_a_sheet_says_nothing_of_figures(source: Warehouse, structure: Structure) -> None:
    content = sheet_asset(source, structure, COUNTRY).content.decode()
    assert "data-class" not in content
    assert "#" not in content
    assert len(content) < 150_000
