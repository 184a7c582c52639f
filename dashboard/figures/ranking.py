"""The ranking: a bar per unit, the targets and the averages as lines across them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import plotly.graph_objects as go

from dashboard.figures.classification import Classified, ColourClass
from dashboard.figures.dumbbells import earlier_figures, earlier_traces
from dashboard.figures.palette import Palette
from dashboard.figures.reference_marks import Line, target_marks
from dashboard.figures.spec import LEGEND_ABOVE, Trace, amount_axis, figure
from dashboard.figures.strip_scale import BEYOND, is_open_above
from dashboard.queries.benchmarks import Benchmark
from dashboard.queries.indicator_views import View
from dashboard.queries.indicators import Indicator
from dashboard.queries.view_rows import Bounds, ViewRow
from dashboard.words.summaries import benchmark_name
from dashboard.words.values import format_amount, format_place, format_rank, format_value

_ROW_HEIGHT = 23
_HEAD = 78
# Width of the bar of an exact value among intervals, as a share of the scale.
_TICK = 0.012
# Of the scale: where a bar with an arrow ends, and how far the axis goes.
_OPEN_END, _ROOM = 0.96, 1.02
_HOVER = "<b>%{customdata[1]}</b><br>%{customdata[2]}  %{customdata[3]}<extra></extra>"


def ranking(
    view: View,
    rows: Sequence[ViewRow],
    classified: Classified,
    *,
    targets: Mapping[date, Mapping[str, Bounds]],
    averages: Sequence[Benchmark],
    palette: Palette,
    selected: str | None = None,
) -> go.Figure:
    """Bars of the rows, first row on top. `customdata[0]` of a mark is its unit id.

    An interval is drawn as a bar from its lowest to its highest possible value, a band that is
    open above as one that runs on with an arrow. A target that is the same for all units of the
    view is a line across the bars, else a tick on each. Where a period came before, its figure is a
    hollow mark that a thin line joins to the bar's end.
    """
    lines, ticks = target_marks(view, rows, targets, palette)
    lines += _averages(view, averages, palette)
    before = earlier_figures(view, rows)
    marks = [line.value for line in lines] + [end for tick in ticks for end in tick.ends]
    marks += [end for item in before for end in item.edges]
    end = _scale_end(view, rows, marks)
    bars = _bars(view, rows, classified, end, palette, selected)
    # An axis is drawn only where a trace uses it.
    right: Trace = {"type": "scatter", "x": [None], "y": [None], "yaxis": "y2", "showlegend": False}
    bars += earlier_traces(view, before, end, palette)
    traces = [*bars, right, *(line.legend_entry() for line in lines)]
    traces += [tick.trace(rows) for tick in ticks]
    layout = _layout(view, rows, end, selected)
    return figure(traces, layout | {"shapes": [line.shape() for line in lines]})


@dataclass(frozen=True, slots=True)
class _Bar:
    """The bar of one row, counted from the top; `runs_on` where the band is open above."""

    place: int
    start: float
    length: float
    runs_on: bool
    colour: str
    outline: int
    details: tuple[str, str, str, str]


def _bars(
    view: View,
    items: Sequence[ViewRow],
    classified: Classified,
    end: float,
    palette: Palette,
    selected: str | None,
) -> list[Trace]:
    """A trace of bars per class that has members, then the arrows of bands open above."""
    bars = []
    for place, (row, start) in enumerate(zip(items, _starts(items, end), strict=True)):
        runs_on = is_open_above(view.indicator, row) and row.ends[1] > end
        bars.append(
            _Bar(
                place,
                start,
                (_OPEN_END * end if runs_on else row.ends[1]) - start,
                runs_on,
                classified.colours[place],
                2 if row.unit_id == selected else 0,
                _details(view.indicator, row),
            )
        )
    traces = [
        _class_trace(entry, members, palette)
        for code, entry in enumerate(classified.classes)
        if (members := [bar for bar in bars if classified.codes[bar.place] == code])
    ]
    opened = [bar for bar in bars if bar.runs_on]
    return [*traces, _arrows(opened, palette)] if opened else traces


def _class_trace(entry: ColourClass, bars: Sequence[_Bar], palette: Palette) -> Trace:
    """The bars of one class."""
    return {
        "type": "bar",
        "orientation": "h",
        "y": [bar.place for bar in bars],
        "x": [bar.length for bar in bars],
        "base": [bar.start for bar in bars],
        "name": f"{entry.label} ({entry.count})",
        "marker": {
            "color": entry.colour,
            "line": {"color": palette.highlight, "width": [bar.outline for bar in bars]},
        },
        "customdata": [bar.details for bar in bars],
        "hovertemplate": _HOVER,
    }


def _arrows(bars: Sequence[_Bar], palette: Palette) -> Trace:
    """Where bars of bands run on: a mark at the end of each."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [bar.start + bar.length for bar in bars],
        "y": [bar.place for bar in bars],
        "marker": {
            "symbol": "triangle-right",
            "size": _ROW_HEIGHT * 0.75,
            "color": [bar.colour for bar in bars],
            "line": {"color": palette.highlight, "width": [bar.outline for bar in bars]},
        },
        "customdata": [bar.details for bar in bars],
        "hovertemplate": _HOVER,
        "cliponaxis": False,
        "showlegend": False,
    }


