"""What is kept of the open build, and goes with it."""

from collections.abc import Callable
from functools import _lru_cache_wrapper, lru_cache
from typing import TypeVar

Made = TypeVar("Made")

Builds = frozenset[str]
"""Ids of builds."""

_forgetting: list[Callable[[Builds], None]] = []


def kept(most: int) -> Callable[[Callable[..., Made]], "_lru_cache_wrapper[Made]"]:
    """Keep the last `most` results of a function of a build, until another build takes its place.

    Its arguments must be hashable; its results are shared and stay as they are.
    """

    def keeping(make: Callable[..., Made]) -> "_lru_cache_wrapper[Made]":
        keeper = lru_cache(maxsize=most)(make)
        when_forgotten(lambda _served: keeper.cache_clear())
        return keeper

    return keeping


def when_forgotten(forget: Callable[[Builds], None]) -> None:
    """Call this with the builds that are still open, whenever others have to go."""
    _forgetting.append(forget)


def forget_all_but(served: Builds) -> None:
    """Let go of what is kept, so that nothing holds a build that is served no more."""
    for forget in _forgetting:
        forget(served)
