"""What a unit's value is compared with besides targets: averages, named for what they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from dashboard.queries.documents import weakest
from dashboard.queries.indicator_views import View
from dashboard.queries.newest_sql import ASKED
from dashboard.queries.periods import asked_for
from dashboard.queries.precision import shown_decimals
from dashboard.queries.view_rows import ViewRow
from dashboard.store.codes import BLOCS
from dashboard.store.kept import kept
from dashboard.store.warehouse import Warehouse


@dataclass(frozen=True)
class Benchmark:
    """A level to draw beside the units: the figure of all together, or the units' mean."""

    value: float
    decimals: int
    """Those printed, or the indicator's where the value is computed."""
    whole_vi: str | None
    """The bloc or country that it is the figure of; None of a mean of units."""
    is_counted: bool
    """Whether it follows from counts of all of them; else the report prints it."""
    averaged: int
    """How many units a mean is of."""
    confirmation: str | None
    """The weakest of what it is made of."""


@dataclass(frozen=True, slots=True)
class _Printed:
    name_vi: str
    is_counted: bool
    value: float
    printed_decimals: int | None
    confirmation: str


@kept(256)
def benchmarks(source: Warehouse, view: View) -> tuple[Benchmark, ...]:
    """The bloc's figure, and the plain mean of the units with values.

    The bloc's is that which the report prints; else it follows from counts of all of its units.
    Both are of the period of the view: an average of another one is none to compare with.
    The two differ (source trap 9): the report's own averages weigh what its tables do not show.
    Ranks and grades have no mean, and a mean of allocated targets says nothing.
    """
    if view.is_allocation or view.period is None:
        return ()
    if view.indicator.value_kind not in ("rate", "index", "interval"):
        return ()
    found = []
    published = source.records(
        _Printed,
        f"""
        SELECT
            unit.name_vi, basis = 'derived' AS is_counted, observation.value, printed_decimals,
            confirmation
        FROM observation JOIN unit USING (unit_id)
        WHERE indicator_id = $indicator_id AND unit_id IN ($bloc, 'vn')
          AND (basis = 'published' OR unit_id = $bloc) AND value IS NOT NULL
          AND {ASKED}
        ORDER BY basis = 'derived', unit_id <> $bloc
        LIMIT 1
        """,
        indicator_id=view.indicator.indicator_id,
        bloc=BLOCS[view.level],
        **asked_for(view.period),
    )
    for row in published:
        decimals = shown_decimals(view.indicator, row.printed_decimals)
        found.append(
            Benchmark(row.value, decimals, row.name_vi, row.is_counted, 0, row.confirmation)
        )
    mean = mean_of(view, view.rows)
    return (*found, mean) if mean is not None else tuple(found)


def mean_of(view: View, rows: Sequence[ViewRow]) -> Benchmark | None:
    """The plain mean of some rows of a view, of a region for one; None where there is no such."""
    exact = [row.value for row in rows if row.value is not None]
    weaker = weakest(row.confirmation for row in rows if row.has_value)
    # Where merged units have bounds, the mean of the others would pass for that of all.
    all_exact = len(exact) == sum(row.has_value for row in rows)
    if view.is_allocation or view.indicator.value_kind != "rate" or len(exact) < 2 or not all_exact:
        return None
    return Benchmark(fmean(exact), view.indicator.decimals, None, False, len(exact), weaker)
