"""What the charts carry to the browser."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dashboard.analysis.ordering import ordered, split_by_value
from dashboard.analysis.target_matrix import matrix_units
from dashboard.analysis.targets import goals, tally, unit_targets
from dashboard.figures.choropleth import choropleth
from dashboard.figures.classification import classify
from dashboard.figures.geometry import members_of_window, places
from dashboard.figures.matrix import matrix
from dashboard.figures.palette import DARK, LIGHT
from dashboard.figures.ranking import ranking
from dashboard.figures.tallies import tallies
from dashboard.queries.benchmarks import benchmarks
from dashboard.queries.indicator_views import View, view
from dashboard.queries.structures import NEW, OLD, Structure
from dashboard.queries.units import regions
from dashboard.store.warehouse import Warehouse

GEOMETRY = "/assets/geo/provinces_63.geojson?v=1"
LABELS = [
    "QĐ. Hoàng Sa (TP. Đà Nẵng, Việt Nam)",
    "QĐ. Trường Sa (tỉnh Khánh Hòa, Việt Nam)",
    "Biển Đông",
]
Figure = dict[str, Any]
DrawMap = Callable[..., Figure]


def plain(figure: Any) -> Figure:
    """The figure as the browser gets it."""
    return json.loads(figure.to_json())


def of_type(figure: Figure, kind: str, **wanted: str) -> list[dict[str, Any]]:
    return [
        trace
        for trace in figure["data"]
        if trace["type"] == kind and all(trace.get(key) == value for key, value in wanted.items())
    ]


def painted(trace: dict[str, Any]) -> dict[str, str]:
    """Colour of each unit, as plotly reads it from the codes and the stepped scale."""
    steps = [colour for _share, colour in trace["colorscale"][::2]]
    assert (trace["zmin"], trace["zmax"]) == (-0.5, len(steps) - 0.5)
    return {unit: steps[code] for unit, code in zip(trace["locations"], trace["z"], strict=True)}


def written(figure: Figure) -> list[str]:
    """The texts on a map, on one line each."""
    texts = [text for trace in of_type(figure, "scattergeo", mode="text") for text in trace["text"]]
    return [text.replace(",<br>", ", ").replace("<br>", " ") for text in texts]


def dots_of(figure: Figure) -> dict[str, Any]:
    """The trace of the islands, not that of the legend nor of the unseen room for clicks."""
    (dots,) = (
        trace
        for trace in of_type(figure, "scattergeo", mode="markers")
        if trace["lon"] and trace["lon"][0] is not None and trace["marker"].get("opacity") != 0
    )
    return dots


@pytest.fixture
def draw_map(view_of) -> DrawMap:
    """`draw_map("dvctt_full_rate", 2024, "value", window="vn")`: the figure of the page."""

    def draw(
        indicator_id: str,
        year: int | None,
        by: str = "value",
        region: str | None = None,
        **more: Any,
    ) -> Figure:
        shown: View = view_of(indicator_id, year=year)
        rows = shown.within(region)
        options = {"geometry_url": GEOMETRY, "palette": LIGHT, "window": region or "vn"} | more
        classified = classify(shown, rows, by, options["palette"])
        return plain(choropleth(shown, rows, classified, **options))

    return draw


@pytest.fixture
def draw_ranking(source: Warehouse, view_of) -> DrawMap:
    def draw(
        indicator_id: str, level: str = "province", year: int | None = None, **more: Any
    ) -> Figure:
        shown: View = view_of(indicator_id, level, year)
        valued, _without = split_by_value(ordered(shown.rows, "hang"))
        return plain(
            ranking(
                shown,
                valued,
                classify(shown, valued, "value", LIGHT),
                targets=unit_targets(source, shown),
                averages=benchmarks(source, shown),
                palette=LIGHT,
                **more,
            )
        )

    return draw


@pytest.mark.parametrize("by", ["value", "gap", "verdict"])
def test_a_map_carries_an_address_and_no_geometry(draw_map: DrawMap, by: str) -> None:
    figure = draw_map("dvctt_full_rate", 2024, by, selected="p63-48")
    maps = of_type(figure, "choropleth")
    assert {trace["geojson"] for trace in maps} == {GEOMETRY}
    text = json.dumps(figure, ensure_ascii=False)
    assert "coordinates" not in text
    assert len(text.encode()) < 30_000


def test_the_main_map_has_every_province_once(draw_map: DrawMap, view_of) -> None:
    main = of_type(draw_map("dvctt_full_rate", 2024), "choropleth", geo="geo")[0]
    expected = list(view_of("dvctt_full_rate").names)
    assert main["locations"] == expected
    assert [details[0] for details in main["customdata"]] == expected
    assert len(expected) == len(set(expected)) == 63
    assert main["featureidkey"] == "id"


@pytest.mark.parametrize(
    ("geo", "window", "some"),
    [
        ("geo2", "inset-dong-bang-song-hong", {"p63-01", "p63-27", "p63-33"}),
        ("geo3", "inset-tp-ho-chi-minh", {"p63-79", "p63-74"}),
    ],
)
def test_small_provinces_stand_in_an_inset_too(
    draw_map: DrawMap, geo: str, window: str, some: set[str]
) -> None:
    figure = draw_map("dvctt_full_rate", 2024)
    (inset,) = of_type(figure, "choropleth", geo=geo)
    main = of_type(figure, "choropleth", geo="geo")[0]
    assert set(inset["locations"]) == members_of_window(OLD, window) >= some
    assert [details[0] for details in inset["customdata"]] == inset["locations"]
    assert painted(inset).items() <= painted(main).items()
    assert figure["layout"][geo]["showframe"]


def test_a_region_is_drawn_alone_and_without_insets(draw_map: DrawMap, source: Warehouse) -> None:
    whole = painted(of_type(draw_map("dvctt_full_rate", 2024), "choropleth", geo="geo")[0])
    drawn: list[str] = []
    for region_id in regions(source, OLD):
        (part,) = of_type(draw_map("dvctt_full_rate", 2024, region=region_id), "choropleth")
        assert painted(part).items() <= whole.items()
        drawn += part["locations"]
    assert sorted(drawn) == sorted(whole)


@pytest.mark.parametrize("small", [False, True], ids=["page", "card"])
@pytest.mark.parametrize("by", ["value", "gap", "verdict"])
def test_the_archipelagos_and_the_sea_are_named(draw_map: DrawMap, by: str, small: bool) -> None:
    found = [
        text
        for text in written(draw_map("is_level_approved_rate", 2024, by, small=small))
        if "QĐ." in text or "Biển" in text
    ]
    assert found == LABELS


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("by", ["value", "gap", "verdict"])
@pytest.mark.parametrize(
    ("archipelago", "province"), [("Hoàng Sa", "p63-48"), ("Trường Sa", "p63-56")]
)
def test_islands_have_the_colour_of_their_province(
    draw_map: DrawMap, archipelago: str, province: str, by: str, palette
) -> None:
    figure = draw_map("dvctt_full_rate", 2024, by, palette=palette)
    dots = dots_of(figure)
    islands = [
        place
        for place in places(OLD)
        if place.unit_id and place.label is None and not place.on_boundaries
    ]
    assert [place.lon for place in islands] == dots["lon"]
    colours = {
        colour
        for place, colour in zip(islands, dots["marker"]["color"], strict=True)
        if place.unit_id == province
    }
    main = of_type(figure, "choropleth", geo="geo")[0]
    assert colours == {painted(main)[province]}
    assert any(place.unit_id == province and archipelago in place.name for place in islands)


@pytest.mark.parametrize("structure", [OLD, NEW], ids=["63", "34"])
def test_a_click_on_an_island_or_archipelago_is_one_on_its_province(
    view_of, structure: Structure
) -> None:
    shown = view_of("dvctt_full_rate", year=2024, structure=structure)
    classified = classify(shown, shown.rows, "value", LIGHT)
    figure = plain(choropleth(shown, shown.rows, classified, geometry_url=GEOMETRY, palette=LIGHT))
    dots = dots_of(figure)
    (room,) = (
        trace
        for trace in of_type(figure, "scattergeo", mode="markers")
        if trace["marker"].get("opacity") == 0
    )
    chosen = {
        (lon, lat): details[0]
        for trace in (dots, room)
        for lon, lat, details in zip(trace["lon"], trace["lat"], trace["customdata"], strict=True)
    }
    archipelagos = {"Quần đảo Hoàng Sa": "Đà Nẵng", "Quần đảo Trường Sa": "Khánh Hòa"}
    for place in places(structure):
        if place.label and place.unit_id is None:
            # The sea is no province's.
            assert (place.label_lon, place.label_lat) not in chosen
        elif place.archipelago:
            spot = (place.label_lon, place.label_lat) if place.label else (place.lon, place.lat)
            assert shown.names[chosen[spot]] == archipelagos[place.archipelago]
            assert spot in zip(room["lon"], room["lat"], strict=True)
        elif not place.on_boundaries:
            assert chosen[place.lon, place.lat] == place.unit_id


def test_a_region_offers_no_click_on_provinces_it_does_not_have(draw_map: DrawMap) -> None:
    figure = draw_map("dvctt_full_rate", 2024, region="r63-tay-nguyen")
    assert all(details == [] for details in dots_of(figure)["customdata"])


def test_units_without_a_value_have_the_colour_of_no_data(draw_map: DrawMap) -> None:
    colours = painted(of_type(draw_map("is_plan_deployed_rate", 2024), "choropleth", geo="geo")[0])
    grey = {unit_id for unit_id, colour in colours.items() if colour == LIGHT.no_data}
    assert grey == {"p63-31", "p63-54", "p63-83"}


@pytest.mark.parametrize(
    ("indicator_id", "unit_id", "expected"),
    [
        (
            "dvctt_full_rate",
            "p63-48",
            "<b>Đà Nẵng</b><br>95,56% · hạng 1/63<br>✓ +10,56 điểm % (mục tiêu 12/2024: 85%)"
            "<br><i>Phụ lục II-b, 7/2024</i>",
        ),
        (
            "dossier_full_online_rate",
            "p63-01",
            "<b>Hà Nội</b><br>Cần đối soát · hạng –<br>– chưa có số liệu (mục tiêu 12/2024: 30%)"
            "<br><i>Phụ lục II-b, 7/2024</i>",
        ),
    ],
)
def test_the_hover_gives_value_rank_target_gap_and_source(
    draw_map: DrawMap, indicator_id: str, unit_id: str, expected: str
) -> None:
    main = of_type(draw_map(indicator_id, 2024), "choropleth", geo="geo")[0]
    details = main["customdata"][main["locations"].index(unit_id)]
    text = re.sub(
        r"%\{customdata\[(\d)\]\}",
        lambda match: details[int(match[1])],
        main["hovertemplate"].removesuffix("<extra></extra>"),
    )
    assert text == expected


def test_the_legend_of_a_map_counts_every_province(draw_map: DrawMap) -> None:
    entries = [
        trace["name"]
        for trace in draw_map("is_plan_deployed_rate", 2024)["data"]
        if trace.get("showlegend")
    ]
    assert entries[-1] == "Chưa có số liệu (3)"
    assert sum(int(entry.rpartition("(")[2].rstrip(")")) for entry in entries) == 63


def test_the_chosen_province_is_outlined_in_every_window_that_shows_it(draw_map: DrawMap) -> None:
    outlines = [
        trace["geo"]
        for trace in of_type(draw_map("dvctt_full_rate", 2024, selected="p63-79"), "choropleth")
        if trace["locations"] == ["p63-79"]
    ]
    assert outlines == ["geo", "geo3"]


def test_a_map_of_equal_values_is_drawn(view_of) -> None:
    shown = view_of("dvctt_full_rate", year=2024)
    rows = [replace(row, value=50.0, value_low=50.0, value_high=50.0) for row in shown.rows]
    classified = classify(shown, rows, "value", LIGHT)
    figure = plain(choropleth(shown, rows, classified, geometry_url=GEOMETRY, palette=LIGHT))
    assert len(set(painted(of_type(figure, "choropleth", geo="geo")[0]).values())) == 1


def bars(figure: Figure) -> dict[str, tuple[float, float]]:
    """Start and end of every unit's bar."""
    return {
        details[0]: (base, base + length)
        for trace in of_type(figure, "bar")
        for details, base, length in zip(
            trace["customdata"], trace["base"], trace["x"], strict=True
        )
    }


