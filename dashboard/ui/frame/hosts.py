"""By which names this server may be asked, and from whose pages it may be read.

Two settings of Streamlit's say it, for everything that is answered and not for its own part alone:
`server.allowedHosts` lists the names (`["so-lieu.bo.gov.vn"]`; none listed: any name), and
`server.corsAllowedOrigins` lists other sites whose pages may open a session. Without it a session
is opened by this server's own pages alone. Streamlit itself would let in whatever runs on the
reader's own machine, and would ask a server on the internet for its own address to compare.
"""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from dashboard.ui.frame.refusals import refusal
from etl.language.i18n import N_

# Who watches over the server asks it by its number.
HEALTH = ("/healthz", "/readyz", "/metrics", "/_stcore/health")


class OwnHosts:
    """Refuse what is asked by another name, and sessions of other sites' pages."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is asked by one of our names, and from one of our pages."""
        answer: ASGIApp = self._app
        if scope["type"] != "lifespan" and scope["path"] not in HEALTH:
            headers = Headers(scope=scope)
            host = headers.get("host")
            if not is_host_allowed(host):
                words = N_("Máy chủ này không phục vụ tên miền trong địa chỉ.")
                answer = refusal(scope, 421, words)
            elif scope["type"] == "websocket" and not _is_own(headers.get("origin"), host):
                words = N_("Chỉ trang của chính máy chủ này mới mở được phiên làm việc.")
                answer = refusal(scope, 403, words)
        await answer(scope, receive, send)


def _is_own(origin: str | None, host: str | None) -> bool:
    """Whether a page of this origin may open a session. A program that is no browser says none."""
    if origin is None:
        return True
    listed = {item.strip() for item in config.get_option("server.corsAllowedOrigins")}
    return origin in listed or _netloc(origin) == (host or "").lower()


def _netloc(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc.lower() or None
    except ValueError:
        return None
