"""The files that a browser fetches beside the pages: whole, compressed, and once."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.queries.as_known import official_only
from dashboard.store.builds import build_read_here, one_build, warehouse
from dashboard.store.warehouse import ClosedBuildError
from dashboard.ui.frame import logs
from dashboard.ui.frame.assets import PREFIX, STREAMLIT_FILES, Asset, asset, streamlit_script
from dashboard.ui.frame.client_texts import SEARCH_PATH, TEXTS_PATH, texts
from dashboard.ui.frame.parameters import OFFICIAL_ONLY, SOURCES
from dashboard.ui.frame.refusals import language_of
from dashboard.ui.frame.sheets import PATH as SHEETS_PATH
from dashboard.ui.frame.sheets import asked_sheet
from dashboard.ui.frame.stills import PATH as STILLS_PATH
from dashboard.ui.frame.stills import asked_still
from dashboard.ui.frame.taken_files import PATH as FILES_PATH
from dashboard.ui.frame.taken_files import file_response
from etl.language.i18n import _, language, using

_A_YEAR = 365 * 24 * 60 * 60
_AN_HOUR = 60 * 60


def _asset(request: Request) -> Response:
    return _asset_response(request, request.path_params["name"])


def _favicon(request: Request) -> Response:
    return _asset_response(request, "favicon.png")


def _asset_response(request: Request, name: str) -> Response:
    try:
        return answer(request, asset(name))
    except FileNotFoundError:
        return no_such_file()


def _texts(request: Request) -> Response:
    return answer(request, texts(language_of(request)))


def _search_index(request: Request) -> Response:
    # Loaded here: it brings half the dashboard along, which the first page should not wait for.
    from dashboard.ui.frame.search_index import search_index

    with asked_by(request):
        try:
            return answer(request, search_index(warehouse()))
        except FileNotFoundError:
            return no_such_file()


def _map_sheet(request: Request) -> Response:
    asked = request.path_params
    with asked_by(request):
        try:
            return answer(request, asked_sheet(warehouse(), asked["structure"], asked["window"]))
        except FileNotFoundError:
            return no_such_file()


def _still(request: Request) -> Response:
    try:
        return answer(request, asked_still(request.path_params["key"]))
    except (FileNotFoundError, ClosedBuildError):
        return no_such_file()


def _taken_file(request: Request) -> Response:
    asked = request.path_params
    try:
        return file_response(asked["key"], asked["name"])
    except (FileNotFoundError, ClosedBuildError):
        words = _(
            "Tệp này không còn ở máy chủ, có thể vì số liệu đã được cập nhật. "
            "Hãy tải lại trang rồi tải lại tệp."
        )
        # Not 410: another process may have it, and a proxy asks there.
        return PlainTextResponse(words, status_code=404)


def no_such_file() -> Response:
    """What an address without a file behind it gets."""
    return PlainTextResponse(_("Không có tệp này."), status_code=404)


@contextmanager
def asked_by(request: Request) -> Iterator[None]:
    """Answer in the language of the address, from one build and the sources that it asks for."""
    with using(language_of(request)), one_build():
        build = build_read_here()
        if build is not None and request.query_params.get(SOURCES.url) == OFFICIAL_ONLY:
            build = official_only(build)
        logs.tell(language=language(), build=None if build is None else build.build_id)
        with one_build(build):
            yield


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


class StreamlitScripts:
    """Send Streamlit's scripts compressed; their names change with their content.

    Its own routes cannot be taken from it, so this stands before them.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for the scripts there are, and pass everything else on."""
        found = None
        if scope["type"] == "http" and scope["path"].startswith(STREAMLIT_FILES):
            with suppress(FileNotFoundError):
                found = streamlit_script(scope["path"].removeprefix(STREAMLIT_FILES))
        if found is None:
            await self._app(scope, receive, send)
        else:
            await answer(Request(scope), found, is_fixed=True)(scope, receive, send)


FILE_ROUTES = (
    Route(PREFIX + "{name:path}", _asset),
    Route("/favicon.png", _favicon),
    Route(STILLS_PATH + "{key}.svg", _still),
    Route(FILES_PATH + "{key}/{name}", _taken_file),
    Route(SHEETS_PATH + "{structure}/{window}.svg", _map_sheet),
    Route(TEXTS_PATH, _texts),
    Route(SEARCH_PATH, _search_index),
)
