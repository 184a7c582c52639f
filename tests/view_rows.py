"""Rows of a view in tests: made by hand, found by name, or as a frame to count with."""

from collections.abc import Sequence
from dataclasses import asdict, fields, replace
from typing import Any

import pandas as pd

from dashboard.queries.indicator_views import View
from dashboard.queries.view_rows import Change, ViewRow

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


def made_change(
    low: float | None, high: float | None = None, *, status: str = "computed", **fields: Any
) -> Change:
    """A change of so many points, exact unless `high` is given; not computed without `low`."""
    high = low if high is None else high
    said = {"scale": "points", "value": None, "value_low": None, "value_high": None} | fields
    return Change(status=status, low=low, high=high, **{"direction": None} | said)


def view_of_changes(shown: View, kind: str, breaks: Sequence[float]) -> View:
    """A view with a row in every class of a change, and one for each reason to be in none."""
    indicator = replace(shown.indicator, value_kind=kind, change_breaks=tuple(breaks))
    scale = "answers" if kind == "flag" else "points"
    steps = [0, 1] if kind == "flag" else [0, *breaks, breaks[-1] + 1]
    rows = [
        made_row(
            unit_id=f"unit-{step}",
            change=made_change(
                step, direction="better" if step > 0 else "worse" if step else "unchanged"
            ),
        )
        for step in sorted({step * sign for step in steps for sign in (-1, 1)})
    ]
    rows += [
        made_row(unit_id="unclear", change=made_change(-1, 1, direction="undetermined")),
        made_row(unit_id="broken", change=made_change(None, status="definition_changed")),
        made_row(unit_id="missing", change=made_change(None, status="no_figure")),
        made_row(unit_id="left-out", status="not_applicable"),
    ]
    rows = [
        row if row.change is None else replace(row, change=replace(row.change, scale=scale))
        for row in rows
    ]
    return replace(shown, indicator=indicator, rows=tuple(rows), earlier=shown.period)
