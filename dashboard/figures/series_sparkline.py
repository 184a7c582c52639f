"""One indicator of the country within a line of a table: a standalone SVG, light and dark."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from dashboard.analysis.series import Series
from dashboard.figures.palette import DARK, LIGHT
from dashboard.figures.series import series_ends
from dashboard.queries.country_points import Point

_WIDTH, _HEIGHT = 112, 32
# Points lie between these; a target has the room to the right of them.
_LEFT, _RIGHT, _TOP, _FLOOR = 4, 88, 5, 26
_TICK = 95, 110
_DOT, _LAST = 2, 3.2

Across = Callable[[date], float]
"""Where a day lies from the left."""


def time_span(items: Sequence[Series]) -> tuple[date, date]:
    """The day that most series begin at, and the last that any has a period of."""
    firsts = Counter(item.points[0].period_end for item in items if item.points)
    days = [point.period_end for item in items for point in item.points]
    return firsts.most_common(1)[0][0], max(days)


def series_sparkline(item: Series, span: tuple[date, date]) -> str:
    """Figures at their place in time, better always up; a series that began earlier takes longer.

    A break is a dotted upright that no line crosses, a period without a figure a dash on the floor.
    """
    parts = [part for part in (item.predecessor, item) if part is not None]
    days = [point.period_end for part in parts for point in part.points]
    first, last = min([span[0], *days]), max([span[1], *days])

    def across(day: date) -> float:
        return _LEFT + (_RIGHT - _LEFT) * (day - first).days / max((last - first).days, 1)

    marks = [*_breaks(item, across), *_missing(parts, across)]
    for part in parts:
        marks += _line(part, item, across)
    if item.goal is not None:
        height = _height(item, item.goal.value)
        marks.append(f'<path class="target" d="M{_TICK[0]} {height:.1f}H{_TICK[1]}"/>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}">'
        f"<style>{_STYLE}</style>{''.join(marks)}</svg>"
    )


def _line(part: Series, item: Series, across: Across) -> Iterator[str]:
    """A dot for every figure, joined to the one before where the two compare."""
    name = "now" if part is item else "before"
    for line in part.lines:
        for start, end in pairwise(line.points):
            if start.value is not None and end.value is not None:
                (x, y), (to_x, to_y) = _at(item, start, across), _at(item, end, across)
                yield f'<path class="{name}" d="M{x:.1f} {y:.1f}L{to_x:.1f} {to_y:.1f}"/>'
    for point in part.valued:
        x, y = _at(item, point, across)
        radius = _LAST if part is item and point == item.newest else _DOT
        yield f'<circle class="{name}" cx="{x:.1f}" cy="{y:.1f}" r="{radius}"/>'


def _at(item: Series, point: Point, across: Across) -> tuple[float, float]:
    return across(point.period_end), _height(item, point.value or 0.0)


def _breaks(item: Series, across: Across) -> Iterator[str]:
    for before, point in pairwise(item.points):
        if point.break_vi is not None:
            middle = (across(before.period_end) + across(point.period_end)) / 2
            yield f'<path class="break" d="M{middle:.1f} 1V{_HEIGHT - 1}"/>'


def _missing(parts: Sequence[Series], across: Across) -> Iterator[str]:
    """The periods that neither the indicator nor the one it replaced has a figure of."""
    points: list[Point] = [point for part in parts for point in part.points]
    known = {point.period_end for point in points if point.value is not None}
    for day in dict.fromkeys(point.period_end for point in points):
        if day not in known:
            yield f'<path class="none" d="M{across(day) - 2:.1f} {_HEIGHT - 2}h4"/>'


def _height(item: Series, amount: float) -> float:
    worst, best = series_ends(item)
    return _FLOOR - (_FLOOR - _TOP) * (amount - worst) / (best - worst)


def _both(light: str, dark: str) -> str:
    return f"light-dark({light},{dark})"


_NOW = _both(LIGHT.sequential[-2], DARK.sequential[-3])
_BEFORE = _both(LIGHT.average, DARK.average)
_STYLE = (
    ":root{color-scheme:light dark}path{fill:none;stroke-width:1.75}"
    f".now{{stroke:{_NOW}}}circle.now{{fill:{_NOW}}}"
    f".before{{stroke:{_BEFORE};stroke-dasharray:2 1.5}}circle.before{{fill:{_BEFORE};stroke:none}}"
    f".break{{stroke:{_BEFORE};stroke-width:1.25;stroke-dasharray:1.5 2}}.none{{stroke:{_BEFORE}}}"
    f".target{{stroke:{_both(LIGHT.target, DARK.target)};stroke-width:2.5}}"
)
