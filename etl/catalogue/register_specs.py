"""What the catalogue says of tables that are lists: targets, flags, obstacles, tasks."""

from typing import Literal

from pydantic import model_validator

from etl.catalogue.table_base import CarriedBase, NamesUnits, SetsTargets
from etl.catalogue.vocabulary import (
    Bloc,
    Comparator,
    Day,
    Flag,
    Level,
    NumberFormat,
    Period,
    Slug,
    Spec,
    TargetScope,
    TaskStatus,
)


class Condition(Spec):
    """Restricts a target to units by the text value they have now, such as a grade, or to a base.

    A target of another base than its indicator's is stored, and never compared with a figure.
    """

    text_is: str | None = None
    text_is_not: str | None = None
    base_vi: str | None = None
    """What the target is a share of, where that is not what the figures are a share of."""

    def holds(self, text: str | None) -> bool:
        if self.text_is is not None:
            return text == self.text_is
        return text != self.text_is_not

    @model_validator(mode="after")
    def _exactly_one(self) -> "Condition":
        given = (self.text_is, self.text_is_not, self.base_vi)
        if sum(value is not None for value in given) != 1:
            raise ValueError("give exactly one of text_is, text_is_not and base_vi")
        return self


class TargetsTable(CarriedBase, SetsTargets):
    """Targets of the body text, one a row."""

    shape: Literal["targets"]
    scopes: dict[str, TargetScope | Bloc]
    due_dates: dict[str, Day]
    """What each printed deadline means; a row without one is a target without a date."""
    comparators: dict[str, Comparator]
    conditions: dict[str, Condition]
    number_formats: dict[Slug, NumberFormat]


class ObstaclesTable(CarriedBase, NamesUnits):
    """Obstacles that units report, one a row, restated in short words of our own.

    Groups and categories are closed lists of ids with their labels. `other_owners` are bodies
    that rows name as owners and that are no units of the catalogue.
    """

    shape: Literal["obstacles"]
    level: Level
    reported_on: Day
    system_groups: dict[Slug, str]
    categories: dict[Slug, str]
    other_owners: dict[Slug, str] = {}


class FlagList(Spec):
    """What it means to be on a list of units, and what it means not to be."""

    listed: Flag
    unlisted: Flag | None = None
    """None where the text says nothing of the units it does not name."""
    unlisted_vi: str
    """Why the others have that value, or none."""

    @model_validator(mode="after")
    def _the_others_differ(self) -> "FlagList":
        if self.listed == self.unlisted:
            raise ValueError("unlisted must differ from listed, or be left out")
        return self


class UnitFlagsTable(CarriedBase, NamesUnits):
    """Lists of units that have done something, or have not: one list a row."""

    shape: Literal["unit_flags"]
    levels: tuple[Level, ...]
    period: Period
    lists: dict[Slug, FlagList]


class FormerBody(Spec):
    """A body that a document names in a task after the body was dissolved."""

    existed_on: Day
    """A day on which it existed under that name."""
    reason_vi: str


class TasksTable(CarriedBase, NamesUnits):
    """Tasks that a document assigns or reports on, one a row; owners separated by semicolons."""

    shape: Literal["tasks"]
    as_of: Day
    """The day the document speaks of: its word on a task holds for that day."""
    statuses: dict[str, TaskStatus]
    due_dates: dict[str, Day]
    """Every deadline the table prints: the day it names, or the last day of the time it leaves."""
    start_dates: dict[str, Day] = {}
    """Every start it prints in the place of a deadline, and the first day of it."""
    former_bodies: dict[str, FormerBody] = {}
    owners_without_unit: tuple[str, ...] = ()
    """Bodies that own tasks and are no unit of the catalogue, such as companies and courts."""

    @model_validator(mode="after")
    def _a_start_is_no_deadline(self) -> "TasksTable":
        for text in (*self.due_dates, *self.start_dates):
            if text.startswith(("từ ", "kể từ ")) != (text in self.start_dates):
                raise ValueError(f"“{text}”: what starts with “từ” belongs in start_dates, alone")
        return self
