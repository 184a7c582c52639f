"""How many rows are read from the warehouse for one run of a page or one answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass
class Tally:
    """Rows read so far; what was kept from before is not read again."""

    rows: int = 0


_tally: ContextVar[Tally | None] = ContextVar("tally", default=None)


@contextmanager
def rows_counted() -> Iterator[Tally]:
    """Count the rows that are read within."""
    tally = Tally()
    token = _tally.set(tally)
    try:
        yield tally
    finally:
        _tally.reset(token)


def count_rows(number: int) -> None:
    """Say that so many rows were read."""
    tally = _tally.get()
    if tally is not None:
        tally.rows += number
