"""The security headers of every answer."""

import base64
import hashlib
import re
from functools import cache

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.ui.frame.index_page import index_html, is_embedded, streamlit_index_html
from dashboard.ui.frame.pages import UPDATE


@cache
def _content_security_policy(*, in_any_frame: bool) -> str:
    """Everything from this server only; the scripts inside the page by their hash.

    A view made to be embedded may stand in a frame of any site: all it shows is public, and there
    is no account whose clicks a hidden frame could steal. Inline styles are Streamlit's (emotion)
    and plotly's way to style, blobs are downloads and workers of their own.
    """
    inline = re.findall(r"<script>(.*?)</script>", index_html() + streamlit_index_html(), re.DOTALL)
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


def security_headers(*, in_any_frame: bool) -> dict[str, str]:
    """What every answer has."""
    return {
        "Content-Security-Policy": _content_security_policy(in_any_frame=in_any_frame),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
    }


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
        embedded = not is_update and is_embedded(scope["query_string"].decode("latin-1"))

        async def send_with_headers(message: Message) -> None:
            if message["type"].endswith("http.response.start"):
                MutableHeaders(scope=message).update(security_headers(in_any_frame=embedded))
            await send(message)

        await self._app(scope, receive, send_with_headers)
