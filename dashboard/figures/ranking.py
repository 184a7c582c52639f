"""The ranking: a bar per unit, the targets and the averages as lines across them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from dashboard.figures.classification import classify, colour_modes
from dashboard.figures.dumbbells import Earlier, earlier_figures
from dashboard.figures.map_figure import MapClass, painted
from dashboard.figures.reference_marks import Line, Ticks, target_marks
from dashboard.figures.scale import Mark, marks
from dashboard.figures.strip_scale import BEYOND, is_open_above
from dashboard.queries.benchmarks import Benchmark
from dashboard.queries.indicator_views import View
from dashboard.queries.view_rows import Bounds, ViewRow
from dashboard.words.earlier import period_mark
from dashboard.words.summaries import benchmark_name, format_benchmark
from dashboard.words.values import format_place, format_rank, format_value

# Width of the bar of an exact value among intervals, as a share of the scale.
_TICK = 0.012
# What a rate is a share of: its bars all lie on the same scale.
_WHOLE = 100
# Of the scale: where a bar with an arrow ends.
_OPEN_END = 0.96


@dataclass(frozen=True, slots=True)
class Bar:
    """The bar of a unit, from the top; `runs_on` where its band is open above."""

    unit_id: str
    name: str
    value: str
    place: str
    """Its rank of how many, in words; empty where there is none."""
    start: float
    end: float
    runs_on: bool


@dataclass(frozen=True, eq=False)
class Ranking:
    """Bars on an axis from 0 to `end`. `codes` are indices into `classes`, one for each bar.

    Kept with its view; each is its own key in caches.
    """

    bars: tuple[Bar, ...]
    codes: tuple[int, ...]
    classes: tuple[MapClass, ...]
    end: float
    axis: tuple[Mark, ...]
    lines: tuple[Line, ...]
    ticks: tuple[Ticks, ...]
    earlier: tuple[Earlier, ...]
    period_before: str
    """The name of the period that `earlier` is of."""
    cards: tuple[tuple[str, ...], ...]
    alt: str

    def data(self) -> dict[str, Any]:
        """What the browser is told, but for the drawing and the reader's choice."""
        return {
            "kind": "ranking",
            "units": [bar.unit_id for bar in self.bars],
            "codes": self.codes,
            "classes": [asdict(entry) for entry in self.classes],
            "cards": self.cards,
            "alt": self.alt,
        }


def ranking(
    view: View,
    rows: Sequence[ViewRow],
    alt: str,
    *,
    targets: Mapping[date, Mapping[str, Bounds]],
    averages: Sequence[Benchmark],
) -> Ranking:
    """Bars of the rows, first row on top; all of them have a value or an interval.

    An interval is drawn as a bar from its lowest to its highest possible value, a band that is
    open above as one that runs on with an arrow. A target that is the same for all units of the
    view is a line across the bars, else a tick on each. Where a period came before, its figure is a
    hollow mark that a thin line joins to the bar's end.
    """
    lines, ticks = target_marks(view, rows, targets)
    lines += _averages(view, averages)
    before = earlier_figures(view, rows)
    reached = [line.value for line in lines] + [end for tick in ticks for end in tick.ends]
    reached += [edge for item in before for edge in item.edges]
    end = _scale_end(view, rows, reached)
    colour_by = colour_modes(view)[-1]
    codes, classes = painted(lambda palette: classify(view, rows, colour_by, palette))
    starts = _starts(rows, end)
    return Ranking(
        tuple(_bar(view, row, start, end) for row, start in zip(rows, starts, strict=True)),
        codes,
        classes,
        end,
        marks(view.indicator, end),
        tuple(lines),
        tuple(ticks),
        tuple(before),
        period_mark(view) if before else "",
        _cards(view, rows, ticks, before),
        alt,
    )


def _bar(view: View, row: ViewRow, start: float, end: float) -> Bar:
    runs_on = is_open_above(view.indicator, row) and row.ends[1] > end
    return Bar(
        row.unit_id,
        row.short_name_vi,
        format_value(view.indicator, row),
        format_place(row),
        start,
        _OPEN_END * end if runs_on else row.ends[1],
        runs_on,
    )


def _starts(rows: Sequence[ViewRow], end: float) -> list[float]:
    """Where bars begin: among intervals an exact value is a tick at its place, no bar from 0."""
    tick = 0.0 if all(row.value is not None for row in rows) else _TICK * end
    return [
        row.ends[0] if row.value is None else max(row.value - tick, 0) if tick else 0.0
        for row in rows
    ]


def _cards(
    view: View, rows: Sequence[ViewRow], ticks: Sequence[Ticks], before: Sequence[Earlier]
) -> tuple[tuple[str, ...], ...]:
    """What is told of each unit: name, value, rank, its own targets, the period before."""
    earlier = {item.unit_id: item.words for item in before}
    return tuple(
        (
            row.short_name_vi,
            format_value(view.indicator, row),
            format_rank(view.indicator, row),
            *(tick.words[row.unit_id] for tick in ticks if row.unit_id in tick.words),
            *((earlier[row.unit_id],) if row.unit_id in earlier else ()),
        )
        for row in rows
    )


def _averages(view: View, averages: Sequence[Benchmark]) -> list[Line]:
    return [
        Line(
            f"{benchmark_name(mean)}: {format_benchmark(view.indicator, mean)}",
            mean.value,
            "average",
        )
        for mean in averages
    ]


def _scale_end(view: View, rows: Sequence[ViewRow], reached: Sequence[float]) -> float:
    """All of a rate; else the largest figure or mark, further where a band is open above."""
    indicator = view.indicator
    if indicator.value_kind == "grade":
        return indicator.range_high
    closed = [row.ends[1] for row in rows if not is_open_above(indicator, row)]
    reach = max([*closed, *(row.ends[0] for row in rows), *reached])
    if indicator.value_kind == "rate" and indicator.range_high == _WHOLE:
        return max(reach, _WHOLE)
    if len(closed) < len(rows):
        return min(BEYOND * reach, indicator.range_high) or 1.0
    return reach or 1.0
