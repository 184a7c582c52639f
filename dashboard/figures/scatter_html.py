"""The scatter as HTML that takes the width it gets: a page lets no SVG through."""

from collections.abc import Iterator
from html import escape

from dashboard.figures.cell_svg import short
from dashboard.figures.palette import DARK, LIGHT
from dashboard.figures.scatter import Quadrant, ScatterFigure, UnitMark
from dashboard.figures.scatter_picture import COLOURS

_CLASSES: dict[Quadrant, str] = {
    (True, True): "both",
    (True, False): "across",
    (False, True): "upright",
    (False, False): "neither",
}


def scatter_html(item: ScatterFigure) -> str:
    """The legend, the names of the axes, the marks; all of a mark is told on pointing at it."""
    colours = "".join(
        f"--{_CLASSES[quadrant]}:light-dark({of(LIGHT)},{of(DARK)});"
        for quadrant, of in COLOURS.items()
    )
    legend = "".join(
        f"<span>{_shape(quadrant)}{escape(words)}</span>" for quadrant, words in item.quadrants
    )
    line = "target" if item.by_target else "average"
    ink = f"--line:light-dark({getattr(LIGHT, line)},{getattr(DARK, line)})"
    return (
        f'<div class="scatter" style="{colours}{ink}"><div class="scatter-legend">{legend}</div>'
        f'<p>{escape(item.y.name)}</p><div class="scatter-plot">{"".join(_plot(item))}</div>'
        f"<p>{escape(item.x.name)}</p></div>"
    )


def _plot(item: ScatterFigure) -> Iterator[str]:
    for at, words in item.y.ticks:
        yield f'<span class="scatter-row" style="bottom:{_share(at)}">{escape(words)}</span>'
    for at, words in item.x.ticks:
        yield f'<span class="scatter-foot" style="left:{_share(at)}">{escape(words)}</span>'
    for axis, kind, side in ((item.x, "across", "left"), (item.y, "upright", "bottom")):
        if axis.split is not None:
            yield (
                f'<span class="scatter-split {kind}" style="{side}:{_share(axis.split)}">'
                f"{escape(axis.split_words)}</span>"
            )
    # The chosen ones lie on top.
    for mark in sorted(item.marks, key=lambda mark: mark.is_chosen):
        yield _mark(mark)


def _mark(mark: UnitMark) -> str:
    kinds = ["scatter-mark", *["chosen"] * mark.is_chosen, *["leans-left"] * mark.leans_left]
    place = f"left:{_share(mark.x)};bottom:{_share(mark.y)}"
    told = escape(mark.told).replace("\n", "&#10;")
    name = f"<em>{escape(mark.name)}</em>" if mark.name else ""
    return (
        f'<span class="{" ".join(kinds)}" title="{told}" style="{place}">'
        f"{_shape(mark.quadrant)}{name}</span>"
    )


def _shape(quadrant: Quadrant) -> str:
    return f'<i class="{_CLASSES[quadrant]}"><b></b></i>'


def _share(of_one: float) -> str:
    return f"{short(100 * of_one)}%"
