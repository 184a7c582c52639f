"""Rows of a frame as plain records, where a missing cell is None and never a number."""

from typing import Any

import pandas as pd

Row = dict[str, Any]


def records(frame: pd.DataFrame) -> list[Row]:
    """One record per row; whatever pandas marks as missing becomes None."""
    columns = {str(name): cells_of(cells) for name, cells in frame.items()}
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


def cells_of(cells: "pd.Series[Any]") -> list[Any]:
    """The cells of a column from top to bottom; a missing one is None."""
    # Of the array: a series takes many times longer to say it.
    values, missing = cells.tolist(), pd.isna(cells.array)
    # Most columns have no missing cell, and every page asks for records several times.
    if not missing.any():
        return values
    return [None if gap else cell for cell, gap in zip(values, missing.tolist(), strict=True)]
