"""What the application answers over HTTP beside Streamlit's own routes."""

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import file_util

from dashboard.store.warehouse import build_of, warehouse
from dashboard.ui.frame.assets import PREFIX, Asset, asset, asset_url
from dashboard.ui.frame.client_texts import SEARCH_PATH, TEXTS_PATH, texts
from dashboard.ui.frame.pages import PAGES
from dashboard.ui.frame.parameters import LANG
from dashboard.ui.frame.sheets import PATH as SHEETS_PATH
from dashboard.ui.frame.sheets import asked_sheet
from dashboard.ui.frame.shell import PRODUCT
from dashboard.ui.frame.stills import PATH as STILLS_PATH
from dashboard.ui.frame.stills import asked_still
from etl.language.i18n import LANGUAGES, OWN, _, language, using

_SCRIPTS = (
    "shell.js",
    "guide.js",
    "search.js",
    "selects.js",
    "share.js",
    "pictures.js",
    "access.js",
    "tables.js",
)
_A_YEAR = 365 * 24 * 60 * 60
_AN_HOUR = 60 * 60


def warehouse_build() -> str | None:
    """The id of the warehouse's newest build; None before the first."""
    try:
        return build_of()
    except FileNotFoundError:
        return None


async def _healthz(_request: Request) -> Response:
    return JSONResponse(
        {"status": "ok", "build": warehouse_build()}, headers={"Cache-Control": "no-store"}
    )


def _asset(request: Request) -> Response:
    return _asset_response(request, request.path_params["name"])


def _favicon(request: Request) -> Response:
    return _asset_response(request, "favicon.png")


def _asset_response(request: Request, name: str) -> Response:
    try:
        return answer(request, asset(name))
    except FileNotFoundError:
        return PlainTextResponse(_("Không có tệp này."), status_code=404)


def _texts(request: Request) -> Response:
    return answer(request, texts(language_of(request)))


def _search_index(request: Request) -> Response:
    # Loaded here: it brings half the dashboard along, which the first page should not wait for.
    from dashboard.ui.frame.search_index import search_index

    with using(language_of(request)):
        try:
            return answer(request, search_index(warehouse()))
        except FileNotFoundError:
            return PlainTextResponse(_("Không có tệp này."), status_code=404)


def _map_sheet(request: Request) -> Response:
    asked = request.path_params
    with using(language_of(request)):
        try:
            return answer(request, asked_sheet(warehouse(), asked["structure"], asked["window"]))
        except FileNotFoundError:
            return PlainTextResponse(_("Không có tệp này."), status_code=404)


def _still(request: Request) -> Response:
    try:
        return answer(request, asked_still(request.path_params["key"]))
    except FileNotFoundError:
        return PlainTextResponse(_("Không có tệp này."), status_code=404)


def language_of(request: Request) -> str:
    """The language that an address asks for."""
    asked = request.query_params.get(LANG.url, OWN)
    return asked if asked in LANGUAGES else OWN


def answer(request: Request, found: Asset, *, is_fixed: bool = False) -> Response:
    """The asset; nothing new to one who has it.

    For good where the address has its hash, or is `is_fixed` to what cannot change.
    """
    etag = f'W/"{found.version}"'
    fixed = is_fixed or request.query_params.get("v") == found.version
    headers = {
        "Cache-Control": f"public, max-age={_A_YEAR}, immutable"
        if fixed
        else f"public, max-age={_AN_HOUR}",
        "ETag": etag,
        "Vary": "Accept-Encoding",
    }
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    content = found.content
    if found.gzipped is not None and "gzip" in request.headers.get("accept-encoding", ""):
        content = found.gzipped
        headers["Content-Encoding"] = "gzip"
    return Response(content, media_type=found.media_type, headers=headers)


def _no_such_page(_request: Request) -> Response:
    return PlainTextResponse(_("Không có trang này."), status_code=404)


