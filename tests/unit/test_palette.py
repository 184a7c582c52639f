"""The colours, as readers with each kind of colour vision and a grey printer see them.

`colorspacious` simulates colour vision (Machado, Oliveira and Fernandes 2009, severity 100) and
measures distances in CAM02-UCS, where about 1 is the least difference noticed between patches side
by side. The least distances found are in the comments beside the thresholds.
"""

from itertools import combinations, pairwise

import numpy as np
import pytest
from colorspacious import cspace_convert, deltaE

from dashboard.figures.change_classes import classify_changes
from dashboard.figures.classification import classify
from dashboard.figures.coverage import coverage_bars
from dashboard.figures.palette import DARK, LIGHT, Palette, ink_on, luminance, spread
from dashboard.figures.security import Bar, stages
from dashboard.queries.coverage import Coverage
from dashboard.queries.structures import STRUCTURES, Structure
from dashboard.store.codes import MET, NOT_MET
from dashboard.words.vocabulary import SLOT_STATUSES
from tests.view_rows import view_of_changes

VISIONS = {
    "normal": None,
    "protanopia": "protanomaly",
    "deuteranopia": "deuteranomaly",
    "tritanopia": "tritanomaly",
}

# 9.8: light values to a protanope.
NEIGHBOURS = 9
"""Least distance between classes that follow each other on a scale, and between verdicts."""
# 5.3: light no-data beside a class of gaps, to a deuteranope.
OF_ONE_LEGEND = 5
"""Least distance between a class of the scale and the classes beside it."""
LIGHTNESS = 10
"""Least difference of L* between verdicts, which have to survive grey."""

each_palette = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
each_vision = pytest.mark.parametrize("vision", VISIONS)


def seen(colour: str, vision: str) -> np.ndarray:
    """sRGB from 0 to 1 as an eye of that kind sees it."""
    channels = np.array([int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)])
    if VISIONS[vision] is None:
        return channels
    space = {"name": "sRGB1+CVD", "cvd_type": VISIONS[vision], "severity": 100}
    return np.clip(cspace_convert(channels, space, "sRGB1"), 0, 1)


def lightness_of(colour: str, vision: str = "normal") -> float:
    return float(cspace_convert(seen(colour, vision), "sRGB1", "CIELab")[0])


def distance(one: str, other: str, vision: str) -> float:
    return float(deltaE(seen(one, vision), seen(other, vision), input_space="sRGB1"))


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_yardstick_is_right() -> None:
    assert lightness_of("#ffffff") == pytest.approx(100, abs=0.01)
    assert lightness_of("#ff0000") == pytest.approx(53.24, abs=0.02)
    # To a deuteranope these two are one brown.
    assert distance("#b38000", "#d95b00", "deuteranopia") < distance("#b38000", "#d95b00", "normal")
    assert distance("#808080", "#808080", "tritanopia") == 0


each_set_of_verdicts = pytest.mark.parametrize("verdicts", ["verdicts", "few_met", "few_missed"])


@each_palette
@each_set_of_verdicts
def test_verdicts_survive_a_grey_printer(palette: Palette, verdicts: str) -> None:
    lightness = sorted(lightness_of(colour) for colour in getattr(palette, verdicts).values())
    assert len(lightness) == 4
    assert min(high - low for low, high in pairwise(lightness)) >= LIGHTNESS


@each_palette
@each_vision
@each_set_of_verdicts
def test_verdicts_differ_for_every_eye(palette: Palette, vision: str, verdicts: str) -> None:
    for one, other in combinations(getattr(palette, verdicts).values(), 2):
        assert distance(one, other, vision) >= NEIGHBOURS


@pytest.mark.parametrize(
    ("palette", "page"), [(LIGHT, "#ffffff"), (DARK, "#101a21")], ids=["light", "dark"]
)
def test_the_few_stand_out_and_the_many_step_back(palette: Palette, page: str) -> None:
    for verdicts, few, many in (("few_met", MET, NOT_MET), ("few_missed", NOT_MET, MET)):
        colours = getattr(palette, verdicts)
        assert contrast(colours[few], page) >= 3
        assert contrast(colours[many], page) < 2


@each_palette
@each_vision
@pytest.mark.parametrize("count", range(2, 7))
def test_classes_of_values_differ_for_every_eye(palette: Palette, vision: str, count: int) -> None:
    for one, other in pairwise(spread(palette.sequential, count)):
        assert distance(one, other, vision) >= NEIGHBOURS


@each_palette
@each_vision
@pytest.mark.parametrize("count", range(2, 7))
def test_more_is_always_further_along(palette: Palette, vision: str, count: int) -> None:
    lightness = [lightness_of(colour, vision) for colour in spread(palette.sequential, count)]
    assert lightness in (sorted(lightness), sorted(lightness, reverse=True))


@each_palette
@each_vision
@pytest.mark.parametrize("reached", [1, 2])
@pytest.mark.parametrize("missing", [2, 3, 4, 5])
def test_classes_of_gaps_differ_for_every_eye(
    palette: Palette, vision: str, reached: int, missing: int
) -> None:
    scale = [*spread(palette.reached, reached), *spread(palette.missing, missing)]
    for one, other in combinations(scale, 2):
        assert distance(one, other, vision) >= NEIGHBOURS


