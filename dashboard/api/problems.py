"""Answers to what cannot be answered: RFC 9457, in words, in the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import orjson
from starlette.requests import Request
from starlette.responses import Response

from etl.language.i18n import LANGUAGES, N_, OWN, _

MEDIA_TYPE = "application/problem+json"
TYPES_PATH = "/api/docs#"
"""Where each type of problem is explained."""

_NEAREST, _SHOWN_LENGTH = 3, 60


@dataclass(frozen=True)
class Kind:
    """A type of problem: its name in the address of the type, its status and title."""

    name: str
    status: int
    title: str
    """Message id."""


UNKNOWN_PARAMETER = Kind("unknown-parameter", 400, N_("Không có tham số này"))
UNKNOWN_VALUE = Kind("unknown-value", 400, N_("Giá trị không dùng được"))
TOO_LARGE = Kind("too-large", 400, N_("Yêu cầu quá lớn"))
NOT_FOUND = Kind("not-found", 404, N_("Không có địa chỉ này"))
NOT_OFFERED = Kind("not-offered", 404, N_("Trang này không có tệp như vậy"))
ONLY_READ = Kind("only-read", 405, N_("Chỉ đọc được, không sửa được"))
OTHER_BUILD = Kind("other-build", 410, N_("Bản số liệu đã thay đổi"))
TOO_LONG = Kind("too-long", 414, N_("Địa chỉ quá dài"))
FAILED = Kind("failed", 500, N_("Máy chủ gặp lỗi"))
BUSY = Kind("busy", 503, N_("Máy chủ đang bận"))
NO_BUILD = Kind("no-build", 503, N_("Chưa có kho số liệu"))
TOO_SLOW = Kind("too-slow", 504, N_("Mất quá nhiều thời gian"))

KINDS = (
    *(UNKNOWN_PARAMETER, UNKNOWN_VALUE, TOO_LARGE, NOT_FOUND, NOT_OFFERED, ONLY_READ),
    *(OTHER_BUILD, TOO_LONG, FAILED, BUSY, NO_BUILD, TOO_SLOW),
)


class ProblemError(Exception):
    """A request answered with a problem; `detail` is a sentence in the reader's language."""

    def __init__(
        self,
        kind: Kind,
        detail: str,
        *,
        parameter: str | None = None,
        value: str | None = None,
        expected: Sequence[str] = (),
    ) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail
        self.parameter = parameter
        self.value = value
        self.expected = tuple(expected)


def unknown_parameter(name: str, known: Sequence[str]) -> ProblemError:
    """A parameter that the address does not take."""
    return ProblemError(
        UNKNOWN_PARAMETER,
        _("Địa chỉ này không nhận tham số “{name}”. Các tham số nhận được: {known}.").format(
            name=shown(name), known=", ".join(known)
        ),
        parameter=shown(name),
        expected=known,
    )


def unknown_value(name: str, value: str, known: Sequence[str]) -> ProblemError:
    """A value that a parameter does not take; of many known ones the nearest are named."""
    expected: Sequence[str]
    near = get_close_matches(value[:200], known, n=_NEAREST, cutoff=0.5) if known else []
    if len(known) <= 2 * _NEAREST + 6:
        words = _("Tham số “{name}” không nhận giá trị “{value}”. Các giá trị nhận được: {known}.")
        expected = known
    elif near:
        words = _("Tham số “{name}” không nhận giá trị “{value}”. Gần nhất là: {known}.")
        expected = near
    else:
        words = _("Tham số “{name}” không nhận giá trị “{value}”. Nhận chẳng hạn: {known}.")
        expected = known[:_NEAREST]
    detail = words.format(name=name, value=shown(value), known=", ".join(expected))
    return ProblemError(
        UNKNOWN_VALUE, detail, parameter=name, value=shown(value), expected=expected
    )


def shown(text: str) -> str:
    """What a request said, fit to be said again."""
    printable = "".join(char if char.isprintable() else " " for char in text)
    return printable if len(printable) <= _SHOWN_LENGTH else f"{printable[:_SHOWN_LENGTH]}…"


def problem_response(request: Request, problem: ProblemError) -> Response:
    """The answer; who asks too much is told when to come again."""
    kind = problem.kind
    body: dict[str, object] = {
        "type": f"{TYPES_PATH}{kind.name}",
        "title": _(kind.title),
        "status": kind.status,
        "detail": problem.detail,
        "instance": request.url.path,
    }
    if problem.parameter is not None:
        body["parameter"] = problem.parameter
    if problem.value is not None:
        body["value"] = problem.value
    if problem.expected:
        body["expected"] = list(problem.expected)
    headers = {"Cache-Control": "no-store", "Vary": "Accept-Language"}
    if kind is ONLY_READ:
        headers["Allow"] = "GET, HEAD, OPTIONS"
    if kind.status in (503, 504):
        headers["Retry-After"] = "5"
    return Response(orjson.dumps(body), kind.status, headers, MEDIA_TYPE)


def language_of_problems(request: Request) -> str:
    """That of the address; else the first that the reader's program asks for and we have."""
    asked = request.query_params.get("lang")
    if asked in LANGUAGES:
        return str(asked)
    weighed = []
    for place, part in enumerate(request.headers.get("accept-language", "")[:200].split(",")):
        tag, _semicolon, weight = part.strip().partition(";q=")
        try:
            weighed.append((-float(weight or 1), place, tag.partition("-")[0].lower()))
        except ValueError:
            continue
    return next((tag for _weight, _place, tag in sorted(weighed) if tag in LANGUAGES), OWN)
