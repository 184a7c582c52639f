"""Repeated measurements and what to say of them."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True)
class Sample:
    """Repetitions of one measurement, all in the same unit; warm-up is not among them."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        return median(self.values)

    @property
    def p95(self) -> float:
        """The value that one repetition in twenty exceeds."""
        return quantiles(self.values, n=20, method="inclusive")[-1]


def timed(calls: Iterable[Callable[[], object]]) -> Sample:
    """Milliseconds each call takes."""
    taken = []
    for call in calls:
        start = time.perf_counter()
        call()
        taken.append((time.perf_counter() - start) * 1000)
    return Sample(tuple(taken))
