"""What a soak shows: whether the server is as it was, and if not, what grew."""

from collections.abc import Sequence
from itertools import combinations
from statistics import median

from tests.soak.soak import REQUESTS, Held, Soaked

MOST_BLOCKS = 2.0
"""Of memory for each request.

Between rounds they differ by some hundred, either way. A list that gets a record of a few words at
every rerun grows by more than this, a session that is never closed by two hundred a request.
"""
MOST_MEGABYTES = 40.0
"""Of memory in all: the allocator alone takes and returns some fifteen, blocks tell more."""
MOST_HANDLES = 2.0
"""Threads or files in all: between rounds there is nobody who has any."""


def growth_of(figures: Sequence[float]) -> float:
    """From one round to the next, by the slope of most pairs of rounds (Theil and Sen).

    A single round that differs from all others does not change it.
    """
    pairs = combinations(enumerate(figures), 2)
    return median((after - before) / (later - first) for (first, before), (later, after) in pairs)


def growths(held: Sequence[Held]) -> dict[str, tuple[float, float, str]]:
    """How much of each grew, how much it may have, and the unit."""
    rounds = len(held) - 1
    megabytes = growth_of([item.memory / 2**20 for item in held])
    return {
        "blocks of memory": (
            growth_of([item.blocks for item in held]) / REQUESTS,
            MOST_BLOCKS,
            "a request",
        ),
        "memory": (megabytes * rounds, MOST_MEGABYTES, "MB in all"),
        "threads": (growth_of([item.threads for item in held]) * rounds, MOST_HANDLES, "in all"),
        "open files": (
            growth_of([item.open_files for item in held]) * rounds,
            MOST_HANDLES,
            "in all",
        ),
    }


def complaints(soaked: Soaked) -> list[str]:
    """What is not as it was, and every error that a reader met."""
    said = [f"error: {error}" for error in soaked.errors]
    for name, (grown, most, unit) in growths(soaked.held).items():
        if grown > most:
            said.append(f"{name}: {grown:+.3g} {unit}, more than {most:g}")
    first, last = soaked.held[0].caches, soaked.held[-1].caches
    for name, (size, most_entries) in last.items():
        before, _most = first.get(name, (0, None))
        if most_entries is None and size > before:
            said.append(f"{name} has no greatest size and grew from {before} to {size}")
    return said
