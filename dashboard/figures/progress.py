"""One indicator at the dates of the documents: a small picture for a cell of a table."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

from dashboard.figures.palette import DARK, LIGHT
from dashboard.queries.project06 import Progress, Source
from dashboard.store.made_once import made_once
from dashboard.words.cells import Drawn
from dashboard.words.project06 import describe
from etl.language.i18n import format_month

_WIDTH, _HEIGHT = 176, 56
_MARGIN = 12
_TOP, _BASE = 9, 46
_CROSS, _DASH = 3.5, 9
"""Half of what a mark is wide."""

_STYLE = (
    ":root{color-scheme:light dark}"
    f".line{{fill:none;stroke:light-dark({LIGHT.sequential[3]},{DARK.sequential[3]});"
    "stroke-width:2.5}"
    f".dot{{fill:light-dark({LIGHT.sequential[3]},{DARK.sequential[3]})}}"
    f".whole{{stroke:light-dark({LIGHT.average},{DARK.average});stroke-width:2}}"
    f".missing{{stroke:light-dark({LIGHT.outline},{DARK.outline});stroke-width:1.5}}"
    f".base{{stroke:light-dark({LIGHT.border},{DARK.outline})}}"
    f".break{{stroke:light-dark({LIGHT.target},{DARK.target});stroke-width:1.5;"
    "stroke-dasharray:2 3}"
)

Place = Callable[[date], float]


@made_once(64)
def progress_picture(item: Progress, dates: Sequence[Source]) -> Drawn:
    """Values at the dates of the documents, joined where they compare.

    A short dash over a value is the whole it is part of, a cross on the base line a document that
    gives no figure, a dotted upright a count that changed: the sides of it do not compare.
    """
    days = sorted({of.on for of in dates} | {point.on for point in item.points})
    first, last = days[0], days[-1]
    highest = max(max(point.value, point.whole or 0) for point in item.points)

    def across(on: date) -> float:
        return _MARGIN + (_WIDTH - 2 * _MARGIN) * ((on - first) / (last - first))

    def up(value: float) -> float:
        return _BASE - (_BASE - _TOP) * (value / highest if highest else 0)

    marks = [f'<path class="base" d="M0 {_BASE}H{_WIDTH}"/>']
    # Another document may give the figure of the same month.
    given = {format_month(point.on) for point in item.points}
    marks += [_cross(across(of.on)) for of in dates if format_month(of.on) not in given]
    marks += [
        f'<path class="break" d="M{at:.1f} 2V{_BASE + 4}"/>' for at in _breaks(item, dates, across)
    ]
    marks += [_dash(across(p.on), up(p.whole)) for p in item.points if p.whole is not None]
    for run in item.runs:
        marks += _run([(across(point.on), up(point.value)) for point in run])
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}">'
        f"<style>{_STYLE}</style>{''.join(marks)}</svg>"
    )
    return Drawn(describe(item), svg)


def _run(points: Sequence[tuple[float, float]]) -> list[str]:
    """Figures that compare: a line where there are several, and a dot each."""
    dots = [f'<circle class="dot" cx="{x:.1f}" cy="{y:.1f}" r="4"/>' for x, y in points]
    if len(points) == 1:
        return dots
    way = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return [f'<polyline class="line" points="{way}"/>', *dots]


def _dash(x: float, y: float) -> str:
    return f'<path class="whole" d="M{x - _DASH:.1f} {y:.1f}h{2 * _DASH}"/>'


def _cross(x: float) -> str:
    arm = _CROSS
    left, top = x - arm, _BASE - arm
    return (
        f'<path class="missing" d="M{left:.1f} {top}l{2 * arm} {2 * arm}'
        f'm0 -{2 * arm}l-{2 * arm} {2 * arm}"/>'
    )


def _breaks(item: Progress, dates: Sequence[Source], across: Place) -> list[float]:
    """Before each figure that does not compare with the one before it, halfway to the document
    before: clear of the marks.
    """
    changed = {point.on for point in item.points if point.break_vi is not None}
    return [
        (across(before.on) + across(after.on)) / 2
        for before, after in pairwise(dates)
        if after.on in changed
    ]
