"""Rows of a view in tests: made by hand, found by name, or as a frame to count with."""

from collections.abc import Sequence
from dataclasses import asdict, fields
from typing import Any

import pandas as pd

from dashboard.queries.indicator_views import View
from dashboard.queries.view_rows import ViewRow

_PLAIN: dict[str, Any] = dict.fromkeys(field.name for field in fields(ViewRow)) | {
    "unit_id": "p63-01",
    "level": "province",
    "name_vi": "Thành phố Hà Nội",
    "short_name_vi": "Hà Nội",
    "status": "observed",
    "ranked": 63,
    "tied": 1,
}


def made_row(**fields: Any) -> ViewRow:
    """A row with these fields; a `value` is both ends too, unless those are given."""
    if "value" in fields:
        fields = {"value_low": fields["value"], "value_high": fields["value"], **fields}
    return ViewRow(**_PLAIN | fields)


def named_row(shown: View, name: str) -> ViewRow:
    """The row of the unit with a short name."""
    (row,) = (row for row in shown.rows if row.short_name_vi == name)
    return row


def frame(rows: Sequence[ViewRow]) -> pd.DataFrame:
    """The fields as columns, by unit id, which stays a column too."""
    columns = [field.name for field in fields(ViewRow)]
    table = pd.DataFrame([asdict(row) for row in rows], columns=columns)
    return table.set_index("unit_id", drop=False)
