"""The matrix: a row per unit, a column per goal, a verdict with its gap in each cell."""

from collections.abc import Sequence
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from dashboard.analysis.targets import Goal
from dashboard.figures.classification import classify
from dashboard.figures.palette import Palette, ink_on
from dashboard.figures.spec import Trace, figure, stepped
from dashboard.queries.indicator_views import View
from dashboard.queries.view_rows import ViewRow
from dashboard.store.codes import NO_DATA
from dashboard.store.made_once import made_once
from dashboard.words.values import (
    format_gap,
    format_row_target,
    format_target,
    format_value,
    format_verdict,
)
from dashboard.words.vocabulary import VERDICT_MARKS
from etl.language.i18n import _, format_month, format_signed

_ROW_HEIGHT = 25
_HEAD = 110
# Letters to a line of a heading: five columns of them stand side by side on a phone.
_HEADING_WIDTH = 8


@made_once(32)
def matrix(
    goals: Sequence[Goal],
    views: Sequence[View],
    unit_ids: Sequence[str],
    palette: Palette,
    selected: str | None = None,
) -> go.Figure:
    """Units in the order given, first on top. `customdata[0]` of a cell is its unit id."""
    columns = [_heading(goal, shown) for goal, shown in zip(goals, views, strict=True)]
    rows_of = [shown.rows_of(unit_ids) for shown in views]
    names = [
        f"<b>{row.short_name_vi}</b>" if row.unit_id == selected else row.short_name_vi
        for row in rows_of[0]
    ]
    colours_of = [
        classify(shown, rows, "gap", palette).colours
        for shown, rows in zip(views, rows_of, strict=True)
    ]
    colours = sorted({colour for column in colours_of for colour in column})
    cells = [
        [
            (goal, rows[line], column[line])
            for goal, rows, column in zip(goals, rows_of, colours_of, strict=True)
        ]
        for line in range(len(unit_ids))
    ]
    return figure([_cells(columns, names, cells, colours)], _layout(len(names)))


def _cells(
    columns: Sequence[str],
    names: Sequence[str],
    cells: Sequence[Sequence[tuple[Goal, ViewRow, str]]],
    colours: Sequence[str],
) -> Trace:
    """The coloured cells, line by line: what each says, and its class among the colours."""
    return {
        "type": "heatmap",
        "x": columns,
        "y": names,
        "z": [[colours.index(colour) for _goal, _row, colour in line] for line in cells],
        "zmin": -0.5,
        "zmax": len(colours) - 0.5,
        "colorscale": stepped(colours),
        "showscale": False,
        "xgap": 3,
        "ygap": 2,
        "text": [
            [
                f'<span style="color:{ink_on(colour)}">{_cell(goal, row)}</span>'
                for goal, row, colour in line
            ]
            for line in cells
        ],
        "texttemplate": "%{text}",
        "textfont": {"size": 11},
        "customdata": [
            [(row.unit_id, row.short_name_vi, _detail(goal, row)) for goal, row, _colour in line]
            for line in cells
        ],
        "hovertemplate": "<b>%{customdata[1]}</b><br>%{customdata[2]}<extra></extra>",
    }


def _layout(lines: int) -> dict[str, Any]:
    """Goals on top, units on the left, no axis that moves."""
    return {
        "height": _HEAD + 10 + _ROW_HEIGHT * lines,
        "margin": {"l": 0, "r": 0, "t": _HEAD, "b": 10},
        "xaxis": {
            "side": "top",
            "fixedrange": True,
            "showgrid": False,
            "tickangle": 0,
            "tickfont": {"size": 10},
        },
        "yaxis": {
            "autorange": "reversed",
            "fixedrange": True,
            "showgrid": False,
            "automargin": True,
            "dtick": 1,
            "tickfont": {"size": 11},
        },
        "clickmode": "event+select",
        "dragmode": False,
    }


def _heading(goal: Goal, shown: View) -> str:
    """The indicator on short lines, its target and due month below."""
    targets = sorted({row.target_value for row in shown.rows if row.target_value is not None})
    if len(targets) > 3 or len(targets) == 0:
        target = _("theo đơn vị")
    else:
        target = "/".join(format_target(goal.indicator, value) for value in reversed(targets))
    lines = wrap(goal.indicator.short_name_vi, _HEADING_WIDTH, break_long_words=False)
    lines += [f"<b>{target}</b>", format_month(goal.due_on)]
    return "<br>".join(lines)


def _cell(goal: Goal, row: ViewRow) -> str:
    """The verdict's mark and how far the unit is from the target, `✗ −35,1`."""
    if not row.is_applicable:
        return ""
    mark = VERDICT_MARKS[row.verdict or NO_DATA]
    if row.gap is None or row.gap[0] != row.gap[1] or row.gap[0] == 0:
        return mark
    decimals = 0 if goal.indicator.value_kind == "grade" else 1
    return f"{mark} {format_signed(-row.gap[0], decimals)}"


def _detail(goal: Goal, row: ViewRow) -> str:
    value = format_value(goal.indicator, row)
    if row.verdict is None:
        return f"{goal.indicator.short_name_vi}: {value}"
    target = format_row_target(goal.indicator, row)
    gap = format_gap(goal.indicator, row)
    verdict = format_verdict(row.verdict).lower()
    return (
        f"{goal.indicator.short_name_vi}: {value}<br>"
        + _("Mục tiêu {target}: {verdict}").format(target=target, verdict=verdict)
        + (f", {gap}" if gap else "")
    )
