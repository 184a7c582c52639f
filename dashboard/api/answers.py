"""What every answer for programs has in common: one build, tags, compression, problems in words."""

import gzip
import hashlib
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

from starlette.requests import Request
from starlette.responses import Response

from dashboard.api import work
from dashboard.api.problems import (
    FAILED,
    NO_BUILD,
    ONLY_READ,
    TOO_LONG,
    ProblemError,
    language_of_problems,
    problem_response,
)
from dashboard.store.builds import build_read_here, one_build
from dashboard.store.paths import ROOT
from dashboard.store.warehouse import ClosedBuildError, Warehouse
from etl.language.i18n import _, format_number, using

_log = logging.getLogger(__name__)

_LONGEST_QUERY = 6000
_LEAST_COMPRESSED = 1000
_PACKED = (".parquet", ".xlsx", ".zip", ".docx", ".pdf", ".png")
OPEN_TO_ALL = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Content-Disposition",
}
"""Programs of other sites may read what is public; nothing can be sent here."""


@dataclass(frozen=True)
class Answer:
    """The content of an answer."""

    content: bytes
    media_type: str
    headers: Mapping[str, str] = field(default_factory=dict)
    is_packed: bool = False
    """Whether its format is compressed already."""


Make = Callable[[Request, Warehouse], Answer]
Handler = Callable[[Request], Awaitable[Response]]


def answering(make: Make, of: Callable[[], str] = str) -> Handler:
    """Answer GET and HEAD with what `make` gives, once for each build and address.

    `of` says what else an answer depends on, such as the day it is.
    """

    async def handle(request: Request) -> Response:
        with using(language_of_problems(request)):
            try:
                response = await _answered(request, make, of)
            except ProblemError as problem:
                response = problem_response(request, problem)
            except FileNotFoundError:
                words = _("Máy chủ chưa có bản số liệu nào để trả lời.")
                response = problem_response(request, ProblemError(NO_BUILD, words))
            except Exception as error:
                _log.error("An answer failed: %s", request.url.path, exc_info=error)
                words = _("Lỗi đã được ghi lại ở máy chủ. Hãy thử lại sau.")
                response = problem_response(request, ProblemError(FAILED, words))
        response.headers.update(OPEN_TO_ALL)
        return response

    return handle


async def _answered(request: Request, make: Make, of: Callable[[], str]) -> Response:
    if request.method == "OPTIONS":
        # A browser asks before it sends a header of its own, such as If-None-Match.
        return Response(
            status_code=204,
            headers={
                "Allow": "GET, HEAD, OPTIONS",
                "Access-Control-Allow-Methods": "GET, HEAD",
                "Access-Control-Allow-Headers": "If-None-Match, Accept-Language",
            },
        )
    if request.method not in ("GET", "HEAD"):
        raise ProblemError(ONLY_READ, _("Địa chỉ này chỉ nhận GET và HEAD."))
    if len(request.url.query) > _LONGEST_QUERY:
        raise ProblemError(
            TOO_LONG,
            _("Phần tham số dài hơn {most} ký tự. Hãy lọc theo ít giá trị hơn.").format(
                most=format_number(_LONGEST_QUERY)
            ),
        )
    return await work.shared.do(lambda: _made(request, make, of))


def _made(request: Request, make: Make, of: Callable[[], str]) -> Response:
    """From one build, whatever is published meanwhile; anew where it is closed before."""
    for _attempt in range(2):
        try:
            with one_build():
                return _made_of_build(request, make, of)
        except ClosedBuildError as error:
            closed = error
    raise closed


def _made_of_build(request: Request, make: Make, of: Callable[[], str]) -> Response:
    build = build_read_here()
    if build is None:
        raise FileNotFoundError
    etag = f'W/"{_tag(build.build_id, request.url.path, request.url.query, of())}"'
    headers = {"ETag": etag, "Cache-Control": "public, no-cache", "Vary": "Accept-Encoding"}
    if _has(request, etag):
        return Response(status_code=304, headers=headers)
    answer = make(request, build)
    content = answer.content
    accepts = "gzip" in request.headers.get("accept-encoding", "")
    if accepts and not answer.is_packed and len(content) >= _LEAST_COMPRESSED:
        content = gzip.compress(content, 5, mtime=0)
        headers["Content-Encoding"] = "gzip"
    return Response(content, 200, {**headers, **answer.headers}, answer.media_type)


def _has(request: Request, etag: str) -> bool:
    known = [tag.strip() for tag in request.headers.get("if-none-match", "").split(",")]
    return etag in known or etag.removeprefix("W/") in known or "*" in known


def _tag(*of: str) -> str:
    return hashlib.sha256("\0".join((_program(), *of)).encode()).hexdigest()[:20]


@cache
def _program() -> str:
    """A mark of the program: the same build is told in another way after it has changed."""
    found = hashlib.sha256()
    for folder in ("dashboard", "pages", "etl/language"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".po", ".css") and "node_modules" not in path.parts:
                found.update(path.read_bytes())
    return found.hexdigest()


def is_packed(name: str) -> bool:
    """Whether a file of this name is compressed already."""
    return name.endswith(_PACKED)
