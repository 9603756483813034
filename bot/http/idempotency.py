"""A message that comes twice is answered once."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from cachetools import TTLCache

Answer = TypeVar("Answer")
KEEP_SECONDS = 300  # a client that lost an answer asks again within this time


class Once(Generic[Answer]):
    """Remembers for a few minutes what was answered; a copy gets the same answer, even while it is being made.

    Args:
        now: a clock in seconds that never goes back.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        # How many answers there are is bounded by how many a visitor may ask for.
        self._answers: TTLCache[tuple[str, str], asyncio.Task[Answer]] = TTLCache(math.inf, KEEP_SECONDS, now)

    async def answer(self, conversation: str, message: str, make: Callable[[], Awaitable[Answer]]) -> Answer:
        """The answer to a message; it is made to its end even when whoever asked hangs up."""
        key = (conversation, message)
        task = self._answers.get(key)
        if task is None:
            task = self._answers[key] = asyncio.ensure_future(make())  # type: ignore[assignment]
        try:
            return await asyncio.shield(task)
        finally:
            if task.done() and (task.cancelled() or task.exception()):
                self._answers.pop(key, None)

    def forget(self, conversation: str) -> None:
        """Forgets what was answered in a conversation."""
        for key in [key for key in self._answers if key[0] == conversation]:
            self._answers.pop(key, None)
