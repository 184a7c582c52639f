"""What a document says of a unit, an indicator and a period: rows on their way to the store."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from etl.catalogue.vocabulary import (
    Interval,
    OrderEnd,
    Period,
    PeriodKind,
    Status,
    TargetScope,
    TaskRole,
    TaskStatus,
)
from etl.check_figures import CheckFigure
from etl.language.statements import Statement
from etl.problems import Problem

Basis = Literal["published", "derived"]
Severity = Literal["info", "warning"]

ObservationKey = tuple[str, str, PeriodKind, date, date, int, Basis]
"""Indicator, unit, kind of period, its first day, its last, definition, basis."""


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
    """As the document prints it where that is no number: a band, a grade, yes or no."""
    note: Statement | None = None
    former: Statement | None = None
    """Of a body that is another than those that reported: their figures."""
    value_estimate: float | None = None
    reported: float | None = None
    """Of a partial sum: what the members that have a value add up to."""
    is_merged: bool = False
    """Whether it is made of figures of other units: those before, or the provinces of a region."""

    @property
    def key(self) -> ObservationKey:
        return (
            self.indicator_id,
            self.unit_id,
            *self.period.key,
            self.basis,
        )

    @property
    def value(self) -> float | None:
        """The exact value; None for an interval and for a missing value."""
        if self.interval is None or self.status is not Status.OBSERVED:
            return None
        return self.interval[0]


@dataclass(frozen=True)
class PrintedBeside:
    """A further print of one figure, and the one that counts."""

    figure: Observation
    counts: Observation


@dataclass(frozen=True)
class Target:
    """One row of the contract's `target`; `unit_id` is set for scope `unit` only."""

    indicator_id: str
    scope: TargetScope | Literal["unit"]
    unit_id: str | None
    due_on: date | None
    """None: the document sets the target and no date."""
    comparator: str
    interval: Interval
    value_text: str | None
    """As the document prints it; None of a derived one."""
    document_id: str
    table_id: str
    source_line: int | None
    document_line: int | None
    raw_text: str | None
    quote: str | None = None
    """The words of the text it is recognised by."""
    note: Statement | None = None
    """How a derived one came about."""
    basis: Basis = "published"
    base_vi: str | None = None
    """What it is a share of; None where that is what the indicator's figures are a share of."""
    superseded_by: str | None = None
    """The table of a later document that sets it anew; None: it is in force."""
    definition_id: int = 1
    """Which of the indicator's definitions it is set for."""

    @property
    def key(self) -> tuple[str, str, str | None, date | None, int, str | None, str | None]:
        aimed_at = self.indicator_id, self.scope, self.unit_id, self.due_on
        return *aimed_at, self.definition_id, self.base_vi, self.superseded_by

    @property
    def value(self) -> float | None:
        """The exact target; None where targets of merged units leave only bounds."""
        low, high = self.interval
        return low if low == high else None


@dataclass(frozen=True)
class OrderGroup:
    """Units that the text names as the highest, or the lowest, of all of their level."""

    indicator_id: str
    level: str
    period: Period
    end: OrderEnd
    unit_ids: frozenset[str]
    document_id: str
    table_id: str
    source_line: int
    document_line: int | None
    raw_text: str


@dataclass(frozen=True)
class StatedRank:
    """One row of `stated_rank`: the places in the order that a sentence leaves a unit."""

    indicator_id: str
    unit_id: str
    period: Period
    rank_best: int
    rank_worst: int
    document_id: str
    table_id: str
    source_line: int | None
    document_line: int | None


@dataclass(frozen=True)
class UnassignedFigure:
    """One row of the contract's `unassigned_figure`: printed in a row that is of no unit."""

    table_id: str
    source_line: int
    document_line: int | None
    named_vi: str
    """The name as the document prints it."""
    indicator_id: str
    period: Period
    value: float
    raw_text: str
    document_id: str
    reason_vi: str
    """Why the row is of no unit."""


@dataclass(frozen=True)
class Issue:
    """One row of the contract's `quality_issue`, before it gets its id."""

    kind: str
    severity: Severity
    detail: Statement
    table_id: str | None = None
    source_line: int | None = None
    unit_id: str | None = None
    indicator_id: str | None = None


@dataclass(frozen=True)
class TaskUnit:
    """One row of `task_unit`, without the task: a unit that a document names in a task."""

    unit_id: str
    role: TaskRole
    named_vi: str
    """The name as the document prints it."""


@dataclass(frozen=True)
class Task:
    """One row of the contract's `task`: a task of one owner, as a document states it."""

    task_id: str
    owner_unit_id: str | None
    """None where the text names nobody, or a body that is no unit."""
    owner_vi: str | None
    """The owner as the document prints it."""
    title_vi: str
    due_on: date | None
    due_vi: str | None
    """The deadline in the document's words."""
    due_from_heading: bool
    """Whether the heading above the task sets it, and not its own words."""
    starts_on: date | None
    starts_vi: str | None
    """When it is to begin, where the document says that and no deadline."""
    status: TaskStatus
    status_as_of: date
    document_id: str
    table_id: str
    source_line: int
    document_line: int
    quote: str
    """The words of the document it is recognised by."""
    other_lines: tuple[int, ...]
    """Further lines of the document that speak of the task."""
    units: tuple[TaskUnit, ...]
    """The owner, and every other unit named in the task."""


@dataclass(frozen=True)
class Owner:
    """A body that owns a system or is asked to act; `unit_id` is None outside the catalogue."""

    owner_id: str
    owner_vi: str
    unit_id: str | None


@dataclass(frozen=True)
class Obstacle:
    """One row of the contract's `obstacle`: what keeps a unit from using a system."""

    obstacle_id: str
    ordinal: int
    unit_id: str
    system_vi: str
    system_group: str
    system_group_vi: str
    owners: tuple[Owner, ...]
    category: str
    category_vi: str
    summary_vi: str
    request_vi: str | None
    document_id: str
    table_id: str
    source_line: int
    document_line: int
    raw_text: str

    @property
    def owner_unit_id(self) -> str | None:
        """The one owner; None where the row names none, several or none of the catalogue."""
        return self.owners[0].unit_id if len(self.owners) == 1 else None


@dataclass
class Facts:
    """What the tables say, and what is wrong or odd about how they say it."""

    observations: list[Observation] = field(default_factory=list)
    beside: list[PrintedBeside] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    orders: list[OrderGroup] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    obstacles: list[Obstacle] = field(default_factory=list)
    unassigned: list[UnassignedFigure] = field(default_factory=list)
    checks: list[CheckFigure] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
