"""Arithmetic on figures that are only known as far as they are printed.

`42,18%` stands for every value that rounds to it. What follows from printed figures is then a span
too, and a statement is judged by the whole of it: it holds only if all of the span agrees, fails
only if none of it does.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from etl.catalogue.claim_specs import Relation


@dataclass(frozen=True)
class Span:
    """The values a figure may have, lowest and highest; exact arithmetic, no binary noise."""

    low: Fraction
    high: Fraction

    @property
    def is_exact(self) -> bool:
        return self.low == self.high

    @property
    def ends(self) -> tuple[float, float]:
        return float(self.low), float(self.high)

    def __add__(self, other: "Span") -> "Span":
        return Span(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Span") -> "Span":
        return Span(self.low - other.high, self.high - other.low)

    def __truediv__(self, other: "Span") -> "Span":
        """The quotient of a figure that is not negative and one above zero."""
        return Span(self.low / other.high, self.high / other.low)

    def scaled(self, factor: int) -> "Span":
        return Span(self.low * factor, self.high * factor)


def exact(value: float) -> Span:
    """A figure that is what it says: a count, a rank, a target."""
    number = Fraction(Decimal(repr(value)))
    return Span(number, number)


def rounded(value: float, digits: int, scale: int = 1) -> Span:
    """Every value printed as `value` with so many decimals; `scale` of one printed in millions."""
    middle, half = exact(value).low, Fraction(scale) / (2 * 10**digits)
    return Span(middle - half, middle + half)


def agrees(found: Span, stated: Span) -> bool | None:
    """Whether what was found is the stated figure at its printed digits; None where it may be.

    Halves round up, so the upper end of a printed figure is not part of it.
    """
    if found.is_exact:
        return stated.low <= found.low < stated.high or found == stated
    return _judged(
        stated.low <= found.low and found.high <= stated.high,
        found.high <= stated.low or stated.high <= found.low,
    )


def compatible(one: Span, other: Span) -> bool:
    """Whether two prints can be of one quantity: some value rounds to both."""
    if one.is_exact or other.is_exact:
        point, span = (one, other) if one.is_exact else (other, one)
        return point == span or span.low <= point.low < span.high
    return max(one.low, other.low) < min(one.high, other.high)


def lies(found: Span, relation: Relation, than: Span) -> bool | None:
    """Whether all of `found` lies above or below all of `than`; None where it is open."""
    match relation:
        case ">":
            return _judged(found.low > than.high, found.high <= than.low)
        case "<":
            return _judged(found.high < than.low, found.low >= than.high)
        case "=":
            return agrees(found, than)


def _judged(surely: bool, never: bool) -> bool | None:
    return True if surely else False if never else None


def all_hold(answers: list[bool | None]) -> bool | None:
    """Of several conditions: false if one fails, open if one is open."""
    return False if False in answers else None if None in answers else True
