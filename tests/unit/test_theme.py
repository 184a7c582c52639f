"""The colours of the theme: the same in charts as on the page, and readable (WCAG 2.2, AA)."""

import tomllib
from typing import Any

import pytest

from dashboard.figures.palette import DARK, LIGHT
from dashboard.store.paths import ROOT

CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
PALETTES = {"light": LIGHT, "dark": DARK}
THEMES = pytest.mark.parametrize("theme", PALETTES)


def luminance(colour: str) -> float:
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def page(theme: str) -> dict[str, Any]:
    colours: dict[str, Any] = CONFIG["theme"][theme]
    return colours


@THEMES
def test_charts_have_the_colours_of_the_page(theme: str) -> None:
    assert PALETTES[theme].label == page(theme)["grayTextColor"]
    assert PALETTES[theme].average == page(theme)["grayTextColor"]
    assert contrast(PALETTES[theme].highlight, page(theme)["backgroundColor"]) >= contrast(
        page(theme)["textColor"], page(theme)["backgroundColor"]
    )


@THEMES
@pytest.mark.parametrize("background", ["backgroundColor", "secondaryBackgroundColor"])
@pytest.mark.parametrize("text", ["textColor", "linkColor", "primaryColor", "grayTextColor"])
def test_text_is_readable_on_every_background(theme: str, background: str, text: str) -> None:
    colours = page(theme)
    for area in (colours, colours["sidebar"]):
        assert contrast(colours[text], area[background]) >= 4.5
