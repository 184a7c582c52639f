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
    """Of units with a value: those that no other is surely ahead of, those that none is behind."""
    sign = -1 if better == "lower" else 1
    return (
        [row for row in rows if not any(_is_ahead(other, row, sign) for other in rows)],
        [row for row in rows if not any(_is_ahead(row, other, sign) for other in rows)],
    )


def _is_ahead(one: ViewRow, other: ViewRow, sign: int) -> bool:
    """Whether `one` is surely better, by its figures or by the places that the text names.

    Bands that touch ("10–20%", "trên 20%") do not overlap.
    """
    if one.places is not None and other.places is not None and one.places[1] < other.places[0]:
        return True
    least = min(sign * end for end in one.ends)
    most = max(sign * end for end in other.ends)
    are_bands = one.value is None and other.value is None
    return bool(least > most or (are_bands and least == most))


def share_a_place(rows: Sequence[ViewRow]) -> bool:
    """Whether these units all stand at one place, as far as anybody knows."""
    return len({place_of(row) for row in rows}) == 1


def is_shared_by_many(row: ViewRow) -> bool:
    """Whether more units than can be named have exactly this unit's value."""
    # A band whose place is known got it from a sentence, alone.
    is_exact = row.value is not None and row.rank_best == row.rank_worst
    return bool(is_exact and row.tied > MOST_NAMED)
