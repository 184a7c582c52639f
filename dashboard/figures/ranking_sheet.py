"""The ranking as an SVG: names on the left, bars, values and ranks on the right.

Its width is that of its place: positions on the axis are shares, which the style sheet turns into
places between the two columns of words (`dashboard/assets/style/ranking.css`). Colours are classes.
"""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from dashboard.figures.ranking import Bar, Ranking
from dashboard.store.kept import kept

ROW = 23
_AXIS, _LINE = 22, 17
_LETTER = 6.7
"""Pixels of a letter of 12 px, to give the columns of words their width."""
_ROOM = 1.02
"""The axis goes so much further than its end, so that what lies there is seen whole."""


def ranking_data(figure: Ranking) -> dict[str, Any]:
    """What the browser is told: the figure and its drawing."""
    return figure.data() | {"sheet": ranking_sheet(figure)}


def ranking_height(figure: Ranking) -> int:
    """How high the drawing is, in pixels, at any width."""
    return _head(figure) + ROW * len(figure.bars) + 4


def _head(figure: Ranking) -> int:
    """What stands above the first bar: the words of the lines and the axis."""
    return _AXIS + _LINE * (len(list(_keys(figure))) + len(figure.lines))


@kept(512)
def ranking_sheet(figure: Ranking) -> str:
    """The drawing; every row is a group with its unit and class."""
    keys = list(_keys(figure))
    above = _LINE * len(keys)
    head, height = _head(figure), ranking_height(figure)
    names = _width(bar.name for bar in figure.bars)
    values = _width(f"{bar.value}  {bar.place}" for bar in figure.bars)
    return "".join(
        (
            f'<svg class="ranking-sheet" xmlns="http://www.w3.org/2000/svg" height="{height}"'
            f' style="--names:{names}px;--values:{values}px;{_marks_room(figure)}"'
            ' aria-hidden="true">',
            f'<g class="grid">{_grid(figure, head, height)}</g>',
            f'<g class="rows">{"".join(_rows(figure, head))}</g>',
            f'<g class="marks">{"".join(keys)}{_lines(figure, above, height)}'
            f"{_marks(figure, head)}</g>",
            "</svg>",
        )
    )


def _width(texts: Iterable[str]) -> int:
    return round(max(map(len, texts)) * _LETTER) + 12


def _marks_room(figure: Ranking) -> str:
    """How far apart the marks of the axis are, and how wide their words: not all may have room."""
    (first, _first), (second, _second), *_ = figure.axis
    widest = _width(words for _amount, words in figure.axis)
    return f"--step:{_share(figure, second - first)};--mark:{widest}px"


def _share(figure: Ranking, amount: float) -> str:
    """A place on the axis, of its whole width."""
    return f"{amount / figure.end / _ROOM * 100:.3f}".rstrip("0").rstrip(".")


def _grid(figure: Ranking, head: int, height: int) -> str:
    top = head - _AXIS
    return "".join(
        f'<line {at} y1="{head - 2}" y2="{height}"/>'
        f'<text {at} y="{top + 14}">{escape(words)}</text>'
        for amount, words in figure.axis
        for at in (_at(figure, amount),)
    )


def _rows(figure: Ranking, head: int) -> Iterable[str]:
    for number, (bar, code) in enumerate(zip(figure.bars, figure.codes, strict=True)):
        yield _row(figure, bar, code, head + number * ROW)


def _row(figure: Ranking, bar: Bar, code: int, top: int) -> str:
    base = top + 15.5
    place = f' <tspan class="place">{escape(bar.place)}</tspan>' if bar.place else ""
    span = _from_to(figure, bar.start, bar.end)
    return (
        f'<g class="row" data-unit="{bar.unit_id}"><rect class="room" y="{top}"/>'
        f'<text class="unit" y="{base}">{escape(bar.name)}</text>'
        f'<rect class="span bar" data-class="{code}" y="{top + 3}" height="17" {span}/>'
        f'<text class="figures" x="100%" y="{base}">{escape(bar.value)}{place}</text></g>'
    )


