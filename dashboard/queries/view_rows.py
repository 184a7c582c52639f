"""The rows of a view as records: a unit with its figure, its place and its target."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from dashboard.queries.documents import weakest
from dashboard.queries.statements import Said
from dashboard.store.codes import NO_DATA

Bounds = tuple[float, float]
"""A lowest and a highest amount; equal where the amount is known."""


class Figured(Protocol):
    """What words need to know of a figure, whatever record it stands in."""

    @property
    def value(self) -> float | None: ...
    @property
    def value_low(self) -> float | None: ...
    @property
    def value_high(self) -> float | None: ...
    @property
    def reported(self) -> float | None: ...
    @property
    def former(self) -> Said | None: ...
    @property
    def status(self) -> str: ...
    @property
    def basis(self) -> str | None: ...
    @property
    def printed_text(self) -> str | None: ...
    @property
    def printed_decimals(self) -> int | None: ...
    @property
    def confirmation(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure alone, of a unit that has no row in a view: of the country, of a cell.

    An exact value is both ends of its interval; `reported` is what was reported of a partial sum.
    """

    value: float | None
    value_low: float | None
    value_high: float | None
    status: str
    basis: str | None
    printed_text: str | None
    printed_decimals: int | None
    confirmation: str | None
    """The weakest of the documents it is made of."""
    former: Said | None = None
    reported: float | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A unit's figure against that of the period before: see `change` in the store.

    In points, percent, steps or places, by `scale`; both ends are None where it is not computed,
    and then `status` says why. `direction` is better or worse only where it is so for all values.
    """

    status: str
    scale: str
    low: float | None
    high: float | None
    direction: str | None
    value: float | None
    """The figure before, as the two that follow: exact, or the ends of what it can be."""
    value_low: float | None
    value_high: float | None
    confirmation: str | None = None
    """Of the figure before; None where there is none."""

    @property
    def ends(self) -> Bounds | None:
        """The least and the most it can be; None where it is not computed."""
        return _bounds(self.low, self.high)


@dataclass(frozen=True, slots=True)
class ViewRow:
    """A unit in a view. What is missing is None; a day is a date, a count an int.

    `value` is exact and then both `value_low` and `value_high`; else those are the ends of its
    interval. `value_estimate` is for colours and order only. `reported` is what the members with a
    value add up to where others have none. Places run from `rank_best` to `rank_worst` of `ranked`
    units; `tied` units, this one among them, share the value or the interval. `target_value` is
    None where targets of merged units leave only bounds.
    """

    unit_id: str
    level: str
    name_vi: str
    short_name_vi: str
    region_id: str | None
    region_vi: str | None
    members_vi: str | None
    """The old units behind a new one, in one text."""
    status: str
    note: Said | None
    period_label: str | None
    period_end: date | None
    basis: str | None
    is_merged: bool | None
    """Whether it is made of figures of other units; None where there is none."""
    value: float | None
    value_low: float | None
    value_high: float | None
    value_estimate: float | None
    reported: float | None
    value_text: str | None
    """What the document prints, where the value is read from words or a letter."""
    former: Said | None
    """What was reported of the bodies before a reorganised one."""
    order_key: float | None
    """What an order sorts by, the best first."""
    printed_value: float | None
    printed_text: str | None
    printed_decimals: int | None
    """Those that the document prints `value` with; None where it prints no such number."""
    document: str | None
    appendix: str | None
    document_line: int | None
    rank_best: int | None
    rank_worst: int | None
    ranked: int
    tied: int
    target_value: float | None
    target_low: float | None
    target_high: float | None
    gap_low: float | None
    gap_high: float | None
    verdict: str | None
    joined_low: float | None
    joined_high: float | None
    """Where the units before had figures of the period, too: the bounds that follow from them."""
    change: Change | None = None
    """None where no period of the kind came before."""
    confirmation: str | None = None
    """Of the figure: the weakest of the documents it is made of; None where there is none."""
    target_confirmation: str | None = None
    """Of the document that sets the target."""
    order_confirmation: str | None = None
    """Of the weakest of all figures that its place is among; None where it has no place."""

    @property
    def change_confirmation(self) -> str | None:
        """A change is as sure as the weaker of its two figures."""
        before = None if self.change is None else self.change.confirmation
        return weakest((self.confirmation, before))

    @property
    def verdict_confirmation(self) -> str | None:
        """A verdict is as sure as the weaker of its figure and its target."""
        judged = self.verdict not in (None, NO_DATA)
        return weakest((self.confirmation, self.target_confirmation)) if judged else None

    @property
    def has_value(self) -> bool:
        """Whether there is a value or an interval."""
        return self.value_low is not None

    @property
    def ends(self) -> Bounds:
        """The lowest and the highest the value can be. Raises ValueError where there is neither."""
        if self.value_low is None or self.value_high is None:
            raise ValueError(f"{self.unit_id} has neither a value nor an interval: {self.status}")
        return self.value_low, self.value_high

    @property
    def target(self) -> Bounds | None:
        """The lowest and the highest the target can be."""
        return _bounds(self.target_low, self.target_high)

    @property
    def joined(self) -> Bounds | None:
        """What the figures of the units before leave, beside a unit's own."""
        return _bounds(self.joined_low, self.joined_high)

    @property
    def gap(self) -> Bounds | None:
        """What is missing to the target at least and at most; below zero it is passed."""
        return _bounds(self.gap_low, self.gap_high)

    @property
    def places(self) -> tuple[int, int] | None:
        """The best and the worst place that the unit may have."""
        if self.rank_best is None or self.rank_worst is None:
            return None
        return self.rank_best, self.rank_worst

    @property
    def is_applicable(self) -> bool:
        """Whether the indicator is one of the unit's; the source leaves some out on purpose."""
        return self.status != "not_applicable"


def _bounds(low: float | None, high: float | None) -> Bounds | None:
    return None if low is None or high is None else (low, high)
