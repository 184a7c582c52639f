"""A served dashboard and a Chromium that lets nothing unseen pass.

`page` is what most tests want. When the test ends, it fails if its tab asked any other host, logged
an error or met an uncaught exception. Wait with `expect`: `page.wait_for_function` evaluates text
in the page, which the page's content security policy forbids.
"""

import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from fcntl import LOCK_EX, LOCK_SH, LOCK_UN, flock
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    BrowserContext,
    Page,
    ViewportSize,
    WebSocket,
    expect,
    sync_playwright,
)
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from dashboard.store.paths import ROOT
from dashboard.ui.frame.pages import GLOSSARY_SECTION, METHODS
from dashboard.ui.frame.parameters import SECTION
from tests.serving import copy_of_product, serve_app

# For a browser in a machine without a screen, a sandbox of its own or a way to the internet.
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Pages live for seconds: code is not run often enough to be worth optimising, and there is
    # memory for what they leave behind.
    "--js-flags=--no-opt --min-semi-space-size=64 --max-semi-space-size=128",
    # Tabs share a process, which has the scripts and the fonts already: half the time of a load.
    "--renderer-process-limit=1",
]
PATIENCE = 30_000
"""For how many milliseconds a test waits for what it expects."""
expect.set_options(timeout=PATIENCE)

DESK: ViewportSize = {"width": 1280, "height": 860}
EMPTIEST = f"{METHODS.url_path}?{SECTION.url}={GLOSSARY_SECTION}"
"""Address of the page that is drawn fastest, without figures."""


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[str]:
    """Address of a server that all tests share, those of other processes too.

    Whoever comes first starts it, and leaves last.
    """
    folder = tmp_path_factory.getbasetemp()
    if worker_id != "master":
        folder = folder.parent
    with ExitStack() as stack:
        coming, inside = (
            stack.enter_context((folder / f"server.{name}").open("w"))
            for name in ("coming", "inside")
        )
        flock(coming, LOCK_EX)
        flock(inside, LOCK_SH)
        address = folder / "server.address"
        is_first = not address.exists()
        if is_first:
            served = stack.enter_context(serve_app(ROOT, folder / "server.txt"))
            address.write_text(served.address, encoding="utf-8")
        flock(coming, LOCK_UN)
        yield address.read_text(encoding="utf-8")
        flock(inside, LOCK_UN)
        if is_first:
            # Whoever comes now starts another.
            flock(coming, LOCK_EX)
            address.unlink()
            flock(inside, LOCK_EX)


@pytest.fixture
def fresh_server(tmp_path: Path) -> Iterator[str]:
    """Address of a server that nobody has asked anything yet."""
    with serve_app(ROOT, tmp_path / "log.txt") as served:
        yield served.address


@contextmanager
def served_copy(folder: Path, change: Callable[[Path], None]) -> Iterator[str]:
    """Serve a copy of the dashboard that was changed; its address.

    `change` gets the folder of the copy, which has no warehouse of its own. What the server writes
    is in `folder / "log.txt"`.
    """
    copy = copy_of_product(folder / "copy")
    change(copy)
    with serve_app(copy, folder / "log.txt") as served:
        yield served.address


def chromium() -> str | None:
    """Debian's Chromium: the shell without windows, or the browser itself, which takes longer."""
    return shutil.which("chromium-headless-shell") or shutil.which("chromium")


@pytest.fixture(scope="session")
def open_context(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[..., BrowserContext]]:
    """A Chromium with playwright's options, started once: `open_context(has_touch=True)`.

    Another `reader` has another. Each has a profile of its own on disk, so that scripts are fetched
    and compiled once and not for every test: of a page's load that is a third.
    """
    started: dict[str, BrowserContext] = {}
    with sync_playwright() as playwright:

        def open_with(reader: int = 0, **options: object) -> BrowserContext:
            key = repr((reader, sorted(options.items())))
            if key not in started:
                started[key] = playwright.chromium.launch_persistent_context(
                    tmp_path_factory.mktemp("profile"),
                    executable_path=chromium(),
                    args=CHROMIUM_FLAGS,
                    locale="vi-VN",
                    timezone_id="Asia/Ho_Chi_Minh",
                    **options,
                )
            return started[key]

        yield open_with
        for context in started.values():
            context.close()


