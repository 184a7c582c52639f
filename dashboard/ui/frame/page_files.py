"""The address of a page with the ending of a file: `/ban-do.csv?chi-so=…` is what the page gives.

The query is that of the page. Where a page has several tables, the first is given, and `tep` names
another: the name of its file or the beginning of it.
"""

import re
from collections.abc import Sequence
from functools import partial
from pathlib import PurePosixPath
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.routing import BaseRoute, Route

from dashboard.api.answers import Answer, answering, is_packed
from dashboard.api.openapi import get_path
from dashboard.api.problems import (
    NOT_OFFERED,
    UNKNOWN_VALUE,
    ProblemError,
    unknown_parameter,
    unknown_value,
)
from dashboard.api.routes import METHODS
from dashboard.figures.png_picture import png_picture
from dashboard.figures.worded_picture import worded_picture
from dashboard.files.page_tables import described, to_json
from dashboard.store.builds import one_build
from dashboard.store.warehouse import Warehouse
from dashboard.ui.frame.addresses import address_of
from dashboard.ui.frame.days import today
from dashboard.ui.frame.offered import Offered, OfferedTable
from dashboard.ui.frame.page_run import run_page
from dashboard.ui.frame.pages import PAGES, Page
from dashboard.ui.frame.parameters import LANG
from dashboard.ui.frame.taken_files import MEDIA_TYPES
from etl.language.i18n import LANGUAGES, OWN, _, using

FILE = "tep"
"""The parameter that names one of several files."""
FIRST_PAGE = "tong-quan"
"""What the first page, whose address is empty, is called with an ending."""

_JSON = "application/json"
_METADATA = "metadata.json"
_PICTURES = ("svg", "png")
_TABLES = (ending.removeprefix(".") for ending in MEDIA_TYPES)
_ENDINGS = (*_TABLES, "json", _METADATA, *_PICTURES)
_OF_BUILD = re.compile(r"_b\d+(_\d{4}-\d\d-\d\d)?$")

Named = TypeVar("Named")


def _page_file(page: Page, ending: str, request: Request, build: Warehouse) -> Answer:
    query = _query(page, request)
    asked = query.pop(FILE, None)
    code = query.get(LANG.url, OWN)
    if code not in LANGUAGES:
        raise unknown_value(LANG.url, code, tuple(LANGUAGES))
    with using(code), one_build(build):
        run = run_page(page, query)
        source = build.in_language(code)
        for refused in run.refused:
            raise unknown_value(refused.name, refused.value, refused.options)
        if ending in _PICTURES:
            return _picture(run.offered, ending, asked)
        if ending in ("json", _METADATA):
            return _described(page, query, ending, _table(run.offered, asked), source)
        return _file(run.offered, ending, asked)


def _query(page: Page, request: Request) -> dict[str, str]:
    known = (*(param.url for param in page.params), FILE)
    found: dict[str, str] = {}
    for name, value in request.query_params.multi_items():
        if name not in known:
            raise unknown_parameter(name, known)
        if found.setdefault(name, value) != value:
            words = _("Tham số “{name}” chỉ nhận một giá trị.").format(name=name)
            raise ProblemError(UNKNOWN_VALUE, words, parameter=name)
    return found


def _file(offered: Offered, ending: str, asked: str | None) -> Answer:
    files = [(_stem(file.name), file) for file in offered.files if file.name.endswith(f".{ending}")]
    file = _chosen(files, ending, asked)
    name = f"attachment; filename*=UTF-8''{quote(file.name)}"
    return Answer(
        file.make(),
        MEDIA_TYPES[f".{ending}"],
        {"Content-Disposition": name},
        is_packed=is_packed(file.name),
    )


def _table(offered: Offered, asked: str | None) -> OfferedTable:
    tables = [(_stem(table.caption.file), table) for table in offered.tables]
    return _chosen(tables, "json", asked)


def _picture(offered: Offered, ending: str, asked: str | None) -> Answer:
    """As the server draws the figure, with the words that the page's own pictures have."""
    picture = _chosen([(_stem(one.caption.file), one) for one in offered.pictures], ending, asked)
    caption = picture.caption
    drawn = worded_picture(
        picture.draw(),
        caption.title,
        picture.finding,
        caption.subtitle,
        "\n".join((caption.origin, *([picture.credit] if picture.credit else []))),
    )
    if ending == "png":
        return Answer(png_picture(drawn), "image/png", is_packed=True)
    return Answer(drawn.encode(), "image/svg+xml")


def _stem(name: str) -> str:
    """What a file is of, without the build, the day and the ending."""
    return _OF_BUILD.sub("", PurePosixPath(name).name.partition(".")[0])


def _chosen(named: Sequence[tuple[str, Named]], ending: str, asked: str | None) -> Named:
    """The one that is asked for: the first, or the only one whose name begins so."""
    if not named:
        words = _("Với các lựa chọn này, trang không có tệp .{ending} nào.")
        raise ProblemError(NOT_OFFERED, words.format(ending=ending))
    if asked is None:
        return named[0][1]
    found = [one for stem, one in named if stem == asked]
    found = found or [one for stem, one in named if stem.startswith(f"{asked}_")]
    if len(found) != 1:
        raise unknown_value(FILE, asked, [stem for stem, _one in named])
    return found[0]


def _described(
    page: Page, query: dict[str, str], ending: str, table: OfferedTable, source: Warehouse
) -> Answer:
    own = address_of(page, query)
    if ending == "json":
        content = to_json(source, table.rows(), table.caption, table.choices, own)
        return Answer(content, _JSON)
    with_file = query | {FILE: _stem(table.caption.file)}
    addresses = {
        kind: f"{file_path(page, kind)}?{urlencode(with_file)}" for kind in ("csv", "xlsx", "json")
    }
    content = described(source, table.rows(), table.caption, table.choices, addresses)
    return Answer(content, "application/csvm+json")


def file_path(page: Page, ending: str) -> str:
    """The path of a page's files with an ending."""
    return f"/{page.url_path or FIRST_PAGE}.{ending}"


def _day() -> str:
    """Names and covers of files say when they were taken."""
    return today().isoformat()


def page_file_paths() -> dict[str, Any]:
    """The files of pages as OpenAPI describes them: those that every page of tables has."""
    return {
        file_path(page, ending): get_path(
            None,
            _("Trang {page}: tệp của bảng").format(page=_(page.title)),
            [
                *(_parameter(param.url, _(param.label)) for param in page.params),
                _parameter(FILE, _("Tên của một trong nhiều tệp, hoặc đầu của tên")),
            ],
            {media_type: {}},
        )
        for page in PAGES
        for ending, media_type in (("csv", "text/csv"), ("json", _JSON))
    }


def _parameter(name: str, words: str) -> dict[str, Any]:
    schema = {"type": "string"}
    return {"name": name, "in": "query", "required": False, "description": words, "schema": schema}


PAGE_FILE_ROUTES: tuple[BaseRoute, ...] = tuple(
    Route(
        file_path(page, ending),
        answering(partial(_page_file, page, ending), _day),
        methods=METHODS,
    )
    for page in PAGES
    for ending in _ENDINGS
)