def _keys(figure: Ranking) -> Iterable[str]:
    """What the marks on single bars mean, above the names of the lines."""
    marks = [(tick.name, '<line class="own-target" y1="{y0}" y2="{y1}"/>') for tick in figure.ticks]
    if figure.period_before:
        marks.append((figure.period_before, '<circle class="earlier" cy="{y}" r="4.5"/>'))
    for number, (name, mark) in enumerate(marks):
        y = number * _LINE + 9
        yield (
            f'<g class="key" {_at(figure, 0)}>{mark.format(y=y, y0=y - 6, y1=y + 6)}'
            f'<text x="10" y="{y + 4}">{escape(name)}</text></g>'
        )


def _lines(figure: Ranking, above: int, height: int) -> str:
    """Each line under its name; names stand one below the other and never meet."""
    drawn = []
    for number, line in enumerate(figure.lines):
        at, y = _at(figure, line.value), above + number * _LINE
        name = f'style="--x:{_share(figure, line.value)};--width:{_width([line.name])}px"'
        side, dx = ("before", -6) if line.value > figure.end / 2 else ("after", 6)
        drawn.append(
            f'<g class="reference {line.kind}"><line {at} y1="{y + 4}" y2="{height}"/>'
            f'<text class="{side}" {name} y="{y + 13}" dx="{dx}">{escape(line.name)}</text></g>'
        )
    return "".join(drawn)


def _marks(figure: Ranking, head: int) -> str:
    """What lies on single bars: arrows, targets of their own, the period before."""
    tops = {bar.unit_id: head + number * ROW for number, bar in enumerate(figure.bars)}
    arrows = (
        f'<path class="arrow" data-class="{code}" {_at(figure, bar.end)}'
        f' d="M0 {tops[bar.unit_id] + 3}l9 8.5-9 8.5z"/>'
        for bar, code in zip(figure.bars, figure.codes, strict=True)
        if bar.runs_on
    )
    return "".join((*arrows, *_own_targets(figure, tops), *_earlier(figure, tops)))


def _own_targets(figure: Ranking, tops: dict[str, int]) -> Iterable[str]:
    for tick in figure.ticks:
        for unit_id, bounds in tick.targets.items():
            top = tops[unit_id]
            yield _joined(figure, "own-target", bounds, top + ROW / 2, 3)
            yield from (
                f'<line class="own-target" {_at(figure, end)} y1="{top + 1}" y2="{top + 22}"/>'
                for end in dict.fromkeys(bounds)
            )


def _earlier(figure: Ranking, tops: dict[str, int]) -> Iterable[str]:
    """Lines with a seam around them, seen on dark and on light bars; then the marks."""
    for item in figure.earlier:
        y = tops[item.unit_id] + ROW / 2
        low, high = (min(edge, figure.end) for edge in item.reach)
        yield _joined(figure, "seam", (low, high), y, 4.5)
        yield _joined(figure, "joint", (low, high), y, 1.5)
    for item in figure.earlier:
        y = tops[item.unit_id] + ROW / 2
        for edge in item.edges:
            at = _at(figure, edge)
            yield (
                f'<circle class="earlier" {at} cy="{y}" r="4.5"/>'
                if item.is_exact
                else f'<line class="earlier" {at} y1="{y - 5}" y2="{y + 5}"/>'
            )


def _joined(figure: Ranking, kind: str, ends: Sequence[float], y: float, height: float) -> str:
    if ends[0] == ends[1]:
        return ""
    box = f'y="{y - height / 2}" height="{height}"'
    return f'<rect class="span {kind}" {box} {_from_to(figure, *ends)}/>'


def _at(figure: Ranking, amount: float) -> str:
    """Puts what is drawn at the left edge to its place on the axis."""
    return f'style="--x:{_share(figure, amount)}"'


def _from_to(figure: Ranking, start: float, end: float) -> str:
    return f'style="--a:{_share(figure, start)};--b:{_share(figure, end)}"'
