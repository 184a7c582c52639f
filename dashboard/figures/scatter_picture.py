"""The scatter as an SVG of one size: a picture to take away."""

from collections.abc import Callable, Iterator
from html import escape

from dashboard.figures.cell_svg import short
from dashboard.figures.palette import DARK, LIGHT, Palette
from dashboard.figures.scatter import Quadrant, ScatterFigure, UnitMark
from dashboard.store.codes import MET, NOT_MET

_WIDTH, _HEIGHT = 820, 512
_LEFT, _TOP = 56, 64
_ACROSS, _UP = _WIDTH - _LEFT - 12, _HEIGHT - _TOP - 48
"""The room of the marks, in pixels."""

# Each around its own middle.
_SHAPES: dict[Quadrant, str] = {
    (True, True): "M-4.5 0a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z",
    (True, False): "M0 -6L6 0L0 6L-6 0z",
    (False, True): "M-4.5 -4.5h9v9h-9z",
    (False, False): "M-5.5 -4h11L0 5.5z",
}
COLOURS: dict[Quadrant, Callable[[Palette], str]] = {
    (True, True): lambda palette: palette.verdicts[MET],
    (True, False): lambda palette: palette.sequential[2],
    (False, True): lambda palette: palette.sequential[3],
    (False, False): lambda palette: palette.verdicts[NOT_MET],
}
_LETTER = 6.6
"""The room that a letter of the legend takes."""


def scatter_picture(item: ScatterFigure, *, is_dark: bool) -> str:
    """With its legend; words take the page's ink."""
    palette = DARK if is_dark else LIGHT
    drawn = "".join((*_axes(item), *_splits(item, palette), *_marks(item, palette)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}"'
        f' viewBox="0 0 {_WIDTH} {_HEIGHT}" font-size="12" fill="currentColor">'
        f'{"".join(_legend(item, palette))}<text x="4" y="40">{escape(item.y.name)}</text>'
        f'<text x="{_LEFT + _ACROSS}" y="{_HEIGHT - 6}" text-anchor="end">{escape(item.x.name)}'
        f'</text><g transform="translate({_LEFT} {_TOP})">{drawn}</g></svg>'
    )


def _legend(item: ScatterFigure, palette: Palette) -> Iterator[str]:
    left = 8.0
    for quadrant, words in item.quadrants:
        yield (
            f'<g transform="translate({left:g} 10)">{_shape(quadrant, palette)}'
            f'<text x="12" y="4">{escape(words)}</text></g>'
        )
        left += 36 + _LETTER * len(words)


def _axes(item: ScatterFigure) -> Iterator[str]:
    for at, words in item.y.ticks:
        yield (
            f'<path d="M0 {_y(at)}h{_ACROSS}" stroke="currentColor" stroke-opacity="0.15"/>'
            f'<text x="-8" y="{_y(at)}" dy="4" text-anchor="end">{escape(words)}</text>'
        )
    for at, words in item.x.ticks:
        yield f'<text x="{_x(at)}" y="{_UP + 18}" text-anchor="middle">{escape(words)}</text>'


def _splits(item: ScatterFigure, palette: Palette) -> Iterator[str]:
    colour = palette.target if item.by_target else palette.average
    for axis, line, place in (
        (item.x, "M{at} 0v{length}", 'x="{at}" y="-6"'),
        (item.y, "M0 {at}h{length}", 'x="{length}" y="{at}" dy="-6"'),
    ):
        if axis.split is None:
            continue
        is_x = axis is item.x
        at, length = (_x(axis.split), _UP) if is_x else (_y(axis.split), _ACROSS)
        yield (
            f'<path d="{line.format(at=at, length=length)}" stroke="{colour}" stroke-width="1.5"'
            f' stroke-dasharray="8 6" fill="none"/><text {place.format(at=at, length=length)}'
            f' text-anchor="end" fill="{colour}">{escape(axis.split_words)}</text>'
        )


def _marks(item: ScatterFigure, palette: Palette) -> Iterator[str]:
    # The chosen ones lie on top.
    for mark in sorted(item.marks, key=lambda mark: mark.is_chosen):
        size = 1.5 if mark.is_chosen else 1.0
        yield (
            f'<g transform="translate({_x(mark.x)} {_y(mark.y)})">'
            f"{_shape(mark.quadrant, palette, size)}{_name(mark)}</g>"
        )


def _name(mark: UnitMark) -> str:
    if not mark.name:
        return ""
    side, anchor = (-10, "end") if mark.leans_left else (10, "start")
    weight = ' font-weight="700"' if mark.is_chosen else ""
    return f'<text x="{side}" y="4" text-anchor="{anchor}"{weight}>{escape(mark.name)}</text>'


def _shape(quadrant: Quadrant, palette: Palette, size: float = 1) -> str:
    return (
        f'<path d="{_SHAPES[quadrant]}" transform="scale({size:g})" stroke="currentColor"'
        f' stroke-width="{1.75 if size > 1 else 0.5}" fill="{COLOURS[quadrant](palette)}"/>'
    )


def _x(share: float) -> str:
    return short(_ACROSS * share)


def _y(share: float) -> str:
    return short(_UP * (1 - share))
