"""TODO: dashboard.queries.precision."""

import re

from dashboard.queries.indicators import Indicator
from dashboard.store.records import Row

_PRINTED = re.compile(r"(\d+)(?:[.,](\d+))?")


def printed_decimals(indicator: Indicator, value: float, text: str | None) -> int:
    """The decimals to show `value` with, which is printed as `text` in its document.

    Never more than the indicator has. Those of the indicator where the text is not the number: a
    cell that was corrected, a count printed in millions.
    """
    found = _PRINTED.search(text or "")
    if found is None:
        return indicator.decimals
    whole, fraction = found.group(1), found.group(2) or ""
    # A mark between thousands reads as a number a thousand times smaller, which the value is not.
    if float(f"{whole}.{fraction or 0}") != value:
        return indicator.decimals
    return min(len(fraction), indicator.decimals)


def row_decimals(indicator: Indicator, row: Row) -> int:
    """The decimals of a row's value as its document prints it, or of the ends of its interval."""
    if row["value"] is None:
        return max(round_decimals(indicator, row[end]) for end in ("value_low", "value_high"))
    if row["basis"] != "published":
        return indicator.decimals
    return printed_decimals(indicator, row["value"], row["printed_text"])


def gap_decimals(indicator: Indicator, row: Row) -> int:
    """A difference has the decimals of the finer of its two ends, and no more."""
    ends = (round_decimals(indicator, row[end]) for end in ("target_low", "target_high"))
    return max(row_decimals(indicator, row), *ends)


def round_decimals(indicator: Indicator, amount: float | None) -> int:
    """Of a target, or an end of a band: no decimals that it does not have."""
    for decimals in range(indicator.decimals):
        if amount is None or round(amount, decimals) == amount:
            return decimals
    return indicator.decimals
