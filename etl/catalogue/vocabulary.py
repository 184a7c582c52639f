"""The closed lists of words that entries of the catalogue use, and the base of their models.

Frozen and closed: a misspelt key is an error that names the file and the key.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+([-_][a-z0-9]+)*$")]

Comparator = Literal[">=", "<=", "="]

TargetScope = Literal["country", "bloc", "ministry", "province"]

Level = Literal["country", "bloc", "region", "ministry", "province"]

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
    DECIMAL_COMMA = "decimal_comma"
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


class Period(Spec):
    start: date
    end: date
    label: str