def _starts(items: Sequence[ViewRow], end: float) -> list[float]:
    """Where bars begin: among intervals an exact value is a tick at its place, no bar from 0."""
    tick = 0.0 if all(row.value is not None for row in items) else _TICK * end
    return [
        row.ends[0] if row.value is None else max(row.value - tick, 0) if tick else 0.0
        for row in items
    ]


def _details(indicator: Indicator, row: ViewRow) -> tuple[str, str, str, str]:
    """What a mark says of its unit."""
    return (
        row.unit_id,
        row.short_name_vi,
        format_value(indicator, row),
        format_rank(indicator, row),
    )


def _averages(view: View, averages: Sequence[Benchmark], palette: Palette) -> list[Line]:
    return [
        Line(
            f"{benchmark_name(mean)}: {format_amount(view.indicator, mean.value, mean.decimals)}",
            mean.value,
            dash,
            palette.average,
        )
        for mean, dash in zip(averages, ("dot", "dashdot"), strict=False)
    ]


def _scale_end(view: View, items: Sequence[ViewRow], marks: Sequence[float]) -> float:
    """The largest figure or mark; further where a band is open above, so that it goes beyond."""
    indicator = view.indicator
    if indicator.value_kind == "grade":
        return indicator.range_high
    closed = [row.ends[1] for row in items if not is_open_above(indicator, row)]
    reach = max([*closed, *(row.ends[0] for row in items), *marks])
    if len(closed) < len(items):
        return min(BEYOND * reach, indicator.range_high) or 1.0
    return reach or 1.0


def _layout(
    view: View, items: Sequence[ViewRow], end: float, selected: str | None
) -> dict[str, Any]:
    """Names on the left axis, values and ranks on the right one, clear of bars and lines."""
    rows = {
        "tickvals": list(range(len(items))),
        "range": [len(items) - 0.5, -0.5],
        "automargin": True,
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "tickfont": {"size": 12},
    }
    names = [
        f"<b>{row.short_name_vi}</b>" if row.unit_id == selected else row.short_name_vi
        for row in items
    ]
    values = [f"{format_value(view.indicator, row)}  <b>{format_place(row)}</b>" for row in items]
    return {
        "height": _HEAD + 30 + _ROW_HEIGHT * len(items),
        "margin": {"l": 0, "r": 0, "t": _HEAD, "b": 30},
        "barmode": "overlay",
        "bargap": 0.28,
        "xaxis": {
            "range": [0, end * _ROOM],
            "side": "top",
            "fixedrange": True,
        }
        | amount_axis(view.indicator),
        "yaxis": rows | {"ticktext": names},
        "yaxis2": rows | {"ticktext": values, "overlaying": "y", "side": "right"},
        "legend": LEGEND_ABOVE,
        "clickmode": "event+select",
        "dragmode": False,
    }
