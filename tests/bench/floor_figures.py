"""The floor's figures of pages whose own are HTML: the same bars and marks, drawn by plotly."""

from typing import Any

from dashboard.analysis.comparison import indicator_view, possible_splits, scatter
from dashboard.analysis.targets import goal_view, goal_years, goals, tally
from dashboard.figures.palette import LIGHT
from dashboard.figures.scatter import ScatterFigure, UnitMark, scatter_figure
from dashboard.figures.scatter_picture import COLOURS
from dashboard.figures.share_bars import ShareBars
from dashboard.figures.tallies import tallies
from dashboard.queries.indicators import indicators
from dashboard.queries.structures import OLD
from dashboard.store.warehouse import Warehouse
from dashboard.ui.controls.selectors import FIRST_INDICATOR, SECOND_INDICATOR

_SYMBOLS = {
    (True, True): "circle",
    (True, False): "diamond",
    (False, True): "square",
    (False, False): "triangle-down",
}


def floor_tallies(source: Warehouse, level: str) -> dict[str, Any]:
    """How many units of a level reached each goal of the year that the page shows first."""
    (year, *_others) = goal_years(source, level, OLD)
    counts = [
        tally(goal, goal_view(source, goal, level, OLD).rows)
        for goal in goals(source, level, year, OLD)
    ]
    return _stacked(tallies(counts))


def floor_scatter(source: Warehouse, level: str) -> dict[str, Any]:
    """The two indicators that the page sets against each other first."""
    (year, *_others) = goal_years(source, level, OLD)
    known = indicators(source)
    views = [
        indicator_view(source, known[key], level, year, OLD)
        for key in (FIRST_INDICATOR, SECOND_INDICATOR)
    ]
    split = possible_splits(source, *views)[0]
    return _marks(scatter_figure(scatter(source, *views, None, split)))


def _stacked(item: ShareBars) -> dict[str, Any]:
    names = [f"{bar.name}<br><i>{bar.note}</i>" for bar in item.bars]
    traces = [
        {
            "type": "bar",
            "orientation": "h",
            "y": names,
            "x": [100 * bar.counts[place] / bar.total for bar in item.bars],
            "name": part.words,
            "text": [str(bar.counts[place] or "") for bar in item.bars],
            "textposition": "inside",
            "marker": {"color": part.light},
        }
        for place, part in enumerate(item.parts)
    ]
    layout = {
        "barmode": "stack",
        "height": 60 + 46 * len(names),
        "margin": {"l": 0, "r": 0, "t": 34, "b": 0},
        "xaxis": {"visible": False, "range": [0, 100]},
        "yaxis": {"autorange": "reversed", "automargin": True},
        "legend": {"orientation": "h"},
    }
    return {"data": traces, "layout": layout}


def _marks(item: ScatterFigure) -> dict[str, Any]:
    traces = [
        _trace(
            [mark for mark in item.marks if mark.quadrant == quadrant],
            words,
            _SYMBOLS[quadrant],
            COLOURS[quadrant](LIGHT),
        )
        for quadrant, words in item.quadrants
    ]
    lines = [
        {"type": "line", f"{name}0": at, f"{name}1": at, f"{other}0": 0, f"{other}1": 1}
        for name, other, at in (("x", "y", item.x.split), ("y", "x", item.y.split))
        if at is not None
    ]
    axes = {
        f"{name}axis": {
            "range": [0, 1],
            "tickvals": [at for at, _words in axis.ticks],
            "ticktext": [words for _at, words in axis.ticks],
            "title": {"text": axis.name},
        }
        for name, axis in (("x", item.x), ("y", item.y))
    }
    return {"data": traces, "layout": {"height": 560, "shapes": lines, **axes}}


def _trace(marks: list[UnitMark], words: str, symbol: str, colour: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [mark.x for mark in marks],
        "y": [mark.y for mark in marks],
        "text": [mark.name for mark in marks],
        "textposition": ["middle left" if mark.leans_left else "middle right" for mark in marks],
        "name": words,
        "marker": {"symbol": symbol, "color": colour, "size": 9},
    }
