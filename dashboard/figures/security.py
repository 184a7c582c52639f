"""Systems by stage: stacked bars of units."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from dashboard.analysis.security import SecurityRow
from dashboard.figures.palette import Palette, ink_on
from dashboard.figures.spec import LEGEND_ABOVE, Trace, figure
from dashboard.queries.security import RATES
from dashboard.store.codes import MET, NOT_MET
from dashboard.store.made_once import made_once
from dashboard.words.security import percent
from dashboard.words.vocabulary import STAGES
from etl.language.i18n import N_, _, format_number

_ROW_HEIGHT = 25
_HEAD = 64
# A part of a bar shorter than this share of the axis has no room for its number.
_LABELLED = 0.055
_PARTS = (
    N_("Triển khai đủ phương án"),
    N_("Đã phê duyệt, chưa triển khai đủ"),
    N_("Chưa phê duyệt cấp độ"),
)


@dataclass(frozen=True)
class Bar:
    """A unit with its three counts; `key` is its id.

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


@made_once(32)
def stages(bars: Sequence[Bar], palette: Palette, *, selected: str | None = None) -> go.Figure:
    """Stacked bars of numbers of systems, first on top.

    `customdata[0]` of a part is the bar's key.
    """
    colours = (palette.verdicts[MET], palette.sequential[2], palette.verdicts[NOT_MET])
    end = float(max(bar.systems for bar in bars))
    traces: list[Trace] = []
    for number, (words, colour) in enumerate(zip(_PARTS, colours, strict=True)):
        counts = [bar.parts[number] for bar in bars]
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "y": list(range(len(bars))),
                "x": counts,
                "name": _(words),
                "text": [
                    format_number(count) if count >= _LABELLED * end else "" for count in counts
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
    return figure(traces, _stages_layout(bars, end, selected))


def _stages_layout(bars: Sequence[Bar], end: float, selected: str | None) -> dict[str, Any]:
    """Names on the left axis, rates on the right one."""
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
        "height": _HEAD + 26 + _ROW_HEIGHT * len(bars),
        "margin": {"l": 0, "r": 0, "t": _HEAD, "b": 6},
        "xaxis": {
            "range": [0, end],
            "side": "top",
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
