"""The figures of the period before in a ranking, each joined to the present one of its unit."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isfinite

from dashboard.figures.palette import Palette, ink_on
from dashboard.figures.spec import Trace
from dashboard.queries.indicator_views import View
from dashboard.queries.view_rows import Bounds, ViewRow
from dashboard.words.earlier import earlier_words, period_mark

_MARK = 9
# Of the line, and of the seam around it, which keeps it apart from dark and from light bars.
_LINE, _SEAM = 1.5, 4.5


@dataclass(frozen=True, slots=True)
class Earlier:
    """The figure before of one row, counted from the top; `ends` are equal where it is exact."""

    place: int
    ends: Bounds
    now: Bounds
    details: tuple[str, str, str]

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
    for place, row in enumerate(rows):
        change = row.change
        if change is None or change.ends is None:
            continue
        if change.value_low is None or change.value_high is None:
            continue
        high = change.value_high
        if view.indicator.value_kind == "interval" and high >= view.indicator.range_high:
            high = inf
        details = row.unit_id, row.short_name_vi, earlier_words(view, row)
        found.append(Earlier(place, (change.value_low, high), row.ends, details))
    return found


def earlier_traces(
    view: View, found: Sequence[Earlier], end: float, palette: Palette
) -> list[Trace]:
    """Thin lines over the bars, then a hollow mark for each figure, two ends for a range.

    `end` is that of the axis. One entry in the legend names the period.
    """
    if not found:
        return []
    # The page's own ground, on a light and on a dark page.
    ground = ink_on(palette.ink)
    # The legend shows the first mark: a circle, where there is any.
    exact_first = sorted(found, key=lambda item: not item.is_exact)
    marks = [(edge, item) for item in exact_first for edge in item.edges]
    return [
        _lines(found, end, ground, _SEAM),
        _lines(found, end, palette.ink, _LINE),
        {
            "type": "scatter",
            "mode": "markers",
            "x": [edge for edge, _item in marks],
            "y": [item.place for _edge, item in marks],
            "marker": {
                "symbol": ["circle" if item.is_exact else "line-ns" for _edge, item in marks],
                "size": _MARK,
                "color": ground,
                "line": {"color": palette.ink, "width": _LINE},
            },
            "customdata": [item.details for _edge, item in marks],
            "hovertemplate": "<b>%{customdata[1]}</b><br>%{customdata[2]}<extra></extra>",
            "cliponaxis": False,
            "name": period_mark(view),
        },
    ]


def _lines(found: Sequence[Earlier], end: float, colour: str, width: float) -> Trace:
    """One stretch for each unit; nothing joins one unit to the next."""
    xs: list[float | None] = []
    ys: list[int | None] = []
    for item in found:
        xs += [min(edge, end) for edge in item.reach] + [None]
        ys += [item.place, item.place, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": xs,
        "y": ys,
        "line": {"color": colour, "width": width},
        "hoverinfo": "skip",
        "showlegend": False,
    }