class Complaints:
    """What a watched tab may not do: ask another host, log an error, meet an uncaught exception."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def watch(self, page: Page) -> None:
        """Listen to a tab from here on."""
        page.on("request", lambda request: self._asked(request.url))
        page.on("websocket", lambda socket: self._asked(socket.url))
        page.on("pageerror", lambda error: self.heard.append(f"uncaught: {error}"))
        page.on(
            "console",
            lambda message: (
                self.heard.append(f"console: {message.text}") if message.type == "error" else None
            ),
        )

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in {"data", "blob"} and parts.hostname != "127.0.0.1":
            self.heard.append(f"asked another host: {url}")


@pytest.fixture
def new_page(open_context: Callable[..., BrowserContext]) -> Iterator[Callable[..., Page]]:
    """Open a watched tab: `new_page(color_scheme="dark")`, with a playwright context's options.

    A second tab of a test is another reader's: it shares nothing with the first.
    """
    pages: list[Page] = []
    complaints = Complaints()

    def open_page(
        *,
        viewport: ViewportSize | None = None,
        color_scheme: str = "light",
        reduced_motion: str = "no-preference",
        permissions: Sequence[str] = (),
        **options: object,
    ) -> Page:
        context = open_context(reader=len(pages), **options)
        context.grant_permissions(list(permissions))
        page = context.new_page()
        pages.append(page)
        come_first_time(page)
        page.set_viewport_size(viewport or DESK)
        page.emulate_media(color_scheme=color_scheme, reduced_motion=reduced_motion)
        complaints.watch(page)
        return page

    yield open_page
    for page in pages:
        page.context.clear_permissions()
        page.close()
    assert complaints.heard == []


def come_first_time(page: Page) -> None:
    """Forget whatever earlier readers of this browser left, and the tabs that tests share.

    On coming, not on leaving: a shared tab puts its sidebar away meanwhile, and that is kept.
    """
    left = {"origin": "*", "storageTypes": "cookies,local_storage"}
    page.context.new_cdp_session(page).send("Storage.clearDataForOrigin", left)


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A tab at 1280 px, watched."""
    return new_page()


def settle(page: Page) -> None:
    """Wait until the page has run and has drawn its charts."""
    app = page.get_by_test_id("stApp")
    expect(app).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    expect(page.locator('[data-testid="stPlotlyChart"]:not(:has(.main-svg))')).to_have_count(0)
    expect(page.locator(".stBidiComponent:not(:has(svg))")).to_have_count(0)
    expect(page.locator('[role="navigation"]')).to_have_attribute("aria-label", re.compile("."))


@dataclass
class Tab:
    """A page and what the server tells it."""

    page: Page
    socket: WebSocket


SharedTab = Callable[..., Tab]


def open_tab(page: Page, address: str) -> Tab:
    """The page at an address, and drawn."""
    with page.expect_websocket() as socket:
        page.goto(address)
    settle(page)
    return Tab(page, socket.value)


@pytest.fixture(scope="session")
def _shared(
    open_context: Callable[..., BrowserContext], server: str
) -> Iterator[Callable[..., tuple[Tab, Complaints]]]:
    """A tab of each browser for all tests of the session, loaded once."""
    opened: dict[str, tuple[Tab, Complaints]] = {}

    def tab_of(**options: object) -> tuple[Tab, Complaints]:
        key = repr(sorted(options.items()))
        if key not in opened:
            page = open_context(**options).new_page()
            complaints = Complaints()
            complaints.watch(page)
            opened[key] = (open_tab(page, f"{server}/{EMPTIEST}"), complaints)
        return opened[key]

    yield tab_of
    for tab, _complaints in opened.values():
        tab.page.close()


@pytest.fixture
def shared_tab(_shared: Callable[..., tuple[Tab, Complaints]]) -> Iterator[SharedTab]:
    """`shared_tab(color_scheme="dark")`: a watched tab, at a page without figures; see `go_on`.

    Of the time of most tests, to load the dashboard anew is the greater part. What a load itself
    does is for those that open a `page`.
    """
    taken: list[Complaints] = []

    def take(
        *,
        viewport: ViewportSize | None = None,
        color_scheme: str = "light",
        permissions: Sequence[str] = (),
        **options: object,
    ) -> Tab:
        tab, complaints = _shared(**options)
        taken.append(complaints)
        page = tab.page
        page.context.clear_permissions()
        page.context.grant_permissions(list(permissions))
        # Whatever the test before chose, opened or pointed at, goes with its page.
        page.mouse.move(0, 0)
        page.set_viewport_size(viewport or DESK)
        page.emulate_media(media="null", color_scheme=color_scheme)
        go_on(tab, EMPTIEST)
        page.get_by_test_id("stMain").evaluate("main => { main.scrollTop = 0; }")
        return tab

    yield take
    heard = [words for complaints in taken for words in complaints.heard]
    for complaints in taken:
        complaints.heard.clear()
    assert heard == []


@pytest.fixture
def tab(shared_tab: SharedTab) -> Tab:
    """A shared tab at 1280 px."""
    return shared_tab()


def go_on(tab: Tab, address: str) -> Page:
    """To a view from another one, without loading anything anew, as Back and Forward do."""
    with answered(tab):
        tab.page.evaluate(
            """address => {
                 history.pushState({}, '', address);
                 dispatchEvent(new PopStateEvent('popstate', { state: {} }));
               }""",
            f"/{address}",
        )
    return tab.page


@contextmanager
def answered(tab: Tab) -> Iterator[None]:
    """Do what asks the server, and wait for all of its answer: pages show theirs before."""
    with tab.socket.expect_event("framereceived", has_run):
        yield
    settle(tab.page)


def has_run(message: bytes) -> bool:
    """Whether the server says that it has run the page."""
    told = ForwardMsg.FromString(message)
    finished = told.HasField("script_finished")
    return finished and told.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