def lines(figure: Figure) -> list[tuple[float, str]]:
    names = [trace["name"] for trace in of_type(figure, "scatter", mode="lines")]
    values = [shape["x0"] for shape in figure["layout"]["shapes"]]
    return list(zip(values, names, strict=True))


def test_a_ranking_has_both_targets_and_both_averages(draw_ranking: DrawMap) -> None:
    found = lines(draw_ranking("dvctt_full_rate", year=2024))
    assert [name for _value, name in found] == [
        "Mục tiêu 12/2024: 85%",
        "Mục tiêu 12/2025: 95%",
        "Khối tỉnh, thành phố, báo cáo công bố: 55,38%",
        "Trung bình cộng của 63 đơn vị có số liệu: 55,68%",
    ]
    assert [round(value, 2) for value, _name in found] == [85, 95, 55.38, 55.68]


def test_a_ranking_of_ministries_has_its_own_targets(draw_ranking: DrawMap) -> None:
    found = lines(draw_ranking("dvctt_full_rate", "ministry", 2024))
    assert [name for _value, name in found[:2]] == [
        "Mục tiêu 12/2024: 70%",
        "Mục tiêu 12/2025: 80%",
    ]


def test_bars_begin_at_zero_and_end_at_the_value(draw_ranking: DrawMap, view_of) -> None:
    found = bars(draw_ranking("dossier_full_online_rate", "ministry", 2024))
    rows = view_of("dossier_full_online_rate", "ministry").rows
    expected = {row.unit_id: row.value for row in rows if row.value is not None}
    assert found.keys() == expected.keys()
    assert {unit_id: ends[0] for unit_id, ends in found.items()} == dict.fromkeys(found, 0)
    assert {unit_id: ends[1] for unit_id, ends in found.items()} == pytest.approx(expected)


