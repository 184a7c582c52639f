"""What a table that is to come in would change, as `etl import --json` says it, in typed rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A printed or recomputed figure that is new, gone, or another than the published one."""

    unit_id: str
    unit_vi: str
    level: str
    indicator_id: str
    indicator_vi: str
    period_label: str
    status: str
    """`added`, `changed` or `vanished`."""
    measure_vi: str
    decimals: int
    old: float | None
    old_low: float | None
    old_high: float | None
    old_status: str | None
    new: float | None
    new_low: float | None
    new_high: float | None
    new_status: str | None


@dataclass(frozen=True, slots=True)
class Jump:
    """A change from the period before beyond what is usual."""

    unit_vi: str
    indicator_vi: str
    earlier_label: str
    old: float
    period_label: str
    new: float


@dataclass(frozen=True, slots=True)
class VerdictChange:
    """A verdict that is another than the published one; None: there was, or is, none."""

    unit_vi: str
    indicator_vi: str
    due_on: str
    is_merged: bool
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class RankMove:
    """The place of a unit in the newest period against that in the newest one before."""

    unit_vi: str
    indicator_vi: str
    structure: str
    old: int
    old_ranked: int
    new: int
    new_ranked: int
    moved: int
    """Places up; below zero: down."""


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A statement of a text that is new, gone, or tested with another result."""

    statement_vi: str
    status: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Without:
    """Units that newly have no figure, for one reason."""

    indicator_vi: str
    period_label: str
    status: str
    units_vi: Sequence[str]


@dataclass(frozen=True, slots=True)
class Difference:
    """All that changes for readers."""

    figures: tuple[FigureChange, ...]
    jumps: tuple[Jump, ...]
    verdicts: tuple[VerdictChange, ...]
    ranks: tuple[RankMove, ...]
    claims: tuple[ClaimChange, ...]
    without: tuple[Without, ...]
    merged_figures: int


def difference_of(said: Mapping[str, Any]) -> Difference:
    """The rows of the object that the command prints; what pages do not show is left out."""
    return Difference(
        figures=_rows(FigureChange, said["figures"]),
        jumps=_rows(Jump, said["jumps"]),
        verdicts=_rows(VerdictChange, said["verdicts"]),
        ranks=_rows(RankMove, said["ranks"]),
        claims=_rows(ClaimChange, said["claims"]),
        without=_rows(Without, said["without"]),
        merged_figures=said["merged_figures"],
    )


def _rows(kind: type[Row], said: Sequence[Mapping[str, Any]]) -> tuple[Row, ...]:
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    return tuple(kind(**{name: row[name] for name in names}) for row in said)


@dataclass(frozen=True, slots=True)
class OpenKey:
    """A key of a draft that an analyst has to give, and what it is."""

    key: str
    asked: str


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table of a received file, as `etl extract` describes it in `extracted.json`."""

    entry: str | None
    """The file of the draft's entry; None where nothing was recognised."""
    place: str
    rows: int
    title: str
    recognised_as: str | None
    is_known: bool
    """Whether the project has the same table already, cell for cell."""
    open_keys: tuple[OpenKey, ...]
    problems: tuple[str, ...]


def found_tables(said: Mapping[str, Any]) -> tuple[FoundTable, ...]:
    """The tables of `extracted.json`, in the order of the file."""
    return tuple(_found(table) for table in said["tables"])


def _found(table: Mapping[str, Any]) -> FoundTable:
    file = PurePosixPath(table["file"])
    is_draft = file.parent == PurePosixPath()
    return FoundTable(
        entry=str(file.with_suffix(".yml")) if is_draft else None,
        place=table["place"],
        rows=table["rows"],
        title=table["title"] or "",
        recognised_as=table["recognised_as"],
        is_known=bool(table.get("raw_file")) and not table["differs_from_raw_file"],
        open_keys=tuple(OpenKey(*pair) for pair in table.get("undecided", {}).items()),
        problems=tuple(table.get("problems", ())),
    )


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the history of builds."""

    at: datetime
    action: str
    """`build`, `publish` or `rollback`."""
    build: int
    before: int | None
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class History:
    """The builds that are there, which one readers get, and how it came to that."""

    published: int | None
    builds: tuple[int, ...]
    events: tuple[Event, ...]
    """The newest first."""


def history_of(said: Mapping[str, Any]) -> History:
    """What `etl history --json` says."""
    events = (
        Event(
            datetime.fromisoformat(event["at"]),
            event["action"],
            event["build"],
            event["before"],
            event["by"]["who"],
            event["by"]["why"],
        )
        for event in reversed(said["events"])
    )
    return History(said["published"], tuple(said["builds"]), tuple(events))
