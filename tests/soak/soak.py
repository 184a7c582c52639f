"""Rounds of readers, and what the server holds after each."""

import asyncio
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import urllib3

from dashboard.store.paths import ROOT
from tests.readers import reader, run
from tests.serving import Server, serve
from tests.tours import Tour

READERS, PAGES = 4, 3
"""Of a round: each reader comes anew, and between them they open every page."""
REQUESTS = 2 * READERS * PAGES
"""Of a round: a page is opened, and something chosen on it."""
_OUT_OF_DATE = 1.5
"""Seconds after which the server needs the session of a reader who left no more (`served.py`)."""
_WARM_UP = 3
"""Rounds until what is cached is cached."""
_LEAST = 6
"""Rounds after that, at least."""


@dataclass(frozen=True)
class Held:
    """What the server holds when the readers of a round have left."""

    blocks: int
    """Of memory that Python's objects take: some hundred thousand, counted to the last one."""
    memory: int
    """Bytes (RSS)."""
    threads: int
    open_files: int
    caches: Mapping[str, tuple[int, int | None]]
    """Size and greatest size of every cache of ours."""


@dataclass(frozen=True)
class Soaked:
    """What was held after each round, and the errors that the readers met."""

    held: list[Held]
    errors: list[str]


@contextmanager
def served(log: Path) -> Iterator[Server]:
    """The dashboard of this folder, which says what it holds."""
    options = ["--port", "{port}", "--log-level", "warning"]
    command = [sys.executable, "-m", "uvicorn", "tests.soak.served:app", *options]
    with serve(command, ROOT, log, ready="/healthz") as server:
        yield server


def soak(server: Server, seconds: float, *, thinking: float = 2) -> Soaked:
    """Rounds for so many seconds; readers think for some between two requests.

    However slow the machine, there are rounds enough to tell growth from chance.
    """
    return run(_soak(server, seconds, thinking))


async def _soak(server: Server, seconds: float, thinking: float) -> Soaked:
    tour = Tour()
    clock = asyncio.get_running_loop().time
    end = clock() + seconds
    for _number in range(_WARM_UP):
        await _round(server, tour, thinking=0)
        # Empties the caches, as after every round that counts.
        _held(server)
    held = [_held(server)]
    while clock() < end or len(held) < _LEAST:
        await _round(server, tour, thinking=thinking)
        held.append(_held(server))
    return Soaked(held, tour.errors)


async def _round(server: Server, tour: Tour, *, thinking: float) -> None:
    async def go(number: int) -> None:
        await asyncio.sleep(thinking * number / READERS)
        async with reader(server.address) as session:
            await tour.round(session, number * PAGES, thinking=thinking, pages=PAGES)

    await asyncio.gather(*map(go, range(READERS)))
    # Sessions that are out of date go when another one is kept: that of this last reader, whose
    # own end takes a moment too.
    await asyncio.sleep(_OUT_OF_DATE)
    async with reader(server.address):
        pass
    await asyncio.sleep(_OUT_OF_DATE)


def _held(server: Server) -> Held:
    said: dict[str, Any] = urllib3.request("GET", f"{server.address}/held").json()
    caches = {name: (size, most) for name, (size, most) in said["caches"].items()}
    return Held(said["blocks"], server.memory, server.threads, server.open_files, caches)