def test_an_interval_is_a_bar_from_lowest_to_highest(draw_ranking: DrawMap) -> None:
    found = bars(draw_ranking("signature_adult_rate", year=2025))
    assert len(found) == 63
    assert found["p63-89"] == (2.4, 10)
    assert found["p63-77"] == (10, 20)
    # Among bands an exact value is a tick at its place.
    start, end = found["p63-79"]
    assert 41 < start < end == pytest.approx(42.18)
    # "Trên 20%" ends where the highest of all is.
    assert found["p63-74"] == (20, 42.18)


def ticks(figure: Figure, name: str) -> dict[str, float]:
    """The targets of single units, by unit id."""
    (trace,) = (trace for trace in figure["data"] if trace.get("name") == name)
    return {
        details[0]: x
        for details, x in zip(trace["customdata"], trace["x"], strict=True)
        if x is not None
    }


def test_grades_have_letters_and_the_targets_of_both_years(draw_ranking: DrawMap, view_of) -> None:
    figure = draw_ranking("system_grade", year=2024)
    assert figure["layout"]["xaxis"]["ticktext"] == ["E", "D", "C", "B", "A"]
    # 004, line 575: by 12/2024 A for the 39 that are at C, B for the rest; line 577: in 2025 all A.
    assert lines(figure)[0] == (5, "Mục tiêu 12/2025: A")
    found = ticks(figure, "Mục tiêu 12/2024: theo đơn vị")
    grades = {row.unit_id: row.value for row in view_of("system_grade").rows}
    assert found == {unit_id: 5 if grade == 3 else 4 for unit_id, grade in grades.items()}
    assert list(found.values()).count(5) == 39


