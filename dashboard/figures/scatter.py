"""Two indicators against each other: where each unit, mark of an axis and line has its place."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.analysis.comparison import Pair, Scatter, labelled_units
from dashboard.figures.scale import marks_between
from dashboard.queries.indicators import Indicator
from dashboard.store.made_once import made_once
from dashboard.words.comparison import axis_name, quadrant_name
from dashboard.words.values import format_amount, format_target, format_value
from etl.language.i18n import _

Quadrant = tuple[bool, bool]
"""Whether it is the good side of the one line, and of the other."""

QUADRANTS: tuple[Quadrant, ...] = ((True, True), (True, False), (False, True), (False, False))

# Room beyond the outermost marks, as a share of the extent, so that names are not cut.
_ROOM = 0.09


@dataclass(frozen=True, slots=True)
class UnitMark:
    """A unit; places are shares of the picture, from the left and from the bottom."""

    unit_id: str
    x: float
    y: float
    quadrant: Quadrant
    is_chosen: bool
    name: str
    """Of the outstanding and of the chosen ones; else empty."""
    told: str
    """What is said on pointing at it."""

    @property
    def leans_left(self) -> bool:
        """Names lean inwards, away from the edges of the picture."""
        return self.x > 0.5


@dataclass(frozen=True, slots=True)
class Axis:
    """One of the two indicators; places are shares of its length, better is further."""

    name: str
    ticks: tuple[tuple[float, str], ...]
    split: float | None
    """Where the line is that tells good from bad; None without one."""
    split_words: str


@dataclass(frozen=True, slots=True)
class ScatterFigure:
    """All that is drawn."""

    marks: tuple[UnitMark, ...]
    x: Axis
    y: Axis
    by_target: bool
    """Whether the lines are targets; else they are medians."""
    quadrants: tuple[tuple[Quadrant, str], ...]
    """Those that have units, with what it means to stand there and how many do."""


@made_once(32)
def scatter_figure(item: Scatter, chosen: Sequence[str] = ()) -> ScatterFigure:
    """The picture of some pairs; `chosen` are units that stand out."""
    x_view, y_view = item.x_view, item.y_view
    x = _Scale(x_view.indicator, [pair.x for pair in item.pairs], item.x_split)
    y = _Scale(y_view.indicator, [pair.y for pair in item.pairs], item.y_split)
    labelled = labelled_units(item.pairs, chosen)
    marks = tuple(
        UnitMark(
            pair.unit_id,
            x.place(pair.x),
            y.place(pair.y),
            item.quadrant(pair),
            is_chosen=pair.unit_id in chosen,
            name=pair.short_name_vi if pair.unit_id in labelled else "",
            told=_told(item, pair),
        )
        for pair in item.pairs
    )
    counts = {quadrant: sum(mark.quadrant == quadrant for mark in marks) for quadrant in QUADRANTS}
    return ScatterFigure(
        marks,
        _axis(item, x, item.x_split),
        _axis(item, y, item.y_split),
        item.split == "muc-tieu",
        tuple(
            (quadrant, f"{quadrant_name(item, quadrant)} ({count})")
            for quadrant, count in counts.items()
            if count
        ),
    )


class _Scale:
    """From amounts to places: better is always up and to the right."""

    def __init__(self, indicator: Indicator, values: Sequence[float], split: float | None) -> None:
        low, high = min(values), max(values)
        room = _ROOM * (high - low) or 1
        low, high = low - room, high + room
        if split is not None:
            # A line lies nearer to the edge than a mark may.
            beyond = 0.4 * _ROOM * (high - low)
            low, high = min(low, split - beyond), max(high, split + beyond)
        self.indicator, self.low, self.high = indicator, low, high

    def place(self, amount: float) -> float:
        share = (amount - self.low) / (self.high - self.low)
        return 1 - share if self.indicator.better == "lower" else share


def _axis(item: Scatter, scale: _Scale, split: float | None) -> Axis:
    indicator = scale.indicator
    is_target = item.split == "muc-tieu"
    words = _("mục tiêu {value}") if is_target else _("trung vị {value}")
    amount = format_target if is_target else format_amount
    return Axis(
        axis_name(indicator),
        tuple(
            (scale.place(at), told) for at, told in marks_between(indicator, scale.low, scale.high)
        ),
        None if split is None else scale.place(split),
        "" if split is None else words.format(value=amount(indicator, split)),
    )


def _told(item: Scatter, pair: Pair) -> str:
    """`An Giang`, and a line for each indicator."""
    x, y = item.x_view.indicator, item.y_view.indicator
    return "\n".join(
        (
            pair.short_name_vi,
            f"{x.short_name_vi}: {format_value(x, pair.x_row)}",
            f"{y.short_name_vi}: {format_value(y, pair.y_row)}",
        )
    )
