"""Numbers cut to the decimals a reader sees."""

from decimal import ROUND_HALF_UP, Decimal


def decimal_of(value: float, decimals: int) -> Decimal:
    """The value with so many decimals; halves go away from zero, as in the published tables.

    Through `repr`, so that 0.285 is the 0.285 a reader sees and not the binary fraction below it.
    """
    return Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def round_half_up(value: float, decimals: int) -> float:
    """The same as a number."""
    return float(decimal_of(float(value), decimals))


def rounded(value: float | None, decimals: int) -> float | None:
    """The same for sorting and for files; a missing one stays missing."""
    return None if value is None else round_half_up(value, decimals)
