"""Runs of pages and answers over HTTP, as the log and the metrics tell of them."""

import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.store.builds import opened_build
from dashboard.store.rows_read import rows_counted
from dashboard.store.warehouse import ClosedBuildError
from dashboard.ui.frame import logs, metrics
from dashboard.ui.frame.draining import WORK
from etl.language.i18n import language

_FILES = ("/static/", "/assets/")
_ASKED_ALL_DAY = ("/healthz", "/readyz", "/metrics", "/_stcore/health")
_ID = re.compile(r"[0-9a-f]{16,32}")


@contextmanager
def observed_run(page: str) -> Iterator[None]:
    """Measure a run of a page, and say how it ended.

    A reader who chooses again before the page is drawn interrupts its run.
    """
    logs.begin(run=secrets.token_hex(8), page=page, build=opened_build())
    start = time.perf_counter()
    outcome = "interrupted"
    with rows_counted() as read, WORK.run():
        try:
            yield
            outcome = "done"
        except ClosedBuildError:
            # Drawn anew from the build that came meanwhile.
            raise
        except Exception:
            outcome = "failed"
            raise
        finally:
            seconds = time.perf_counter() - start
            logs.tell(language=language())
            logs.access("run", outcome=outcome, milliseconds=round(seconds * 1000), rows=read.rows)
            metrics.RUN_SECONDS.labels(page).observe(seconds)


class Observed:
    """Count connections and answers, and write a line for each answer that tells something.

    Files of the page's frame and questions for the server's health do not, unless they fail.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass it on, and tell of it when it is over."""
        if scope["type"] == "websocket":
            with metrics.SESSIONS.track_inprogress():
                await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        start = time.perf_counter()
        is_file = scope["path"].startswith(_FILES)
        request = _request_id(Headers(scope=scope).get("x-request-id", ""))
        logs.begin(request=request)
        status, size = 500, 0

        async def counting_send(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
                if not is_file:
                    MutableHeaders(scope=message)["X-Request-ID"] = request
            else:
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, counting_send)
        finally:
            # What failed is told with its traceback in a line of the same `request`.
            if status == 500:
                metrics.ERRORS.labels("http").inc()
            metrics.ANSWERS.labels(f"{status // 100}xx").inc()
            if status >= 400 or not (is_file or scope["path"] in _ASKED_ALL_DAY):
                logs.access(
                    "answer",
                    method=scope["method"],
                    route=_route(scope),
                    status=status,
                    bytes=size,
                    milliseconds=round((time.perf_counter() - start) * 1000),
                )


def _request_id(said: str) -> str:
    """The id that a proxy gave the request, so that its log and ours can be read together."""
    return said if _ID.fullmatch(said) else secrets.token_hex(16)


def _route(scope: Scope) -> str:
    """The kind of address, without what a reader may have put into it."""
    for files in _FILES:
        if scope["path"].startswith(files):
            return files
    return str(getattr(scope.get("route"), "path", "none"))
