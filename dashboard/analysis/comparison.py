"""Units side by side on every indicator, and two indicators against each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.analysis.ordering import ordered, split_by_value
from dashboard.queries.indicator_views import View, due_dates, view
from dashboard.queries.indicators import Indicator, indicators_at
from dashboard.queries.structures import Structure
from dashboard.queries.targets import target_lines
from dashboard.store.records import Row, records
from dashboard.store.warehouse import Warehouse
from etl.language.i18n import N_

MOST_UNITS = 6
SPLITS = {"muc-tieu": N_("Mục tiêu"), "trung-vi": N_("Trung vị")}
# Fewer pairs say nothing about a relation.
_LEAST_PAIRS = 4
_LABELLED = 7
# Names nearer to each other than this share of the picture would lie on top of each other.
_APART = (0.3, 0.05)


def level_views(source: Warehouse, level: str, year: int, structure: Structure) -> tuple[View, ...]:
    """Every indicator of a level with the target due in a year; else with its last target."""
    return tuple(
        indicator_view(source, indicator, level, year, structure)
        for indicator in indicators_at(source, level).values()
    )


def indicator_view(
    source: Warehouse, indicator: Indicator, level: str, year: int, structure: Structure
) -> View:
    """An indicator with the target due in a year; else with its last target, if it has one."""
    days = due_dates(source, indicator.indicator_id, level)
    due_on: date | None = next((day for day in days if day.year == year), None)
    if due_on is None and days:
        due_on = days[-1]
    return view(source, indicator.indicator_id, level, due_on, structure)


def contrasting_units(shown: View) -> list[str]:
    """The first and the last unit of a ranking: what a page compares before anybody chooses."""
    valued, _without = split_by_value(ordered(shown.rows, "hang"))
    units: list[str] = valued["unit_id"].tolist()
    return [units[0], units[-1]] if len(units) > 1 else units


def best_units(shown: View, rows: Sequence[Row]) -> set[str]:
    """The units that are surely at least as good as every other one of the rows.

    Nobody is best where no direction is good, where counts tell the size of a unit, where values
    are targets given to the units, where fewer than two have a value, and where all are equal.
    """
    indicator = shown.indicator
    valued = [row for row in rows if row["value_low"] is not None]
    has_no_best = indicator.better == "none" or indicator.value_kind == "count"
    if has_no_best or shown.is_allocation or len(valued) < 2:
        return set()
    sign = -1 if indicator.better == "lower" else 1
    spans = {
        row["unit_id"]: sorted((sign * row["value_low"], sign * row["value_high"]))
        for row in valued
    }
    best = {
        unit_id
        for unit_id, (worst, _best) in spans.items()
        if all(worst >= top for other, (_low, top) in spans.items() if other != unit_id)
    }
    return best if len(best) < len(valued) else set()


@dataclass(frozen=True)
class Correlation:
    """How two indicators go together over `pairs` units; the coefficients lie in [-1, 1]."""

    pairs: int
    pearson: float
    spearman: float
    """Pearson's coefficient of the ranks, ties at their mean rank."""


@dataclass(frozen=True)
class Scatter:
    """Two indicators over the units of a level, one row per unit with an exact value of both.

    `pairs` has unit_id, short_name_vi, region_vi, x, y. `left_out` has the other units with the
    status of both. `x_split` and `y_split` are drawn as lines; they do not move with the region.
    """

    x_view: View
    y_view: View
    split: str
    pairs: pd.DataFrame
    left_out: pd.DataFrame
    x_split: float | None
    y_split: float | None

    def quadrant(self, row: Row) -> tuple[bool, bool]:
        """Whether a pair is on the good side of each line."""
        return (
            _is_good(self.x_view.indicator, row["x"], self.x_split),
            _is_good(self.y_view.indicator, row["y"], self.y_split),
        )


def _is_good(indicator: Indicator, value: float, split: float | None) -> bool:
    if split is None:
        return False
    return value <= split if indicator.better == "lower" else value >= split


def common_target(source: Warehouse, shown: View) -> float | None:
    """The target of a view that is the same for all units of its level."""
    if shown.due_on is None or shown.is_allocation:
        return None
    return target_lines(source, shown.indicator, shown.level).get(shown.due_on)


def possible_splits(source: Warehouse, x_view: View, y_view: View) -> list[str]:
    """The ways to draw quadrants: by target only where both indicators have a common one."""
    both = [common_target(source, shown) for shown in (x_view, y_view)]
    return [key for key in SPLITS if key != "muc-tieu" or None not in both]


def scatter(
    source: Warehouse, x_view: View, y_view: View, region_id: str | None, split: str
) -> Scatter:
    """The pairs of a region, or of all; intervals and missing values are left out, and told."""
    columns = ["unit_id", "short_name_vi", "name_vi", "region_id", "region_vi"]
    every = x_view.rows[columns].assign(
        x=x_view.rows["value"],
        y=y_view.rows["value"],
        x_status=x_view.rows["status"],
        y_status=y_view.rows["status"],
    )
    exact = every["x"].notna() & every["y"].notna()
    shown = every["region_id"].notna() if region_id is None else every["region_id"] == region_id
    if region_id is None:
        shown = pd.Series(True, index=every.index)
    pairs = every[exact]
    if split == "muc-tieu":
        lines = [common_target(source, item) for item in (x_view, y_view)]
    else:
        lines = [float(pairs[name].median()) if len(pairs) else None for name in ("x", "y")]
    return Scatter(
        x_view=x_view,
        y_view=y_view,
        split=split,
        pairs=pairs[shown[exact]],
        left_out=every[~exact & shown],
        x_split=lines[0],
        y_split=lines[1],
    )


def correlation(pairs: pd.DataFrame) -> Correlation | None:
    """None where there are too few pairs, or one of the two does not vary."""
    if len(pairs) < _LEAST_PAIRS or pairs["x"].nunique() < 2 or pairs["y"].nunique() < 2:
        return None
    return Correlation(
        len(pairs),
        float(pairs["x"].corr(pairs["y"])),
        float(pairs["x"].rank().corr(pairs["y"].rank())),
    )


def labelled_units(pairs: pd.DataFrame, chosen: Sequence[str]) -> set[str]:
    """The chosen units, and those furthest from the middle whose names do not collide."""
    if pairs.empty:
        return set()
    place = pairs.set_index("unit_id")[["x", "y"]]
    extent = (place.max() - place.min()).replace(0, 1)
    middle = place.median()
    distance = (((place - middle) / extent) ** 2).sum(axis=1)
    labelled = [unit_id for unit_id in chosen if unit_id in place.index]
    room = len(labelled) + _LABELLED
    at = {row["unit_id"]: (row["x"], row["y"]) for row in records(place.reset_index())}
    for unit_id in distance.sort_values(ascending=False, kind="stable").index:
        if len(labelled) == room:
            break
        if unit_id not in labelled and not any(
            _collide(at[unit_id], at[other], (extent["x"], extent["y"])) for other in labelled
        ):
            labelled.append(unit_id)
    return set(labelled)


def _collide(
    one: tuple[float, float], other: tuple[float, float], extent: tuple[float, float]
) -> bool:
    return all(
        abs(a - b) / size < apart
        for a, b, size, apart in zip(one, other, extent, _APART, strict=True)
    )
