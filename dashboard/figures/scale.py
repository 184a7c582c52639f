"""The axis of amounts: where it ends, and the round numbers marked on it."""

from math import ceil, floor, log10

from dashboard.queries.indicators import Indicator
from dashboard.words.values import format_amount
from etl.language.i18n import format_number

_STEPS = (1, 2, 2.5, 5, 10)
_MOST = 6
"""Marks on an axis, that of zero among them: more would touch each other on a phone."""

Mark = tuple[float, str]
"""An amount of the axis and the words for it."""


def marks(indicator: Indicator, end: float) -> tuple[Mark, ...]:
    """Round amounts from zero to `end`; letters for grades, words for flags, all there are."""
    if indicator.value_kind in ("grade", "flag"):
        amounts = range(int(indicator.range_low), int(indicator.range_high) + 1)
        return tuple((amount, format_amount(indicator, amount)) for amount in amounts)
    return _round_marks(indicator, 0, end)


def marks_between(indicator: Indicator, low: float, high: float) -> tuple[Mark, ...]:
    """Round amounts from `low` to `high`, which are none themselves; of letters those between."""
    if indicator.value_kind in ("grade", "flag"):
        return tuple(mark for mark in marks(indicator, high) if low <= mark[0] <= high)
    return _round_marks(indicator, low, high)


def _round_marks(indicator: Indicator, low: float, high: float) -> tuple[Mark, ...]:
    step = round_step(high - low)
    decimals = max(0, -floor(log10(step)))
    if step * 10**decimals % 1:
        decimals += 1
    suffix = "%" if indicator.is_percent else ""
    return tuple(
        (number * step, f"{format_number(number * step, decimals)}{suffix}")
        for number in range(ceil(low / step - 1e-9), floor(high / step + 1e-9) + 1)
    )


def round_step(end: float) -> float:
    """The least round step that leaves an axis up to `end` no more than `_MOST` marks."""
    least = end / (_MOST - 1)
    size = 10.0 ** floor(log10(least))
    return next(size * step for step in _STEPS if size * step >= least)
