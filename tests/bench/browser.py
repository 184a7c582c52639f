"""Tabs of a real browser, and what a reader does in them."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from etl.language.i18n import _
from tests.bench.sights import Sight
from tests.browser.conftest import CHROMIUM_FLAGS, chromium
from tests.page_changes import PageChange

_PROBE = Path(__file__).with_name("probe.js")
# The tests' flags but those that save time over many short pages: readers' browsers optimise code.
_FLAGS = [
    flag
    for flag in CHROMIUM_FLAGS
    if not flag.startswith(("--js-flags", "--renderer-process-limit"))
]
_PATIENCE = 120_000
"""Milliseconds that a page may take: a slow one is a figure of the report, no error."""
# Plotly keeps the id with what it draws, and takes clicks elsewhere.
_POINT_IN = """([figure, unit]) => {
  const marks = [...document.querySelectorAll(`${figure} path`)];
  const own = marks.find((mark) => (mark.dataset.unit ?? mark.__data__?.loc) === unit);
  own.scrollIntoView({ block: "center", behavior: "instant" });
  const { left, top, width, height } = own.getBoundingClientRect();
  const toOwn = own.getScreenCTM().inverse();
  // From the middle outwards.
  for (const across of [5, 4, 6, 3, 7, 2, 8]) {
    for (const down of [5, 4, 6, 3, 7, 2, 8]) {
      const point = new DOMPoint(left + (width * across) / 10, top + (height * down) / 10);
      if (own.isPointInFill(point.matrixTransform(toOwn))) return [point.x, point.y];
    }
  }
  throw new Error(`no point lies in ${unit}`);
}"""
Seen = Mapping[str, float | None]
"""Milliseconds from the press to the first frame that shows each part anew; None: it never did."""


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Chromium as Debian packages it."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=_FLAGS)
        yield browser
        browser.close()


@dataclass(frozen=True)
class Tab:
    """A tab with the probe in it."""

    page: Page

    def press(self, element: Locator | None, parts: Sequence[str]) -> Seen:
        """Press Enter, on an element if there is one."""
        if element is not None:
            element.focus()
        self.page.evaluate("names => probe.arm(names)", list(parts))
        self.page.keyboard.press("Enter")
        return self._seen()

    def click(self, point: tuple[float, float], parts: Sequence[str]) -> Seen:
        """Press and release the pointer at a point of the page, where it came to rest before."""
        self.page.mouse.move(*point)
        self.settle()
        self.page.evaluate("names => probe.arm(names)", list(parts))
        self.page.mouse.down()
        self.page.mouse.up()
        return self._seen()

    def press_while_hovering(self, element: Locator, point: tuple[float, float]) -> Seen:
        """Press Enter on an element while the pointer trembles on a mark, as a hand does."""
        self.page.mouse.move(*point)
        self.page.evaluate("probe.arm(['hover'])")
        element.focus()
        self.page.keyboard.press("Enter")
        x, y = point
        while not self.page.evaluate("probe.isSeen"):
            x = point[0] + (x == point[0])
            self.page.mouse.move(x, y)
        return self._seen()

    def point_in(self, figure: str, unit_id: str) -> tuple[float, float]:
        """A point of the page that belongs to a unit's mark in a figure."""
        x, y = self.page.evaluate(_POINT_IN, [figure, unit_id])
        return x, y

    def _seen(self) -> Seen:
        seen: Seen = self.page.evaluate("probe.seen()")
        self.settle()
        return seen

    def settle(self, still: int = 150) -> None:
        """Wait until nothing has changed for so many milliseconds, and nothing is to be done."""
        self.page.evaluate(
            "async (still) => { do await probe.idle(); while (probe.quiet() < still); }", still
        )

    def width_of(self, selector: str) -> float:
        """Pixels of the first that a selector finds."""
        box = self.page.locator(selector).first.bounding_box()
        assert box is not None
        return box["width"]

    def close(self) -> None:
        """Its reader leaves."""
        self.page.context.close()

    def loaded(self) -> int:
        """Bytes of everything that the page has got so far, uncompressed."""
        return int(self.page.evaluate("probe.loaded()"))

    def fetched(self, part: str) -> int:
        """Bytes, as they went over the line, of what has this in its address."""
        return int(self.page.evaluate("part => probe.fetched(part)", part))


def open_tab(browser: Browser, address: str, watch: Mapping[str, Sight]) -> Tab:
    """A tab of a reader who comes for the first time, once its `paint` is there."""
    page = browser.new_page(viewport={"width": 1280, "height": 860}, locale="vi-VN")
    page.set_default_timeout(_PATIENCE)
    parts = {name: sight.as_data() for name, sight in watch.items()}
    page.add_init_script(f"{_PROBE.read_text('utf-8')}; probe.watch = {json.dumps(parts)};")
    page.goto(address)
    page.locator(watch["paint"].selector).first.wait_for(state="attached")
    return Tab(page)


def option_of(tab: Tab, change: PageChange, turn: int) -> Locator:
    """Where Enter chooses the other option of a selector if `turn` is odd, else the first."""
    label = {"name": _(change.param.label), "exact": True}
    radios = tab.page.get_by_role("radiogroup", **label)
    selector = tab.page.get_by_role("combobox", **label)
    radios.or_(selector).wait_for()
    if radios.count():
        return radios.get_by_role("radio").nth(change.options[turn % 2])
    selector.focus()
    tab.page.keyboard.press("ArrowDown" if turn % 2 else "ArrowUp")
    return selector
