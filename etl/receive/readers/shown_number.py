"""A stored number and its format → the text a spreadsheet shows.

Marks are those of the format's code, a decimal point and thousands commas: a spreadsheet shows
those of its reader's language, which no file says.
"""

import re
from decimal import ROUND_HALF_UP, Decimal

# What a format adds around the digits: signs of currencies, colours and locales, room for signs. A
# literal of letters is a unit, as `0.0" triệu"`, without which the number would be another.
_AROUND = re.compile(r'"[^"\w]*"|\\.|_.|\*.|\[[^\]]*\]|[()\s-]')
_DIGITS = re.compile(
    r"(?P<grouped>[#0]*,)?(?P<whole>[#0?]*[0#])(?P<decimals>\.[0#?]+)?(?P<percent>%)?"
)


def shown_number(value: int | float, code: str) -> str | None:
    """The number as its format shows it; None for a format that is not one of plain numbers."""
    number = Decimal(str(value))
    if code in ("General", "@", ""):
        return _general(number)
    match = _DIGITS.fullmatch(_AROUND.sub("", code.split(";")[0]))
    if match is None:
        return None
    if match["percent"]:
        number *= 100
    code_decimals = match["decimals"] or "."
    most, least = len(code_decimals) - 1, code_decimals.count("0")
    digits = f"{number.quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP):f}"
    if most > least:
        whole, _point, decimals = digits.partition(".")
        decimals = decimals[:least] + decimals[least:].rstrip("0")
        digits = f"{whole}.{decimals}" if decimals else whole
    if match["grouped"]:
        digits = f"{Decimal(digits):,f}"
    else:
        missing = match["whole"].count("0") - len(digits.lstrip("-").partition(".")[0])
        digits = (
            digits.replace("-", "-" + "0" * missing) if "-" in digits else "0" * missing + digits
        )
    return digits + ("%" if match["percent"] else "")


def _general(number: Decimal) -> str:
    """Fifteen digits, as many as a spreadsheet keeps: 0.1 + 0.2 is 0.3."""
    if number == number.to_integral_value():
        return f"{number:.0f}"
    return f"{Decimal(f'{number:.15g}').normalize():f}"
