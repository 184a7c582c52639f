"""The drawing of a ranking on screens and on paper: nothing over anything, at any width."""

from itertools import combinations, pairwise
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from dashboard.figures.palette import luminance
from dashboard.ui.frame.pages import RANKING
from tests.browser.conftest import SharedTab, Tab, go_on

pytestmark = pytest.mark.browser

WIDTHS = (1440, 1280, 768, 390)

# Letters reach over a line of text by as much as its box does, but for accents on capitals.
BOXES = """sheet => {
    const box = node => {
        const { left, right, top, bottom } = node.getBoundingClientRect()
        return { left, right, top, bottom, words: node.textContent }
    }
    const all = selector => [...sheet.querySelectorAll(selector)]
        .filter(node => parseFloat(getComputedStyle(node).fontSize) > 0).map(box)
    return {
        sheet: box(sheet),
        rows: [...sheet.querySelectorAll('.row')].map(row => ({
            name: box(row.querySelector('.unit')),
            bar: box(row.querySelector('.bar')),
            figures: box(row.querySelector('.figures')),
        })),
        arrows: all('.arrow'),
        marks: all('.grid text'),
        names: all('.reference text, .key text'),
        room: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    }
}"""


def open_ranking(tab: Tab, query: str) -> Locator:
    page = go_on(tab, f"{RANKING.url_path}{query}")
    sheet = page.locator(".ranking-sheet")
    expect(sheet).to_be_visible()
    return sheet


def meet(one: dict[str, Any], other: dict[str, Any]) -> bool:
    across = one["left"] < other["right"] and other["left"] < one["right"]
    # Boxes of letters have some room above and below.
    return across and one["top"] + 2 < other["bottom"] - 2 and other["top"] + 2 < one["bottom"] - 2


@pytest.mark.parametrize(
    "query",
    [
        "?don-vi=p63-77",
        "?cap=ministry&don-vi=ngan-hang-nha-nuoc-viet-nam",
        "?chi-so=system_grade",
        "?chi-so=digital_economy_grdp_share",
        "?chi-so=signature_adults",
        "?chi-so=enterprise_per_1000_band&lang=en",
        "?co-cau=2025&lang=en",
    ],
)
def test_words_and_bars_keep_apart(tab: Tab, query: str) -> None:
    page = tab.page
    sheet = open_ranking(tab, query)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 860})
        found = sheet.evaluate(BOXES)
        edge = found["sheet"]
        assert found["room"] == 0
        assert edge["right"] - edge["left"] > 0.2 * width
        for row in found["rows"]:
            name, bar, figures = row["name"], row["bar"], row["figures"]
            assert edge["left"] - 0.5 <= name["left"], (width, name)
            assert name["right"] <= bar["left"], (width, name, bar)
            assert bar["right"] < figures["left"], (width, bar, figures)
            assert figures["right"] <= edge["right"] + 0.5, (width, figures)
        for arrow in found["arrows"]:
            assert all(arrow["right"] < row["figures"]["left"] for row in found["rows"])
        for before, after in pairwise(found["rows"]):
            assert before["bar"]["bottom"] < after["bar"]["top"]
            assert not meet(before["name"], after["name"])
        for name in found["names"]:
            assert edge["left"] - 0.5 <= name["left"], (width, name)
            assert name["right"] <= edge["right"] + 0.5, (width, name)
        for one, other in combinations([*found["names"], *found["marks"]], 2):
            assert not meet(one, other), (width, one, other)
        # Hidden marks are every other one: those that stay say what the axis is.
        assert len(found["marks"]) >= 2


def colours(sheet: Locator) -> dict[str, str]:
    return sheet.evaluate(
        """sheet => Object.fromEntries(
            [['.unit', 'fill'], ['.figures', 'fill'], ['.target text', 'fill'],
             ['.average text', 'fill'], ['.grid text', 'fill'], ['.bar', 'fill']]
            .map(([name, style]) => [name, getComputedStyle(sheet.querySelector(name))[style]]))"""
    )


def light_of(colour: str) -> float:
    red, green, blue = (int(part) for part in colour.removeprefix("rgb(").rstrip(")").split(","))
    return luminance(f"#{red:02x}{green:02x}{blue:02x}")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_are_read_in_the_light_and_in_the_dark(shared_tab: SharedTab, scheme: str) -> None:
    tab = shared_tab(color_scheme=scheme)
    page = tab.page
    sheet = open_ranking(tab, "")
    paper = page.locator(".stApp").evaluate("app => getComputedStyle(app).backgroundColor")
    assert (light_of(paper) < 0.1) == (scheme == "dark")
    found = colours(sheet)
    for name in (".unit", ".figures", ".target text", ".average text", ".grid text"):
        lights = sorted((light_of(found[name]), light_of(paper)))
        assert (lights[1] + 0.05) / (lights[0] + 0.05) >= 4.5, (name, found[name])


def test_the_theme_is_switched_without_a_new_drawing(tab: Tab) -> None:
    page = tab.page
    sheet = open_ranking(tab, "")
    before = colours(sheet)
    sheet.evaluate("sheet => { sheet.stays = true }")
    page.emulate_media(color_scheme="dark")
    expect(sheet.locator(".unit").first).not_to_have_css("fill", before[".unit"])
    after = colours(sheet)
    assert all(after[name] != before[name] for name in before)
    assert sheet.evaluate("sheet => sheet.stays")


def test_a_ranking_is_printed_whole(tab: Tab) -> None:
    page = tab.page
    sheet = open_ranking(tab, "")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 720, "height": 1000})
    found = sheet.evaluate(BOXES)
    assert len(found["rows"]) == 63
    assert found["sheet"]["right"] <= 720
    last = found["rows"][-1]["name"]
    assert last["bottom"] <= found["sheet"]["bottom"]
    # Bars are colours of their own, which printers leave out unless told.
    adjusted = sheet.evaluate("sheet => getComputedStyle(sheet).printColorAdjust")
    assert adjusted == "exact"
