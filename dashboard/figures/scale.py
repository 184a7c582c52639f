"""The axis of amounts: where it ends, and the round numbers marked on it."""

from math import floor, log10

from dashboard.queries.indicators import Indicator
from dashboard.words.values import format_amount
from etl.language.i18n import format_number

_STEPS = (1, 2, 2.5, 5, 10)
_MOST = 6
"""Marks on an axis, that of zero among them: more would touch each other on a phone."""

Mark = tuple[float, str]
"""An amount of the axis and the words for it."""


def marks(indicator: Indicator, end: float) -> tuple[Mark, ...]:
    """Round amounts from zero to `end`; letters for grades, words for flags."""
    if indicator.value_kind in ("grade", "flag"):
        amounts = range(int(indicator.range_low), int(indicator.range_high) + 1)
        return tuple((amount, format_amount(indicator, amount)) for amount in amounts)
    step = round_step(end)
    decimals = max(0, -floor(log10(step)))
    if step * 10**decimals % 1:
        decimals += 1
    count = floor(end / step + 1e-9)
    suffix = "%" if indicator.is_percent else ""
    return tuple(
        (number * step, f"{format_number(number * step, decimals)}{suffix}")
        for number in range(count + 1)
    )


def round_step(end: float) -> float:
    """The least round step that leaves an axis up to `end` no more than `_MOST` marks."""
    least = end / (_MOST - 1)
    size = 10.0 ** floor(log10(least))
    return next(size * step for step in _STEPS if size * step >= least)
