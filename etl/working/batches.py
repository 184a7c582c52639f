"""What does not fit the memory together, some of it after the other."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")


def in_batches(sized: Iterable[tuple[Item, int]], at_once: int) -> Iterator[list[Item]]:
    """Items with sizes, in their order, in lists of at most so much; one that has more is alone."""
    batch: list[Item] = []
    held = 0
    for item, size in sized:
        if batch and held + size > at_once:
            yield batch
            batch, held = [], 0
        batch.append(item)
        held += size
    if batch:
        yield batch
