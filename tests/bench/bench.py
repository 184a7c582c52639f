"""What the measurements of one run share: the servers, the browser, the data, how often."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser

from dashboard.queries.indicator_views import View, due_dates, view
from dashboard.queries.indicators import indicators_at
from dashboard.queries.periods import periods
from dashboard.queries.structures import OLD, Structure
from dashboard.store.warehouse import Warehouse
from dashboard.ui.frame.pages import Page
from tests.bench.browser import Seen, Tab, open_tab
from tests.bench.floor_page import FloorPage
from tests.bench.report import Gap, Row
from tests.bench.sample import Sample
from tests.bench.sights import Sight
from tests.serving import Server, serve_files

FRAME = 1000 / 60
"""Milliseconds of a frame."""


@dataclass(frozen=True)
class Counts:
    """How often each thing is measured."""

    warm_up: int
    """Changes that are not counted."""
    changes: int
    """Of a map or ranking in the browser."""
    page_changes: int
    """Of every other page in the browser, of all pages without one."""
    loads: int
    """Of the map page by a reader who comes for the first time."""
    page_loads: int
    """The same of every page."""
    builds: int
    large_store: int
    """Figures printed in the invented store; 0: it is not built."""
    crowded_seconds: int
    """For each page with 16 readers, and four times as long for 64 readers of all pages."""


FULL = Counts(
    warm_up=4,
    changes=20,
    page_changes=8,
    loads=5,
    page_loads=3,
    builds=5,
    # With what is derived of them, 24 million observations.
    large_store=12_700_000,
    crowded_seconds=8,
)
QUICK = Counts(
    warm_up=1,
    changes=3,
    page_changes=2,
    loads=1,
    page_loads=1,
    builds=1,
    large_store=0,
    crowded_seconds=2,
)


@dataclass(frozen=True)
class Bench:
    """One run."""

    app: Server
    peer: Server
    browser: Browser
    source: Warehouse
    counts: Counts
    later: "Bench | None" = None
    """The same with a second period: figures invented for a year later."""

    def address(self, page: Page, **choices: str) -> str:
        """Of a page of the app; `choices` by the name of the parameter in the URL."""
        query = "&".join(f"{name}={value}" for name, value in choices.items())
        return f"{self.app.address}/{page.url_path}?{query}"

    def provinces(
        self, number: int, due: int = 0, period: int = 0, structure: Structure = OLD
    ) -> View:
        """The figures of the provinces, by the numbers of options, as selectors count them."""
        indicator_id = list(indicators_at(self.source, "province"))[number]
        days: Sequence[date | None] = due_dates(self.source, indicator_id, "province") or (None,)
        held = periods(self.source, indicator_id, "province", structure)
        return view(self.source, indicator_id, "province", days[due], structure, held[period])

    def in_turn(
        self, actors: Mapping[str, Callable[[int], Seen]], count: int
    ) -> dict[str, list[Seen]]:
        """What each actor saw of its changes after the warm-up; they get the number of the turn.

        One after the other, so that whatever else the machine does touches all alike.
        """
        seen: dict[str, list[Seen]] = {name: [] for name in actors}
        for turn in range(1, self.counts.warm_up + count + 1):
            for name, act in actors.items():
                seen[name].append(act(turn))
        return {name: found[self.counts.warm_up :] for name, found in seen.items()}

    @contextmanager
    def floor(self, page: FloorPage, paint: Sight, folder: Path | None = None) -> Iterator[Tab]:
        """A tab with the static page; `folder` has what else its figures load."""
        with TemporaryDirectory() as fresh:
            written = folder or Path(fresh)
            page.write(written)
            with serve_files(written) as address:
                tab = open_tab(self.browser, address, {"paint": paint})
                yield tab
                tab.close()


def show(tab: Tab, state: str) -> Seen:
    """Have the static page show one of its states."""
    tab.page.evaluate("state => { window.next = state; }", state)
    return tab.press(None, ["paint"])


def sample_of(seen: Sequence[Seen], part: str = "paint") -> Sample | None:
    """The times of a part; None where it did not change every time."""
    times = [item.get(part) for item in seen]
    known = tuple(time for time in times if time is not None)
    return Sample(known) if len(known) == len(times) else None


def beside(
    name: str,
    sample: Sample | None,
    reference: str,
    value: Sample | float | None,
    limit: float | None = None,
) -> Row | Gap:
    """A row of milliseconds beside those of a reference, or what is missing."""
    if sample is None:
        return Gap(name, "what readers see of it did not change every time")
    if value is None:
        return Gap(name, f"{reference} did not change every time")
    known = value.median if isinstance(value, Sample) else value
    return Row(name, sample, "ms", reference, known, limit)
