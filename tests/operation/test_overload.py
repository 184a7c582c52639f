"""More readers than a server has descriptors for: each is served, or told so in words."""

import asyncio
import http.client
import json
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from dashboard.store.paths import ROOT
from dashboard.ui.frame.pages import MAP, METHODS
from tests.readers import reader, run
from tests.serving import Server, serve

DESCRIPTORS = 1024
CONNECTIONS = 400
LARGEST_LOG = 5_000
FULL = "Máy chủ đang phục vụ số người xem nhiều nhất có thể."


@pytest.fixture(scope="module")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that may have 1,024 descriptors and no more."""
    limited = ["sh", "-c", f'ulimit -n {DESCRIPTORS}; exec "$@"', "sh"]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless", "true"]
    log = tmp_path_factory.mktemp("narrow") / "log.txt"
    with serve(
        [*limited, *command, "--server.port", "{port}"], ROOT, log, ready="/healthz"
    ) as server:
        yield server
        said = log.read_text("utf-8")
        assert "Traceback" not in said, said[-5000:]
        assert len(said) < LARGEST_LOG, said[-5000:]


def asked(served: Server, path: str) -> tuple[int, http.client.HTTPMessage, str]:
    connection = http.client.HTTPConnection(urlsplit(served.address).netloc, timeout=30)
    connection.request("GET", path, headers={"Connection": "close"})
    answer = connection.getresponse()
    return answer.status, answer.headers, answer.read().decode()


def test_idle_connections_keep_nobody_out(narrow: Server) -> None:
    netloc = urlsplit(narrow.address)
    with ExitStack() as opened:
        for _number in range(CONNECTIONS):
            opened.enter_context(socket.create_connection((netloc.hostname, netloc.port)))
        assert asked(narrow, f"/{MAP.url_path}")[0] == 200
        assert asked(narrow, "/readyz")[0] == 200
        assert run(_failures(narrow.address)) == []


def test_readers_beyond_the_descriptors_are_told_so(narrow: Server) -> None:
    seated, refused = run(_crowd(narrow))
    # As many as there are descriptors for, with some left to answer with.
    assert seated >= DESCRIPTORS // 5
    assert seated + len(refused) == CONNECTIONS
    assert refused
    for answer in refused:
        assert answer.status_code == 503
        assert answer.body is not None
        assert answer.body.decode().startswith(FULL)
        assert answer.headers["Retry-After"] == "15"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


async def _crowd(narrow: Server):
    stream = f"ws{narrow.address.removeprefix('http')}/_stcore/stream"
    seated, refused = [], []
    try:
        for _number in range(CONNECTIONS):
            try:
                seated.append(await connect(stream, subprotocols=["streamlit"], max_size=None))
            except InvalidStatus as error:
                refused.append(error.response)
        await asyncio.to_thread(_tells_the_truth, narrow)
    finally:
        await asyncio.gather(*(session.close() for session in seated))
    return len(seated), refused


def _tells_the_truth(narrow: Server) -> None:
    """It lives, it is full, and says so to who opens a page, in their language."""
    assert narrow.open_files < DESCRIPTORS - 50
    assert asked(narrow, "/healthz")[0] == 200
    assert asked(narrow, "/_stcore/health")[0] == 200
    status, _headers, body = asked(narrow, "/readyz")
    assert (status, json.loads(body)["status"]) == (503, "full")
    status, headers, body = asked(narrow, f"/{MAP.url_path}")
    assert (status, headers["Retry-After"]) == (503, "15")
    assert "<h1 style=" in body
    assert "Đang có quá nhiều người xem" in body
    assert '<meta http-equiv="refresh" content="15">' in body
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "Too many readers" in asked(narrow, f"/{MAP.url_path}?lang=en")[2]
    # Who has a page gets the files that it needs.
    assert asked(narrow, "/assets/style.css")[0] == 200


async def _failures(address: str) -> list[str]:
    async with reader(address) as opened:
        return (await opened.open(METHODS)).failures
