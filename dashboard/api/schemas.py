"""A list's columns in the words of those who describe tables: JSON Schema, CSVW, data package."""

from typing import Any

from dashboard.queries.listing import Column, Listing
from dashboard.words.columns import COLUMNS
from etl.language.i18n import _

_JSON: dict[str, dict[str, Any]] = {
    "string": {"type": "string"},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
    "boolean": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "format": "date-time"},
    "list": {"type": "array", "items": {"type": ["string", "number"]}},
}
_CSVW: dict[str, Any] = {
    "string": "string",
    "integer": "integer",
    "number": "double",
    "boolean": {"base": "boolean", "format": "true|false"},
    "date": "date",
    "datetime": "dateTime",
    "list": "json",
}
_PACKAGE = {"number": "number", "list": "array", "datetime": "datetime"}


def row_schema(listing: Listing) -> dict[str, Any]:
    """JSON Schema of a row."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [column.name for column in listing.columns],
        "properties": {column.name: _property(column) for column in listing.columns},
    }


def _property(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = dict(_JSON[column.kind])
    if column.is_optional:
        found["type"] = [found["type"], "null"]
    return found | {"description": _(COLUMNS[column.name])}


def table_schema(listing: Listing) -> dict[str, Any]:
    """The columns of the list's CSV as CSV on the Web describes them."""
    schema: dict[str, Any] = {
        "columns": [
            {
                "name": column.name,
                "titles": column.name,
                "dc:description": _(COLUMNS[column.name]),
                "datatype": _CSVW[column.kind],
                "required": not column.is_optional,
            }
            for column in listing.columns
        ]
    }
    if has_whole_key(listing):
        schema["primaryKey"] = list(listing.key)
    return schema


def package_schema(listing: Listing) -> dict[str, Any]:
    """The same as a Frictionless data package describes them."""
    schema: dict[str, Any] = {
        "fields": [
            {
                "name": column.name,
                "type": _PACKAGE.get(column.kind, column.kind),
                "description": _(COLUMNS[column.name]),
                **({} if column.is_optional else {"constraints": {"required": True}}),
            }
            for column in listing.columns
        ],
        "missingValues": [""],
    }
    if has_whole_key(listing):
        schema["primaryKey"] = list(listing.key)
    return schema


def has_whole_key(listing: Listing) -> bool:
    """Whether every column of its key has a value in every row, as a primary key must."""
    optional = {column.name for column in listing.columns if column.is_optional}
    return not optional & set(listing.key)