def test_the_best_unit_is_on_top(draw_ranking: DrawMap, view_of) -> None:
    figure = draw_ranking("dvctt_full_rate", year=2024)
    order = {
        details[0]: place
        for trace in of_type(figure, "bar")
        for details, place in zip(trace["customdata"], trace["y"], strict=True)
    }
    expected = [row.unit_id for row in ordered(view_of("dvctt_full_rate").rows, "hang")]
    assert sorted(order, key=lambda unit_id: order[unit_id]) == expected
    top = figure["layout"]["yaxis"]
    assert top["range"][0] > top["range"][1]
    assert top["ticktext"][0] == "Đà Nẵng"
    assert figure["layout"]["yaxis2"]["ticktext"][0] == "95,56%  <b>1/63</b>"


def test_the_readers_own_unit_stands_out_in_the_ranking(draw_ranking: DrawMap) -> None:
    figure = draw_ranking("dvctt_full_rate", year=2024, selected="p63-48")
    widths = {
        details[0]: width
        for trace in of_type(figure, "bar")
        for details, width in zip(
            trace["customdata"], trace["marker"]["line"]["width"], strict=True
        )
    }
    assert {unit_id for unit_id, width in widths.items() if width} == {"p63-48"}
    assert "<b>Đà Nẵng</b>" in figure["layout"]["yaxis"]["ticktext"]


