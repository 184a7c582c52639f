"""Figures as the document prints them and as the reader of the build writes them."""

import re
from collections.abc import Iterator
from decimal import Decimal

_STORED_DECIMALS = 6
_THOUSANDS = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+")


def printed_decimals(raw_text: str) -> int:
    """How many decimals a printed figure shows: `71,1%` one, `92.59%` two, `7.206` none.

    Nor has `1,9 triệu` any: it is a round number of single things.
    """
    text = raw_text.rstrip("% ")
    if not text[-1:].isdigit():
        return 0
    if raw_text == text and _THOUSANDS.fullmatch(text):
        return 0
    mark = max(text.rfind(","), text.rfind("."))
    return 0 if mark < 0 else len(text) - mark - 1


def decimals_of_print(value: float, raw_text: str) -> int | None:
    """The same where the print is the value; None where it is another number.

    So it is in a cell that was corrected, with a count in millions, and with the letter of a grade.
    """
    digits = "".join(filter(str.isdecimal, raw_text))
    if not digits:
        return None
    # What `8.372` and `8,435` mean, only their value tells.
    for decimals in _possible_decimals(raw_text):
        if int(digits) == stored(abs(value) * 10**decimals):
            return decimals
    return None


def _possible_decimals(raw_text: str) -> Iterator[int]:
    yield printed_decimals(raw_text)
    mark = max(raw_text.rfind(","), raw_text.rfind("."))
    yield sum(map(str.isdecimal, raw_text[mark + 1 :])) if mark >= 0 else 0
    yield 0


def printed_sign(raw_text: str) -> str:
    """The sign that a printed figure ends with: `%`, or nothing."""
    return "%" if raw_text.endswith("%") else ""


def difference(minuend: float, subtrahend: float) -> float:
    """`85 - 95.56` as on paper: −10.56, not the binary −10.560000000000002."""
    return float(Decimal(repr(minuend)) - Decimal(repr(subtrahend)))


def stored(value: float | None) -> float | None:
    """A figure to the decimals the store keeps.

    Printed figures have two at most. Quotients of two counts never end, and two that differ do so
    before the sixth decimal: it takes counts above ten thousand to be nearer than that.
    """
    return None if value is None else round(value, _STORED_DECIMALS)


def needed_decimals(value: float) -> int:
    """The decimals a stored figure needs, at most two."""
    exponent = Decimal(repr(round(value, 2))).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
