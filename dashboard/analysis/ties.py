"""Who stands at an end of an order: units that share a place are named all, or counted."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from dashboard.queries.view_rows import ViewRow

ItemT = TypeVar("ItemT")

MOST_NAMED = 5
"""A place that more units share than these is told of the group, never of one of them."""


@dataclass(frozen=True)
class End(Generic[ItemT]):
    """The first of an order: those to name, then a tie that is too large to be named."""

    named: list[ItemT]
    tied: list[ItemT]


def first_of(items: Sequence[ItemT], key: Callable[[ItemT], Hashable], most: int) -> End[ItemT]:
    """At most `most` of the items in their order; a tie is named whole, or left to be counted."""
    groups: dict[Hashable, list[ItemT]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    named: list[ItemT] = []
    for tied in groups.values():
        if len(named) == most:
            break
        if len(named) + len(tied) > most:
            return End(named, tied)
        named += tied
    return End(named, [])


def place_of(row: ViewRow) -> Hashable:
    """What units with the same place have in common: their value, or their interval."""
    return row.value_low, row.value_high


def ends_of(rows: Sequence[ViewRow], better: str) -> tuple[list[ViewRow], list[ViewRow]]:
    """Of units with a value: those that no other is surely ahead of, those that none is behind.

    One is ahead of another if it is better whatever the two values are, or by the places that the
    text names. Bands that touch ("10–20%", "trên 20%") do not overlap.
    """
    sign = -1 if better == "lower" else 1
    spans = [sorted(sign * end for end in row.ends) for row in rows]
    bands = [span for row, span in zip(rows, spans, strict=True) if row.value is None]
    most_of_all_least = max((least for least, _most in spans), default=0.0)
    least_of_all_most = min((most for _least, most in spans), default=0.0)
    band_starts, band_ends = {least for least, _ in bands}, {most for _, most in bands}
    places = [row.places for row in rows if row.places is not None]
    best_last = min((last for _first, last in places), default=0)
    worst_first = max((first for first, _last in places), default=0)
    leading, trailing = [], []
    for row, (least, most) in zip(rows, spans, strict=True):
        is_band = row.value is None
        first, last = row.places or (best_last, worst_first)
        if not (most_of_all_least > most or best_last < first or (is_band and most in band_starts)):
            leading.append(row)
        if not (
            least > least_of_all_most or last < worst_first or (is_band and least in band_ends)
        ):
            trailing.append(row)
    return leading, trailing


def share_a_place(rows: Sequence[ViewRow]) -> bool:
    """Whether these units all stand at one place, as far as anybody knows."""
    return len({place_of(row) for row in rows}) == 1


def is_shared_by_many(row: ViewRow) -> bool:
    """Whether more units than can be named have exactly this unit's value."""
    # A band whose place is known got it from a sentence, alone.
    is_exact = row.value is not None and row.rank_best == row.rank_worst
    return bool(is_exact and row.tied > MOST_NAMED)
