"""How the process ends: when it is told to (SIGTERM), what readers have begun is finished first.

From then on `/readyz` says 503, and so does whatever would begin something new: a page, a session.
A proxy passes those on to another process. Runs that go on are finished and sent, for at most
`LONGEST` seconds; then the connections are closed, and browsers connect anew, elsewhere. What a
reader chooses meanwhile is left for there. A second signal closes them at once.
"""

import asyncio
import signal
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import Context
from types import FrameType

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import App

from dashboard.ui.frame import logs
from dashboard.ui.frame.pages import PAGES, UPDATE
from dashboard.ui.frame.refusals import language_of
from etl.language.i18n import _, using

LONGEST = 20.0
"""Seconds that runs are waited for."""
_QUIET = 0.3
"""Seconds without a run: its last messages go out, and one just asked for has begun."""
_BEGINNINGS = {f"/{page.url_path}" for page in (*PAGES, UPDATE)} | {
    "/_stcore/health",
    "/_stcore/host-config",
}
_AGAIN = {"Retry-After": "2", "Cache-Control": "no-store"}


class Work:
    """The runs that go on, and whether new ones begin."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._going = 0
        self.is_ending = False

    @property
    def going(self) -> int:
        """How many runs go on."""
        return self._going

    @contextmanager
    def run(self) -> Iterator[None]:
        """A run, which is waited for."""
        with self._lock:
            self._going += 1
        try:
            yield
        finally:
            with self._lock:
                self._going -= 1

    async def finish(self) -> float:
        """Wait until none goes on, and for how long that took; at most `LONGEST`."""
        start = now = busy = time.monotonic()
        while now - start < LONGEST:
            # Looked at before the time is compared: runs can keep this loop from its turn for long.
            if self.going:
                busy = now
            if now - busy >= _QUIET:
                break
            await asyncio.sleep(0.05)
            now = time.monotonic()
        return now - start


WORK = Work()
"""That of this process."""


@asynccontextmanager
async def lifespan(_app: App) -> AsyncIterator[None]:
    """From the start of the server to its end: hear the signal before the server does."""
    closes = signal.getsignal(signal.SIGTERM)
    # Under a server that hears no signals, or in a thread, there is nobody to hand them on to.
    if callable(closes) and threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _handler(closes, asyncio.get_running_loop()))
    logs.event("started")
    yield
    logs.event("stopped")


def _handler(
    closes: Callable[[int, FrameType | None], object], loop: asyncio.AbstractEventLoop
) -> Callable[[int, FrameType | None], None]:
    async def drain() -> None:
        logs.event("ending", runs=WORK.going)
        waited = await WORK.finish()
        logs.event("closing", runs=WORK.going, milliseconds=round(waited * 1000))
        closes(signal.SIGTERM, None)

    tasks = []

    def asked_to_end(number: int, frame: FrameType | None) -> None:
        if WORK.is_ending:
            closes(number, frame)
            return
        WORK.is_ending = True
        # What the signal interrupted has nothing to do with it: a context of its own.
        loop.call_soon_threadsafe(
            lambda: tasks.append(loop.create_task(drain())), context=Context()
        )

    return asked_to_end


class Draining:
    """Begin nothing new in a process that ends."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what belongs to what has begun."""
        if scope["type"] == "websocket":
            if WORK.is_ending:
                await _elsewhere(scope, receive, send)
            else:
                await self._app(scope, _until_the_end(receive), send)
        elif scope["type"] == "http" and WORK.is_ending and scope["path"] in _BEGINNINGS:
            await _elsewhere(scope, receive, send)
        else:
            await self._app(scope, receive, send)


async def _elsewhere(scope: Scope, receive: Receive, send: Send) -> None:
    """An answer that a proxy takes to another process, and that tells a reader without one."""
    with using(language_of(HTTPConnection(scope))):
        words = _("Máy chủ đang khởi động lại. Hãy tải lại trang sau ít giây.")
    await PlainTextResponse(words, 503, headers=_AGAIN)(scope, receive, send)


def _until_the_end(receive: Receive) -> Receive:
    """What a reader says, until the process ends: what is chosen then, the browser says again."""

    async def received() -> Message:
        message = await receive()
        while WORK.is_ending and message["type"] == "websocket.receive":
            message = await receive()
        return message

    return received
