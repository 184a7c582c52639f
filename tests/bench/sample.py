"""Repeated measurements and what to say of them."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Literal

Statistic = Literal["median", "p95"]


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
        return self._quantile(95)

    @property
    def middle(self) -> tuple[float, float]:
        """The spread: half of the repetitions lie between the two (p25 to p75)."""
        return self._quantile(25), self._quantile(75)

    def _quantile(self, percent: int) -> float:
        if len(self.values) == 1:
            return self.values[0]
        return quantiles(self.values, n=100, method="inclusive")[percent - 1]


def timed(calls: Iterable[Callable[[], object]]) -> Sample:
    """Milliseconds each call takes."""
    taken = []
    for call in calls:
        start = time.perf_counter()
        call()
        taken.append((time.perf_counter() - start) * 1000)
    return Sample(tuple(taken))
