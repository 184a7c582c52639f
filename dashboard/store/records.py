"""Rows of a frame as plain records, where a missing cell is None and never a number."""

from typing import Any

import pandas as pd

Row = dict[str, Any]


def records(frame: pd.DataFrame) -> list[Row]:
    """One record per row; whatever pandas marks as missing becomes None."""
    columns = {str(name): _cells(cells) for name, cells in frame.items()}
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


def _cells(cells: "pd.Series[Any]") -> list[Any]:
    values = cells.tolist()
    # Most columns have no missing cell, and every page asks for records several times.
    if not cells.hasnans:
        return values
    return [
        None if missing else cell
        for cell, missing in zip(values, cells.isna().tolist(), strict=True)
    ]
