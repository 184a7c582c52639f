"""What is painted on a map's sheet: codes, colours, cards, as the browser gets them."""

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from typing import Any

import orjson
import pytest

from dashboard.figures.change_classes import map_colour_modes
from dashboard.figures.classification import classify
from dashboard.figures.flag_map import flag_map
from dashboard.figures.map_figure import MapFigure, indicator_map, painted
from dashboard.figures.obstacle_classes import classify_counts
from dashboard.figures.obstacles import obstacle_map
from dashboard.figures.palette import DARK, LIGHT
from dashboard.queries.indicator_views import View
from dashboard.queries.obstacles import Filter, obstacles
from dashboard.queries.structures import NEW, OLD, STRUCTURES, Structure
from dashboard.queries.units import regions
from dashboard.store.warehouse import Warehouse

Draw = Callable[..., MapFigure]
each_structure = pytest.mark.parametrize("structure", STRUCTURES.values(), ids=STRUCTURES)


@pytest.fixture
def draw(view_of) -> Draw:
    """`draw("dvctt_full_rate", 2024, "gap")`: the map of the page."""

    def make(
        indicator_id: str,
        year: int | None,
        by: str = "value",
        region: str | None = None,
        structure: Structure = OLD,
        **more: Any,
    ) -> MapFigure:
        shown: View = view_of(indicator_id, year=year, structure=structure)
        return indicator_map(shown, region, by, "Tóm tắt", **more)

    return make


def colours(figure: MapFigure, of: str = "light") -> dict[str, str]:
    return {
        unit: getattr(figure.classes[code], of)
        for unit, code in zip(figure.units, figure.codes, strict=True)
    }


@pytest.mark.parametrize("indicator_id", ["dvctt_full_rate", "is_plan_deployed_rate"])
@each_structure
def test_codes_and_classes_are_those_of_the_rows_in_both_palettes(
    source: Warehouse, draw: Draw, view_of, indicator_id: str, structure: Structure
) -> None:
    shown = view_of(indicator_id, year=2024, structure=structure)
    for by, region in product(("value", "gap", "verdict"), (None, *regions(source, structure))):
        rows = shown.within(region)
        figure = draw(indicator_id, 2024, by, region, structure)
        assert figure.units == tuple(row.unit_id for row in rows)
        for palette, of in ((LIGHT, "light"), (DARK, "dark")):
            found = classify(shown, rows, by, palette)
            assert figure.codes == found.codes
            assert list(colours(figure, of).values()) == found.colours
            wanted = [(entry.label, entry.colour, entry.count) for entry in found.classes]
            assert [(c.label, getattr(c, of), c.count) for c in figure.classes] == wanted


@pytest.mark.parametrize("by", ["value", "gap", "verdict"])
def test_a_map_carries_no_geometry_and_little_else(draw: Draw, by: str) -> None:
    sent = orjson.dumps(draw("dvctt_full_rate", 2024, by).data())
    assert len(sent) < 15_000
    assert len(orjson.dumps(draw("dvctt_full_rate", 2024, by, is_small=True).data())) < 3_000


def test_the_browser_gets_every_province_once_in_one_order(draw: Draw, view_of) -> None:
    data = draw("dvctt_full_rate", 2024).data()
    assert list(data["units"]) == list(view_of("dvctt_full_rate").names)
    assert len(set(data["units"])) == 63
    assert len(data["codes"]) == len(data["cards"]) == 63
    assert [card[0] for card in data["cards"]] == list(view_of("dvctt_full_rate").names.values())
    assert (data["isCountry"], data["small"], data["hasLegend"]) == (True, False, True)


def test_units_without_a_value_have_the_colour_of_no_data(draw: Draw) -> None:
    for of, palette in (("light", LIGHT), ("dark", DARK)):
        found = colours(draw("is_plan_deployed_rate", 2024), of)
        missing = {unit for unit, colour in found.items() if colour == palette.no_data}
        assert missing == {"p63-31", "p63-54", "p63-83"}


