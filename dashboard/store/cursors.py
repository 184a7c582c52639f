"""Cursors of a build that are kept for the next query."""

import threading
from collections.abc import Hashable

import duckdb

MOST = 16
"""Idle ones that are kept of a build: as many as readers of some documents ask at a time."""


class IdleCursors:
    """Cursors that were prepared for a purpose and are asked nothing now.

    To put views in place of tables takes many times longer than most queries do.
    """

    def __init__(self) -> None:
        self._idle: list[tuple[Hashable, duckdb.DuckDBPyConnection]] = []
        self._looking = threading.Lock()
        self._is_closed = False

    def take(self, purpose: Hashable) -> duckdb.DuckDBPyConnection | None:
        """One that was prepared for this purpose, for whoever takes it alone."""
        with self._looking:
            for place, (prepared_for, cursor) in enumerate(self._idle):
                if prepared_for == purpose:
                    del self._idle[place]
                    return cursor
        return None

    def give_back(self, purpose: Hashable, cursor: duckdb.DuckDBPyConnection) -> None:
        """Keep it for the next, in place of the one that nobody has taken for the longest time."""
        with self._looking:
            self._idle.append((purpose, cursor))
            more = len(self._idle) - (0 if self._is_closed else MOST)
            left = self._idle[: max(0, more)]
            del self._idle[: len(left)]
        for _purpose, each in left:
            each.close()

    def close(self) -> None:
        """Keep none any more: an idle one holds the files of its build open."""
        with self._looking:
            self._is_closed = True
            left, self._idle = self._idle, []
        for _purpose, each in left:
            each.close()
