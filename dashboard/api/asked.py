"""What an address asks of a list: filters, format, page and language, each checked."""

import base64
import binascii
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from starlette.requests import Request

from dashboard.api.problems import (
    OTHER_BUILD,
    TOO_LARGE,
    UNKNOWN_VALUE,
    ProblemError,
    shown,
    unknown_parameter,
    unknown_value,
)
from dashboard.queries.as_known import official_only
from dashboard.queries.listing import Listing
from dashboard.queries.listings import Asked, known_values
from dashboard.store.warehouse import Warehouse
from etl.language.i18n import LANGUAGES, OWN, _, format_number

JSON, CSV, JSON_STAT, PARQUET = "json", "csv", "jsonstat", "parquet"
FORMATS = (JSON, CSV, JSON_STAT, PARQUET)
OFFICIAL, EVERY = "official", "all"

USUAL_LIMIT = {JSON: 1000, CSV: 100_000, JSON_STAT: 100_000, PARQUET: 100_000}
MOST_ROWS = {JSON: 10_000, CSV: 100_000, JSON_STAT: 100_000, PARQUET: 100_000}
MOST_VALUES = 200

_Given = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Listed:
    """A page of a list as an address asks for it."""

    listing: Listing
    source: Warehouse
    """The build, in the language and with the documents asked for."""
    asked: Asked
    format: str
    path: str
    query: tuple[tuple[str, str], ...]
    """The address's own parameters, without the one that says the page."""

    def address_after(self, rows: int) -> str:
        """That of the page after this one, in this build and for these filters."""
        text = f"{self.source.build_id}|{self.asked.first + rows}|{_mark(self)}"
        cursor = base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
        return f"{self.path}?{urlencode([*self.query, ('cursor', cursor)])}"


def parameters_of(listing: Listing) -> tuple[str, ...]:
    """The names of all parameters that a list takes."""
    return (*listing.filters, "format", "limit", "cursor", "sources", "lang")


def formats_of(listing: Listing) -> tuple[str, ...]:
    """The formats of a list: a cube only of amounts."""
    return FORMATS if listing.dimensions else tuple(f for f in FORMATS if f != JSON_STAT)


def listed(request: Request, build: Warehouse, listing: Listing, suffix: str | None) -> Listed:
    """What the address asks for, with the format that its path may end in. Raises ProblemError."""
    given = _given(request, parameters_of(listing))
    language = _one(given, "lang", tuple(LANGUAGES), OWN)
    sources = _one(given, "sources", (EVERY, OFFICIAL), EVERY)
    said = _one(given, "format", formats_of(listing), suffix or JSON)
    if suffix is not None and said != suffix:
        raise unknown_value("format", said, (suffix,))
    source = (official_only(build) if sources == OFFICIAL else build).in_language(language)
    filters = tuple(
        (name, _values(build, listing, name, given[name]))
        for name in listing.filters
        if name in given
    )
    usual = tuple(
        (name, (found.usual,))
        for name, found in listing.filters.items()
        if found.usual is not None and name not in given
    )
    query = tuple((n, v) for n, v in request.query_params.multi_items() if n != "cursor")
    asked = Asked((*filters, *usual), 0, _limit(given, said))
    page = Listed(listing, source, asked, said, request.url.path, query)
    if "cursor" not in given:
        return page
    return replace(page, asked=replace(asked, first=_first(page, given["cursor"][-1])))


def one_value(request: Request, name: str, known: Sequence[str], usual: str) -> str:
    """The value of the only parameter that an address takes. Raises ProblemError."""
    return _one(_given(request, (name,)), name, known, usual)


def _given(request: Request, known: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        if name not in known:
            raise unknown_parameter(name, known)
        found.setdefault(name, []).append(value)
        if len(found[name]) > MOST_VALUES:
            words = _("Tham số “{name}” có hơn {most} giá trị. Hãy chia thành nhiều yêu cầu.")
            raise ProblemError(
                TOO_LARGE, words.format(name=name, most=format_number(MOST_VALUES)), parameter=name
            )
    return found


def _one(given: _Given, name: str, known: Sequence[str], usual: str) -> str:
    values = given.get(name, [usual])
    for value in values:
        if value not in known:
            raise unknown_value(name, value, known)
    if len(set(values)) > 1:
        words = _("Tham số “{name}” chỉ nhận một giá trị.").format(name=name)
        raise ProblemError(UNKNOWN_VALUE, words, parameter=name, expected=known)
    return values[0]


def _values(
    build: Warehouse, listing: Listing, name: str, values: Sequence[str]
) -> tuple[str, ...]:
    """The values of a filter, each one that the list or the whole build knows, in order."""
    known = listing.filters[name].codes or known_values(build, name)
    for value in values:
        if value not in known:
            raise unknown_value(name, value, known)
    return tuple(sorted(set(values)))


def _limit(given: _Given, format_: str) -> int:
    most = MOST_ROWS[format_]
    text = given.get("limit", [str(USUAL_LIMIT[format_])])[-1]
    if not (text.isascii() and text.isdigit() and int(text[:20]) >= 1):
        words = _("Tham số “limit” là số dòng của một trang, một số nguyên từ 1 đến {most}.")
        raise ProblemError(
            UNKNOWN_VALUE,
            words.format(most=format_number(most)),
            parameter="limit",
            value=shown(text),
            expected=[f"1–{most}"],
        )
    if int(text[:20]) > most:
        words = _(
            "Một trang có nhiều nhất {most} dòng ở định dạng {format}. "
            "Hãy đi theo liên kết “next” để lấy các trang sau."
        )
        raise ProblemError(
            TOO_LARGE,
            words.format(most=format_number(most), format=format_),
            parameter="limit",
            value=shown(text),
            expected=[f"1–{most}"],
        )
    return int(text)


def _first(page: Listed, cursor: str) -> int:
    """How many rows come before the page that a cursor leads to."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        build, first, mark = base64.urlsafe_b64decode(padded.encode()).decode().split("|")
        before = int(first)
    except (ValueError, binascii.Error) as error:
        raise _no_cursor(cursor) from error
    if mark != _mark(page) or not 0 <= before < 2**40:
        raise _no_cursor(cursor)
    if build != page.source.build_id:
        words = _(
            "Bản số liệu đã thay đổi từ khi lấy trang trước, nên các trang không còn khớp nhau. "
            "Hãy lấy lại từ trang đầu, không có “cursor”."
        )
        raise ProblemError(OTHER_BUILD, words, parameter="cursor")
    return before


def _no_cursor(cursor: str) -> ProblemError:
    words = _(
        "Tham số “cursor” chỉ nhận giá trị trong liên kết “next” của cùng một yêu cầu, "
        "với các bộ lọc như cũ."
    )
    return ProblemError(UNKNOWN_VALUE, words, parameter="cursor", value=shown(cursor))


def _mark(page: Listed) -> str:
    """Tells these filters from others; pages of any size may follow each other."""
    of = repr((page.listing.name, page.asked.filters, page.source.documents))
    return hashlib.sha256(of.encode()).hexdigest()[:12]
