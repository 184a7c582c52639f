"""When a soak complains: the arithmetic, without a server."""

from collections.abc import Sequence

import pytest

from tests.soak.growth import complaints, growth_of
from tests.soak.soak import REQUESTS, Held, Soaked

NOISE = (60, -40, 0, 90, -80, 20, -10, 50)
"""Blocks that come and go between rounds, as seen on a quiet server."""


def held(
    *,
    blocks: Sequence[float] = (0,) * 8,
    megabytes: Sequence[float] = (0,) * 8,
    threads: Sequence[int] = (12,) * 8,
    open_files: Sequence[int] = (15,) * 8,
    entries: Sequence[int] = (5,) * 8,
    most: int | None = None,
) -> list[Held]:
    return [
        Held(
            int(915_000 + noise + block),
            int((270 + megabyte) * 2**20),
            thread,
            files,
            {"dashboard.view": (size, most)},
        )
        for noise, block, megabyte, thread, files, size in zip(
            NOISE, blocks, megabytes, threads, open_files, entries, strict=True
        )
    ]


def test_growth_is_that_of_most_rounds() -> None:
    assert growth_of([5, 5, 5, 5]) == 0
    assert growth_of([1, 3, 5, 7]) == 2
    assert growth_of([1, 3, 500, 7, 9]) == 2


def test_a_server_that_stays_as_it_is_gives_no_complaint() -> None:
    assert complaints(Soaked(held(), [])) == []


@pytest.mark.parametrize(
    ("grown", "said"),
    [
        ({"blocks": [5 * REQUESTS * number for number in range(8)]}, "blocks of memory: +"),
        ({"megabytes": [8 * number for number in range(8)]}, "memory: +56 MB in all"),
        ({"threads": range(12, 20)}, "threads: +7 in all"),
        ({"open_files": range(15, 39, 3)}, "open files: +21 in all"),
        ({"entries": range(5, 13)}, "dashboard.view has no greatest size and grew from 5 to 12"),
    ],
)
def test_what_grows_is_named(grown: dict[str, Sequence[float]], said: str) -> None:
    (complaint,) = complaints(Soaked(held(**grown), []))
    assert complaint.startswith(said)


def test_a_cache_with_a_greatest_size_may_fill() -> None:
    assert complaints(Soaked(held(entries=range(5, 13), most=64), [])) == []


def test_an_error_of_a_reader_is_told() -> None:
    assert complaints(Soaked(held(), ["map: TimeoutError()"])) == ["error: map: TimeoutError()"]
