"""What a list of the warehouse is: columns, the query of its rows, what it can be asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["string", "integer", "number", "boolean", "date", "datetime", "list"]
"""Of a cell; a list is one of texts or of numbers."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list, which `is_optional` where a row may have no value."""

    name: str
    kind: Kind = "string"
    is_optional: bool = False


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list can be asked for: values of which a row has to have one.

    `condition` is over the list `{values}`, and `{structures}` are those asked for, or else those
    of the row. `codes` are all values there are, where the build does not say which
    (`listings.known_values`). `usual` is asked for where nothing else is.
    """

    condition: str
    codes: tuple[str, ...] = ()
    usual: str | None = None


@dataclass(frozen=True)
class Listing:
    """A list of the warehouse: `rows` is a query that has its columns and those filters ask."""

    name: str
    columns: tuple[Column, ...]
    rows: str
    order: str
    filters: Mapping[str, Filter] = field(hash=False)
    key: tuple[str, ...]
    """The columns that tell a row from all others; some may have no value."""
    dimensions: tuple[str, ...] = ()
    """Of a list of amounts: the columns whose values span a cube with one row in a cell."""
    amounts: tuple[str, ...] = ()
    """The columns with the amounts of a row."""


def columns(words: str) -> tuple[Column, ...]:
    """`indicator_id value:number?`: names with their kind, optional ones with a question mark."""
    return tuple(_column(word) for word in words.split())


def _column(word: str) -> Column:
    name, _colon, kind = word.rstrip("?").partition(":")
    kinds: dict[str, Kind] = {
        "": "string",
        "integer": "integer",
        "number": "number",
        "boolean": "boolean",
        "date": "date",
        "datetime": "datetime",
        "list": "list",
    }
    return Column(name, kinds[kind], word.endswith("?"))


def of(column: str, *codes: str, usual: str | None = None) -> Filter:
    """A filter by the value of a column."""
    return Filter(f"list_contains({{values}}, {column})", codes, usual)
