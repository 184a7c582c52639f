"""Systems by stage: the funnel of the country, stacked bars of groups and units, levels 1 to 5."""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go

from dashboard.analysis.security import SecurityRow, Total
from dashboard.figures.palette import Palette, ink_on
from dashboard.figures.spec import FIRST_ON_TOP, LEGEND_ABOVE, Trace, figure
from dashboard.queries.security import RATES, SystemLevel
from dashboard.store.codes import MET, NOT_MET
from dashboard.store.made_once import made_once
from dashboard.words.security import percent, share_words, total_name
from dashboard.words.vocabulary import STAGES
from etl.language.i18n import N_, _, format_number

_ROW_HEIGHT = 25
_LINE_HEIGHT = 13
_HEAD = 64
# Letters to a line of a group's name: on a phone names and bars share the width.
_NAME_WIDTH = 22
# A part of a bar shorter than this share of the axis has no room for its number.
_LABELLED = 0.055
_PARTS = (
    N_("Triển khai đủ phương án"),
    N_("Đã phê duyệt, chưa triển khai đủ"),
    N_("Chưa phê duyệt cấp độ"),
)


@dataclass(frozen=True)
class Bar:
    """A group or a unit with its three counts; `key` is its unit id, or its name.

    `rates` are the approved and the deployed among all systems, in words.
    """

    key: str
    name: str
    systems: int
    approved: int
    deployed: int
    rates: str

    @property
    def parts(self) -> tuple[int, int, int]:
        """What `_PARTS` names; together all systems."""
        return self.deployed, self.approved - self.deployed, self.systems - self.approved


def total_bars(totals: Sequence[Total]) -> list[Bar]:
    """A bar per total."""
    return [
        Bar(
            total_name(total),
            "<br>".join(wrap(total_name(total), _NAME_WIDTH)),
            total.systems,
            total.approved,
            total.deployed,
            " · ".join(share_words(total.share(stage)) for stage in RATES),
        )
        for total in totals
    ]


def unit_bars(rows: Sequence[SecurityRow]) -> list[Bar]:
    """A bar per unit that has all three counts."""
    bars = []
    for row in rows:
        systems, approved, deployed = (row.counts[stage].count for stage in STAGES)
        if systems is None or approved is None or deployed is None:
            continue
        rates = [row.rates[stage].value for stage in RATES]
        words = " · ".join("" if rate is None else percent(rate) for rate in rates)
        unit = row.view
        bars.append(Bar(unit.unit_id, unit.short_name_vi, systems, approved, deployed, words))
    return bars


@made_once(8)
def funnel(totals: Sequence[Total], palette: Palette) -> go.Figure:
    """The stages of the country, a bar for each source of the total."""
    colours = (palette.sequential[-2], palette.sequential[1])
    widest = max(total.systems for total in totals)
    traces: list[Trace] = [
        {
            "type": "bar",
            "orientation": "h",
            "y": [_(words) for words in STAGES.values()],
            "x": [getattr(total, stage) for stage in STAGES],
            "name": total_name(total).removesuffix("*"),
            "marker": {"color": colour, "line": {"width": 0.5, "color": palette.outline}},
            "text": [
                f"{format_number(getattr(total, stage))} ({share_words(total.share(stage))})"
                for stage in STAGES
            ],
            "textposition": "inside",
            "insidetextanchor": "start",
            "textangle": 0,
            "textfont": {"color": ink_on(colour), "size": 13},
            "hovertemplate": "%{y}: %{text}<extra>%{fullData.name}</extra>",
        }
        for total, colour in zip(totals, colours, strict=False)
    ]
    layout = {
        "barmode": "group",
        "bargap": 0.25,
        "height": 250,
        "margin": {"l": 0, "r": 0, "t": 40, "b": 0},
        "xaxis": {"visible": False, "fixedrange": True, "range": [0, widest]},
        "yaxis": FIRST_ON_TOP,
        "legend": LEGEND_ABOVE | {"traceorder": "normal"},
        "dragmode": False,
    }
    return figure(traces, layout)


