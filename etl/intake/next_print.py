"""A draft that says all of itself, made the short entry that `--as-next-of` asks for."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from etl.catalogue.continued import OWN
from etl.catalogue.table_specs import TableSpec, UnitRowsTable
from etl.intake.draft import Draft
from etl.intake.drafted_topics import proposed


def shortened(draft: Draft, known: TableSpec | None) -> Draft:
    """The draft without what the table that it continues says as well.

    Where that has as many columns, they are of its indicators, one after the other. A draft that
    is short already stays as it is.
    """
    table = dict(draft.table)
    if known is None or table.get("shape") != known.shape:
        return draft
    columns = table.get("columns")
    if isinstance(known, UnitRowsTable) and isinstance(columns, list):
        table["columns"] = _of_the_same(draft, columns, known)
    said = known.model_dump(exclude_defaults=True)
    same = [
        key
        for key, value in table.items()
        if key not in OWN and key != "continues" and value == _plain(said.get(key))
    ]
    settled = [name for name in draft.about.undecided if name.split(".")[1] in same]
    kept = {key: value for key, value in table.items() if key not in same}
    return replace(draft, entry={**draft.entry, "table": kept}).without_open(*settled)


def _of_the_same(draft: Draft, columns: list[Any], known: UnitRowsTable) -> list[Any]:
    """Columns of indicators that the draft proposes, as those of the table before."""
    if len(columns) != len(known.columns):
        return columns
    own = proposed(draft) or set()
    return [
        {**column, "indicator": before.indicator}
        if isinstance(column, Mapping) and column.get("indicator") in own
        else column
        for column, before in zip(columns, known.columns, strict=True)
    ]


def _plain(value: Any) -> Any:
    """As YAML reads it."""
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    return value
