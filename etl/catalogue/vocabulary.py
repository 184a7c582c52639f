"""The closed lists of words that entries of the catalogue use, and the base of their models.

Frozen and closed: a misspelt key is an error that names the file and the key.
"""

from datetime import date, timedelta
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+([-_][a-z0-9]+)*$")]

Comparator = Literal[">=", "<=", "="]

TargetScope = Literal["country", "bloc", "ministry", "province"]

Level = Literal["country", "bloc", "region", "ministry", "province"]

Structure = Literal["2024", "2025"]
"""One of `etl/language/structures.py`: the 63 provinces and the ministries of then, or today's."""

Confirmation = Literal["official_document", "official_page", "two_copies", "copy_checked", "press"]
"""The document itself; its issuer's page; two copies that agree; one copy that agrees with the
means, ranks or sums its issuer published; a newspaper."""

Interval = tuple[float, float]

Flag = Literal["có", "chưa"]

OrderEnd = Literal["highest", "lowest"]

TaskStatus = Literal["assigned", "in_progress", "late", "done"]

TaskRole = Literal["owner", "partner", "location", "named"]
"""In charge; to work with the owner; where the task is done; named in another way."""


class NumberFormat(StrEnum):
    """How a table prints its numbers."""

    INTEGER = "integer"
    INTEGER_PERCENT = "integer_percent"
    THOUSANDS_POINT = "thousands_point"
    THOUSANDS_COMMA = "thousands_comma"
    THOUSANDS_POINT_DECIMAL_COMMA = "thousands_point_decimal_comma"
    DECIMAL_COMMA = "decimal_comma"
    DECIMAL_POINT = "decimal_point"
    DECIMAL_COMMA_PERCENT = "decimal_comma_percent"
    DECIMAL_POINT_PERCENT = "decimal_point_percent"
    PERCENT_OF_ONE = "percent_of_one"
    IN_WORDS = "in_words"
    NAMES = "names"
    GRADE = "grade"


class Status(StrEnum):
    """Whether an observation has a value and, if not, why (data contract)."""

    OBSERVED = "observed"
    INTERVAL = "interval"
    NOT_REPORTED = "not_reported"
    TO_RECONCILE = "to_reconcile"
    NOT_CONNECTED = "not_connected"
    NOT_AVAILABLE = "not_available"
    PARTIAL = "partial"
    REORGANISED = "reorganised"
    """Derived, of a body that is another than those that reported: `value_text` has theirs."""


MissingStatus = Literal[
    Status.NOT_REPORTED, Status.TO_RECONCILE, Status.NOT_CONNECTED, Status.NOT_AVAILABLE
]


class Spec(BaseModel):
    """Base of every catalogue model."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class PeriodKind(StrEnum):
    """What a figure of a period speaks of. Two kinds that end together are two series."""

    AS_OF = "as_of"
    """A state, at the end of the period."""
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    YEARS = "years"
    """Several years together, as of a mean growth."""
    YEAR_TO_DATE = "year_to_date"


def _kinds_of(start: date, end: date) -> list[PeriodKind]:
    """The kinds that a period of these days may be."""
    from_january = (start.month, start.day) == (1, 1)
    to_december = (end.month, end.day) == (12, 31)
    at_month_ends = start.day == 1 and (end + timedelta(days=1)).day == 1
    one_year = start.year == end.year
    fits = {
        PeriodKind.MONTH: one_year and at_month_ends and start.month == end.month,
        PeriodKind.QUARTER: one_year
        and at_month_ends
        and end.month - start.month == 2
        and end.month % 3 == 0,
        PeriodKind.YEAR: one_year and from_january and to_december,
        PeriodKind.YEARS: not one_year and from_january and to_december,
        PeriodKind.YEAR_TO_DATE: one_year and from_january and not to_december and start < end,
    }
    return [kind for kind, does in fits.items() if does]


class Period(Spec):
    """The days that figures speak of, both ends included.

    The kind need not be said of a day (`as_of`), of whole years, or from 1 January to a day that
    ends no quarter (`year_to_date`). A month may be what happened in it or the state at its end.
    """

    start: date
    end: date
    label: str
    kind: PeriodKind
    is_provisional: bool = False
    """Whether it goes on: a year to date that is printed anew as it grows."""
    definition_id: Annotated[int, Field(ge=1)] = 1
    """Which of the indicator's definitions the figures are by; see `IndicatorSpec.definitions`."""

    @property
    def key(self) -> tuple[PeriodKind, date, date, int]:
        """What tells figures of a unit and an indicator apart: two tables may name a period so."""
        return self.kind, self.start, self.end, self.definition_id

    @model_validator(mode="before")
    @classmethod
    def _only_kind(cls, given: Any) -> Any:
        if not isinstance(given, dict) or "kind" in given:
            return given
        start, end = given.get("start"), given.get("end")
        if not isinstance(start, date) or not isinstance(end, date):
            return given
        kinds = [PeriodKind.AS_OF] if start == end else _kinds_of(start, end)
        if len(kinds) != 1 or kinds[0] in (PeriodKind.MONTH, PeriodKind.QUARTER):
            choices = ", ".join([*kinds, PeriodKind.AS_OF])
            raise ValueError(f"{start} to {end} needs `kind`, one of: {choices}")
        return given | {"kind": kinds[0]}

    @model_validator(mode="after")
    def _kind_fits(self) -> "Period":
        if self.end < self.start:
            raise ValueError("a period ends on or after the day it starts")
        kinds = [*_kinds_of(self.start, self.end), PeriodKind.AS_OF]
        if self.kind not in kinds:
            raise ValueError(f"`kind` of {self.start} to {self.end} is one of: {', '.join(kinds)}")
        return self
