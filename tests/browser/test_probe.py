"""What `make bench` takes for a paint: the first frame in which what a reader sees differs."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.bench.browser import Tab
from tests.bench.sights import Sight, marks_of

pytestmark = pytest.mark.browser

PROBE = Path("tests/bench/probe.js")
PAGE = """
<style>
  [data-class="0"] { fill: rgb(255, 0, 0); }
  [data-class="1"] { fill: rgb(0, 0, 255); }
</style>
<main><h1>Map</h1>
<div data-figure="map"><svg><rect data-unit="a" data-class="0" width="9" height="9"/></svg></div>
<p>old</p></main>
"""
LATER = "requestAnimationFrame(() => requestAnimationFrame(() => { %s }))"


@pytest.fixture
def open_tab(new_page: Callable[..., Page]) -> Callable[[str], Tab]:
    """`open_tab(script)`: a tab whose Enter runs a script."""

    def open_with(script: str) -> Tab:
        watch = {"paint": marks_of("map"), "words": Sight("text", "p"), "address": Sight("address")}
        parts = json.dumps({name: sight.as_data() for name, sight in watch.items()})
        page = new_page()
        page.set_content(PAGE)
        page.evaluate(PROBE.read_text(encoding="utf-8") + f"; probe.watch = {parts};")
        page.evaluate(f"addEventListener('keydown', () => {{ {script} }}); undefined")
        return Tab(page)

    return open_with


@pytest.mark.parametrize(
    "change",
    [
        "document.querySelector('rect').dataset.class = 1",
        "document.querySelector('rect').setAttribute('width', 5)",
        "document.querySelector('rect').style.strokeWidth = '2px'",
        "document.styleSheets[0].insertRule('rect { fill: green !important; }')",
        "document.querySelector('svg').append(document.querySelector('rect').cloneNode())",
    ],
)
def test_colours_shapes_and_outlines_are_a_paint(
    open_tab: Callable[[str], Tab], change: str
) -> None:
    seen = open_tab(change).press(None, ["paint"])
    assert seen["paint"] is not None


def test_each_part_has_its_own_time(open_tab: Callable[[str], Tab]) -> None:
    later = LATER % "document.querySelector('p').textContent = 'new'; location.hash = 'new'"
    script = f"document.querySelector('rect').dataset.class = 1; {later}"
    seen = open_tab(script).press(None, ["paint", "words", "address"])
    assert 0 < seen["paint"] < seen["words"] == seen["address"]


def test_bytes_of_a_part_of_the_addresses(server: str, page: Page) -> None:
    page.goto(f"{server}/healthz")
    page.evaluate(PROBE.read_text(encoding="utf-8"))
    tab = Tab(page)
    page.evaluate("fetch('/healthz?views/').then(answer => answer.text())")
    assert 0 < tab.fetched("views/") < 2_000
    assert tab.fetched("neighbours/") == 0


def test_nothing_there_is_not_a_paint(open_tab: Callable[[str], Tab]) -> None:
    """While a figure is replaced it is gone for some frames."""
    back = LATER % 'svg.innerHTML = \'<rect width="9" data-class="1"/>\'; window.isBack = true'
    script = f"const svg = document.querySelector('svg'); svg.innerHTML = ''; {back}"
    tab = open_tab(script)
    seen = tab.press(None, ["paint"])
    assert seen["paint"] is not None
    assert tab.page.evaluate("window.isBack")
