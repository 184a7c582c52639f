"""Units side by side on every indicator, and two indicators against each other."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from dashboard.analysis.ordering import ordered, split_by_value
from dashboard.queries.indicator_views import View, due_dates, view
from dashboard.queries.indicators import Indicator, indicators_at
from dashboard.queries.structures import Structure
from dashboard.queries.targets import target_lines
from dashboard.queries.view_rows import ViewRow
from dashboard.store.made_once import made_once
from dashboard.store.warehouse import Warehouse

MOST_UNITS = 6
SPLIT_CODES = ("muc-tieu", "trung-vi")
"""Corners are told apart by the targets, or by the medians."""
# Fewer pairs say nothing about a relation.
_LEAST_PAIRS = 4
_LABELLED = 7
# Names nearer to each other than this share of the picture would lie on top of each other.
_APART = (0.3, 0.05)


def level_views(source: Warehouse, level: str, year: int, structure: Structure) -> tuple[View, ...]:
    """Every indicator of a level with the target due in a year; else with its last target.

    Those that sources give of some units only compare nobody.
    """
    found = (
        indicator_view(source, indicator, level, year, structure)
        for indicator in indicators_at(source, level, structure).values()
    )
    return tuple(shown for shown in found if not shown.is_of_single_units)


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
    units = [row.unit_id for row in valued]
    return [units[0], units[-1]] if len(units) > 1 else units


def best_units(shown: View, rows: Sequence[ViewRow]) -> set[str]:
    """The units that are surely at least as good as every other one of the rows.

    Nobody is best where no direction is good, where counts tell the size of a unit, where values
    are targets given to the units, where the period goes on, where fewer than two have a value, and
    where all are equal.
    """
    indicator = shown.indicator
    valued = [row for row in rows if row.has_value]
    has_no_best = indicator.better == "none" or indicator.value_kind == "count"
    is_open = shown.is_allocation or shown.is_provisional
    if has_no_best or is_open or len(valued) < 2:
        return set()
    sign = -1 if indicator.better == "lower" else 1
    spans = {row.unit_id: sorted(sign * end for end in row.ends) for row in valued}
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


@dataclass(frozen=True, slots=True)
class Paired:
    """A unit with its rows of both views."""

    x_row: ViewRow
    y_row: ViewRow

    @property
    def unit_id(self) -> str:
        return self.x_row.unit_id

    @property
    def short_name_vi(self) -> str:
        return self.x_row.short_name_vi


@dataclass(frozen=True, slots=True)
class Pair(Paired):
    """A unit with an exact value of both: a mark of the picture."""

    x: float
    y: float


@dataclass(frozen=True)
class Scatter:
    """Two indicators over the units of a level, or of a region of it.

    `pairs` are the units with an exact value of both, `left_out` the others. `x_split` and
    `y_split` are drawn as lines; they do not move with the region.
    """

    x_view: View
    y_view: View
    split: str
    pairs: tuple[Pair, ...]
    left_out: tuple[Paired, ...]
    x_split: float | None
    y_split: float | None

    @property
    def units(self) -> list[Paired]:
        """Those of the picture, then those left out."""
        return [*self.pairs, *self.left_out]

    def quadrant(self, pair: Pair) -> tuple[bool, bool]:
        """Whether a pair is on the good side of each line."""
        return (
            _is_good(self.x_view.indicator, pair.x, self.x_split),
            _is_good(self.y_view.indicator, pair.y, self.y_split),
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
    return [key for key in SPLIT_CODES if key != "muc-tieu" or None not in both]


def scatter(
    source: Warehouse, x_view: View, y_view: View, region_id: str | None, split: str
) -> Scatter:
    """The pairs of a region, or of all; intervals and missing values are left out, and told."""
    pairs: list[Pair] = []
    left_out: list[Paired] = []
    for x_row, y_row in zip(x_view.rows, y_view.rows, strict=True):
        if x_row.value is None or y_row.value is None:
            left_out.append(Paired(x_row, y_row))
        else:
            pairs.append(Pair(x_row, y_row, x_row.value, y_row.value))
    lines: tuple[float | None, float | None] = (None, None)
    if split == "muc-tieu":
        lines = common_target(source, x_view), common_target(source, y_view)
    elif pairs:
        lines = median(pair.x for pair in pairs), median(pair.y for pair in pairs)
    return Scatter(
        x_view=x_view,
        y_view=y_view,
        split=split,
        pairs=tuple(pair for pair in pairs if region_id in (None, pair.x_row.region_id)),
        left_out=tuple(unit for unit in left_out if region_id in (None, unit.x_row.region_id)),
        x_split=lines[0],
        y_split=lines[1],
    )


@made_once(64)
def correlation(pairs: Sequence[Pair]) -> Correlation | None:
    """None where there are too few pairs, or one of the two does not vary."""
    x, y = [pair.x for pair in pairs], [pair.y for pair in pairs]
    if len(pairs) < _LEAST_PAIRS or len(set(x)) < 2 or len(set(y)) < 2:
        return None
    return Correlation(
        len(pairs),
        statistics.correlation(x, y),
        statistics.correlation(_mean_ranks(x), _mean_ranks(y)),
    )


def _mean_ranks(values: Sequence[float]) -> list[float]:
    """The rank of each value among all, from 1 for the smallest."""
    return [
        sum(other < value for other in values) + (values.count(value) + 1) / 2 for value in values
    ]


def labelled_units(pairs: Sequence[Pair], chosen: Sequence[str]) -> set[str]:
    """The chosen units, and those furthest from the middle whose names do not collide."""
    if not pairs:
        return set()
    at = {pair.unit_id: (pair.x, pair.y) for pair in pairs}
    xs, ys = zip(*at.values(), strict=True)
    extent = (max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0)
    middle = (median(xs), median(ys))
    labelled = [unit_id for unit_id in chosen if unit_id in at]
    room = len(labelled) + _LABELLED
    for unit_id in sorted(at, key=lambda key: _distance(at[key], middle, extent), reverse=True):
        if len(labelled) == room:
            break
        if unit_id not in labelled and not any(
            _collide(at[unit_id], at[other], extent) for other in labelled
        ):
            labelled.append(unit_id)
    return set(labelled)


def _distance(
    one: tuple[float, float], other: tuple[float, float], extent: tuple[float, float]
) -> float:
    return sum(((a - b) / size) ** 2 for a, b, size in zip(one, other, extent, strict=True))


def _collide(
    one: tuple[float, float], other: tuple[float, float], extent: tuple[float, float]
) -> bool:
    return all(
        abs(a - b) / size < apart
        for a, b, size, apart in zip(one, other, extent, _APART, strict=True)
    )
