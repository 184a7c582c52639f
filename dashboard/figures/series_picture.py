"""A line in a cell: one indicator of a unit over its periods."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

from dashboard.figures.cell_svg import Pair, cell_svg, short
from dashboard.figures.palette import DARK, LIGHT
from dashboard.figures.unit_lines import break_days, line_style, scale, time_span
from dashboard.queries.unit_series import UnitLine, UnitPoint, UnitSeries
from dashboard.words.cells import Drawn
from dashboard.words.unit_series import alternative

_WIDTH, _HEIGHT, _EDGE = 88, 30, 5
_DASHES = {"solid": "", "dash": ' stroke-dasharray="4 2"', "dot": ' stroke-dasharray="1 2"'}
_HOLLOW = ' fill="light-dark(#ffffff,#101a21)"'


def series_picture(name: str, item: UnitSeries) -> Drawn:
    """Time from left to right, better always up, on a scale of its own; `name` is the unit's.

    Neighbouring exact figures that compare are joined. A range is an upright bar, what goes on a
    hollow mark, a break a dotted upright; a period without a figure is left out.
    """
    drawing = _Drawing(item)
    return Drawn(alternative(name, [item]), drawing.svg())


class _Drawing:
    def __init__(self, item: UnitSeries) -> None:
        self.item = item
        self.low, self.high = _own_scale(item)
        self.first = min(point.period_end for point in item.valued)
        self.span = time_span(item.valued)

    def svg(self) -> str:
        colours: dict[str, Pair] = {}
        parts: list[str] = []
        for place, kind in enumerate(self.item.kinds):
            light, dark = line_style(place, LIGHT), line_style(place, DARK)
            colours[f"k{place}"] = (light["color"], dark["color"])
            of_kind = [line for line in self.item.lines if line.kind == kind]
            breaks = [day for line, day in break_days(self.item) if line.kind == kind]
            inside = "".join(
                [
                    *(self._break(day) for day in breaks),
                    *(part for line in of_kind for part in self._line(line, light)),
                ]
            )
            parts.append(f'<g class="k{place}" stroke="currentColor">{inside}</g>')
        return cell_svg(_WIDTH, _HEIGHT, colours, parts)

    def _x(self, day: date) -> float:
        return _EDGE + (day - self.first) / self.span * (_WIDTH - 2 * _EDGE)

    def _y(self, amount: float) -> float:
        share = min(max((amount - self.low) / (self.high - self.low), 0.0), 1.0)
        return _HEIGHT - _EDGE - share * (_HEIGHT - 2 * _EDGE)

    def _break(self, day: date) -> str:
        return f'<path stroke-dasharray="1 2" d="M{short(self._x(day))} 0V{_HEIGHT}"/>'

    def _line(self, line: UnitLine, style: dict[str, Any]) -> Iterator[str]:
        for is_exact, run in groupby(line.points, key=lambda point: point.value is not None):
            if not is_exact:
                yield from (self._range(point) for point in run if point.has_value)
                continue
            points = list(run)
            path = "L".join(f"{short(x)} {short(y)}" for x, y in map(self._at, points))
            dash = _DASHES[style["dash"]]
            yield f'<path fill="none" stroke-width="2"{dash} d="M{path}"/>'
            yield from (self._mark(point, style["symbol"]) for point in points)

    def _at(self, point: UnitPoint) -> tuple[float, float]:
        return self._x(point.period_end), self._y(point.ends[0])

    def _range(self, point: UnitPoint) -> str:
        low, high = (short(self._y(end)) for end in point.ends)
        opacity = "0.4" if point.is_provisional else "0.75"
        at = short(self._x(point.period_end))
        return f'<path stroke-width="5" opacity="{opacity}" d="M{at} {low}V{high}"/>'

    def _mark(self, point: UnitPoint, symbol: str) -> str:
        x, y = self._at(point)
        fill = _HOLLOW if point.is_provisional else ""
        if symbol == "circle":
            return f'<circle{fill} cx="{short(x)}" cy="{short(y)}" r="2.5"/>'
        if symbol == "square":
            return f'<path{fill} d="M{short(x - 2.5)} {short(y - 2.5)}h5v5h-5z"/>'
        return f'<path{fill} d="M{short(x)} {short(y - 3)}l3 3-3 3-3-3z"/>'


def _own_scale(item: UnitSeries) -> tuple[float, float]:
    """From the worst to the best figure, at least a quarter of the scale of a large chart apart."""
    worst, best = scale(item)
    known = [min(end, max(worst, best)) for point in item.valued for end in point.ends]
    low, high = min(known), max(known)
    room = max((high - low), abs(best - worst) / 4) - (high - low)
    low, high = low - room / 2, high + room / 2
    return (low, high) if best > worst else (high, low)
