"""The number format that all cells of a column are written in; several where they leave several."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from etl.catalogue.vocabulary import NumberFormat
from etl.extract.parse import parse_number
from etl.problems import CellError

# From the narrowest: where several read all cells alike, the first says the most. Percentages of
# a score, numbers in words and lists of names read what others do; only an analyst can mean them.
_PROPOSED = (
    NumberFormat.INTEGER,
    NumberFormat.INTEGER_PERCENT,
    NumberFormat.GRADE,
    NumberFormat.THOUSANDS_POINT,
    NumberFormat.DECIMAL_COMMA,
    NumberFormat.DECIMAL_POINT,
    NumberFormat.DECIMAL_COMMA_PERCENT,
    NumberFormat.DECIMAL_POINT_PERCENT,
    NumberFormat.THOUSANDS_COMMA,
    NumberFormat.THOUSANDS_POINT_DECIMAL_COMMA,
)
_DECIMALS = re.compile(r"[-−]?(\d{1,3})[.,](\d{1,3})")
_WHOLE = re.compile(r"[-−]?\d+")
MISSING_MARKS = ("", "-", "–", "—", "−", "...", "…", "x", "n/a", "N/A", "#N/A", "..")


@dataclass(frozen=True)
class Formats:
    """What a column's figures may be written in."""

    fitting: tuple[NumberFormat, ...]
    """Formats that read all cells, each another number from one of them; one of them if alike."""
    lost_zeros: tuple[str, str] | None = None
    """Two cells, as `1.29` and `979`, that together are hardly decimals: thousands that lost
    their last zeros."""

    @property
    def only(self) -> NumberFormat | None:
        """The format, where no other reads the cells otherwise."""
        return self.fitting[0] if len(self.fitting) == 1 and not self.lost_zeros else None

    @property
    def candidates(self) -> str:
        if self.lost_zeros:
            mixed, whole = self.lost_zeros
            return (
                f"{mixed!r} stands beside {whole!r}: thousands whose last zeros were lost "
                f"(thousands_point or thousands_comma, after a correction of each cell), "
                f"or {' or '.join(self.fitting) or 'no format'}"
            )
        return " or ".join(self.fitting) or "no format that reads every cell"


def formats_of(cells: Collection[str]) -> Formats:
    """The formats of a column's cells, without those that are missing marks."""
    different = dict.fromkeys(cells)
    read: dict[tuple[float | None, ...], NumberFormat] = {}
    for number_format in _PROPOSED:
        if all(number_in(cell, number_format) is not None for cell in different):
            numbers = tuple(number_in(cell, number_format) for cell in different)
            read.setdefault(numbers, number_format)
    return Formats(tuple(read.values()) if different else (), _lost_zeros(different))


def is_figure(text: str) -> bool:
    """Whether any format reads a cell."""
    return any(number_in(text, number_format) is not None for number_format in _PROPOSED)


def number_in(text: str, number_format: NumberFormat) -> float | None:
    """The number of a cell; None for one that is not written in that format."""
    try:
        return parse_number(text, number_format)
    except CellError:
        return None


def _lost_zeros(cells: Collection[str]) -> tuple[str, str] | None:
    """Decimals below a hundred beside whole numbers of three digits: counts, as a rule."""
    mixed = next((cell for cell in cells if _DECIMALS.fullmatch(cell)), None)
    whole = next((cell for cell in cells if _WHOLE.fullmatch(cell) and len(cell) >= 3), None)
    below = all(float(m[1]) < 100 for cell in cells if (m := _DECIMALS.fullmatch(cell)))
    # With three decimals everywhere no zero was lost, and `8.372` beside `730` is thousands.
    cut = any(len(m[2]) < 3 for cell in cells if (m := _DECIMALS.fullmatch(cell)))
    return (mixed, whole) if mixed and whole and below and cut else None
