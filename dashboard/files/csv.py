"""Rows as CSV in the reader's dialect."""

import csv
from decimal import Decimal
from io import StringIO
from typing import Any

import pandas as pd

from dashboard.store.records import cells_of
from etl.language.i18n import separators

# What a spreadsheet takes for the beginning of a formula, by the list of OWASP.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def to_csv(frame: pd.DataFrame) -> bytes:
    """CSV as Excel with the settings of the reader's language opens it by a double click.

    UTF-8 with a byte-order mark, or tone marks break; in Vietnamese decimal commas, and so
    semicolons between cells, because that is how such an Excel reads numbers and columns. A text
    that a spreadsheet would take for a formula gets an apostrophe before it; numbers stay numbers.
    """
    decimal = separators()[0]
    text = StringIO()
    lines = csv.writer(text, delimiter=";" if decimal == "," else ",", lineterminator="\r\n")
    lines.writerow(map(_as_text, frame.columns))
    columns = (_written(cells, decimal) for _name, cells in frame.items())
    lines.writerows(zip(*columns, strict=True))
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _written(cells: "pd.Series[Any]", decimal: str) -> list[object]:
    if pd.api.types.is_float_dtype(cells.dtype):
        return [_as_digits(cell, decimal) for cell in cells_of(cells)]
    return [_as_text(cell) for cell in cells_of(cells)]


def _as_text(cell: object) -> object:
    # A mark alone, such as the dash of an empty cell in print, is no formula.
    if isinstance(cell, str) and len(cell) > 1 and cell.startswith(_FORMULA_STARTS):
        return f"'{cell}"
    return cell


def _as_digits(cell: float | None, mark: str) -> str:
    """`85`, `92,5`: no decimals a number has not."""
    return "" if cell is None else f"{Decimal(repr(cell)).normalize():f}".replace(".", mark)
