"""Targets of an indicator, and what it would take to reach them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import ceil

import pandas as pd

from dashboard.queries.indicator_views import View, due_dates, view
from dashboard.queries.indicators import Indicator, indicators_at
from dashboard.queries.precision import gap_decimals
from dashboard.queries.structures import OLD, Structure
from dashboard.store.codes import NO_DATA, NOT_MET, VERDICT_CODES
from dashboard.store.records import records
from dashboard.store.warehouse import Warehouse

DAYS_PER_MONTH = 365.25 / 12

Bounds = tuple[float, float]
"""A lowest and a highest amount; equal where the amount is known."""


def unit_targets(source: Warehouse, shown: View) -> dict[date, dict[str, Bounds]]:
    """The lowest and highest target of every unit of a view that has figures, by due date.

    None where the figures are the targets themselves.
    """
    if shown.is_allocation:
        return {}
    indicator_id, level = shown.indicator.indicator_id, shown.level
    found = {}
    for due_on in due_dates(source, indicator_id, level):
        rows = view(source, indicator_id, level, due_on, shown.structure).rows
        given = rows[rows["target_low"].notna() & rows["value_low"].notna()]
        spans = zip(given["target_low"], given["target_high"], strict=True)
        found[due_on] = dict(zip(given["unit_id"], spans, strict=True))
    return found


@dataclass(frozen=True)
class Goal:
    """An indicator with targets due in a year for units of a level."""

    indicator: Indicator
    due_on: date


@lru_cache(maxsize=16)
def goals(source: Warehouse, level: str, year: int, structure: Structure = OLD) -> tuple[Goal, ...]:
    """The goals of a year that have figures to compare with, in the catalogue's order."""
    return tuple(
        Goal(indicator, due_on)
        for indicator in indicators_at(source, level).values()
        for due_on in due_dates(source, indicator.indicator_id, level)
        if due_on.year == year
        and not _without_figures(view(source, indicator.indicator_id, level, due_on, structure))
    )


def _without_figures(shown: View) -> bool:
    """Whether a goal has nothing to judge: targets only, or figures that do not merge."""
    return shown.is_allocation or bool((shown.rows["status"] == "not_applicable").all())


@lru_cache(maxsize=8)
def goal_years(source: Warehouse, level: str) -> tuple[int, ...]:
    """The years that have goals."""
    return tuple(
        sorted(
            {
                due_on.year
                for indicator in indicators_at(source, level).values()
                for due_on in due_dates(source, indicator.indicator_id, level)
            }
        )
    )


@dataclass(frozen=True)
class Tally:
    """How many units of a level stand where against one goal."""

    goal: Goal
    counts: Mapping[str, int]

    @property
    def judged(self) -> int:
        """Units that the goal applies to."""
        return sum(self.counts.values())


def tally(goal: Goal, rows: pd.DataFrame) -> Tally:
    """The verdicts of some rows of a goal's view; units the source leaves out do not count."""
    verdicts = rows.loc[rows["status"] != "not_applicable", "verdict"].fillna(NO_DATA)
    return Tally(goal, {verdict: int((verdicts == verdict).sum()) for verdict in VERDICT_CODES})


@dataclass(frozen=True)
class Effort:
    """What a unit still has to do for one goal."""

    unit_id: str
    goal: Goal
    gap: float
    """In the indicator's unit."""
    per_month: float
    """The even pace from the day of the figures to the due date, in the same unit."""
    decimals: int
    """Those to show `gap` with."""
    items: int | None
    """Whole things to do (systems), where the counts behind the rate are known."""


def efforts(source: Warehouse, shown: View, goal: Goal, rows: pd.DataFrame) -> list[Effort]:
    """Of the units with an exact value that fall short, nearest first.

    A share of a count is reached when `target × denominator` things are done, rounded up.
    """
    counts = _counts(source, shown)
    short = rows[(rows["verdict"] == NOT_MET) & rows["value"].notna()].sort_values(
        "gap_low", kind="stable"
    )
    found = []
    for row in records(short):
        months = (goal.due_on - row["period_end"].date()).days / DAYS_PER_MONTH
        items = None
        if row["unit_id"] in counts:
            done, all_things = counts[row["unit_id"]]
            items = ceil(round(row["target_value"] / 100 * all_things, 6)) - int(done)
        gap, decimals = row["gap_low"], gap_decimals(goal.indicator, row)
        found.append(Effort(row["unit_id"], goal, gap, gap / months, decimals, items))
    return found


def _counts(source: Warehouse, shown: View) -> dict[str, tuple[float, float]]:
    """Numerator and denominator by unit, for rates whose counts are published."""
    indicator = shown.indicator
    if indicator.numerator_id is None or indicator.denominator_id is None:
        return {}
    numerators = view(
        source, indicator.numerator_id, shown.level, None, shown.structure
    ).rows.set_index("unit_id")
    denominators = view(
        source, indicator.denominator_id, shown.level, None, shown.structure
    ).rows.set_index("unit_id")
    both = numerators[["value"]].join(denominators["value"].rename("value_all")).dropna()
    return {row["unit_id"]: (row["value"], row["value_all"]) for row in records(both.reset_index())}
