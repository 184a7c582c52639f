"""What charts of a unit's periods share: lines, scales, breaks, the axis of time."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from dashboard.figures.palette import Palette
from dashboard.queries.unit_series import UnitLine, UnitPoint, UnitSeries
from dashboard.store.codes import NOT_MET
from dashboard.words.unit_series import kind_name, point_words

CLOSE = 0.13
"""Nearer to each other than this share of the time, two periods have no room for their words."""
HOVER = "%{customdata[0]}<br><b>%{customdata[1]}</b><extra></extra>"
# Room beside the first and the last period, as a share of the time between them.
_SIDE = 0.09


def line_style(place: int, palette: Palette) -> dict[str, Any]:
    """Of the first, second … kind: colour, dash and symbol; none is told by colour alone."""
    colours = (palette.sequential[-2], palette.verdicts[NOT_MET], palette.average)
    dashes, symbols = ("solid", "dash", "dot"), ("circle", "square", "diamond")
    turn = place % len(colours)
    return {"color": colours[turn], "dash": dashes[turn], "symbol": symbols[turn]}


def scale(series: UnitSeries) -> tuple[float, float]:
    """From the worst to the best end, with room for labels above and for dashes below.

    Shares of a whole stand on one scale, so that charts compare; places run downwards.
    """
    indicator = series.indicator
    ends = [end for point in series.valued for end in point.ends]
    if indicator.value_kind in ("grade", "flag") or indicator.is_percent:
        top, foot = indicator.range_high, indicator.range_low
        if indicator.is_percent and not foot <= min(ends) <= max(ends) <= top:
            top, foot = max(*ends, top), min(*ends, foot)
        room = (top - foot) or 1.0
        return foot - 0.1 * room, top + 0.16 * room
    if indicator.value_kind == "rank" or indicator.better == "lower":
        room = max(max(ends) - min(ends), 4.0)
        return max(ends) + 0.3 * room, min(ends) - 0.4 * room
    # An open band reaches beyond everything that is known.
    reach = max([end for end in ends if end < indicator.range_high] or [indicator.range_high])
    return -0.1 * (reach or 1.0), 1.2 * (reach or 1.0)


def hover_details(series: UnitSeries, point: UnitPoint) -> tuple[str, str]:
    """The period with its kind, and its figure."""
    period = f"{point.period_label}, {kind_name(point.period_kind)}"
    return period, point_words(series.indicator, point)


def break_days(series: UnitSeries) -> list[tuple[UnitLine, date]]:
    """The lines that break, each between it and the figures of its kind before it.

    Where other kinds have figures meanwhile, away from them.
    """
    found = []
    days = [point.period_end for point in series.points]
    for before, line in pairwise(series.lines):
        if line.breaks_vi and before.kind == line.kind:
            start, end = sorted((before.points[-1].period_end, line.points[0].period_end))
            places = [start + share * (end - start) for share in (0.5, 0.75, 0.25)]
            found.append((line, max(places, key=lambda at: min(abs(at - day) for day in days))))
    return found


def break_mark(day: date, style: dict[str, Any]) -> dict[str, Any]:
    """An upright in the colour of the line that breaks: those of other kinds may go on."""
    return {
        "type": "line",
        "x0": day.isoformat(),
        "x1": day.isoformat(),
        "line": {"color": style["color"], "width": 1.5, "dash": "dot"},
    }


def time_axis(points: Sequence[UnitPoint]) -> dict[str, Any]:
    """The ends of the periods with their labels, on two lines where they are close."""
    labels: dict[date, list[str]] = {}
    for point in points:
        labels.setdefault(point.period_end, []).append(point.period_label)
    first, last, span = min(labels), max(labels), time_span(points)
    # The newest stand on the first line; what is too close to its neighbour goes to the second.
    rows: tuple[list[date], list[date]] = ([], [])
    for day in sorted(labels, reverse=True):
        for row in rows:
            if not row or (row[-1] - day) / span >= CLOSE:
                row.append(day)
                break
    shown = [(day, lead) for row, lead in zip(rows, ("", "<br>"), strict=True) for day in row]
    return {
        "type": "date",
        "range": [(first - _SIDE * span).isoformat(), (last + _SIDE * span).isoformat()],
        "tickvals": [day.isoformat() for day, _lead in shown],
        "ticktext": [lead + "; ".join(dict.fromkeys(labels[day])) for day, lead in shown],
        "tickangle": 0,
        "tickfont": {"size": 11},
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
    }


def time_span(points: Sequence[UnitPoint]) -> timedelta:
    """From the first to the last period; of one day, two months."""
    days = [point.period_end for point in points]
    return (max(days) - min(days)) or timedelta(days=60)
