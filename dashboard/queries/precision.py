"""The decimals to show a figure with: those of its print, never more than its indicator has."""

from dashboard.queries.indicators import Indicator
from dashboard.queries.view_rows import Figured, ViewRow
from etl.language.rounding import rounded


def shown_decimals(indicator: Indicator, printed: int | None) -> int:
    """Those that a document prints; those of the indicator where it prints no such number."""
    return indicator.decimals if printed is None else min(printed, indicator.decimals)


def row_decimals(indicator: Indicator, row: Figured) -> int:
    """The decimals of a row's value as its document prints it, or of the ends of its interval."""
    if row.value is None:
        return max(round_decimals(indicator, end) for end in (row.value_low, row.value_high))
    return shown_decimals(indicator, row.printed_decimals)


def gap_decimals(indicator: Indicator, row: ViewRow) -> int:
    """A difference has the decimals of the finer of its two ends, and no more."""
    ends = (round_decimals(indicator, end) for end in (row.target_low, row.target_high))
    return max(row_decimals(indicator, row), *ends)


def stated(indicator: Indicator, row: Figured, amount: float | None) -> float | None:
    """An amount of a row for a file: a printed one as it is, a computed one to the indicator's."""
    return amount if row.basis == "published" else rounded(amount, indicator.decimals)


def round_decimals(indicator: Indicator, amount: float | None) -> int:
    """Of a target, or an end of a band: no decimals that it does not have."""
    for decimals in range(indicator.decimals):
        if amount is None or round(amount, decimals) == amount:
            return decimals
    return indicator.decimals
