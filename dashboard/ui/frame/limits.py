"""How many readers a process serves at once, and what the others are told.

A reader costs four descriptors: the connection, and three of the loop that Streamlit makes for the
session, which it keeps for two minutes after the reader has gone. Where there are none left, the
system refuses connections without a word, health checks too. So the process takes as many as the
system gives, and says so in words while it still can.
"""

import logging
import os
import resource
import time
from pathlib import Path

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.ui.frame.hosts import HEALTH
from dashboard.ui.frame.operators import shown_pages
from dashboard.ui.frame.refusals import refusal, sheet
from etl.language.i18n import N_

SETTING = "DASHBOARD_MOST_READERS"
_USUAL = 1000
"""Readers of a process, where its descriptors are enough for them."""

_WANTED = 65_536
"""Descriptors; more would not be used."""
_FOR_PAGES, _FOR_READERS, _FOR_ALL = 160, 96, 32
"""Descriptors that must be left for a page to be sent, for its session to begin, for any answer."""
_DESCRIPTORS = Path("/dev/fd")
_AGAIN_IN = 15
"""Seconds."""
_FULL_TITLE = N_("Đang có quá nhiều người xem")
_FULL = N_("Máy chủ đang phục vụ số người xem nhiều nhất có thể. Hãy thử lại sau ít phút.")
_FULL_PAGE = N_(
    "Máy chủ đang phục vụ số người xem nhiều nhất có thể. Trang này tự mở lại sau {seconds} giây."
)


def raise_descriptors() -> None:
    """Have as many descriptors as the system allows: its usual number is a few hundred readers."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _WANTED if hard == resource.RLIM_INFINITY else min(hard, _WANTED)
    if _soft != resource.RLIM_INFINITY and _soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    # A refused session is an answer that has been given; the server takes it for one that has not.
    logging.getLogger("uvicorn.error").addFilter(_is_no_refusal)


def _is_no_refusal(record: logging.LogRecord) -> bool:
    return record.msg != "ASGI callable returned without completing handshake."


class Room:
    """The readers that are here, and the descriptors that are left."""

    def __init__(self) -> None:
        self.readers = 0
        self._counted, self._left = 0.0, 0

    @property
    def most(self) -> int:
        """How many readers there may be."""
        said = os.environ.get(SETTING, "")
        return int(said) if said.isdecimal() else _USUAL

    @property
    def is_full(self) -> bool:
        """Whether another page is refused."""
        return self.readers >= self.most or self.descriptors_left() < _FOR_PAGES

    @property
    def has_no_seat(self) -> bool:
        """Whether another session is refused: later than a page, so that who has one reads it."""
        spare = max(5, self.most // 10)
        return self.readers >= self.most + spare or self.descriptors_left() < _FOR_READERS

    def is_exhausted(self) -> bool:
        """Whether any other answer is refused, as of a second ago."""
        if time.monotonic() - self._counted > 1:
            self.descriptors_left()
        return self._left < _FOR_ALL

    def descriptors_left(self) -> int:
        """How many the system still gives."""
        most, _hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        try:
            self._left = most - sum(1 for _one in _DESCRIPTORS.iterdir())
        except OSError:
            # To look takes one, too.
            self._left = 0
        self._counted = time.monotonic()
        return self._left


ROOM = Room()


class Readers:
    """Let in as many readers as there is room for, and tell the others to come back."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._pages = {f"/{page.url_path}" for page in shown_pages()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what there is room for, and always the questions after the server's health."""
        if scope["type"] == "lifespan" or scope["path"] in HEALTH:
            await self._app(scope, receive, send)
        elif (refused := self._refused(scope)) is not None:
            await refused(scope, receive, send)
        elif scope["type"] == "websocket":
            ROOM.readers += 1
            try:
                await self._app(scope, receive, send)
            finally:
                ROOM.readers -= 1
        else:
            await self._app(scope, receive, send)

    def _refused(self, scope: Scope) -> Response | None:
        again = {"Retry-After": str(_AGAIN_IN), "Cache-Control": "no-store", "Connection": "close"}
        if scope["type"] == "websocket":
            return refusal(scope, 503, _FULL, again) if ROOM.has_no_seat else None
        if scope["path"] in self._pages and ROOM.is_full:
            return sheet(scope, 503, _FULL_TITLE, _FULL_PAGE, again_in=_AGAIN_IN, headers=again)
        return refusal(scope, 503, _FULL, again) if ROOM.is_exhausted() else None
