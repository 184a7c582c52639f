"""A process that is told to end: what was begun is finished, and nothing new begins."""

import asyncio
import json
import os
import signal
import time
from pathlib import Path

import pytest
import urllib3
from websockets.exceptions import ConnectionClosed, InvalidStatus

from dashboard.store.paths import ROOT
from dashboard.ui.frame.pages import METHODS, OVERVIEW
from tests.readers import Answer, reader, run
from tests.serving import Server, serve_app


def asked(server: Server, path: str) -> urllib3.BaseHTTPResponse:
    """The answer to one request."""
    return urllib3.request("GET", server.address + path, retries=False)


def figure(server: Server, name: str) -> float:
    """What the server says of itself at `/metrics`."""
    lines = asked(server, "/metrics").data.decode().splitlines()
    return sum(float(line.rpartition(" ")[2]) for line in lines if line.startswith(name))


async def told_to_end(server: Server) -> Answer:
    """What a reader gets whose page is being drawn at the moment; newcomers ask meanwhile."""
    async with reader(server.address) as going, reader(server.address) as idle:
        await idle.open(METHODS)
        answer = asyncio.create_task(going.open(OVERVIEW))
        while not await asyncio.to_thread(figure, server, "dashboard_runs_going"):
            await asyncio.sleep(0.01)
        os.kill(server.pid, signal.SIGTERM)
        ready = await asyncio.to_thread(asked, server, "/readyz")
        assert (ready.status, ready.json()["status"]) == (503, "ending")
        assert (await asyncio.to_thread(asked, server, "/healthz")).status == 200
        page = await asyncio.to_thread(asked, server, "/ban-do")
        assert page.status == 503
        assert page.data.decode() == "Máy chủ đang khởi động lại. Hãy tải lại trang sau ít giây."
        with pytest.raises(InvalidStatus) as refused:
            async with reader(server.address):
                pass
        assert refused.value.response.status_code == 503
        assert not answer.done()
        # What is chosen now is for another process.
        with pytest.raises((ConnectionClosed, ConnectionError)):
            await idle.open(METHODS)
        return await answer


def test_what_was_begun_is_finished(tmp_path: Path) -> None:
    with serve_app(ROOT, tmp_path / "log.txt") as server:
        answer = run(told_to_end(server))
        assert answer.failures == []
        start = time.monotonic()
        os.waitpid(server.pid, 0)
        assert time.monotonic() - start < 5
    lines = [json.loads(line) for line in server.log.read_text("utf-8").splitlines()]
    events = {line["event"]: line for line in lines}
    assert events["ending"]["runs"] == 1
    assert events["closing"]["runs"] == 0
    assert "request" not in events["ending"]
    assert [line["event"] for line in lines][-2:] == ["closing", "stopped"]
    # One page of the reader who was there before, one that went on: nothing was begun since.
    assert [line["page"] for line in lines if line["event"] == "run"] == ["methods", "overview"]
