"""The colours of the theme: the same in charts as on the page, and readable (WCAG 2.2, AA)."""

import tomllib
from typing import Any

import pytest

from dashboard.paths import ROOT
from dashboard.ui.theme import DARK, LIGHT, ChartTheme

CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
THEMES = pytest.mark.parametrize("chart", [LIGHT, DARK], ids=lambda chart: chart.name)


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


def page(chart: ChartTheme) -> dict[str, Any]:
    colours: dict[str, Any] = CONFIG["theme"][chart.name]
    return colours


@THEMES
def test_charts_have_the_colours_of_the_page(chart: ChartTheme) -> None:
    assert chart.paper == page(chart)["backgroundColor"]
    assert chart.ink == page(chart)["textColor"]
    assert chart.accent == page(chart)["primaryColor"]
    assert chart.muted == page(chart)["grayTextColor"]
    assert chart.grid == page(chart)["borderColor"]
    assert chart.font_family == CONFIG["theme"]["font"]


@THEMES
@pytest.mark.parametrize("background", ["backgroundColor", "secondaryBackgroundColor"])
@pytest.mark.parametrize("text", ["textColor", "linkColor", "primaryColor", "grayTextColor"])
def test_text_is_readable_on_every_background(
    chart: ChartTheme, background: str, text: str
) -> None:
    colours = page(chart)
    for area in (colours, colours["sidebar"]):
        assert contrast(colours[text], area[background]) >= 4.5
