"""The colours, as readers with each kind of colour vision and a grey printer see them.

Colour vision is simulated with the matrices of Machado, Oliveira and Fernandes (2009), severity
1.0, on linear RGB; distances are ΔE of CIE 1976. About 2.3 is the least difference noticed between
patches side by side.
"""

from itertools import combinations, pairwise

import numpy as np
import pytest

from dashboard.classes import classify
from dashboard.palette import DARK, LIGHT, Palette, ink_on, luminance, spread
from dashboard.structures import STRUCTURES, Structure

VISIONS = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
WHITE = np.array([0.95047, 1.0, 1.08883])

NEIGHBOURS = 10
"""Least ΔE between classes that follow each other on a scale, and between verdicts."""
OF_ONE_LEGEND = 7
"""Least ΔE between a class of the scale and the classes beside it."""
LIGHTNESS = 10
"""Least difference of L* between verdicts, which have to survive grey."""

each_palette = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
each_vision = pytest.mark.parametrize("vision", VISIONS)


def linear(colour: str) -> np.ndarray:
    channels = np.array([int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def lab(colour: str, vision: str = "normal") -> np.ndarray:
    seen = np.clip(VISIONS[vision] @ linear(colour), 0, 1)
    ratio = TO_XYZ @ seen / WHITE
    x, y, z = np.where(ratio > 216 / 24389, np.cbrt(ratio), (24389 / 27 * ratio + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def distance(one: str, other: str, vision: str) -> float:
    return float(np.linalg.norm(lab(one, vision) - lab(other, vision)))


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_the_yardstick_is_right() -> None:
    assert lab("#ffffff") == pytest.approx([100, 0, 0], abs=0.01)
    assert lab("#ff0000") == pytest.approx([53.24, 80.09, 67.20], abs=0.02)
    # To a deuteranope these two are one brown.
    assert distance("#b38000", "#d95b00", "deuteranopia") < distance("#b38000", "#d95b00", "normal")
    assert distance("#808080", "#808080", "tritanopia") == 0


@each_palette
def test_verdicts_survive_a_grey_printer(palette: Palette) -> None:
    lightness = sorted(lab(colour)[0] for colour in palette.verdicts.values())
    assert len(lightness) == 4
    assert min(high - low for low, high in pairwise(lightness)) >= LIGHTNESS


@each_palette
@each_vision
def test_verdicts_differ_for_every_eye(palette: Palette, vision: str) -> None:
    for one, other in combinations(palette.verdicts.values(), 2):
        assert distance(one, other, vision) >= NEIGHBOURS


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
    lightness = [lab(colour, vision)[0] for colour in spread(palette.sequential, count)]
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
def test_kinds_of_absence_differ(palette: Palette, vision: str) -> None:
    kinds = (palette.no_data, palette.not_applicable, palette.unclear)
    for one, other in combinations(kinds, 2):
        assert distance(one, other, vision) >= NEIGHBOURS


@each_palette
def test_text_on_a_colour_is_readable(palette: Palette) -> None:
    marks = [*palette.sequential, *palette.reached, *palette.missing, *palette.verdicts.values()]
    marks += [palette.no_data, palette.not_applicable, palette.unclear]
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
