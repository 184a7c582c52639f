"""The strip of a row: the unit among its peers, as a PNG."""

from collections import Counter

from dashboard.analysis.profiles import Standing
from dashboard.figures.palette import LIGHT
from dashboard.figures.strip_scale import Strip, strip
from dashboard.files.brief.canvas import Canvas
from dashboard.files.brief.layout import BARE_STRIP_HEIGHT, STRIP_HEIGHT, STRIP_WIDTH
from dashboard.files.brief.model import Picture
from dashboard.store.codes import NOT_MET
from dashboard.words.profiles import strip_words

_SIDE, _LINE = 2.0, 1.8
_OWN = LIGHT.verdicts[NOT_MET]
_YEAR_SIZE = 5.5


def strip_of(item: Standing) -> Picture:
    """A grey dot per peer, a band per interval, the unit in colour, ticks with years at targets."""
    line = strip(item)
    height = STRIP_HEIGHT if line.targets else BARE_STRIP_HEIGHT
    canvas = Canvas(STRIP_WIDTH, height)
    canvas.box(_at(0), _LINE - 0.1, _at(1), _LINE + 0.1, LIGHT.border)
    _peers(canvas, line)
    _targets(canvas, line)
    if line.own is not None:
        low, high = map(_at, line.own)
        if low == high:
            canvas.diamond(low, _LINE, 1.2, _OWN, LIGHT.highlight)
        else:
            canvas.box(low, _LINE - 0.7, high, _LINE + 0.7, _OWN)
    return Picture(canvas.png(), STRIP_WIDTH, height, strip_words(item, (line.left, line.right)))


def _at(share: float) -> float:
    return _SIDE + share * (STRIP_WIDTH - 2 * _SIDE)


def _peers(canvas: Canvas, line: Strip) -> None:
    for (low, high), count in Counter(span for _row, span in line.peers).items():
        if low == high:
            canvas.dot(_at(low), _LINE, 0.7, f"{LIGHT.average}66")
        else:
            alpha = round(255 * (0.1 + 0.3 * count / len(line.peers)))
            colour = f"{LIGHT.average}{alpha:02x}"
            canvas.box(_at(low), _LINE - 1, _at(high), _LINE + 1, colour)


def _targets(canvas: Canvas, line: Strip) -> None:
    """The years stand under their ticks, those too close to their neighbour moved to the left."""
    limit = STRIP_WIDTH - 0.2
    for years, share in sorted(line.targets, key=lambda target: -target[1]):
        at = _at(share)
        canvas.box(at - 0.2, 0, at + 0.2, 2 * _LINE, LIGHT.target)
        half = canvas.width_of(years, size=_YEAR_SIZE) / 2
        label = max(half, min(at, limit - half))
        canvas.text(label, 3.9, years, size=_YEAR_SIZE, colour=LIGHT.target, anchor="mt")
        limit = label - half - 0.6
