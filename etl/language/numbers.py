"""Figures as the document prints them and as the reader of the build writes them."""

import math
import re
from decimal import Decimal

from babel.numbers import format_decimal

from etl.language.i18n import LANGUAGES, _, language

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
    decimals = printed_decimals(raw_text)
    digits = "".join(filter(str.isdecimal, raw_text))
    return decimals if digits and int(digits) == stored(value * 10**decimals) else None


def printed_sign(raw_text: str) -> str:
    """The sign that a printed figure ends with: `%`, or nothing."""
    return "%" if raw_text.endswith("%") else ""


def round_half_up(value: float, digits: int) -> float:
    """Halves go up, as in the published tables."""
    return float(math.floor(value * 10**digits + 0.5) / 10**digits)


def difference(minuend: float, subtrahend: float) -> float:
    """`85 - 95.56` as on paper: −10.56, not the binary −10.560000000000002."""
    return float(Decimal(repr(minuend)) - Decimal(repr(subtrahend)))


def stored(value: float | None) -> float | None:
    """A figure to the decimals the store keeps.

    Printed figures have two at most. Quotients of two counts never end, and two that differ do so
    before the sixth decimal: it takes counts above ten thousand to be nearer than that.
    """
    return None if value is None else round(value, _STORED_DECIMALS)


def written(value: float, digits: int) -> str:
    """A number as readers of the build's language write it, `92,59`."""
    pattern = f"#,##0.{'0' * digits}" if digits else "#,##0"
    # Through `repr`, so that 18.545 is the one a reader sees and not the fraction below it.
    number = Decimal(repr(value)) if math.isfinite(value) else value
    return str(format_decimal(number, format=pattern, locale=language()))


def restated(printed: str, value: float) -> str:
    """A printed figure in the notation of the build's language: `50.350` is `50,350` in English.

    With the digits of the print, and a percent sign only where the print has one; grades stay
    letters. Vietnamese keeps the print, but for percentages that are printed with a point.
    """
    if language() == LANGUAGES[0]:
        return printed.replace(".", ",") if "%" in printed else printed
    if printed.isalpha() and len(printed) == 1:
        return printed
    text = written(value, printed_decimals(printed))
    return f"{text}%" if "%" in printed else text


def shown_decimals(value: float) -> int:
    """The decimals a stored figure needs, at most two."""
    exponent = Decimal(repr(round(value, 2))).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def format_interval(
    interval: tuple[float, float], scale: tuple[float, float], sign: str = ""
) -> str:
    """`24,2–52,29%`, `dưới 10%`, `từ 0,3 trở lên`: an end of the scale is no figure."""
    digits = max(shown_decimals(end) for end in interval)
    low, high = (written(end, 0 if end == int(end) else digits) for end in interval)
    if interval[0] == interval[1]:
        return f"{low}{sign}"
    if interval == scale:
        return _("chưa thu hẹp được")
    if interval[0] == scale[0]:
        return _("dưới {high}").format(high=f"{high}{sign}")
    if interval[1] == scale[1]:
        return _("từ {low} trở lên").format(low=f"{low}{sign}")
    return f"{low}–{high}{sign}"
