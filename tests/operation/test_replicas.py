"""Two processes behind nginx, as `deploy/` sets them up: one dies, a build is published."""

import asyncio
import re
import secrets
import shlex
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, ExitStack, suppress
from html import unescape
from os import kill
from pathlib import Path

import pytest
import urllib3
from playwright.sync_api import Page as Tab
from playwright.sync_api import expect, sync_playwright
from websockets.exceptions import ConnectionClosed

from dashboard.store.paths import ROOT, WAREHOUSE
from dashboard.ui.frame.pages import MAP, RANKING
from etl.load.builds import folder_of, publish
from etl.load.history import By
from tests.browser.conftest import CHROMIUM_FLAGS, chromium
from tests.made_builds import renumbered
from tests.operation.nginx import Front, nginx
from tests.readers import Answer, Reader, reader, run
from tests.serving import Server, copy_of_product, serve

QUERY = "chi-so=is_systems"
_SOON = 5
"""Seconds after which every process serves what was published."""


def command_of_unit() -> list[str]:
    """What systemd runs for a process, with the Python that runs the tests."""
    unit = (ROOT / "deploy" / "systemd" / "dashboard@.service").read_text("utf-8")
    (line,) = re.findall(r"^ExecStart=(.*)$", unit, re.MULTILINE)
    words = shlex.split(line.replace("%i", "{port}"))
    assert words[0] == "/srv/dashboard/.venv/bin/python"
    return [str(ROOT / ".venv" / "bin" / "python"), *words[1:]]


