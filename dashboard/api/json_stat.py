"""A list of amounts as a JSON-stat 2.0 dataset: a cube with one row in a cell, most cells empty.

The last dimension is that of the amounts (`value`, `value_low`, …). Every cell of a row, with a
value or without, says the row's status; where the row stands and how sure that is stands under
`extension.rows`, by the number of its first cell.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

import orjson
import pyarrow as pa

from dashboard.api.asked import Listed
from dashboard.queries.build import build_of
from etl.language.i18n import _

MEASURE = "measure"
_LABELS = {"indicator_id": "indicator_vi", "unit_id": "unit_vi", "period_id": "period_label"}
_ROLES = {
    "time": ("period_id", "due_on"),
    "geo": ("unit_id",),
    "metric": ("indicator_id", MEASURE),
}
_SOURCE = ("document_id", "document_vi", "document_url", "table_id", "appendix", "document_line")
_NONE = "_"
"""The category of a dimension whose column has no value, as the day of a target without one."""


def to_json_stat(page: Listed, rows: pa.Table) -> bytes:
    """The whole list as one dataset."""
    listing = page.listing
    records: list[dict[str, Any]] = rows.to_pylist()
    dimensions = [_dimension(name, records) for name in listing.dimensions]
    sizes = [len(codes) for _name, codes, _labels in dimensions] + [len(listing.amounts)]
    places = {name: {c: i for i, c in enumerate(codes)} for name, codes, _labels in dimensions}
    values: dict[str, float] = {}
    statuses: dict[str, str] = {}
    told: dict[str, Any] = {}
    for record in records:
        cell = 0
        for name, size in zip(listing.dimensions, sizes[:-1], strict=True):
            cell = cell * size + places[name][_code(record[name])]
        cell *= len(listing.amounts)
        told[str(cell)] = _row(record)
        for number, amount in enumerate(listing.amounts):
            statuses[str(cell + number)] = record["status"]
            if record[amount] is not None:
                values[str(cell + number)] = record[amount]
    ids = [*listing.dimensions, MEASURE]
    build = build_of(page.source)
    return orjson.dumps(
        {
            "version": "2.0",
            "class": "dataset",
            "label": listing.name,
            "source": _("Bản số liệu {build}").format(build=build.build_id),
            "updated": f"{build.built_at.isoformat(timespec='seconds')}Z",
            "id": ids,
            "size": sizes,
            "role": {
                role: found
                for role, names in _ROLES.items()
                if (found := [name for name in ids if name in names])
            },
            "dimension": {
                **{name: _category(codes, labels) for name, codes, labels in dimensions},
                MEASURE: _category(list(listing.amounts), {}),
            },
            "value": values,
            "status": statuses,
            "extension": {"build": build.build_id, "rows": told},
        }
    )


def _dimension(
    name: str, records: Sequence[dict[str, Any]]
) -> tuple[str, list[str], dict[str, str]]:
    """A column's values, each once, in the order of the rows or of time, with their words."""
    codes = list(dict.fromkeys(_code(record[name]) for record in records))
    if name in _ROLES["time"] or name == "period_start":
        codes.sort()
    words = _LABELS.get(name)
    if words is None:
        return name, codes, {}
    return name, codes, {_code(record[name]): record[words] or "" for record in records}


def _code(cell: object) -> str:
    if cell is None:
        return _NONE
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _category(codes: Sequence[str], labels: dict[str, str]) -> dict[str, Any]:
    category: dict[str, Any] = {"index": list(codes)}
    if labels:
        category["label"] = labels
    return {"category": category}


def _row(record: dict[str, Any]) -> dict[str, Any]:
    kept = (*_SOURCE, "confirmation", "verdict", "measured_in", "decimals")
    return {name: record[name] for name in kept if record.get(name) is not None}
