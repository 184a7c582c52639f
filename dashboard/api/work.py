"""Where answers for programs are made: few at a time, so that pages never wait for them."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

from dashboard.api.problems import BUSY, TOO_SLOW, ProblemError
from etl.language.i18n import _

AT_ONCE, WAITING, PATIENCE = 2, 32, 30.0
"""Answers made at once, requests that may wait, seconds until one is told that it takes long."""

Made = TypeVar("Made")


class Work:
    """A few threads, and a short line before them."""

    def __init__(self, at_once: int, waiting: int, patience: float) -> None:
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="api")
        self._room = at_once + waiting
        self._patience = patience
        self._taken = 0

    async def do(self, make: Callable[[], Made]) -> Made:
        """What `make` gives, made in a thread. Raises ProblemError where it cannot be waited for.

        Work that takes too long keeps its thread until it is done: nothing piles up behind it
        unseen.
        """
        if self._taken >= self._room:
            raise ProblemError(BUSY, _("Đang có quá nhiều yêu cầu chờ. Hãy gửi lại sau vài giây."))
        self._taken += 1
        future = self._threads.submit(copy_context().run, make)
        loop = asyncio.get_running_loop()
        future.add_done_callback(lambda _done: loop.call_soon_threadsafe(self._leave))
        try:
            return await asyncio.wait_for(asyncio.wrap_future(future), self._patience)
        except TimeoutError as error:
            raise ProblemError(
                TOO_SLOW,
                _("Câu trả lời mất hơn {seconds} giây. Hãy hỏi ít hơn: một chỉ số, một kỳ.").format(
                    seconds=round(self._patience)
                ),
            ) from error

    def _leave(self) -> None:
        self._taken -= 1


shared = Work(AT_ONCE, WAITING, PATIENCE)
