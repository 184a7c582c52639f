"""The prepared map files: units, geometry, labels and windows, and how they are made."""

import csv
import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import shapely
from shapely.geometry import shape

from geo.boundaries import CREDIT, largest_part
from geo.echarts import decode_document, decode_geometry, decode_ring
from geo.layout import INSETS
from geo.prepare import decode_boundaries, main, prepare
from geo.source import (
    BOUNDARIES_MEMBER,
    LICENCE_MEMBER,
    Province,
    SourceError,
    check_pinned,
    read_echarts_names,
    read_provinces_34,
    read_provinces_63,
    region_id,
)

GEO = Path(__file__).parents[2] / "geo"
SOURCE = GEO / "source"
STRUCTURES = ("63", "34")

# GSO codes that mean one province until 30/6/2025 and another since 1/7/2025.
REUSED_CODES = {
    "15": ("Yên Bái", "Lào Cai"),
    "24": ("Bắc Giang", "Bắc Ninh"),
    "44": ("Quảng Bình", "Quảng Trị"),
    "52": ("Bình Định", "Gia Lai"),
    "80": ("Long An", "Tây Ninh"),
    "82": ("Tiền Giang", "Đồng Tháp"),
    "91": ("Kiên Giang", "An Giang"),
}


def read_geo(name: str) -> Any:
    return json.loads((GEO / name).read_text(encoding="utf-8"))


