"""What bars of units are compared with: lines across all of them, ticks on single ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import cycle
from typing import Any

from dashboard.figures.palette import Palette
from dashboard.figures.spec import Trace
from dashboard.queries.indicator_views import View
from dashboard.queries.view_rows import Bounds, ViewRow
from dashboard.words.values import format_bounds, format_target
from etl.language.i18n import _, format_month

# Half the height of a tick, in pixels: as high as a bar.
_TICK = 12


@dataclass(frozen=True)
class Line:
    """A vertical line across all bars, with an entry of its own in the legend."""

    name: str
    value: float
    dash: str
    colour: str

    def shape(self) -> dict[str, Any]:
        ends = {"x0": self.value, "x1": self.value, "yref": "paper", "y0": 0, "y1": 1}
        return {"type": "line", "layer": "above", "line": self._style(), **ends}

    def legend_entry(self) -> Trace:
        style = self._style()
        return {
            "type": "scatter",
            "x": [None],
            "y": [None],
            "mode": "lines",
            "line": style,
            "name": self.name,
        }

    def _style(self) -> dict[str, Any]:
        return {"color": self.colour, "width": 2, "dash": self.dash}


@dataclass(frozen=True)
class Ticks:
    """The targets of a date that differ from unit to unit: a tick on the bar of each."""

    name: str
    targets: Mapping[str, Bounds]
    words: Mapping[str, str]
    colour: str

    @property
    def ends(self) -> list[float]:
        return [end for bounds in self.targets.values() for end in bounds]

    def trace(self, items: Sequence[ViewRow]) -> Trace:
        """A tick for a target, two that a line joins for one known by its bounds only."""
        points: list[tuple[float | None, int, tuple[str, ...]]] = []
        for index, row in enumerate(items):
            unit_id = row.unit_id
            details = (unit_id, row.short_name_vi, self.words.get(unit_id, ""))
            ends = dict.fromkeys(self.targets.get(unit_id, ()))
            points += [(end, index, details) for end in ends]
            points += [(None, index, details)] if ends else []
        has_bounds = any(low != high for low, high in self.targets.values())
        return {
            "type": "scatter",
            "mode": "lines+markers" if has_bounds else "markers",
            "x": [end for end, _index, _details in points],
            "y": [index for _end, index, _details in points],
            "line": {"color": self.colour, "width": 2},
            "marker": {
                "symbol": "line-ns-open",
                "size": _TICK,
                "color": self.colour,
                "line": {"width": 4, "color": self.colour},
            },
            "customdata": [details for _end, _index, details in points],
            "hovertemplate": "<b>%{customdata[1]}</b><br>%{customdata[2]}<extra></extra>",
            "cliponaxis": False,
            "name": self.name,
        }


def target_marks(
    view: View,
    items: Sequence[ViewRow],
    targets: Mapping[date, Mapping[str, Bounds]],
    palette: Palette,
) -> tuple[list[Line], list[Ticks]]:
    """The targets of each date, as a line where they are one for the whole view, else as ticks."""
    indicator = view.indicator
    whole = {row.unit_id for row in view.rows if row.has_value}
    lines, ticks = [], []
    for (day, of_units), dash in zip(targets.items(), cycle(("dash", "solid")), strict=False):
        words = _("Mục tiêu {month}: {target}")
        month = format_month(day)
        ends = sorted({end for bounds in of_units.values() for end in bounds})
        if len(ends) == 1 and whole <= of_units.keys():
            name = words.format(month=month, target=format_target(indicator, ends[0]))
            lines.append(Line(name, ends[0], dash, palette.target))
            continue
        own = {row.unit_id: of_units[row.unit_id] for row in items if row.unit_id in of_units}
        if not own:
            continue
        ticks.append(
            Ticks(
                words.format(month=month, target=_("theo đơn vị")),
                own,
                {
                    unit_id: words.format(month=month, target=format_bounds(indicator, *bounds))
                    for unit_id, bounds in own.items()
                },
                palette.target,
            )
        )
    return lines, ticks
