"""What bars of units are compared with: lines across all of them, ticks on single ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dashboard.queries.indicator_views import View
from dashboard.queries.view_rows import Bounds, ViewRow
from dashboard.words.values import format_bounds, format_target
from etl.language.i18n import _, format_month


@dataclass(frozen=True)
class Line:
    """A line across all bars, named where it begins."""

    name: str
    value: float
    kind: Literal["target", "average"]


@dataclass(frozen=True)
class Ticks:
    """The targets of a date that differ from unit to unit: a tick on the bar of each."""

    name: str
    targets: Mapping[str, Bounds]
    words: Mapping[str, str]

    @property
    def ends(self) -> list[float]:
        return [end for bounds in self.targets.values() for end in bounds]


def target_marks(
    view: View, items: Sequence[ViewRow], targets: Mapping[date, Mapping[str, Bounds]]
) -> tuple[list[Line], list[Ticks]]:
    """The targets of each date, as a line where they are one for the whole view, else as ticks."""
    indicator = view.indicator
    whole = {row.unit_id for row in view.rows if row.has_value}
    lines, ticks = [], []
    for day, of_units in targets.items():
        words = _("Mục tiêu {month}: {target}")
        month = format_month(day)
        ends = sorted({end for bounds in of_units.values() for end in bounds})
        if len(ends) == 1 and whole <= of_units.keys():
            name = words.format(month=month, target=format_target(indicator, ends[0]))
            lines.append(Line(name, ends[0], "target"))
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
            )
        )
    return lines, ticks
