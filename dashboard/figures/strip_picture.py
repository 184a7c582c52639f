"""A strip in a cell: a unit among its peers on one indicator, with its targets."""

from collections import Counter
from collections.abc import Iterator
from html import escape

from dashboard.analysis.profiles import Standing
from dashboard.figures.cell_svg import Pair, cell_svg, short
from dashboard.figures.palette import DARK, LIGHT
from dashboard.figures.strip_scale import Span, Strip, strip
from dashboard.store.codes import NOT_MET
from dashboard.words.cells import Drawn
from dashboard.words.profiles import strip_words

WIDTH, HEIGHT = 196, 31
_SIDE, _LINE, _FOOT = 9, 10, 29
_LETTER = 5.3
"""The room that a letter under a strip takes."""
_COLOURS: dict[str, Pair] = {
    "b": (LIGHT.outline, DARK.outline),
    "p": (LIGHT.average, DARK.average),
    "t": (LIGHT.target, DARK.target),
    "o": (LIGHT.verdicts[NOT_MET], DARK.verdicts[NOT_MET]),
}


def strip_picture(item: Standing) -> Drawn:
    """A dot per peer, darker where several stand, a band where only an interval is known.

    The unit is a diamond, or a bar along its interval; a tick stands at every target with its
    years. Better is to the right.
    """
    line = strip(item)
    parts = [
        f'<path class="b" stroke="currentColor" d="M{_SIDE} {_LINE}H{WIDTH - _SIDE}"/>',
        f'<g class="p">{"".join((*_bands(line), *_dots(line)))}</g>',
        *_ticks(line),
        _own_mark(line.own),
        *_ends(line),
    ]
    return Drawn(
        strip_words(item, (line.left, line.right)), cell_svg(WIDTH, HEIGHT, _COLOURS, parts)
    )


def place(share: float) -> float:
    """The pixel at a share of the way from the left end of a strip to its right end."""
    return _SIDE + share * (WIDTH - 2 * _SIDE)


def _bands(line: Strip) -> Iterator[str]:
    """The more units share an interval, the darker their band."""
    counts = Counter(span for _row, span in line.peers if span[0] != span[1])
    for (low, high), count in counts.items():
        yield _bar((low, high), 4, f"{0.1 + 0.4 * count / len(line.peers):.2f}")


def _bar(span: Span, reach: int, opacity: str) -> str:
    start, end = map(place, span)
    return (
        f'<path opacity="{opacity}" d="M{short(start)} {_LINE - reach}H{short(end)}'
        f'v{2 * reach}H{short(start)}z"/>'
    )


def _dots(line: Strip) -> Iterator[str]:
    counts = Counter(short(place(span[0])) for _row, span in line.peers if span[0] == span[1])
    for at, count in counts.items():
        opacity = 1 - 0.62**count
        yield f'<circle cx="{at}" cy="{_LINE}" r="3.2" opacity="{opacity:.2f}"/>'


def _ticks(line: Strip) -> Iterator[str]:
    for (years, share), label in zip(line.targets, _label_places(line), strict=True):
        yield (
            f'<path class="t" stroke="currentColor" stroke-width="2" '
            f'd="M{short(place(share))} 1v18"/>'
            f'<text class="t" x="{short(label)}" y="{_FOOT}" text-anchor="middle">{years}</text>'
        )


def _label_places(line: Strip) -> list[float]:
    """Where the years stand: under their ticks, moved apart and into the picture."""
    places = [0.0] * len(line.targets)
    limit = float(WIDTH)
    for number in sorted(range(len(places)), key=lambda number: -line.targets[number][1]):
        years, share = line.targets[number]
        half = _LETTER * len(years) / 2
        places[number] = max(half, min(place(share), limit - half))
        limit = places[number] - half - 3
    return places


def _own_mark(own: Span | None) -> str:
    if own is None:
        return ""
    if own[0] != own[1]:
        return f'<g class="o">{_bar(own, 3, "1")}</g>'
    at = short(place(own[0]))
    return (
        f'<path class="o" stroke="light-dark({LIGHT.highlight},{DARK.highlight})" '
        f'd="M{at} {_LINE - 6.5}l6.5 6.5-6.5 6.5-6.5-6.5z"/>'
    )


def _ends(line: Strip) -> Iterator[str]:
    """The ends of the scale, where no year of a target stands."""
    labels = [
        (at, _LETTER * len(years) / 2)
        for (years, _share), at in zip(line.targets, _label_places(line), strict=True)
    ]
    for words, at, anchor in ((line.left, 0, "start"), (line.right, WIDTH, "end")):
        width = _LETTER * (len(words) + 1)
        if all(abs(label - at) > width + half for label, half in labels):
            place = f'x="{at}" y="{_FOOT}" text-anchor="{anchor}"'
            yield f'<text class="p" {place}>{escape(words)}</text>'
