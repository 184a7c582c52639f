"""How every judged figure lies in time to its target, and which one is the result at the due date.

A verdict belongs to a figure and a target. Before the due date it tells how far things have come;
the result is that of the figure at the due date, or of the nearest one before it. What was measured
later never decides whether a target was met in time.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Literal

from etl.catalogue.load import Catalogue
from etl.catalogue.vocabulary import Period
from etl.derive.ratios_and_verdicts import Attainment, Verdict
from etl.derive.shown import shown_first

Timing = Literal["before_due", "at_due", "after_due"]


@dataclass(frozen=True)
class TargetResult:
    """One row of the contract's `target_result`: a figure against a target, in time."""

    indicator_id: str
    unit_id: str
    due_on: date
    period: Period
    basis: str
    days_from_due: int
    """From the due date to the end of the figure's period: negative before it."""
    timing: Timing
    verdict: Verdict
    is_result: bool
    """Whether the target's result is read from this figure; one at most for a unit and target."""


def target_results(
    catalogue: Catalogue, attainments: Iterable[Attainment]
) -> Iterator[TargetResult]:
    """Every figure of the basis shown against every target that applies to its unit.

    A provisional figure is superseded by the one it grows into: it tells how far things have come
    and is no result.
    """
    by_target: dict[tuple[str, str, date], list[Attainment]] = defaultdict(list)
    for item in attainments:
        by_target[(item.indicator_id, item.unit_id, item.due_on)].append(item)
    for items in by_target.values():
        shown = _shown(catalogue, items)
        result = _result(shown)
        for item in shown:
            days = (item.period.end - item.due_on).days
            yield TargetResult(
                item.indicator_id,
                item.unit_id,
                item.due_on,
                item.period,
                item.basis,
                days,
                "before_due" if days < 0 else "after_due" if days else "at_due",
                item.verdict,
                item is result,
            )


def _shown(catalogue: Catalogue, items: Sequence[Attainment]) -> list[Attainment]:
    """One figure for each period, in the order of time."""
    by_period: dict[object, Attainment] = {}
    for item in sorted(items, key=partial(shown_first, catalogue)):
        by_period.setdefault(item.period.key, item)
    return sorted(by_period.values(), key=lambda item: (item.period.end, item.period.start))


def _result(items: Iterable[Attainment]) -> Attainment | None:
    """The figure at the due date or the nearest before it; a missing one only if there is no other.

    Of two periods that end together the longer one is taken: the year, not its last quarter.
    """
    in_time = [
        item for item in items if item.period.end <= item.due_on and not item.period.is_provisional
    ]
    return max(
        in_time,
        key=lambda item: (
            item.verdict != "no_data",
            item.period.end,
            -item.period.start.toordinal(),
        ),
        default=None,
    )
