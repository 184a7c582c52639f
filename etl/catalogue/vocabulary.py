"""The closed lists of words that entries of the catalogue use, and the base of their models.

Frozen and closed: a misspelt key is an error that names the file and the key.
"""

import re
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any, Literal, TypeGuard

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    model_validator,
)

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+([-_][a-z0-9]+)*$")]

Comparator = Literal[">=", "<=", "="]

TargetScope = Literal["country", "bloc", "ministry", "province"]

Bloc = Literal["bloc-ministries", "bloc-provinces"]
"""The ministries together, the provinces together: units that a target can be set for."""

Level = Literal["country", "bloc", "region", "ministry", "province"]

Structure = Literal["2024", "2025"]
"""One of `etl/language/structures.py`: the 63 provinces and the ministries of then, or today's."""

Confirmation = Literal["official_document", "official_page", "two_copies", "copy_checked", "press"]
"""The document itself; its issuer's page; two copies that agree; one copy that agrees with the
means, ranks or sums its issuer published; a newspaper."""

OFFICIAL: tuple[Confirmation, ...] = ("official_document", "official_page")
"""What is said by the issuer for all to see; the others are lesser."""


def _rising(interval: tuple[float, float]) -> tuple[float, float]:
    if interval[1] < interval[0]:
        raise ValueError("the lower end, then the upper one")
    return interval


Interval = Annotated[tuple[float, float], AfterValidator(_rising)]


def _written_day(given: Any) -> Any:
    # Pydantic reads `5` as the fifth second of 1970, and takes the time from a time of midnight.
    if isinstance(given, datetime) or not isinstance(given, date | str):
        raise ValueError("a day such as 2024-07-31")
    if isinstance(given, str) and not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", given):
        raise ValueError("a day such as 2024-07-31")
    return given


_FIRST_DAY, _LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)


def _in_bounds(day: date) -> date:
    if not _FIRST_DAY <= day <= _LAST_DAY:
        raise ValueError(f"a day from {_FIRST_DAY} to {_LAST_DAY}")
    return day


Day = Annotated[date, BeforeValidator(_written_day), AfterValidator(_in_bounds)]


def _is_day(given: Any) -> TypeGuard[date]:
    return type(given) is date and _FIRST_DAY <= given <= _LAST_DAY


LAST_LINE = 1_000_000

Place = Annotated[int, Field(ge=0, le=LAST_LINE)]
"""In an order, and in a document: a line."""

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

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


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

    start: Day
    end: Day
    label: str
    kind: PeriodKind
    is_provisional: bool = False
    """Whether it goes on: a year to date that is printed anew as it grows."""
    definition_id: Annotated[int, Field(ge=1, le=100)] = 1
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
        if not (_is_day(start) and _is_day(end)):
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
