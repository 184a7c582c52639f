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
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import file_util

from dashboard.store.builds import state
from dashboard.ui.frame.assets import asset_url
from dashboard.ui.frame.draining import WORK, Draining
from dashboard.ui.frame.files_over_http import FILE_ROUTES, StreamlitScripts
from dashboard.ui.frame.hosts import OwnHosts
from dashboard.ui.frame.limits import ROOM, Readers
from dashboard.ui.frame.metrics import METRICS_ROUTES
from dashboard.ui.frame.observed import Observed
from dashboard.ui.frame.open_routes import ELSEWHERE, WrittenAddresses
from dashboard.ui.frame.operators import shown_pages
from dashboard.ui.frame.pages import UPDATE
from dashboard.ui.frame.refusals import CalmErrors
from dashboard.ui.frame.shell import PRODUCT
from dashboard.ui.frame.sign_in import SignIn
from dashboard.ui.frame.socket_messages import SocketMessages
from etl.language.i18n import _, language

_SCRIPTS = (
    "shell.js",
    "choices_sheet.js",
    "search.js",
    "selects.js",
    "share.js",
    "pictures.js",
    "access.js",
    "tables.js",
    "menus.js",
    "ways.js",
)


# What Streamlit's client fetches once it has seen what is on a page. Run before the client itself,
# they are there when a page comes: its elements have their final size at once, and nothing moves.
_CLIENT = '<script type="module" crossorigin src="./static/js/index.'
_ASKED_EACH_TIME = {"Cache-Control": "no-store"}
_PARTS_OF_EVERY_PAGE = ("Html", "StreamlitMarkdown", "Selectbox", "ButtonGroup", "BidiComponent")


async def _healthz(_request: Request) -> Response:
    """Whether the process lives: if it answers, it does."""
    return JSONResponse({"status": "ok"}, headers=_ASKED_EACH_TIME)


def _readyz(_request: Request) -> Response:
    """Whether another reader gets the published build; if not, why, and which one is served.

    A process that ends is not ready either: whoever comes now is for another one.
    """
    found = state()
    if WORK.is_ending:
        status = "ending"
    elif found.problem is not None:
        status = "not ready"
    else:
        status = "full" if ROOM.is_full else "ready"
    answer = {
        "status": status,
        "build": found.build_id,
        "since": None if found.since is None else found.since.isoformat(timespec="seconds"),
        "problem": found.problem,
    }
    return JSONResponse(answer, 200 if status == "ready" else 503, headers=_ASKED_EACH_TIME)


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
        _CLIENT: f"{_parts_of_every_page()}{_CLIENT}",
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


def _parts_of_every_page() -> str:
    scripts = Path(file_util.get_static_dir()) / "static" / "js"
    found = [path.name for name in _PARTS_OF_EVERY_PAGE for path in scripts.glob(f"{name}.*.js")]
    if len(found) != len(_PARTS_OF_EVERY_PAGE):
        raise RuntimeError(
            f"Streamlit's client has {found}, not one of {_PARTS_OF_EVERY_PAGE} each"
        )
    return "".join(
        f'<script type="module" crossorigin src="/static/js/{name}"></script>\n    '
        for name in found
    )


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
    """Put the security headers on every answer, also to a session that is refused."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add the headers to the start of its response."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return

        # What changes the figures stands in no frame of another site.
        is_update = scope["path"] == f"/{UPDATE.url_path}"
        embedded = not is_update and _is_embedded(scope["query_string"].decode("latin-1"))

        async def send_with_headers(message: Message) -> None:
            if message["type"].endswith("http.response.start"):
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = _content_security_policy(in_any_frame=embedded)
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "same-origin"
            await send(message)

        await self._app(scope, receive, send_with_headers)


ROUTES = (
    Route("/healthz", _healthz),
    Route("/readyz", _readyz),
    *METRICS_ROUTES,
    *FILE_ROUTES,
    *(Route(f"/{page.url_path}", _index) for page in shown_pages()),
    ELSEWHERE,
)
# The outermost first.
MIDDLEWARE = (
    Middleware(Observed),
    Middleware(SecurityHeaders),
    Middleware(CalmErrors),
    Middleware(WrittenAddresses),
    Middleware(OwnHosts),
    Middleware(Draining),
    Middleware(SignIn),
    Middleware(Readers),
    Middleware(SocketMessages),
    Middleware(StreamlitScripts),
)