@each_palette
@each_vision
@pytest.mark.parametrize("beside", ["no_data", "unclear"])
def test_classes_without_a_figure_look_like_no_figure(
    palette: Palette, vision: str, beside: str
) -> None:
    for colour in (*palette.sequential, *palette.reached, *palette.missing):
        assert distance(getattr(palette, beside), colour, vision) >= OF_ONE_LEGEND


@each_palette
@each_vision
@pytest.mark.parametrize("by", ["value", "gap", "verdict"])
@pytest.mark.parametrize("structure", STRUCTURES.values(), ids=STRUCTURES)
@pytest.mark.parametrize(
    "indicator_id", ["dvctt_full_rate", "is_level_approved_rate", "signature_adult_rate"]
)
def test_a_legend_of_a_map_has_no_two_colours_alike(
    view_of, palette: Palette, vision: str, by: str, structure: Structure, indicator_id: str
) -> None:
    year = 2025 if indicator_id == "signature_adult_rate" else 2024
    shown = view_of(indicator_id, year=year, structure=structure)
    entries = classify(shown, shown.rows, by, palette).classes
    for one, other in combinations(entries, 2):
        assert distance(one.colour, other.colour, vision) >= OF_ONE_LEGEND, (one, other)


@each_palette
@each_vision
@pytest.mark.parametrize("breaks", [(), (5,), (5, 10), (5, 10, 20)], ids=len)
def test_classes_of_changes_differ_for_every_eye(
    view_of, palette: Palette, vision: str, breaks: tuple[float, ...]
) -> None:
    kind = "rate" if breaks else "flag"
    shown = view_of_changes(view_of("dvctt_full_rate"), kind, breaks)
    entries = classify_changes(shown, shown.rows, palette).classes
    # The scale, then a class of each reason to have no change.
    assert len(entries) == 2 * len(breaks) + 3 + 4
    scale = [entry.colour for entry in entries[:-4]]
    for one, other in combinations(scale, 2):
        assert distance(one, other, vision) >= NEIGHBOURS
    for one, other in combinations(entries, 2):
        assert distance(one.colour, other.colour, vision) >= OF_ONE_LEGEND, (one, other)


@each_palette
@each_vision
def test_a_change_is_stronger_the_further_it_goes(palette: Palette, vision: str) -> None:
    for side in (palette.sequential[1:], palette.missing[1:]):
        from_unchanged = [distance(palette.unchanged, colour, vision) for colour in side]
        assert from_unchanged == sorted(from_unchanged)


@each_palette
@each_vision
def test_parts_of_stacked_bars_differ_for_every_eye(palette: Palette, vision: str) -> None:
    one_of_each = dict.fromkeys(SLOT_STATUSES, ("An Giang",))
    drawn = stages([Bar("p63-01", "Hà Nội", 9, 6, 3, "")], palette)
    parts = coverage_bars([Coverage("x", "X", "I", "province", one_of_each, {})]).parts
    for colours in (
        [trace["marker"]["color"] for trace in drawn.data if trace["marker"]["color"]],
        [part.light if palette is LIGHT else part.dark for part in parts],
    ):
        assert len(colours) > 2
        for one, other in pairwise(colours):
            assert distance(one, other, vision) >= OF_ONE_LEGEND


@each_palette
@each_vision
def test_kinds_of_absence_differ(palette: Palette, vision: str) -> None:
    kinds = (palette.no_data, palette.not_applicable, palette.unclear)
    for one, other in combinations(kinds, 2):
        assert distance(one, other, vision) >= NEIGHBOURS


@each_palette
def test_text_on_a_colour_is_readable(palette: Palette) -> None:
    marks = [*palette.sequential, *palette.reached, *palette.missing, *palette.verdicts.values()]
    marks += [*palette.few_met.values(), *palette.few_missed.values()]
    marks += [palette.no_data, palette.not_applicable, palette.unclear]
    marks += [palette.unchanged, palette.incomparable]
    for colour in marks:
        assert contrast(ink_on(colour), colour) >= 4.5, colour


@pytest.mark.parametrize(
    ("palette", "page"), [(LIGHT, "#ffffff"), (DARK, "#101a21")], ids=["light", "dark"]
)
def test_lines_and_names_stand_out_from_the_page(palette: Palette, page: str) -> None:
    assert contrast(palette.label, page) >= 4.5
    for line in (palette.target, palette.average, palette.highlight):
        assert contrast(line, page) >= 3


def test_a_few_classes_take_the_ends_of_the_scale() -> None:
    assert spread(LIGHT.sequential, 2) == [LIGHT.sequential[0], LIGHT.sequential[-1]]
    assert spread(LIGHT.sequential, 6) == list(LIGHT.sequential)
    with pytest.raises(ValueError, match="7 classes are more than the scale's 6 colours"):
        spread(LIGHT.sequential, 7)
