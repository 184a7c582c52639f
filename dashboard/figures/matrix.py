"""The matrix: a row per unit, a column per goal, a verdict with its gap in each cell."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.i18n import _, format_number
from dashboard.palette import Palette
from dashboard.targets import Goal
from dashboard.verdicts import NO_DATA, VERDICT_MARKS, VERDICTS
from dashboard.views import View
from dashboard.wording import format_gap, format_target, format_value, format_verdict

_ROW_HEIGHT = 25
_HEAD = 96
_NOT_APPLICABLE = "not_applicable"


def matrix(
    goals: Sequence[Goal],
    views: Sequence[View],
    unit_ids: Sequence[str],
    palette: Palette,
    selected: str | None = None,
) -> go.Figure:
    """Units in the order given, first on top. `customdata[0]` of a cell is its unit id."""
    order = [*VERDICTS, _NOT_APPLICABLE]
    colours = [*(palette.verdicts[verdict] for verdict in VERDICTS), palette.not_applicable]
    inks = [*(palette.verdict_inks[verdict] for verdict in VERDICTS), palette.label]
    columns = [_heading(goal, shown) for goal, shown in zip(goals, views, strict=True)]
    rows_of = [shown.rows.set_index("unit_id").loc[list(unit_ids)] for shown in views]
    names = [
        f"<b>{name}</b>" if unit_id == selected else name
        for unit_id, name in rows_of[0]["short_name_vi"].items()
    ]
    codes, texts, details = [], [], []
    for unit_id in unit_ids:
        records = [rows.loc[unit_id] for rows in rows_of]
        keys = [_key(row) for row in records]
        codes.append([order.index(key) for key in keys])
        texts.append(
            [
                f'<span style="color:{inks[order.index(key)]}">{_cell(goal, row, key)}</span>'
                for goal, row, key in zip(goals, records, keys, strict=True)
            ]
        )
        details.append(
            [
                (unit_id, row["short_name_vi"], _detail(goal, row))
                for goal, row in zip(goals, records, strict=True)
            ]
        )
    scale: list[list[Any]] = []
    for index, colour in enumerate(colours):
        scale += [[index / len(order), colour], [(index + 1) / len(order), colour]]
    figure = go.Figure(
        go.Heatmap(
            x=columns,
            y=names,
            z=codes,
            zmin=-0.5,
            zmax=len(order) - 0.5,
            colorscale=scale,
            showscale=False,
            xgap=3,
            ygap=2,
            text=texts,
            texttemplate="%{text}",
            customdata=details,
            hovertemplate="<b>%{customdata[1]}</b><br>%{customdata[2]}<extra></extra>",
        )
    )
    figure.update_layout(
        height=_HEAD + 10 + _ROW_HEIGHT * len(names),
        margin={"l": 0, "r": 0, "t": _HEAD, "b": 10},
        xaxis={"side": "top", "fixedrange": True, "showgrid": False, "tickangle": 0},
        yaxis={
            "autorange": "reversed",
            "fixedrange": True,
            "showgrid": False,
            "automargin": True,
            "dtick": 1,
        },
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        clickmode="event+select",
        dragmode=False,
    )
    return figure


def _heading(goal: Goal, shown: View) -> str:
    """The indicator on short lines, its target and due month below."""
    targets = sorted(set(shown.rows["target_value"].dropna()))
    if len(targets) > 3:
        target = _("theo đơn vị")
    else:
        target = "/".join(format_target(goal.indicator, value) for value in reversed(targets))
    words = goal.indicator.short_name_vi.split()
    middle = (len(words) + 1) // 2
    name = f"{' '.join(words[:middle])}<br>{' '.join(words[middle:])}"
    return f"{name}<br><b>{target}</b> · {goal.due_on.month}/{goal.due_on.year}"


def _key(row: pd.Series) -> str:
    if row["status"] == _NOT_APPLICABLE:
        return _NOT_APPLICABLE
    return NO_DATA if pd.isna(row["verdict"]) else str(row["verdict"])


def _cell(goal: Goal, row: pd.Series, key: str) -> str:
    """The verdict's mark and how far the unit is from the target, `✗ −35,1`."""
    if key == _NOT_APPLICABLE:
        return ""
    mark = VERDICT_MARKS[key]
    if pd.isna(row["gap_low"]) or row["gap_low"] != row["gap_high"] or row["gap_low"] == 0:
        return mark
    decimals = 0 if goal.indicator.value_kind == "grade" else 1
    sign = "−" if row["gap_low"] > 0 else "+"
    return f"{mark} {sign}{format_number(abs(row['gap_low']), decimals)}"


def _detail(goal: Goal, row: pd.Series) -> str:
    value = format_value(goal.indicator, row)
    if pd.isna(row["verdict"]):
        return f"{goal.indicator.short_name_vi}: {value}"
    target = format_target(goal.indicator, row["target_value"])
    gap = format_gap(goal.indicator, row)
    verdict = format_verdict(row["verdict"]).lower()
    return (
        f"{goal.indicator.short_name_vi}: {value}<br>"
        + _("Mục tiêu {target}: {verdict}").format(target=target, verdict=verdict)
        + (f", {gap}" if gap else "")
    )
