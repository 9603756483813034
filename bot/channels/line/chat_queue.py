"""Work in the background: in order within a chat, chats side by side, every task held until it is done."""

from __future__ import annotations

import asyncio
import heapq
import itertools
import logging
import time
from collections.abc import Awaitable, Callable, Coroutine

logger = logging.getLogger(__name__)
Work = Callable[[], Awaitable[None]]
LULL_SECONDS = 0.02  # without a new event; then a burst has been acknowledged, and work may begin
MOST_LULLS = 15  # waited for; under a steady stream work begins all the same


class Turns:
    """Runs the work of each chat one by one, by the time of its events."""

    def __init__(self) -> None:
        self._waiting: dict[str, list[tuple[int, int, Work]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._arrivals = itertools.count()
        self._last_arrival = 0.0
        self.pending = 0

    def add(self, chat: str, timestamp: int, work: Work) -> None:
        """Puts work in a chat's row; an event that happened earlier goes before those that still wait."""
        self.pending += 1
        self._last_arrival = time.monotonic()
        row = self._waiting.get(chat)
        entry = (timestamp, next(self._arrivals), work)
        if row is not None:
            heapq.heappush(row, entry)
            return
        self._waiting[chat] = [entry]
        self.spawn(self._run(chat))

    def spawn(self, work: Coroutine[object, None, None]) -> asyncio.Task[None]:
        """Runs work beside the rows; a task that nobody holds may vanish."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def lull(self) -> None:
        """Waits until no event has come for a moment: acknowledging them goes first."""
        for _ in range(MOST_LULLS):
            left = self._last_arrival + LULL_SECONDS - time.monotonic()
            if left <= 0:
                return
            await asyncio.sleep(left)

    async def _run(self, chat: str) -> None:
        row = self._waiting[chat]
        try:
            await self.lull()
            while row:
                *_, work = heapq.heappop(row)
                try:
                    await work()
                except Exception as error:  # one event must not lose the next
                    logger.error("An event could not be handled: %s", type(error).__name__)
                self.pending -= 1
        finally:
            del self._waiting[chat]

    async def close(self, grace_seconds: float) -> None:
        """Waits for what is under way, then ends the rest."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=grace_seconds)
        left = list(self._tasks)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        if left:
            logger.error("%d LINE chats were left without an answer at the stop.", len(left))
