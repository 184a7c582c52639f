"""Which addresses are answered at all: ours, and of Streamlit's those that the pages use.

Streamlit would tell everybody its metrics, take files in from everybody, and answer every address
that it does not know with the app and an English dialogue.
"""

import re

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Match, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.ui.frame.assets import STREAMLIT_FILES, is_streamlit_file
from dashboard.ui.frame.operators import may_upload, sign_in_is_configured
from dashboard.ui.frame.refusals import language_of, refusal
from etl.language.i18n import N_, _, using

_OWN_OF_STREAMLIT = ("/_stcore/health", "/_stcore/host-config")
_BELOW = ("/_stcore/bidi-components/", "/media/")
_UPLOADS = "/_stcore/upload_file/"
_SIGN_IN = ("/auth/login", "/auth/logout", "/oauth2callback")

_LONGEST_PATH, _LONGEST_QUERY = 2_000, 8_000
# A sign that no address of ours has: unprintable, or bytes that are no text.
_NO_TEXT = re.compile("[\x00-\x1f\x7f\ufffd]")


def is_streamlits(path: str) -> bool:
    """Whether Streamlit answers for an address."""
    if path.startswith(STREAMLIT_FILES):
        return is_streamlit_file(path.removeprefix(STREAMLIT_FILES))
    if path.startswith(_UPLOADS):
        return may_upload(path.removeprefix(_UPLOADS).partition("/")[0])
    if path in _SIGN_IN:
        return sign_in_is_configured()
    return path in _OWN_OF_STREAMLIT or path.startswith(_BELOW)


def _no_such_page(request: Request) -> Response:
    with using(language_of(request)):
        return PlainTextResponse(_("Không có trang này."), status_code=404)


class _Elsewhere(Route):
    """Every address that is not Streamlit's: the last of our routes, before Streamlit's own."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        if scope["type"] == "http" and is_streamlits(scope["path"]):
            return Match.NONE, {}
        match, child = super().matches(scope)
        # Another method than GET is refused here too, and not left to Streamlit.
        return (Match.FULL if match == Match.PARTIAL else match), child


ELSEWHERE = _Elsewhere("/{path:path}", _no_such_page)


class WrittenAddresses:
    """Refuse addresses that nobody can have written: too long for any page, or no text."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what can be an address."""
        answer: ASGIApp = self._app
        if scope["type"] != "lifespan":
            if len(scope["path"]) > _LONGEST_PATH or len(scope["query_string"]) > _LONGEST_QUERY:
                answer = refusal(scope, 414, N_("Địa chỉ quá dài."))
            elif _NO_TEXT.search(scope["path"]):
                answer = refusal(scope, 400, N_("Địa chỉ có ký tự không dùng được."))
        await answer(scope, receive, send)
