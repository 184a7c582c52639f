"""What the build has to say, read from its codes and parts, with the names that stand in it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from dashboard.store.kept import kept
from dashboard.store.warehouse import Record, Warehouse


@dataclass(frozen=True)
class Names:
    """Names that statements refer to by id, in the language of a warehouse."""

    units: Mapping[str, str]
    """Short names by id."""
    indicators: Mapping[str, str]
    """Short names by id."""
    texts: Mapping[str, str]
    """Words of the catalogue to their translation; those it lacks stay as they are."""
    full_indicators: Mapping[str, str] = field(default_factory=dict)
    """Full names by id."""


@dataclass(frozen=True)
class Said:
    """A sentence as the build states it; `dashboard/words/statements.py` writes it."""

    code: str
    parts: Mapping[str, Any] = field(hash=False)
    """As the store keeps them (README, "Statements")."""
    names: Names = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class _Translation:
    text_vi: str
    text: str


@dataclass(frozen=True, slots=True)
class _Name:
    id: str
    name: str


@kept(8)
def names(source: Warehouse) -> Names:
    """The names of every unit and indicator, and the catalogue's texts in this language."""
    texts = source.records(
        _Translation,
        "SELECT text_vi, text FROM main.translation WHERE language = $language",
        language=source.language,
    )
    return Names(
        _pairs(source, "SELECT unit_id AS id, short_name_vi AS name FROM unit"),
        _pairs(source, "SELECT indicator_id AS id, short_name_vi AS name FROM indicator"),
        {item.text_vi: item.text for item in texts},
        _pairs(source, "SELECT indicator_id AS id, name_vi AS name FROM indicator"),
    )


def _pairs(source: Warehouse, sql: str) -> dict[str, str]:
    return {row.id: row.name for row in source.records(_Name, sql)}


def said(source: Warehouse, code: str | None, parts: str | None) -> Said | None:
    """The statement of a row's two columns; None where the row says nothing."""
    if code is None:
        return None
    return Said(code, json.loads(parts or "{}"), names(source))


def spoken(
    source: Warehouse, kind: Callable[..., Record], sql: str, **parameters: Any
) -> tuple[Record, ...]:
    """The rows as records in which `note` stands for the columns `note_code` and `note_parts`."""
    return tuple(record(source, kind, row) for row in source.rows(sql, **parameters))


def record(source: Warehouse, kind: Callable[..., Record], row: dict[str, Any]) -> Record:
    """One such row as such a record."""
    cells = dict(row)
    for column in row:
        name = column.removesuffix("_parts")
        if name != column:
            cells[name] = said(source, cells.pop(f"{name}_code"), cells.pop(column))
    return kind(**cells)


def part_of(source: Warehouse, parts: str, name: str) -> Said:
    """The statement that stands under a name among the parts of another."""
    part = json.loads(parts)[name]
    return Said(part["code"], part["parts"], names(source))
