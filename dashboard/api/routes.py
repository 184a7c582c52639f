"""The addresses of the API."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import orjson
from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard.api.answers import Answer, answering
from dashboard.api.asked import FORMATS, formats_of, listed, one_value
from dashboard.api.descriptions import catalogue, csvw, dataset, package
from dashboard.api.docs_page import docs_page
from dashboard.api.formats import API, written
from dashboard.api.openapi import document
from dashboard.api.problems import NOT_FOUND, ProblemError
from dashboard.queries.listing import Listing
from dashboard.queries.listings import LISTINGS
from dashboard.store.warehouse import Warehouse
from etl.language.i18n import LANGUAGES, OWN, _, using

METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"]
"""All of them, so that those that would change something are refused in words, too."""

Paths = Callable[[], Mapping[str, Any]]
Told = Callable[[Warehouse], Mapping[str, Any]]

_EXAMPLES = {
    "observations": "?indicator=dvctt_full_rate&level=province&structure=2025&period=latest",
    "results": "?indicator=dvctt_full_rate&verdict=met&due=2025",
    "units": "?level=province&structure=2025&format=csv",
    "targets": "?level=country&status=in_force",
    "claims": "?status=contradicted",
    "tasks": "?unit=bo-cong-an",
}


def routes(further: Paths) -> tuple[BaseRoute, ...]:
    """All of them; `further` describes addresses beside the lists, for OpenAPI."""
    described: Mapping[str, tuple[Told, str]] = {
        f"{API}dcat.jsonld": (catalogue, "application/ld+json"),
        f"{API}dataset.jsonld": (dataset, "application/ld+json"),
        f"{API}datapackage.json": (package, "application/json"),
        **{
            f"{API}{name}.csv-metadata.json": (
                partial(_csvw, listing),
                "application/csvm+json",
            )
            for name, listing in LISTINGS.items()
        },
        "/api/openapi.json": (lambda source: document(source, further()), "application/json"),
    }
    return (
        *(route for listing in LISTINGS.values() for route in _of_list(listing)),
        *(
            Route(path, answering(partial(_described, *told)), methods=METHODS)
            for path, told in described.items()
        ),
        Route("/api/docs", answering(partial(_docs, further)), methods=METHODS),
        Route("/api", answering(_nothing), methods=METHODS),
        Route("/api/{rest:path}", answering(_nothing), methods=METHODS),
    )


def _of_list(listing: Listing) -> list[BaseRoute]:
    path = f"{API}{listing.name}"
    endings = [name for name in FORMATS if name in formats_of(listing)]
    return [
        Route(path, answering(partial(_list, listing, None)), methods=METHODS),
        *(
            Route(f"{path}.{name}", answering(partial(_list, listing, name)), methods=METHODS)
            for name in endings
        ),
    ]


def _list(listing: Listing, suffix: str | None, request: Request, build: Warehouse) -> Answer:
    return written(listed(request, build, listing, suffix))


def _described(tell: Told, media_type: str, request: Request, build: Warehouse) -> Answer:
    code = one_value(request, "lang", tuple(LANGUAGES), OWN)
    with using(code):
        content = orjson.dumps(tell(build.in_language(code)), option=orjson.OPT_INDENT_2)
    return Answer(content, media_type)


def _csvw(listing: Listing, source: Warehouse) -> Mapping[str, Any]:
    return csvw(source, listing)


def _docs(further: Paths, request: Request, build: Warehouse) -> Answer:
    code = one_value(request, "lang", tuple(LANGUAGES), OWN)
    with using(code):
        examples = {f"{API}{name}": f"{API}{name}{query}" for name, query in _EXAMPLES.items()}
        content = docs_page(document(build.in_language(code), further()), examples)
    return Answer(content, "text/html; charset=utf-8")


def _nothing(_request: Request, _build: Warehouse) -> Answer:
    words = _("Không có địa chỉ này. Danh sách các địa chỉ ở /api/docs.")
    raise ProblemError(NOT_FOUND, words)
