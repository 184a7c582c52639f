"""The addresses of the API."""

from functools import partial

from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard.api.answers import Answer, answering
from dashboard.api.asked import FORMATS, formats_of, listed
from dashboard.api.formats import API, written
from dashboard.api.problems import NOT_FOUND, ProblemError
from dashboard.queries.listing import Listing
from dashboard.queries.listings import LISTINGS
from dashboard.store.warehouse import Warehouse
from etl.language.i18n import _, using

METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]
"""All of them, so that those that would change something are refused in words, too."""


def _list(listing: Listing, suffix: str | None, request: Request, build: Warehouse) -> Answer:
    page = listed(request, build, listing, suffix)
    with using(page.source.language):
        return written(page)


def _nothing(request: Request, _build: Warehouse) -> Answer:
    words = _("Không có địa chỉ này. Danh sách các địa chỉ ở /api/docs.")
    raise ProblemError(NOT_FOUND, words)


def _of_list(listing: Listing) -> list[BaseRoute]:
    path = f"{API}{listing.name}"
    return [
        Route(path, answering(partial(_list, listing, None)), methods=METHODS),
        *(
            Route(f"{path}.{name}", answering(partial(_list, listing, name)), methods=METHODS)
            for name in FORMATS
            if name in formats_of(listing)
        ),
    ]


ROUTES: tuple[BaseRoute, ...] = (
    *(route for listing in LISTINGS.values() for route in _of_list(listing)),
    Route("/api", answering(_nothing), methods=METHODS),
    Route("/api/{rest:path}", answering(_nothing), methods=METHODS),
)
