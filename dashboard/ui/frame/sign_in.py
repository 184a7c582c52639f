"""Who may read, where a deployment is not for everybody.

Everything is public unless `DASHBOARD_SIGN_IN=all` is set where the server starts. Then nothing but
health, style sheets and scripts is answered before the reader has signed in with the provider that
`.streamlit/secrets.toml` names (`[auth]`, Streamlit's own OIDC), and where `[readers]` lists whom
to `allow`, only those: an address (`an@bo.gov.vn`) or all of a domain (`@bo.gov.vn`).
"""

import json
import os
from collections.abc import Mapping
from html import escape
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.auth_util import (
    encode_provider_token,
    get_cookie_with_chunks,
    get_origin_from_redirect_uri,
)
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from dashboard.ui.frame.operators import secrets, shown_pages, sign_in_is_configured
from dashboard.ui.frame.refusals import language_of
from etl.language.i18n import _, using

SETTING = "DASHBOARD_SIGN_IN"
SIGN_OUT_PATH = "/auth/logout"
_CALLBACK_PATH = "/oauth2callback"
_OPEN = (
    "/healthz",
    "/readyz",
    "/metrics",
    "/favicon.png",
    "/auth/login",
    SIGN_OUT_PATH,
    _CALLBACK_PATH,
)
_OPEN_FOLDERS = ("/assets/", "/static/")
_BACK = "dashboard_back"
"""Cookie: the view that a reader asked for before signing in."""


def sign_in_is_demanded() -> bool:
    """Whether only people who have signed in may read."""
    return os.environ.get(SETTING, "") == "all"


def wrong_setting() -> str | None:
    """Why a server must not start: it would be open, or closed, against what its operator means."""
    said = os.environ.get(SETTING, "")
    if said not in ("", "all"):
        return f"{SETTING}={said} means nothing; it is all, or not set"
    if said and not sign_in_is_configured():
        return f"{SETTING}=all needs [auth] in .streamlit/secrets.toml"
    return None


def may_read(user: Mapping[str, Any], allowed: list[str] | None) -> bool:
    """Whether one who has signed in is among those allowed; None: everybody who can sign in."""
    if user.get("is_logged_in") is not True:
        return False
    if allowed is None:
        return True
    email = str(user.get("email") or "").lower()
    if user.get("email_verified") is False or email.count("@") != 1:
        return False
    domain = email[email.index("@") :]
    return any(one.lower() in (email, domain) for one in allowed)


class SignIn:
    """Answer nobody else, where the setting says so."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what a reader may have; lead others to the provider, from pages."""
        if scope["type"] not in ("http", "websocket") or not sign_in_is_demanded():
            await self._app(scope, receive, send)
            return
        asked = HTTPConnection(scope)
        path = scope["path"]
        if path == _CALLBACK_PATH:
            await self._app(scope, receive, _back_to(asked.cookies.get(_BACK, ""), send))
        elif path in _OPEN or path.startswith(_OPEN_FOLDERS):
            await self._app(scope, receive, send)
        else:
            user = _user_of(asked.cookies)
            if may_read(user, _allowed()):
                await self._app(scope, receive, send)
            else:
                with using(language_of(asked)):
                    refusal = _refusal(asked, user)
                await refusal(scope, receive, send)


def _refusal(asked: HTTPConnection, user: Mapping[str, Any]) -> Response:
    if user.get("is_logged_in") is True:
        words = escape(_("Tài khoản đang dùng không có trong danh sách được phép."))
        out = f'<a href="{SIGN_OUT_PATH}">{escape(_("Đăng xuất"))}</a>'
        return HTMLResponse(f'<!doctype html><meta charset="utf-8"><p>{words} {out}</p>', 403)
    if asked.scope["type"] == "http" and _is_page(asked.url.path):
        token = urlencode({"provider": encode_provider_token("default")})
        answer = RedirectResponse(f"/auth/login?{token}", 302, {"Cache-Control": "no-store"})
        view = f"{asked.url.path}?{asked.url.query}"
        answer.set_cookie(_BACK, quote(view, safe=""), max_age=600, httponly=True, samesite="lax")
        return answer
    return PlainTextResponse(_("Cần đăng nhập để xem."), 401, {"Cache-Control": "no-store"})


def _user_of(cookies: Mapping[str, str]) -> Mapping[str, Any]:
    """What the provider said of the reader; nothing where the cookie is not ours."""
    secret = get_cookie_secret()

    def part(name: str) -> bytes | None:
        value = cookies.get(name)
        return None if value is None else decode_signed_value(secret, name, value.encode("latin-1"))

    signed = get_cookie_with_chunks(part, USER_COOKIE_NAME)
    user = {} if signed is None else json.loads(signed)
    return user if user.get("origin") == get_origin_from_redirect_uri() else {}


def _allowed() -> list[str] | None:
    readers = secrets().get("readers")
    return None if readers is None else [str(one) for one in readers.get("allow", [])]


def _is_page(path: str) -> bool:
    return path in {f"/{page.url_path}" for page in shown_pages()}


def _back_to(cookie: str, send: Send) -> Send:
    """Lead who has signed in to the view they came for."""
    asked = urlsplit(unquote(cookie))
    view = f"{asked.path}?{urlencode(parse_qsl(asked.query))}".removesuffix("?")

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            is_ours = not asked.netloc and _is_page(asked.path)
            if headers.get("location") == "/" and is_ours:
                headers["location"] = view
        await send(message)

    return sent
