"""What a page lets its readers take away, noted down where a program asks for it.

A page that is drawn for a reader offers its files at addresses of their own (`taken_files.py`). One
that is run for a program (`page_run.py`) draws nothing: it notes what it would offer, in its order.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

import pandas as pd

from dashboard.words.captions import Caption


@dataclass(frozen=True)
class OfferedFile:
    """A file by its name, and what makes it."""

    name: str
    make: Callable[[], bytes]


@dataclass(frozen=True)
class OfferedTable:
    """The rows of a table's files, and what the reader has chosen, label and words of each."""

    caption: Caption
    rows: Callable[[], pd.DataFrame]
    choices: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class OfferedPicture:
    """A figure as SVG, the words around it, and the credit that has to stand with it."""

    caption: Caption
    finding: str
    credit: str | None
    draw: Callable[[], str]


@dataclass
class Offered:
    """All that a page offers, from its top to its foot."""

    files: list[OfferedFile] = field(default_factory=list)
    tables: list[OfferedTable] = field(default_factory=list)
    pictures: list[OfferedPicture] = field(default_factory=list)


_noted: ContextVar[Offered | None] = ContextVar("noted", default=None)


@contextmanager
def noting() -> Iterator[Offered]:
    """Note what a page offers while it is run here."""
    offered = Offered()
    token = _noted.set(offered)
    try:
        yield offered
    finally:
        _noted.reset(token)


def noted() -> Offered | None:
    """Where to note what is offered; None where a reader looks at the page."""
    return _noted.get()
