"""What rows of totals print, on its way to be compared with the rows it is of."""

from dataclasses import dataclass
from datetime import date

from etl.catalogue.table_base import CheckRow
from etl.catalogue.vocabulary import Period


@dataclass(frozen=True)
class CheckFigure:
    """One cell of a row that prints what rows of units come to; no unit's figure or target."""

    row: str
    """As the key column prints it."""
    check: CheckRow
    indicator_id: str
    of: Period | date
    """The period of figures, or the day that targets are due on."""
    value: float
    printed: str
    unit_ids: tuple[str, ...]
    """The units that it is of."""
    table_id: str
    source_line: int
