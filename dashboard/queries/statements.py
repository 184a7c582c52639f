"""What the build has to say, read from its codes and parts, with the names that stand in it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import pandas as pd

from dashboard.store.records import records
from dashboard.store.warehouse import Warehouse


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


@lru_cache(maxsize=4)
def names(source: Warehouse) -> Names:
    """The names of every unit and indicator, and the catalogue's texts in this language."""
    texts = source.query(
        "SELECT text_vi, text FROM main.translation WHERE language = $language",
        language=source.language,
    )
    return Names(
        _pairs(source, "SELECT unit_id AS id, short_name_vi AS name FROM unit"),
        _pairs(source, "SELECT indicator_id AS id, short_name_vi AS name FROM indicator"),
        dict(zip(texts["text_vi"], texts["text"], strict=True)),
        _pairs(source, "SELECT indicator_id AS id, name_vi AS name FROM indicator"),
    )


def _pairs(source: Warehouse, sql: str) -> dict[str, str]:
    return {row["id"]: row["name"] for row in records(source.query(sql))}


def said(source: Warehouse, code: str | None, parts: str | None) -> Said | None:
    """The statement of a row's two columns; None where the row says nothing."""
    if code is None:
        return None
    return Said(code, json.loads(parts or "{}"), names(source))


def with_said(source: Warehouse, rows: pd.DataFrame, *names_of: str) -> pd.DataFrame:
    """The rows with one column `note` of `Said`, or None, for `note_code` and `note_parts`."""
    for name in names_of:
        pair = [f"{name}_code", f"{name}_parts"]
        cells = [said(source, *row.values()) for row in records(rows[pair])]
        column = pd.Series(cells, index=rows.index, dtype=object)
        rows = rows.drop(columns=pair).assign(**{name: column})
    return rows


def part_of(source: Warehouse, parts: str, name: str) -> Said:
    """The statement that stands under a name among the parts of another."""
    part = json.loads(parts)[name]
    return Said(part["code"], part["parts"], names(source))
