"""What the application answers over HTTP beside Streamlit's own routes."""

from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from dashboard.api import routes as api
from dashboard.store.builds import state
from dashboard.ui.frame.draining import WORK, Draining
from dashboard.ui.frame.feeds import FEED_ROUTES
from dashboard.ui.frame.files_over_http import FILE_ROUTES, StreamlitScripts
from dashboard.ui.frame.hosts import OwnHosts
from dashboard.ui.frame.index_page import index
from dashboard.ui.frame.limits import ROOM, Readers
from dashboard.ui.frame.metrics import METRICS_ROUTES
from dashboard.ui.frame.observed import Observed
from dashboard.ui.frame.open_routes import ELSEWHERE, WrittenAddresses
from dashboard.ui.frame.operators import shown_pages
from dashboard.ui.frame.page_files import PAGE_FILE_ROUTES, page_file_paths
from dashboard.ui.frame.refusals import CalmErrors, refusal
from dashboard.ui.frame.security_headers import SecurityHeaders
from dashboard.ui.frame.sign_in import SignIn
from dashboard.ui.frame.socket_messages import SocketMessages
from etl.language.i18n import N_

_ASKED_EACH_TIME = {"Cache-Control": "no-store"}


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


def _only_read(request: Request, error: Exception) -> Response:
    """An answer to who wants to do something else with an address than read it."""
    allowed = error.headers if isinstance(error, HTTPException) else None
    return refusal(request.scope, 405, N_("Địa chỉ này chỉ nhận GET và HEAD."), allowed)


EXCEPTION_HANDLERS = {405: _only_read}
ROUTES = (
    Route("/healthz", _healthz),
    Route("/readyz", _readyz),
    *METRICS_ROUTES,
    *FILE_ROUTES,
    *api.routes(page_file_paths),
    *PAGE_FILE_ROUTES,
    *FEED_ROUTES,
    *(Route(f"/{page.url_path}", index) for page in shown_pages()),
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