@pytest.mark.parametrize(("level", "units"), [("province", 63), ("ministry", 30)])
@pytest.mark.parametrize("year", [2024, 2025])
def test_the_matrix_has_a_cell_for_every_unit_and_goal(
    source: Warehouse, level: str, units: int, year: int
) -> None:
    year_goals = goals(source, level, year)
    views = [view(source, goal.indicator.indicator_id, level, goal.due_on) for goal in year_goals]
    listed = matrix_units(views, None, "dat")
    (cells,) = plain(matrix(year_goals, views, listed, LIGHT))["data"]
    assert len(set(cells["x"])) == len(year_goals)
    assert [line[0][0] for line in cells["customdata"]] == listed
    for line in (*cells["customdata"], *cells["text"], *cells["z"]):
        assert len(line) == len(year_goals)
    assert len(listed) <= units
    assert all(
        cell[0] == unit_id
        for unit_id, line in zip(listed, cells["customdata"], strict=True)
        for cell in line
    )


def test_a_cell_of_the_matrix_says_verdict_and_gap(source: Warehouse) -> None:
    year_goals = goals(source, "province", 2024)
    views = [
        view(source, goal.indicator.indicator_id, "province", goal.due_on) for goal in year_goals
    ]
    listed = matrix_units(views, None, "ten")
    (cells,) = plain(matrix(year_goals, views, listed, LIGHT))["data"]
    column = [goal.indicator.indicator_id for goal in year_goals]

    def cell(unit_id: str, indicator_id: str) -> str:
        text = cells["text"][listed.index(unit_id)][column.index(indicator_id)]
        return text.partition(">")[2].removesuffix("</span>")

    assert cell("p63-89", "dvctt_full_rate") == "✗ −35,1"
    assert cell("p63-48", "dvctt_full_rate") == "✓ +10,6"
    assert cell("p63-01", "dossier_full_online_rate") == "–"
    assert cell("p63-31", "is_level_approved_rate") == "–"
    assert cell("p63-01", "is_level_approved_rate") == "✗ −19,8"


def test_tallies_split_a_whole_by_verdict(source: Warehouse) -> None:
    year_goals = goals(source, "province", 2024)
    counted = [
        tally(goal, view(source, goal.indicator.indicator_id, "province", goal.due_on).rows)
        for goal in year_goals
    ]
    drawn = of_type(plain(tallies(counted, LIGHT)), "bar")
    assert [trace["name"] for trace in drawn] == ["✓ Đạt", "✗ Chưa đạt", "– Chưa có số liệu"]
    for place in range(len(year_goals)):
        assert sum(trace["x"][place] for trace in drawn) == pytest.approx(100)
        assert sum(int(trace["text"][place] or 0) for trace in drawn) == 63
