"""Units against all goals of a year: which units, in which order, and how many goals they met."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.queries.documents import weakest
from dashboard.queries.indicator_views import View
from dashboard.store.codes import MET, UNDETERMINED
from dashboard.store.made_once import made_once

MATRIX_SORT_CODES = ("dat", "thieu", "ten")
"""Most goals met first, fewest first, by name."""


@dataclass(frozen=True, slots=True)
class UnitTally:
    """How a unit stands against the goals of a year: those that apply to it, by verdict."""

    unit_id: str
    short_name_vi: str
    applies: int
    met: int
    undetermined: int
    confirmation: str | None
    """That of the weakest verdict that is counted."""


@made_once(64)
def unit_tallies(views: Sequence[View], region_id: str | None = None) -> tuple[UnitTally, ...]:
    """The units some goal of the year applies to, in Vietnamese order."""
    found = []
    for first in views[0].within(region_id):
        rows = [shown.row_of(first.unit_id) for shown in views]
        verdicts = [row.verdict for row in rows]
        found.append(
            UnitTally(
                first.unit_id,
                first.short_name_vi,
                applies=sum(row.is_applicable for row in rows),
                met=verdicts.count(MET),
                undetermined=verdicts.count(UNDETERMINED),
                confirmation=weakest(row.verdict_confirmation for row in rows),
            )
        )
    return tuple(item for item in found if item.applies)


def matrix_units(views: Sequence[View], region_id: str | None, sort: str) -> list[str]:
    """The units some goal of the year applies to, in one of `MATRIX_SORT_CODES`.

    Goals surely met count most, then those that may be; equals stay in Vietnamese order.
    """
    tallies = list(unit_tallies(views, region_id))
    if sort != "ten":
        sign = 1 if sort == "thieu" else -1
        tallies.sort(key=lambda item: (sign * item.met, sign * item.undetermined))
    return [item.unit_id for item in tallies]
