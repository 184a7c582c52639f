"""A served dashboard, and somebody who means harm: no answer fails or lacks its headers."""

import asyncio
import http.client
import socket
from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

import pytest
import urllib3
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from dashboard.store.paths import ROOT
from dashboard.ui.frame.pages import PAGES
from tests import hostile_requests
from tests.hostile_requests import KINDS, Widget
from tests.readers import Answer, reader, run
from tests.serving import Server, serve_app

SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Content-Security-Policy": "default-src 'self'",
}
LARGEST_LOG = 10_000
_AT_ONCE = 20
CLOSED = (1002, 1003, 1009)
"""Why sessions are closed: no message, no bytes, too large."""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with pytest.MonkeyPatch.context() as environment:
        # A line for each answer is not what is looked for.
        environment.setenv("DASHBOARD_ACCESS_LOG", "off")
        with serve_app(ROOT, tmp_path_factory.mktemp("hostile") / "log.txt") as server:
            yield server


@pytest.fixture(autouse=True)
def _calm(served: Server) -> Iterator[None]:
    """Nothing of what was sent is an error, nor worth many lines."""
    yield
    said = served.log.read_text("utf-8")
    assert "Traceback" not in said, said[-5000:]
    assert "Error" not in said, said[-5000:]
    assert len(said) < LARGEST_LOG, said[-5000:]


def asked(served: Server, method: str, address: str, **headers: str) -> http.client.HTTPResponse:
    """An answer to an address as it is: a client that has manners would encode it anew."""
    connection = http.client.HTTPConnection(urlsplit(served.address).netloc, timeout=30)
    try:
        connection.putrequest(method, address, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        answer.read()
        return answer
    finally:
        connection.close()


def complaints(answer: http.client.HTTPResponse) -> list[str]:
    found = [f"status {answer.status}"] if answer.status >= 500 else []
    given = answer.headers
    return found + [
        f"no {name}" for name, value in SECURITY.items() if value not in given.get(name, "")
    ]


def test_no_address_fails_or_goes_without_headers(served: Server) -> None:
    wrong, statuses = [], Counter()
    for method, address in hostile_requests.addresses(600, seed=20261129):
        answer = asked(served, method, address)
        statuses[answer.status] += 1
        wrong += [(method, address[:200], why) for why in complaints(answer)]
    assert wrong == []
    # Of each kind some: served, refused as no text, not there, not to be written, too long.
    assert all(statuses[status] >= 20 for status in (200, 400, 404, 405, 414)), statuses


@pytest.mark.parametrize(
    "path",
    [
        *("/_stcore/metrics", "/_stcore/script-health-check", "/_stcore/agent/openapi.json"),
        *("/_stcore/stream", "/_stcore/none", "/component/x/y.js", "/khong/co", "/static/none.js"),
        *("/auth/login", "/oauth2callback", "/_stcore/upload_file/a/b"),
    ],
)
def test_what_no_page_uses_is_closed(served: Server, path: str) -> None:
    answer = asked(served, "GET", path)
    assert answer.status == 404
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert asked(served, "PUT", path).status == 405


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/ban-do", "Địa chỉ này chỉ nhận GET và HEAD."),
        ("/khong/co", "Địa chỉ này chỉ nhận GET và HEAD."),
        ("/healthz?lang=en", "This address takes GET and HEAD only."),
    ],
)
def test_who_would_write_is_told_that_addresses_are_read(
    served: Server, address: str, words: str
) -> None:
    answer = urllib3.request("POST", served.address + address)
    assert (answer.status, answer.data.decode()) == (405, words)
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD"}


@pytest.mark.parametrize(
    "said", [b"GARBAGE\r\n\r\n", b"GET / HTTP/1.1\r\nno header\r\n\r\n", b"\x16\x03"]
)
def test_what_is_no_http_is_refused_like_everything(served: Server, said: bytes) -> None:
    to = urlsplit(served.address)
    with socket.create_connection((to.hostname, to.port), timeout=30) as line:
        line.sendall(said + b"\r\n\r\n")
        answer = http.client.HTTPResponse(line)
        answer.begin()
        assert (answer.status, complaints(answer)) == (400, [])
        assert answer.read().decode() == "Yêu cầu này không theo giao thức HTTP."


def test_no_site_may_steer_the_pages(served: Server) -> None:
    answer = asked(served, "GET", "/_stcore/host-config", Origin="https://a.example")
    assert answer.status == 200
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_no_session_makes_a_page_fail(served: Server) -> None:
    ends = run(_attack(served.address))
    assert ends.keys() <= {"left", "answered", *CLOSED}, ends
    assert all(ends[end] >= 10 for end in ("left", "answered", 1002, 1003)), ends


async def _attack(address: str) -> Counter[str | int]:
    known = await _widgets(address)
    assert {widget.element for widget in known} == set(KINDS)
    stream = f"ws{address.removeprefix('http')}/_stcore/stream"
    ends: Counter[str | int] = Counter()
    sessions = list(hostile_requests.sessions(300, 20261129, known))
    for start in range(0, len(sessions), _AT_ONCE):
        some = sessions[start : start + _AT_ONCE]
        ends.update(await asyncio.gather(*(_end(stream, sent) for sent in some)))
    return ends


async def _end(stream: str, sent: Sequence[bytes | str]) -> str | int:
    """How a session goes on: closed for a reason, answered by a page, or left by us."""
    async with connect(stream, subprotocols=["streamlit"], max_size=None) as session:
        try:
            for message in sent:
                await session.send(message)
                if hostile_requests.asks_for_a_run(message):
                    await asyncio.wait_for(_until_run(session), 60)
            if hostile_requests.asks_for_a_run(sent[0]):
                return "answered"
            await asyncio.wait_for(session.wait_closed(), 0.3)
        except (ConnectionClosed, TimeoutError):
            pass
        return session.close_code or "left"


async def _until_run(session) -> None:
    received: list[ForwardMsg] = []
    async for content in session:
        received.append(ForwardMsg.FromString(content))
        if received[-1].WhichOneof("type") == "script_finished":
            break
    answer = Answer(0, 0, received)
    assert answer.failures == []


async def _widgets(address: str) -> list[Widget]:
    found = []
    async with reader(address) as opened:
        for page in PAGES:
            for message in (await opened.open(page)).messages:
                element = message.delta.new_element.WhichOneof("type")
                if element in KINDS:
                    widget = getattr(message.delta.new_element, element)
                    found.append(Widget(page.url_path, widget.id, element))
    return [widget for widget in found if widget.id]