@pytest.fixture(scope="module")
def link(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the product with two builds, of which the first is published; the link to it."""
    root = copy_of_product(tmp_path_factory.mktemp("replicas") / "product")
    link = root / "data" / "warehouse"
    for number in (1, 2):
        renumbered(WAREHOUSE.parent.resolve(), folder_of(link, number), number)
    publish(link, 1, By("", ""))
    return link


@pytest.fixture(scope="module")
def front(link: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """nginx before two processes over the same builds."""
    folder = tmp_path_factory.mktemp("front")
    with ExitStack() as stack:
        processes = [
            stack.enter_context(
                serve(command_of_unit(), link.parents[1], folder / f"{name}.log", "/healthz")
            )
            for name in ("first", "second")
        ]
        yield stack.enter_context(nginx(processes, folder))


def routes_to(front: Front, process: Server, count: int) -> list[dict[str, str]]:
    """The cookies of as many readers whom nginx sends to a process."""
    found: list[dict[str, str]] = []
    while len(found) < count:
        headers = {"Cookie": f"dashboard_route={secrets.token_hex(16)}"}
        if front.process_of(headers) is process:
            found.append(headers)
    return found


def words_of(answer: Answer) -> list[str]:
    """What a page says in the end, by its places: the last that stands in each."""
    places = {
        tuple(message.metadata.delta_path): message.delta.new_element.html.body
        for message in answer.messages
        if message.delta.new_element.HasField("html")
    }
    return [words for _place, words in sorted(places.items())]


def test_a_reader_keeps_to_one_process(front: Front) -> None:
    first = front.get("/ban-do")
    cookie = first.headers["Set-Cookie"]
    assert re.fullmatch(
        "dashboard_route=[0-9a-f]{32}; Path=/; Secure; HttpOnly; SameSite=Lax", cookie
    )
    headers = {"Cookie": cookie.partition(";")[0]}
    assert "Set-Cookie" not in front.get("/ban-do", headers).headers
    assert "Set-Cookie" not in front.get("/assets/style.css").headers
    assert len({front.process_of(headers).pid for _time in range(4)}) == 1


def test_what_a_page_offers_is_found_where_it_was_drawn(front: Front) -> None:
    first, second = front.processes
    (headers,) = routes_to(front, first, 1)

    async def offered_by_the_other() -> list[str]:
        # Whoever came to it while the first was gone.
        async with reader(second.address) as session:
            shown = "".join(words_of(await session.open(RANKING)))
        return [unescape(path) for path in re.findall(r'href="(/files/[^"]+)"', shown)]

    path, *_others = run(offered_by_the_other())
    assert urllib3.request("GET", first.address + path).status == 404
    assert front.get(path, headers).status == 200
    unknown = front.get("/files/0123456789abcdef/xep-hang.csv", headers)
    assert unknown.status == 404
    assert unknown.data.decode().startswith("Tệp này không còn ở máy chủ")


def test_what_the_front_keeps_to_itself(front: Front) -> None:
    # From nginx itself: were a process asked that answers all who ask, there would be figures.
    refused = front.get("/metrics")
    assert refused.status == 404
    assert b"nginx" in refused.data
    for process in front.processes:
        assert b"dashboard_sessions" in urllib3.request("GET", f"{process.address}/metrics").data
    script = re.search(r'src="\.?(/static/js/index[^"]+)"', front.get("/").data.decode())[1]
    compressed = front.get(script, {"Accept-Encoding": "gzip"})
    assert compressed.headers["Content-Encoding"] == "gzip"
    assert "script-src 'self'" in compressed.headers["Content-Security-Policy"]
    assert compressed.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_a_published_build_is_served_by_all(front: Front, link: Path) -> None:
    def numbers() -> list[str]:
        answers = [urllib3.request("GET", f"{one.address}/readyz") for one in front.processes]
        assert [answer.status for answer in answers] == [200, 200]
        return [answer.json()["build"].partition("-")[0] for answer in answers]

    assert numbers() == ["1", "1"]
    publish(link, 2, By("", ""))
    start = time.monotonic()
    while numbers() != ["2", "2"]:
        assert time.monotonic() - start < _SOON
        time.sleep(0.1)


class Steadfast:
    """A reader who connects again when the connection is lost, and stays at one address."""

    def __init__(self, front: Front, headers: dict[str, str]) -> None:
        self._front, self._headers = front, headers
        self._stack = AsyncExitStack()
        self.session: Reader | None = None

    async def view(self) -> Answer:
        """The page, by whichever process answers."""
        for _attempt in range(20):
            with suppress(ConnectionClosed, ConnectionError):
                if self.session is None:
                    self.session = await self._stack.enter_async_context(
                        reader(self._front.address, self._headers, self._front.trusted)
                    )
                return await self.session.open(MAP, QUERY)
            self.session = None
            await asyncio.sleep(0.25)
        raise AssertionError("no process answers")

    async def leave(self) -> None:
        await self._stack.aclose()


def test_readers_of_a_process_that_dies_keep_their_view(front: Front) -> None:
    # In a thread of its own: other tests of the process have a browser that runs in this one.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(readers_of_a_dying_process_keep_their_view, front).result()


def readers_of_a_dying_process_keep_their_view(front: Front) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
        tab = browser.new_page(ignore_https_errors=True, locale="vi-VN")
        tab.goto(f"{front.address}/{MAP.url_path}?{QUERY}")
        expect_view(tab)
        (cookie,) = (one for one in tab.context.cookies() if one["name"] == "dashboard_route")
        dying = front.process_of({"Cookie": f"dashboard_route={cookie['value']}"})
        (other,) = (one for one in front.processes if one is not dying)
        routes = routes_to(front, dying, 3) + routes_to(front, other, 2)

        # The browser's connection is one of those that are lost, and opens another.
        with tab.expect_websocket(timeout=30_000):
            before, after = run(read_over_a_death(front, routes, dying))
        assert QUERY in "".join(before[0])
        assert after[:3] == before[:3]
        expect_view(tab)
        browser.close()


async def read_over_a_death(
    front: Front, routes: list[dict[str, str]], dying: Server
) -> tuple[list[list[str]], list[list[str]]]:
    """What readers see before and after a process is killed."""
    readers = [Steadfast(front, headers) for headers in routes]
    before = [await one.view() for one in readers]
    kill(dying.pid, signal.SIGKILL)
    after = await asyncio.gather(*(one.view() for one in readers))
    for one in readers:
        await one.leave()
    assert [answer.failures for answer in (*before, *after)] == [[]] * 2 * len(routes)
    return [words_of(one) for one in before], [words_of(one) for one in after]


def expect_view(tab: Tab) -> None:
    """That the browser shows the view that was opened, connected."""
    expect(tab.get_by_test_id("stApp")).to_have_attribute("data-test-connection-state", "CONNECTED")
    expect(tab.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    expect(tab).to_have_url(re.compile(re.escape(f"{MAP.url_path}?{QUERY}") + "$"))
    indicator = tab.get_by_role("combobox", name="Chỉ số", exact=True)
    expect(indicator).to_have_value("An toàn thông tin · Số hệ thống thông tin")
    expect(tab.locator(".stBidiComponent svg").first).to_be_visible()
