"""Rows as CSV in the reader's dialect."""

import pandas as pd

from dashboard.tables.indicator_views import _FORMULA_STARTS, _as_digits
from etl.language.i18n import separators


def to_csv(frame: pd.DataFrame) -> bytes:
    """CSV as Excel with the settings of the reader's language opens it by a double click.

    UTF-8 with a byte-order mark, or tone marks break; in Vietnamese decimal commas, and so
    semicolons between cells, because that is how such an Excel reads numbers and columns. A text
    that a spreadsheet would take for a formula gets an apostrophe before it; numbers stay numbers.
    """
    decimal = separators()[0]
    safe = pd.DataFrame(
        {
            _as_text(name): pd.Series(
                [_as_text(cell) for cell in cells], index=cells.index, dtype=object
            )
            if pd.api.types.is_object_dtype(cells) or pd.api.types.is_string_dtype(cells)
            else _as_digits(cells, decimal)
            if pd.api.types.is_float_dtype(cells)
            else cells
            for name, cells in frame.items()
        }
    )
    text: str = safe.to_csv(index=False, sep=";" if decimal == "," else ",", lineterminator="\r\n")
    return b"\xef\xbb\xbf" + text.encode()


def _as_text(cell: object) -> object:
    # A mark alone, such as the dash of an empty cell in print, is no formula.
    if isinstance(cell, str) and len(cell) > 1 and cell.startswith(_FORMULA_STARTS):
        return f"'{cell}"
    return cell
