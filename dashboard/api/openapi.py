"""The API described by OpenAPI 3.1, made of the lists themselves."""

from collections.abc import Mapping
from typing import Any

from dashboard.api.asked import JSON, MOST_ROWS, MOST_VALUES, USUAL_LIMIT, formats_of
from dashboard.api.formats import API, MEDIA_TYPES
from dashboard.api.problems import KINDS
from dashboard.api.problems import MEDIA_TYPE as PROBLEM_TYPE
from dashboard.api.schemas import row_schema
from dashboard.queries.listing import Listing
from dashboard.queries.listings import LISTINGS, known_values
from dashboard.store.warehouse import Warehouse
from dashboard.words.listings import LISTS, PARAMETERS
from etl.language.i18n import LANGUAGES, OWN, _

VERSION = "1.0"


def document(source: Warehouse, further: Mapping[str, Any]) -> dict[str, Any]:
    """The whole description; `further` are paths beside the lists."""
    asked = {
        name for found in LISTINGS.values() for name, one in found.filters.items() if not one.codes
    }
    return {
        "openapi": "3.1.0",
        "info": {"title": _("Chuyển đổi số Việt Nam"), "version": VERSION, "description": about()},
        "servers": [{"url": "/"}],
        "paths": {
            **{f"{API}{name}": _list_path(listing) for name, listing in LISTINGS.items()},
            **{path: _plain_path(*told) for path, told in described().items()},
            **further,
        },
        "components": {
            "schemas": {
                "Problem": _PROBLEM,
                **{
                    _values_name(name): {"type": "string", "enum": known_values(source, name)}
                    for name in sorted(asked)
                },
                **{_schema_name(listing): row_schema(listing) for listing in LISTINGS.values()},
            },
            "responses": {
                "NotModified": {"description": _("Bản số liệu chưa thay đổi")},
                "Problem": problem_response(),
            },
        },
    }


def about() -> str:
    """What a program has to know before it asks."""
    return _(
        "Số liệu của cùng bản mà các trang hiển thị, chỉ để đọc, không cần đăng nhập. Phần trăm "
        "tính bằng phần trăm, không phải phân số; null là không có giá trị, và status nói vì sao. "
        "Bộ lọc lặp lại được: unit=p63-01&unit=p63-48. Câu trả lời có ETag theo bản số liệu; gửi "
        "lại trong If-None-Match thì nhận 304 khi chưa có gì mới."
    )


def described() -> dict[str, tuple[str, str]]:
    """Paths that describe the data: what each is, and its media type."""
    return {
        f"{API}dcat.jsonld": (_("Danh mục dữ liệu theo DCAT"), "application/ld+json"),
        f"{API}dataset.jsonld": (_("Bộ dữ liệu theo schema.org"), "application/ld+json"),
        f"{API}datapackage.json": (_("Gói dữ liệu theo Frictionless"), "application/json"),
        **{
            f"{API}{name}.csv-metadata.json": (
                _("Mô tả CSV của danh sách {name} theo CSVW").format(name=name),
                "application/csvm+json",
            )
            for name in LISTINGS
        },
    }


def problem_response() -> dict[str, Any]:
    """Every answer that is none."""
    return {
        "description": _("Vì sao không trả lời được, theo RFC 9457"),
        "content": {PROBLEM_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


_PROBLEM: dict[str, Any] = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "enum": [f"/api/docs#{kind.name}" for kind in KINDS]},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "parameter": {"type": "string"},
        "value": {"type": "string"},
        "expected": {"type": "array", "items": {"type": "string"}},
    },
}


def _schema_name(listing: Listing) -> str:
    return f"{listing.name[:-1].capitalize()}Row"


def _values_name(filter_name: str) -> str:
    return f"{filter_name.capitalize()}Value"


def _list_path(listing: Listing) -> dict[str, Any]:
    rows = {"$ref": f"#/components/schemas/{_schema_name(listing)}"}
    contents: dict[str, Any] = {MEDIA_TYPES[JSON]: {"schema": _page_schema(rows)}}
    for name in formats_of(listing):
        contents.setdefault(MEDIA_TYPES[name].partition(";")[0], {})
    if listing.dimensions:
        # The cube is JSON, too, and says what it is.
        contents[MEDIA_TYPES[JSON]] = {"schema": {"anyOf": [_page_schema(rows), _CUBE]}}
    return get_path(
        f"list_{listing.name}",
        _(LISTS[listing.name]),
        [*_filters(listing), *_of_every_list(listing)],
        contents,
    )


def _page_schema(rows: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["list", "build", "built_at", "data_as_of", "count", "next", "rows"],
        "properties": {
            "list": {"type": "string"},
            "build": {"type": "integer"},
            "built_at": {"type": "string", "format": "date-time"},
            "data_as_of": {"type": ["string", "null"], "format": "date"},
            "language": {"type": "string", "enum": list(LANGUAGES)},
            "sources": {"type": "string", "enum": ["all", "official"]},
            "count": {"type": "integer", "minimum": 0},
            "next": {"type": ["string", "null"]},
            "rows": {"type": "array", "items": rows},
        },
    }


_CUBE = {
    "type": "object",
    "required": ["version", "class", "id", "size", "dimension", "value", "status"],
    "properties": {"version": {"const": "2.0"}, "class": {"const": "dataset"}},
}


def _filters(listing: Listing) -> list[dict[str, Any]]:
    found = []
    for name, asked in listing.filters.items():
        items: dict[str, Any] = {"$ref": f"#/components/schemas/{_values_name(name)}"}
        if asked.codes:
            items = {"type": "string", "enum": list(asked.codes)}
        schema: dict[str, Any] = {"type": "array", "items": items, "maxItems": MOST_VALUES}
        if asked.usual is not None:
            schema["default"] = [asked.usual]
        found.append(parameter(name, schema) | {"style": "form", "explode": True})
    return found


def _of_every_list(listing: Listing) -> list[dict[str, Any]]:
    limit = {"type": "integer", "minimum": 1, "default": USUAL_LIMIT[JSON]}
    return [
        parameter("format", {"type": "string", "enum": list(formats_of(listing)), "default": JSON}),
        parameter("limit", limit | {"maximum": MOST_ROWS[JSON]}),
        parameter("cursor", {"type": "string"}),
        parameter("sources", {"type": "string", "enum": ["all", "official"], "default": "all"}),
        parameter("lang", {"type": "string", "enum": list(LANGUAGES), "default": OWN}),
    ]


def parameter(name: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    """A parameter of an address that may be left out."""
    return {
        "name": name,
        "in": "query",
        "required": False,
        "description": _(PARAMETERS[name]),
        "schema": dict(schema),
    }


def _plain_path(summary: str, media_type: str) -> dict[str, Any]:
    lang = {"type": "string", "enum": list(LANGUAGES), "default": OWN}
    return get_path(None, summary, [parameter("lang", lang)], {media_type: {}})


def get_path(
    operation: str | None,
    summary: str,
    parameters: list[dict[str, Any]],
    contents: Mapping[str, Any],
) -> dict[str, Any]:
    """An address that is read, with what it takes and gives."""
    told: dict[str, Any] = {
        "summary": summary,
        "parameters": parameters,
        "responses": {
            "200": {
                "description": _("Câu trả lời"),
                "headers": {"ETag": {"schema": {"type": "string"}}},
                "content": dict(contents),
            },
            "304": {"$ref": "#/components/responses/NotModified"},
            "default": {"$ref": "#/components/responses/Problem"},
        },
    }
    return {"get": ({"operationId": operation} if operation else {}) | told}
