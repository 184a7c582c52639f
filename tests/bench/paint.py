"""From a key press to the map's new colours, in a real browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

from dashboard.store.warehouse import Warehouse
from dashboard.ui.frame.pages import MAP
from dashboard.ui.frame.parameters import INDICATOR
from tests.bench.floor import GEOMETRY, write_floor
from tests.bench.report import Row
from tests.bench.sample import Sample
from tests.bench.server_side import CHANGES, WARM_UP, draw_map, first_maps
from tests.bench.servers import serve_files
from tests.browser.conftest import CHROMIUM_FLAGS, chromium

_PROBE = Path(__file__).with_name("probe.js")
_PROVINCES = "g.geo .choroplethlocation"


@dataclass(frozen=True)
class Change:
    """One change of the app's map and what it took."""

    paint_ms: float
    """From Enter to the first animation frame after the provinces' fills differ."""
    kilobytes_to_paint: float
    kilobytes: float
    """All the server sent for the change; what came after the paint included."""


def paint_rows(address: str, source: Warehouse) -> list[Row]:
    """Changes of the map between two indicators: the app at `address`, beside the floor."""
    app, floor = _measure(address, source)
    paint = Sample(tuple(change.paint_ms for change in app))
    to_paint = Sample(tuple(change.kilobytes_to_paint for change in app))
    whole = Sample(tuple(change.kilobytes for change in app))
    return [
        Row("map: change → paint", paint, "ms", "static page", floor.median, 2, shows_p95=True),
        Row("map: static page", floor, "ms", "frame at 60 Hz", 1000 / 60, shows_p95=True),
        Row("map: websocket until the paint", to_paint, "KB", "goal", 8, 1),
        Row("map: websocket, whole change", whole, "KB", "until the paint", to_paint.median),
    ]


def _measure(address: str, source: Warehouse) -> tuple[list[Change], Sample]:
    maps = first_maps(source)
    with (
        _open_browser() as browser,
        TemporaryDirectory() as folder,
        serve_files(Path(folder)) as floor_address,
    ):
        app_page = _open_map(browser, f"{address}/{MAP.url_path}?{INDICATOR.url}={maps[0]}")
        figures = [draw_map(source, indicator_id, GEOMETRY) for indicator_id in maps]
        write_floor(Path(folder), figures, _map_width(app_page))
        floor_page = _open_map(browser, floor_address)
        app, floor = [], []
        # In turn, so that whatever else the machine does touches both alike.
        for number in range(WARM_UP + CHANGES):
            app.append(_change_app(app_page, "ArrowUp" if number % 2 else "ArrowDown"))
            floor.append(_change_floor(floor_page))
    return app[WARM_UP:], Sample(tuple(floor[WARM_UP:]))


@contextmanager
def _open_browser() -> Iterator[Browser]:
    """Chromium as Debian packages it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


def _open_map(browser: Browser, address: str) -> Page:
    """A tab of its own with a drawn map and the probe in it."""
    page = browser.new_page(viewport={"width": 1280, "height": 860}, locale="vi-VN")
    page.add_init_script(path=_PROBE)
    page.goto(address)
    page.locator(_PROVINCES).first.wait_for()
    return page


def _map_width(page: Page) -> float:
    """Pixels."""
    box = page.locator(".js-plotly-plot", has=page.locator(_PROVINCES)).bounding_box()
    assert box is not None
    return box["width"]


def _change_app(page: Page, key: str) -> Change:
    """Choose the indicator after (ArrowDown) or before (ArrowUp) the chosen one."""
    page.get_by_role("combobox", name=INDICATOR.label).focus()
    page.keyboard.press(key)
    paint_ms = _press_enter(page)
    # Not in the middle of a run, and with everything drawn that stands below the map.
    page.locator('[data-test-script-state="notRunning"]').wait_for()
    page.evaluate("probe.idle()")
    received = page.evaluate("probe.received()")
    return Change(
        paint_ms=paint_ms,
        kilobytes_to_paint=sum(p["bytes"] for p in received if p["at"] <= paint_ms) / 1024,
        kilobytes=sum(p["bytes"] for p in received) / 1024,
    )


def _change_floor(page: Page) -> float:
    """Switch the static page's map; milliseconds from Enter to the paint, as in `Change`."""
    paint_ms = _press_enter(page)
    page.evaluate("probe.idle()")
    return paint_ms


def _press_enter(page: Page) -> float:
    page.evaluate("probe.arm()")
    page.keyboard.press("Enter")
    return float(page.evaluate("probe.painted()"))