def read_rows(name: str) -> list[dict[str, str]]:
    with (SOURCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


COLLECTIONS = {s: read_geo(f"provinces_{s}.geojson") for s in STRUCTURES}
FEATURES = {f["id"]: f for c in COLLECTIONS.values() for f in c["features"]}
GEOMETRIES = {unit_id: shape(feature["geometry"]) for unit_id, feature in FEATURES.items()}
PROVINCES = {
    "63": read_provinces_63(SOURCE / "provinces_63.csv"),
    "34": read_provinces_34(SOURCE / "provinces_34.csv"),
}
POINTS = read_geo("islands.json")
BOUNDS = read_geo("bounds.json")


def geometries_of(structure: str) -> list[Any]:
    return [GEOMETRIES[feature["id"]] for feature in COLLECTIONS[structure]["features"]]


def point_named(name: str) -> dict[str, Any]:
    (point,) = (p for p in POINTS if p["name"] == name)
    return dict(point)


# Decoder


def test_decode_ring_adds_up_zigzag_steps() -> None:
    # @ D C are 0, +2 and -2: a clockwise square of 2/1024° that starts at the offset.
    ring = decode_ring("@@@DD@@CC@", (1024, 2048))
    side = 2 / 1024
    assert ring == [(1, 2), (1, 2 + side), (1 + side, 2 + side), (1 + side, 2), (1, 2)]


def test_decode_geometry_keeps_parts_and_rings_apart() -> None:
    square = "@@@DD@@CC@"
    polygon = {
        "type": "Polygon",
        "coordinates": [square, square],
        "encodeOffsets": [[0, 0], [1024, 0]],
    }
    multi = {
        "type": "MultiPolygon",
        "coordinates": [[square], [square]],
        "encodeOffsets": [[[0, 0]], [[1024, 0]]],
    }
    outer, hole = decode_geometry(polygon)["coordinates"]
    assert decode_geometry(multi)["coordinates"] == [[outer], [hole]]
    assert (outer[0], hole[0]) == ((0, 0), (1, 0))


def test_decode_rejects_what_it_does_not_know() -> None:
    with pytest.raises(ValueError, match="odd number"):
        decode_ring("@@@", (0, 0))
    with pytest.raises(ValueError, match="'Point'"):
        decode_geometry({"type": "Point", "coordinates": [], "encodeOffsets": []})
    with pytest.raises(ValueError, match="not ECharts-encoded"):
        decode_document({"features": []})


# Source and preparation


def test_prepared_files_are_what_the_source_gives() -> None:
    content = check_pinned(BOUNDARIES_MEMBER, (SOURCE / "Vietnam.json").read_bytes())
    boundaries = decode_boundaries(content, read_echarts_names(SOURCE / "provinces_63.csv"))
    files = prepare(boundaries, SOURCE)
    stale = [name for name, made in files.items() if made != (GEO / name).read_bytes()]
    assert not stale, "run: python -m geo.prepare --source geo/source/Vietnam.json"


def test_licence_text_is_the_one_of_the_package() -> None:
    check_pinned(LICENCE_MEMBER, (GEO / "ODbL-1.0.txt").read_bytes())


def test_a_changed_source_stops_the_preparation(tmp_path: Path) -> None:
    changed = tmp_path / "Vietnam.json"
    changed.write_bytes((SOURCE / "Vietnam.json").read_bytes() + b"\n")
    with pytest.raises(SystemExit, match="the source changed"):
        main(["--source", str(changed)])


def test_a_name_without_code_stops_the_preparation() -> None:
    content = (SOURCE / "Vietnam.json").read_bytes()
    names = read_echarts_names(SOURCE / "provinces_63.csv")
    del names["Hanoi"]
    with pytest.raises(SourceError, match="Hanoi"):
        decode_boundaries(content, names)


def test_code_tables_agree_on_members() -> None:
    successor = {row["gso_code"]: row["code_34"] for row in read_rows("provinces_63.csv")}
    member_of = {
        code: row["gso_code"]
        for row in read_rows("provinces_34.csv")
        for code in row["member_codes"].split()
    }
    assert member_of == successor


def test_region_id_keeps_d_with_stroke() -> None:
    assert region_id("63", "Đồng bằng sông Hồng") == "r63-dong-bang-song-hong"


# Units and geometry


@pytest.mark.parametrize("structure", STRUCTURES)
def test_features_are_the_provinces_of_the_code_table(structure: str) -> None:
    rows = read_rows(f"provinces_{structure}.csv")
    features = COLLECTIONS[structure]["features"]
    ids = [feature["id"] for feature in features]
    assert len(ids) == int(structure)
    assert ids == sorted(f"p{structure}-{row['gso_code']}" for row in rows)
    assert {f["properties"]["name"] for f in features} == {row["name"] for row in rows}
    for feature in features:
        assert feature["properties"]["unit_id"] == feature["id"]
        assert unicodedata.is_normalized("NFC", feature["properties"]["name"])


@pytest.mark.parametrize("structure", STRUCTURES)
def test_the_credit_travels_with_the_boundaries(structure: str) -> None:
    assert COLLECTIONS[structure]["attribution"] == CREDIT
    assert CREDIT in (GEO / "LICENSE.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("unit_id", FEATURES)
def test_geometry_is_valid_and_wound_for_d3(unit_id: str) -> None:
    geometry = GEOMETRIES[unit_id]
    assert geometry.is_valid
    for part in shapely.get_parts(geometry):
        assert not part.exterior.is_ccw, "d3-geo would fill the globe"
        assert all(hole.is_ccw for hole in part.interiors)


@pytest.mark.parametrize("unit_id", FEATURES)
def test_label_point_lies_in_its_province(unit_id: str) -> None:
    properties = FEATURES[unit_id]["properties"]
    label = shapely.Point(properties["label_lon"], properties["label_lat"])
    assert largest_part(GEOMETRIES[unit_id]).contains(label)


@pytest.mark.parametrize("structure", STRUCTURES)
def test_neighbours_share_their_border(structure: str) -> None:
    assert shapely.coverage_is_valid(geometries_of(structure))


def test_the_country_has_no_hole() -> None:
    for part in shapely.get_parts(shapely.coverage_union_all(geometries_of("63"))):
        assert not part.interiors


@pytest.mark.parametrize("province", PROVINCES["34"], ids=lambda province: province.unit_id)
def test_merged_province_is_the_union_of_its_members(province: Province) -> None:
    union = shapely.union_all([GEOMETRIES[member] for member in province.members])
    difference = GEOMETRIES[province.unit_id].symmetric_difference(union)
    assert difference.area == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("code", REUSED_CODES)
def test_reused_code_means_two_provinces(code: str) -> None:
    former, present = f"p63-{code}", f"p34-{code}"
    names = tuple(FEATURES[unit_id]["properties"]["name"] for unit_id in (former, present))
    assert names == REUSED_CODES[code]
    assert GEOMETRIES[present].area > 1.2 * GEOMETRIES[former].area


def test_no_other_code_is_reused() -> None:
    former, present = ({p.unit_id[4:]: p.name for p in PROVINCES[s]} for s in STRUCTURES)
    changed = {code for code in former.keys() & present.keys() if former[code] != present[code]}
    assert changed - REUSED_CODES.keys() == {"46"}, "Thừa Thiên Huế became Huế, the same land"


# Labels and islands


@pytest.mark.parametrize(
    ("name", "former", "present"),
    [
        ("Quần đảo Hoàng Sa", "p63-48", "p34-48"),
        ("Quần đảo Trường Sa", "p63-56", "p34-56"),
        ("Đảo Phú Quý", "p63-60", "p34-68"),
        ("Côn Đảo (đảo Côn Sơn)", "p63-77", "p34-79"),
    ],
)
def test_island_belongs_to_its_province(name: str, former: str, present: str) -> None:
    point = point_named(name)
    assert (point["unit_id_63"], point["unit_id_34"]) == (former, present)


@pytest.mark.parametrize(
    ("archipelago", "former", "present"),
    [("Quần đảo Hoàng Sa", "p63-48", "p34-48"), ("Quần đảo Trường Sa", "p63-56", "p34-56")],
)
def test_every_island_of_an_archipelago_belongs_to_its_province(
    archipelago: str, former: str, present: str
) -> None:
    islands = [p for p in POINTS if p["archipelago"] == archipelago]
    assert len(islands) > 10
    assert {(p["unit_id_63"], p["unit_id_34"]) for p in islands} == {(former, present)}


def test_the_three_labels() -> None:
    assert [p["label"] for p in POINTS if p["label"] is not None] == [
        "QĐ. Hoàng Sa (TP. Đà Nẵng, Việt Nam)",
        "QĐ. Trường Sa (tỉnh Khánh Hòa, Việt Nam)",
        "Biển Đông",
    ]


def test_islands_carry_no_label_and_single_source_ones_are_marked() -> None:
    second_source = {
        feature["properties"]["name"]: feature["properties"]["second_source"]
        for feature in read_geo("source/islands.geojson")["features"]
    }
    islands = [p for p in POINTS if p["kind"] == "island"]
    assert len(islands) == 55
    for island in islands:
        assert island["label"] is None
        assert island["confirmed"] == bool(second_source[island["name"]])


def test_every_island_of_the_source_is_drawn() -> None:
    drawn = [p["name"] for p in POINTS]
    source = read_geo("source/islands.geojson")["features"]
    assert drawn == [*(feature["properties"]["name"] for feature in source), "Biển Đông"]


def test_islands_left_without_dot_are_polygons_of_their_province() -> None:
    near = 0.02  # coordinates and polygons come from different sources
    for point in (p for p in POINTS if p["in_boundaries"]):
        location = shapely.Point(point["lon"], point["lat"])
        for unit_id in (point["unit_id_63"], point["unit_id_34"]):
            assert GEOMETRIES[unit_id].distance(location) < near, point["name"]


def test_labels_at_sea_cover_no_province() -> None:
    country = shapely.union_all(geometries_of("63"))
    for point in (p for p in POINTS if p["kind"] == "label"):
        assert country.distance(shapely.Point(point["label_lon"], point["label_lat"])) > 1


# Windows


def window(name: str) -> Any:
    return shapely.box(*BOUNDS[name])


def test_windows_are_the_country_its_regions_and_the_insets() -> None:
    regions = {p.region_id for provinces in PROVINCES.values() for p in provinces}
    assert BOUNDS.keys() == {"vn", "vn-mainland", *regions, *INSETS}
    assert sum(region.startswith("r63-") for region in regions) == 6
    assert sum(region.startswith("r34-") for region in regions) == 6


@pytest.mark.parametrize("structure", STRUCTURES)
def test_windows_contain_their_provinces(structure: str) -> None:
    for province in PROVINCES[structure]:
        geometry = GEOMETRIES[province.unit_id]
        for name in ("vn", "vn-mainland", province.region_id):
            assert window(name).contains(geometry), (name, province.name)


def test_country_window_contains_every_label_and_island() -> None:
    for point in POINTS:
        assert window("vn").contains(shapely.Point(point["lon"], point["lat"]))


@pytest.mark.parametrize("name", INSETS)
def test_inset_contains_its_small_provinces(name: str) -> None:
    for code in INSETS[name]:
        assert window(name).contains(largest_part(GEOMETRIES[f"p63-{code}"]))
