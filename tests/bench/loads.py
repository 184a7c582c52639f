"""First loads by readers who come for the first time, and bytes on the line."""

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from dashboard.ui.frame.pages import MAP
from etl.language.i18n import _
from tests.bench import sights
from tests.bench.bench import Bench
from tests.bench.browser import Tab, open_tab, option_of
from tests.bench.floor_map import floor_map
from tests.bench.floor_page import FloorPage
from tests.bench.report import Row, Section
from tests.bench.sample import Sample
from tests.bench.sights import Sight
from tests.bench.wire import counted
from tests.page_changes import FIRST_CHANGES
from tests.serving import serve_files

_NOTE = (
    "A browser context of its own each time: nothing is kept from before. From the start of the "
    "navigation to the first frame with provinces. A page is whole when nothing in its main part "
    "has changed for a second; its first heading is the first frame with the page's title."
)
_BYTES_NOTE = (
    "Counted by a proxy between browser and server: heads, frames and compression as they are. Raw "
    "is what the browser makes of it. The static page comes without compression."
)
_BYTES_DOMINATED_BY = (
    "Once a change is painted, the views of the neighbouring choices are fetched, so that the next "
    "change needs no answer: a row of Bytes says how much that is. The rest is the server's "
    "answer, which says all parts of the page anew, its table and its panel among them."
)
_WIDTH = 700
"""Pixels of the static page's map, about those of the app's."""
_VIEWS = "/views/"
"""In the address of whatever is fetched ahead."""


def loads_section(bench: Bench) -> Section:
    """The map page against the static page and Dash; every page against its own first heading."""
    paint = sights.marks_in("map")
    with TemporaryDirectory() as folder:
        _write_floor(bench, Path(folder))
        with serve_files(Path(folder)) as floor:
            visits = {
                "app": lambda: _visit(bench.browser, bench.address(MAP), sights.marks_of("map")),
                "floor": lambda: _visit(bench.browser, floor, paint),
                "peer": lambda: _visit(bench.browser, bench.peer.address, paint),
            }
            seen = _in_turn(visits, bench.counts.loads, "paint")
    rows = [
        Row("map, cold → paint", seen["app"], "ms", "static page", seen["floor"].median, 1.3),
        Row("map, cold → paint", seen["app"], "ms", "Dash", seen["peer"].median, 1),
        Row("Dash, cold → paint", seen["peer"], "ms", "static page", seen["floor"].median),
    ]
    for change in FIRST_CHANGES:
        address, watched = bench.address(change.page), sights.marks_of(change.figure)
        visits = [
            _visit(bench.browser, address, watched) for _number in range(bench.counts.page_loads)
        ]
        headings = Sample(tuple(visit["heading"] for visit in visits))
        whole = Sample(tuple(visit["changed"] for visit in visits))
        name = f"{_(change.page.title)}: whole page"
        rows.append(Row(name, whole, "ms", "its first heading", headings.median, 2))
    return Section("First load", rows, _NOTE)


def bytes_section(bench: Bench) -> Section:
    """Of the map page: the first load, and a change of the indicator."""
    (change,) = (change for change in FIRST_CHANGES if change.page is MAP)
    with counted(bench.app.address) as wire:
        address = f"{wire.address}/{MAP.url_path}"
        tab = open_tab(bench.browser, address, {"paint": sights.marks_of("map")})
        tab.settle()
        first, raw = wire.take() / 2**20, tab.loaded() / 2**20
        sent, said, ahead, loaded, fetched = [], [], [], tab.loaded(), tab.fetched(_VIEWS)
        for turn in range(1, bench.counts.warm_up + bench.counts.page_changes + 1):
            tab.press(option_of(tab, change, turn), ["paint"])
            sent.append(wire.take() / 1024)
            said.append((tab.loaded() - loaded) / 1024)
            ahead.append((tab.fetched(_VIEWS) - fetched) / 1024)
            loaded, fetched = tab.loaded(), tab.fetched(_VIEWS)
        tab.close()
    with counted(bench.peer.address) as wire:
        peer = open_tab(bench.browser, wire.address, {"paint": sights.marks_in("map")})
        peer.settle()
        peer_first = wire.take() / 2**20
        peer.close()
    warm = bench.counts.warm_up
    change_bytes = Sample(tuple(sent[warm:]))
    rows = [
        Row("map: first load, compressed", Sample((first,)), "MB", "goal", 3, 1),
        Row("map: first load, raw", Sample((raw,)), "MB", "compressed", first),
        Row("Dash: first load, compressed", Sample((peer_first,)), "MB", "map", first),
        Row("map: a change, compressed", change_bytes, "KB", "goal", 6, 1),
        Row(
            "map: a change, raw",
            Sample(tuple(said[warm:])),
            "KB",
            "compressed",
            change_bytes.median,
        ),
        Row(
            "map: a change, views fetched ahead",
            Sample(tuple(ahead[warm:])),
            "KB",
            "compressed",
            change_bytes.median,
        ),
    ]
    return Section("Bytes", rows, _BYTES_NOTE, _BYTES_DOMINATED_BY)


def _write_floor(bench: Bench, folder: Path) -> None:
    figure = floor_map(bench.provinces(0), "value")
    FloorPage({"0": {"map": figure}}, {"map": _WIDTH}).write(folder)


def _visit(browser: Browser, address: str, paint: Sight) -> Mapping[str, float]:
    tab: Tab = open_tab(browser, address, {"paint": paint})
    tab.settle(still=1000)
    opened: Mapping[str, float] = tab.page.evaluate("probe.opened")
    tab.close()
    return opened


def _in_turn(
    visits: Mapping[str, Callable[[], Mapping[str, float]]], count: int, part: str
) -> dict[str, Sample]:
    found: dict[str, list[float]] = {name: [] for name in visits}
    # The first of each, which finds the servers cold, is not counted.
    for _number in range(1 + count):
        for name, visit in visits.items():
            found[name].append(visit()[part])
    return {name: Sample(tuple(times[1:])) for name, times in found.items()}