def _index(request: Request) -> Response:
    html = _index_html()
    if _is_embedded(request.url.query):
        # A sheet of its own: rules that ask whether a page is embedded would make the browser style
        # every page from its root again at each change.
        sheet = f'<link rel="stylesheet" href="{asset_url("embedded.css")}" />'
        html = html.replace("</head>", f"  {sheet}\n  </head>")
    return HTMLResponse(html, headers={"Cache-Control": "no-cache"})


def _is_embedded(query: str) -> bool:
    return parse_qs(query).get("embed", [""])[-1].lower() == "true"


def _streamlit_index_html() -> str:
    return (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")


@cache
def _index_html() -> str:
    """Streamlit's page, with the reader's language, our name, font, style and scripts.

    It also tells Streamlit's client where the server is. Left to guess, on `/ban-do` the client
    first asks for `/ban-do/_stcore/health` and `/ban-do/_stcore/host-config`: a round trip, and two
    errors in the browser's log.
    """
    html = _streamlit_index_html()
    scripts = "".join(
        f'    <script type="module" src="{asset_url(name)}"></script>\n' for name in _SCRIPTS
    )
    replacements = {
        '<html lang="en">': f'<html lang="{language()}">',
        "<title>Streamlit</title>": f"<title>{_(PRODUCT)}</title>",
        "<script>\n": "<script>\n"
        "      window.__streamlit = { BACKEND_BASE_URL: window.location.origin }\n",
        "</head>": f'  <link rel="stylesheet" href="{asset_url("fonts/be-vietnam-pro.css")}" />\n'
        f'    <link rel="stylesheet" href="{asset_url("style.css")}" />\n'
        f'    <link rel="stylesheet" media="print" href="{asset_url("paper.css")}" />\n'
        f"{scripts}  </head>",
    }
    for old, new in replacements.items():
        if html.count(old) != 1:
            raise RuntimeError(f"Streamlit's index.html has {html.count(old)} × {old!r}, not one")
        html = html.replace(old, new)
    # Streamlit preloads its own font, which this theme does not use.
    return re.sub(r"<link\s+rel=\"preload\"[^>]*as=\"font\"[^>]*/>\s*", "", html)


@cache
def _content_security_policy(*, in_any_frame: bool) -> str:
    """Everything from this server only; the scripts inside the page by their hash.

    A view made to be embedded may stand in a frame of any site: all it shows is public, and there
    is no account whose clicks a hidden frame could steal. Inline styles are Streamlit's (emotion)
    and plotly's way to style, blobs are downloads and workers of their own.
    """
    inline = re.findall(
        r"<script>(.*?)</script>", _index_html() + _streamlit_index_html(), re.DOTALL
    )
    digests = (base64.b64encode(hashlib.sha256(script.encode()).digest()) for script in inline)
    scripts = " ".join(f"'sha256-{digest.decode()}'" for digest in digests)
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' {scripts}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors " + ("*" if in_any_frame else "'self'"),
        )
    )


class SecurityHeaders:
    """Put the security headers on every HTTP response."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to the start of its response."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        embedded = _is_embedded(scope["query_string"].decode("latin-1"))

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = _content_security_policy(in_any_frame=embedded)
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "same-origin"
            await send(message)

        await self._app(scope, receive, send_with_headers)


ROUTES = (
    Route("/healthz", _healthz),
    Route(PREFIX + "{name:path}", _asset),
    Route("/favicon.png", _favicon),
    Route(STILLS_PATH + "{key}.svg", _still),
    Route(SHEETS_PATH + "{structure}/{window}.svg", _map_sheet),
    Route(TEXTS_PATH, _texts),
    Route(SEARCH_PATH, _search_index),
    *(Route(f"/{page.url_path}", _index) for page in PAGES),
    # Streamlit would answer every other address with the app and an English dialogue.
    Route("/{name}", _no_such_page),
)
MIDDLEWARE = (Middleware(SecurityHeaders),)
