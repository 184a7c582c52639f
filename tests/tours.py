"""Readers who go through all pages and choose something on each."""

import asyncio
from dataclasses import dataclass, field
from math import inf

from websockets.exceptions import WebSocketException

from tests.page_changes import FIRST_CHANGES
from tests.readers import Answer, Reader

LET_DOWN = (TimeoutError, OSError, WebSocketException, LookupError)
"""No answer in time, no connection, no selector on the page."""


@dataclass
class Tour:
    """What readers met so far."""

    opened: list[float] = field(default_factory=list)
    """Milliseconds until each page stood there."""
    changed: list[float] = field(default_factory=list)
    """Milliseconds of each change on a page."""
    errors: list[str] = field(default_factory=list)

    @property
    def answers(self) -> list[float]:
        """Milliseconds of all that was asked."""
        return self.opened + self.changed

    async def round(
        self,
        session: Reader,
        first: int,
        *,
        thinking: float,
        pages: int = len(FIRST_CHANGES),
        until: float = inf,
    ) -> None:
        """So many pages, from the one of a number on, with a change and seconds to think.

        Nothing is asked any more when the loop's clock is at `until`. Errors end nothing but the
        page they are met on.
        """
        clock = asyncio.get_running_loop().time
        for number in range(pages):
            if clock() >= until:
                return
            change = FIRST_CHANGES[(first + number) % len(FIRST_CHANGES)]
            try:
                self._note(self.opened, change.page.id, await session.open(change.page))
                await asyncio.sleep(thinking)
                self._note(self.changed, change.page.id, await session.choose(change, 1))
            except LET_DOWN as error:
                self.errors.append(f"{change.page.id}: {error!r}")
            await asyncio.sleep(thinking)

    def _note(self, times: list[float], page: str, answer: Answer) -> None:
        times.append(answer.milliseconds)
        self.errors += [f"{page}: {said}" for said in answer.failures]
