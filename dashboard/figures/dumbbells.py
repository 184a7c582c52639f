"""The figures of the period before in a ranking, each joined to the present one of its unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isfinite

from dashboard.queries.indicator_views import View
from dashboard.queries.view_rows import Bounds, ViewRow
from dashboard.words.earlier import earlier_words


@dataclass(frozen=True, slots=True)
class Earlier:
    """The figure before of a unit; `ends` are equal where it is exact."""

    unit_id: str
    ends: Bounds
    now: Bounds
    words: str

    @property
    def is_exact(self) -> bool:
        return self.ends[0] == self.ends[1]

    @property
    def edges(self) -> list[float]:
        """What is marked: the figure, or the ends of its range."""
        return [edge for edge in dict.fromkeys(self.ends) if isfinite(edge)]

    @property
    def reach(self) -> Bounds:
        """From the nearer end of what was to that of what is, so that a line joins the two."""
        if self.ends[1] < self.now[0]:
            return self.ends[0], self.now[0]
        if self.ends[0] > self.now[1]:
            return self.now[1], self.ends[1]
        return self.ends


def earlier_figures(view: View, rows: Sequence[ViewRow]) -> list[Earlier]:
    """Those from which a change is computed; figures that do not compare are left out.

    A band that is open above has no upper end: it runs to that of the axis.
    """
    found = []
    for row in rows:
        change = row.change
        if change is None or change.ends is None:
            continue
        if change.value_low is None or change.value_high is None:
            continue
        high = change.value_high
        if view.indicator.value_kind == "interval" and high >= view.indicator.range_high:
            high = inf
        ends = change.value_low, high
        found.append(Earlier(row.unit_id, ends, row.ends, earlier_words(view, row)))
    return found