@made_once(32)
def stages(
    bars: Sequence[Bar], palette: Palette, *, as_share: bool, selected: str | None = None
) -> go.Figure:
    """Stacked bars, first on top, as shares of 100% or as numbers of systems.

    `customdata[0]` of a part is the bar's key.
    """
    colours = (palette.verdicts[MET], palette.sequential[2], palette.verdicts[NOT_MET])
    end = 100.0 if as_share else float(max(bar.systems for bar in bars))
    traces: list[Trace] = []
    for number, (words, colour) in enumerate(zip(_PARTS, colours, strict=True)):
        counts = [bar.parts[number] for bar in bars]
        lengths = [
            100 * count / bar.systems if as_share else float(count)
            for count, bar in zip(counts, bars, strict=True)
        ]
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "y": list(range(len(bars))),
                "x": lengths,
                "name": _(words),
                "text": [
                    format_number(count) if length >= _LABELLED * end else ""
                    for count, length in zip(counts, lengths, strict=True)
                ],
                "textposition": "inside",
                "insidetextanchor": "middle",
                "textangle": 0,
                "textfont": {"color": ink_on(colour), "size": 11},
                "marker": {"color": colour, "line": {"width": 0.5, "color": palette.outline}},
                "customdata": [
                    (bar.key, bar.name, format_number(count), format_number(bar.systems))
                    for bar, count in zip(bars, counts, strict=True)
                ],
                "hovertemplate": "<b>%{customdata[1]}</b><br>%{fullData.name}: "
                "%{customdata[2]}/%{customdata[3]}<extra></extra>",
            }
        )
    # An axis is drawn only where a trace uses it.
    traces.append({"type": "scatter", "x": [None], "y": [None], "yaxis": "y2", "showlegend": False})
    return figure(traces, _stages_layout(bars, end, as_share=as_share, selected=selected))


def _stages_layout(
    bars: Sequence[Bar], end: float, *, as_share: bool, selected: str | None
) -> dict[str, Any]:
    """Names on the left axis, rates on the right one."""
    lines = max(bar.name.count("<br>") for bar in bars)
    row_height = _ROW_HEIGHT + _LINE_HEIGHT * lines
    axis = {
        "tickvals": list(range(len(bars))),
        "range": [len(bars) - 0.5, -0.5],
        "automargin": True,
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "tickfont": {"size": 12},
    }
    names = [f"<b>{bar.name}</b>" if bar.key == selected else bar.name for bar in bars]
    return {
        "barmode": "stack",
        # A number that does not fit its part would shrink beyond reading.
        "uniformtext": {"minsize": 10, "mode": "hide"},
        "bargap": 0.25,
        "height": _HEAD + 26 + row_height * len(bars),
        "margin": {"l": 0, "r": 0, "t": _HEAD, "b": 6},
        "xaxis": {
            "range": [0, end],
            "side": "top",
            "ticksuffix": "%" if as_share else "",
            "nticks": 4,
            "tickangle": 0,
            "fixedrange": True,
        },
        "yaxis": axis | {"ticktext": names},
        "yaxis2": axis
        | {"ticktext": [bar.rates for bar in bars], "overlaying": "y", "side": "right"},
        "legend": LEGEND_ABOVE | {"traceorder": "normal"},
        "clickmode": "event+select",
        "dragmode": False,
    }


@made_once(8)
def level_bars(levels: Sequence[SystemLevel], palette: Palette) -> go.Figure:
    """Levels 1 to 5, with number and share at the end of each bar."""
    widest = max(level.systems for level in levels)
    trace: Trace = {
        "type": "bar",
        "orientation": "h",
        "y": [level.name_vi for level in levels],
        "x": [level.systems for level in levels],
        "marker": {"color": palette.sequential[-2]},
        "customdata": [
            (f"{format_number(level.systems)} ({share_words(level.share)})",) for level in levels
        ],
        "hovertemplate": "%{y}: %{customdata[0]}<extra></extra>",
    }
    # Numbers as ticks of a second axis: the page's ink, and clear of the bars.
    numbers: Trace = {
        "type": "scatter",
        "x": [None],
        "y": [None],
        "yaxis": "y2",
        "showlegend": False,
    }
    axis = {"automargin": True, "fixedrange": True, "showgrid": False, "zeroline": False}
    layout = {
        "height": 44 * len(levels) + 10,
        "bargap": 0.35,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "showlegend": False,
        "xaxis": {"visible": False, "fixedrange": True, "range": [0, widest]},
        "yaxis": axis | {"range": [len(levels) - 0.5, -0.5]},
        "yaxis2": axis
        | {
            "range": [len(levels) - 0.5, -0.5],
            "overlaying": "y",
            "side": "right",
            "tickvals": list(range(len(levels))),
            "ticktext": [detail[0] for detail in trace["customdata"]],
        },
        "dragmode": False,
    }
    return figure([trace, numbers], layout)
