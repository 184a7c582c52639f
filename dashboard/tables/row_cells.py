"""The cells of a view's row as a table shows them: in words, each with what it sorts by."""

from dashboard.queries.indicators import Indicator
from dashboard.queries.precision import gap_decimals, row_decimals
from dashboard.queries.view_rows import Figured, ViewRow
from dashboard.words.cells import Figure, Ordered
from dashboard.words.values import (
    format_gap,
    format_place,
    format_row_target,
    format_value,
    is_whole_scale,
)
from etl.language.rounding import rounded

_WORDS = ("grade", "flag")
"""Kinds whose values are letters or a yes and a no."""


def value_cell(indicator: Indicator, row: Figured) -> str:
    """`92,59%`, `10–20%`, `Chưa báo cáo`; letters and yes or no are words."""
    return cell_of(indicator, row, format_value(indicator, row))


def cell_of(indicator: Indicator, row: Figured, text: str) -> str:
    """A text that says the row's value, a link to its source, say."""
    if indicator.value_kind in _WORDS:
        return Ordered(text, row.value)
    # The value, or the lower end of its interval; a part of a sum is neither, and an interval as
    # wide as the scale says nothing.
    low, high = row.value_low, row.value_high
    says_nothing = row.value is None and is_whole_scale(indicator, low, high)
    if says_nothing or low is None:
        return Figure(text, None)
    return Figure(text, rounded(low, row_decimals(indicator, row)))


def place_cell(row: ViewRow) -> Figure:
    """`3/63`, under a head that says what places are called."""
    return Figure(format_place(row), row.rank_best)


def target_cell(indicator: Indicator, row: ViewRow) -> str:
    """`85%`."""
    text = format_row_target(indicator, row)
    if indicator.value_kind in _WORDS:
        return text
    return Figure(text, row.target_low if text else None)


def gap_cell(indicator: Indicator, row: ViewRow) -> Figure:
    """`còn thiếu 12,5 điểm %`; what is missing sorts above what is passed."""
    return Figure(format_gap(indicator, row), rounded(row.gap_low, gap_decimals(indicator, row)))


def printed_cell(indicator: Indicator, row: ViewRow) -> str:
    """The cell as its document prints it."""
    text = row.printed_text or ""
    if indicator.value_kind in _WORDS:
        return text
    return Figure(text, row.printed_value if text else None)