def test_a_region_keeps_the_colours_of_the_country(source: Warehouse, draw: Draw) -> None:
    whole = colours(draw("dvctt_full_rate", 2024))
    drawn: list[str] = []
    for region_id in regions(source, OLD):
        part = draw("dvctt_full_rate", 2024, region=region_id)
        assert colours(part).items() <= whole.items()
        assert part.window == region_id
        drawn += part.units
    assert sorted(drawn) == sorted(whole)


@pytest.mark.parametrize(
    ("indicator_id", "unit_id", "card", "foot"),
    [
        (
            "dvctt_full_rate",
            "p63-48",
            ("Đà Nẵng", "95,56%", "hạng 1/63", "✓ +10,56 điểm %"),
            "Mục tiêu 12/2024: 85% · Phụ lục II-b, 7/2024",
        ),
        (
            "dossier_full_online_rate",
            "p63-01",
            ("Hà Nội", "Cần đối soát", "hạng –", "– chưa có số liệu"),
            "Mục tiêu 12/2024: 30% · Phụ lục II-b, 7/2024",
        ),
    ],
)
def test_a_card_gives_value_rank_gap_target_and_source(
    draw: Draw, indicator_id: str, unit_id: str, card: tuple[str, ...], foot: str
) -> None:
    figure = draw(indicator_id, 2024)
    found = figure.cards[figure.units.index(unit_id)]
    assert tuple(line for line in found if line) == card
    assert figure.foot == foot


def test_a_card_of_a_merged_province_names_its_members(draw: Draw) -> None:
    figure = draw("dvctt_full_rate", 2024, structure=NEW)
    names = dict(zip(figure.units, figure.cards, strict=True))
    assert "Bình Dương" in names["p34-79"][0]
    assert names["p34-01"][0] == "Hà Nội"


def test_the_legend_of_a_map_counts_every_province(draw: Draw) -> None:
    classes = draw("is_plan_deployed_rate", 2024).classes
    assert (classes[-1].label, classes[-1].count) == ("Chưa có số liệu", 3)
    assert sum(entry.count for entry in classes) == 63


def test_a_map_of_equal_values_is_drawn(view_of) -> None:
    shown = view_of("dvctt_full_rate", year=2024)
    rows = [replace(row, value=50.0, value_low=50.0, value_high=50.0) for row in shown.rows]
    codes, _classes = painted(lambda palette: classify(shown, rows, "value", palette))
    assert len(set(codes)) == 1


def test_a_view_of_one_period_is_not_coloured_by_change(view_of) -> None:
    assert map_colour_modes(view_of("dvctt_full_rate", year=2024)) == ["value", "gap", "verdict"]


def test_a_flag_is_a_small_map_with_a_legend(view_of) -> None:
    shown = view_of("shared_catalogue")
    figure = flag_map(shown, "Tóm tắt")
    assert figure.is_small
    assert figure.has_legend
    for palette, of in ((LIGHT, "light"), (DARK, "dark")):
        expected = classify(shown, shown.rows, "value", palette).colours
        assert list(colours(figure, of).values()) == expected


@each_structure
@pytest.mark.parametrize("wanted", [Filter(), Filter(category="unstable"), Filter(text="vneid")])
def test_obstacles_are_painted_by_their_number(
    source: Warehouse, structure: Structure, wanted: Filter
) -> None:
    provinces = obstacles(source, structure).by_province(wanted)
    figure = obstacle_map(structure, provinces, wanted, "Tóm tắt")
    assert figure.units == tuple(row.unit_id for row in provinces)
    for palette, of in ((LIGHT, "light"), (DARK, "dark")):
        found = classify_counts(provinces, wanted, palette)
        assert list(colours(figure, of).values()) == found.colours
    told = {unit: card[1] for unit, card in zip(figure.units, figure.cards, strict=True)}
    for row in provinces:
        expected = f"{row.count} vướng mắc" if row.count else figure.classes[0].label
        assert told[row.unit_id] == expected
