"""What a trial build says otherwise than the published one: typed rows, made by SQL over both.

`Difference` is what `etl import` prints, and as JSON (`--json`) the value of `difference`: an
object with a list of objects for every field below, whose keys are those of the row's class. Days
are ISO 8601; what does not apply is null. A row of a unit and an indicator carries `unit_id`,
`unit_vi`, `level`, `indicator_id`, `indicator_vi`, and most have `period_label`, `old`, `new` and
`status`.
"""

from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args, get_type_hints

import duckdb

from etl.intake.comparisons import SQL_OF, prepare
from etl.intake.jumps import JUMP_RULE
from etl.load.warehouse import DATABASE

Step = Literal["added", "changed", "vanished"]
Verdict = Literal["met", "not_met", "undetermined", "no_data"]


class ComparisonError(Exception):
    """The published build cannot be compared with: it is broken, or of another schema."""


@dataclass(frozen=True)
class Named:
    """A document, table or indicator that comes, goes, or is described in another way."""

    kind: Literal["document", "table", "indicator"]
    id: str
    title_vi: str
    status: Step


@dataclass(frozen=True)
class OfUnit:
    """What rows of a unit and an indicator have in common."""

    unit_id: str
    unit_vi: str
    level: str
    indicator_id: str
    indicator_vi: str


@dataclass(frozen=True)
class FigureChange(OfUnit):
    """A figure of a unit and a period, printed or recomputed, but not merged of others.

    `old` and `new` are exact values; of intervals they are null and the ends stand beside.
    """

    status: Step
    period_label: str
    period_kind: str
    period_start: date
    period_end: date
    definition_id: int
    basis: Literal["published", "derived"]
    table_id: str
    measure_vi: str
    """What the value is counted in: `%`."""
    decimals: int
    old: float | None
    old_low: float | None
    old_high: float | None
    old_status: str | None
    old_printed: str | None
    new: float | None
    new_low: float | None
    new_high: float | None
    new_status: str | None
    new_printed: str | None


@dataclass(frozen=True)
class Jump(OfUnit):
    """A change from one period to the next beyond what `jump_rule` takes for usual."""

    period_label: str
    earlier_label: str
    old: float
    """The figure of the earlier period."""
    new: float
    scale: str
    change: float
    """In `scale`: points, percent of a count, places, steps."""
    usual: float | None
    """The ninth decile of earlier changes; null where there were too few."""
    status: Literal["beyond_usual", "multiple"]


@dataclass(frozen=True)
class VerdictChange(OfUnit):
    """The result at a due date, or the verdict over one figure, that is another than before.

    `old` and `new` are the verdicts; null: there was, or is, none.
    """

    status: Literal["result", "figure"]
    due_on: date
    target: float | None
    comparator: str
    is_merged: bool
    old_label: str | None
    old_value: float | None
    old: Verdict | None
    new_label: str | None
    new_value: float | None
    new: Verdict | None


@dataclass(frozen=True)
class RankMove(OfUnit):
    """The place of a unit in the newest period, against its place in the newest one before.

    `old` and `new` are the places, the best of those that equal figures share.
    """

    structure: str
    old_label: str
    old: int
    old_ranked: int
    new_label: str
    new: int
    new_ranked: int
    moved: int
    """Places up; below zero: down."""


@dataclass(frozen=True)
class ClaimChange:
    """A statement of the text that is new, gone, or tested with another result."""

    claim_id: str
    document_id: str
    statement_vi: str
    status: Step
    old: str | None
    """The verdict."""
    old_value: float | None
    new: str | None
    new_value: float | None


@dataclass(frozen=True)
class TargetChange:
    """A printed target that is new, gone, or set anew; of a unit, or of a level (`scope`)."""

    indicator_id: str
    indicator_vi: str
    scope: str
    unit_id: str | None
    unit_vi: str | None
    due_on: date | None
    status: Step
    old: float | None
    old_superseded_by: str | None
    new: float | None
    new_superseded_by: str | None
    table_id: str


@dataclass(frozen=True)
class Without:
    """Units that newly have no figure, by table, indicator, period and reason."""

    table_id: str
    indicator_id: str
    indicator_vi: str
    period_label: str
    status: str
    units: int
    unit_ids: list[str]
    units_vi: list[str]


@dataclass(frozen=True)
class IssueChange:
    """Something odd that the build notices newly, or no longer; see README, “Statements”."""

    issue_id: str
    kind: str
    severity: str
    table_id: str | None
    source_line: int | None
    unit_id: str | None
    unit_vi: str | None
    indicator_id: str | None
    indicator_vi: str | None
    status: Step
    detail_code: str
    detail_parts: str


@dataclass(frozen=True)
class Difference:
    """All that the trial says otherwise; lists are empty where nothing changes."""

    named: list[Named]
    figures: list[FigureChange]
    jumps: list[Jump]
    verdicts: list[VerdictChange]
    ranks: list[RankMove]
    claims: list[ClaimChange]
    targets: list[TargetChange]
    without: list[Without]
    issues: list[IssueChange]
    merged_figures: int
    """Figures of merged units, and of regions, that change with those above."""
    jump_rule: str = JUMP_RULE


def difference(published: Path, trial: Path) -> Difference:
    """Compare two folders of builds.

    Raises ComparisonError if the published one is broken or has other tables than are made today.
    """
    try:
        with duckdb.connect() as connection:
            for name, folder in (("old", published), ("new", trial)):
                path = str(folder / DATABASE).replace("'", "''")
                connection.execute(f"ATTACH '{path}' AS {name} (READ_ONLY)")
            prepare(connection)
            found = {
                field.name: _rows(connection, field.name, get_args(_HINTS[field.name])[0])
                for field in fields(Difference)
                if get_args(_HINTS[field.name])
            }
            merged = connection.execute(SQL_OF["merged_figures"]).fetchall()[0][0]
    except (duckdb.Error, OSError) as error:
        raise ComparisonError(str(error).splitlines()[0]) from error
    return Difference(**found | {"merged_figures": merged})


_HINTS = get_type_hints(Difference)


def _rows(connection: duckdb.DuckDBPyConnection, name: str, row: type[Any]) -> list[Any]:
    """The answer of a query, by the names of its columns."""
    answer = connection.execute(SQL_OF[name])
    columns = [column[0] for column in answer.description or ()]
    return [row(**dict(zip(columns, cells, strict=True))) for cells in answer.fetchall()]
