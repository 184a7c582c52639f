"""What a document says of a unit, an indicator and a period: rows on their way to the store."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from etl.problems import Problem
from etl.specs import Interval, Period, Status, TargetScope

Basis = Literal["published", "derived"]
Severity = Literal["info", "warning"]


@dataclass(frozen=True)
class Observation:
    """One row of the contract's `observation`: a value, an interval, or a reason for neither."""

    indicator_id: str
    unit_id: str
    period: Period
    basis: Basis
    status: Status
    interval: Interval | None
    document_id: str
    table_id: str
    source_line: int | None = None
    document_line: int | None = None
    raw_text: str | None = None
    value_text: str | None = None
    note_vi: str | None = None
    value_estimate: float | None = None
    reported: float | None = None
    """Of a partial sum: what the members that have a value add up to."""

    @property
    def key(self) -> tuple[str, str, date, date, str]:
        return (
            self.indicator_id,
            self.unit_id,
            self.period.start,
            self.period.end,
            self.basis,
        )

    @property
    def value(self) -> float | None:
        """The exact value; None for an interval and for a missing value."""
        if self.interval is None or self.status is not Status.OBSERVED:
            return None
        return self.interval[0]


@dataclass(frozen=True)
class Target:
    """One row of the contract's `target`; `unit_id` is set for scope `unit` only."""

    indicator_id: str
    scope: TargetScope | Literal["unit"]
    unit_id: str | None
    due_on: date
    comparator: str
    interval: Interval
    value_text: str
    document_id: str
    table_id: str
    source_ref: str
    source_line: int | None
    document_line: int | None
    raw_text: str | None
    basis: Basis = "published"

    @property
    def value(self) -> float | None:
        """The exact target; None where targets of merged units leave only bounds."""
        low, high = self.interval
        return low if low == high else None


@dataclass(frozen=True)
class Issue:
    """One row of the contract's `quality_issue`, before it gets its id."""

    kind: str
    severity: Severity
    detail_vi: str
    table_id: str | None = None
    source_line: int | None = None
    unit_id: str | None = None
    indicator_id: str | None = None


@dataclass
class Facts:
    """What the tables say, and what is wrong or odd about how they say it."""

    observations: list[Observation] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
