"""What somebody gets whose request is not answered: words, and never a half answer or an error."""

import logging
from collections.abc import Mapping
from html import escape

from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.ui.frame.parameters import LANG
from etl.language.i18n import LANGUAGES, N_, OWN, _, using

_log = logging.getLogger(__name__)
_STARTS = ("http.response.start", "websocket.http.response.start", "websocket.accept")


def language_of(request: HTTPConnection) -> str:
    """The language that an address asks for."""
    asked = request.query_params.get(LANG.url, OWN)
    return asked if asked in LANGUAGES else OWN


def refusal(
    scope: Scope, status: int, words: str, headers: Mapping[str, str] | None = None
) -> Response:
    """An answer of one sentence, a message id, in the language of the address."""
    with using(language_of(HTTPConnection(scope))):
        return PlainTextResponse(_(words), status, headers)


def sheet(
    scope: Scope, status: int, title: str, words: str, *, again_in: int, headers: Mapping[str, str]
) -> Response:
    """The same for who opens a page: with a title, and it opens by itself after some seconds."""
    lang = language_of(HTTPConnection(scope))
    with using(lang):
        head, body = escape(_(title)), escape(_(words).format(seconds=again_in))
    html = (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="refresh" content="{again_in}"><title>{head}</title></head>'
        '<body style="max-width:34rem;margin:20vh auto;padding:1rem;font:1.125rem/1.6 sans-serif">'
        f'<h1 style="font-size:1.5rem">{head}</h1><p>{body}</p></body></html>'
    )
    return HTMLResponse(html, status, headers)


class CalmErrors:
    """Log what fails, once, and answer in words, as every other refusal is."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; where that fails before there is an answer, answer for it."""
        is_answered = False

        async def send_and_note(message: Message) -> None:
            nonlocal is_answered
            is_answered |= message["type"] in _STARTS
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
        except Exception as error:
            if is_answered or scope["type"] == "lifespan":
                raise
            _log.error("A request failed: %a", scope["path"], exc_info=error)
            words = N_("Máy chủ gặp lỗi khi trả lời. Lỗi đã được ghi lại. Hãy thử lại sau.")
            await refusal(scope, 500, words)(scope, receive, send)
