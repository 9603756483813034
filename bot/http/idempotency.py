"""A message that comes twice is answered once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

Answer = TypeVar("Answer")
KEEP_SECONDS = 300  # a client that lost an answer asks again within this time


class Once(Generic[Answer]):
    """Remembers for a few minutes what was answered; a copy gets the same answer, even while it is being made.

    Args:
        now: a clock in seconds that never goes back.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._answers: dict[tuple[str, str], tuple[float, asyncio.Task[Answer]]] = {}

    async def answer(self, conversation: str, message: str, make: Callable[[], Awaitable[Answer]]) -> Answer:
        """The answer to a message; it is made to its end even when whoever asked hangs up."""
        self._drop_old()
        key = (conversation, message)
        if key not in self._answers:
            self._answers[key] = (self._now(), asyncio.ensure_future(make()))  # type: ignore[arg-type]
        task = self._answers[key][1]
        try:
            return await asyncio.shield(task)
        finally:
            if task.done() and (task.cancelled() or task.exception()):
                self._answers.pop(key, None)

    def forget(self, conversation: str) -> None:
        """Forgets what was answered in a conversation."""
        self._answers = {key: entry for key, entry in self._answers.items() if key[0] != conversation}

    def _drop_old(self) -> None:
        oldest = self._now() - KEEP_SECONDS
        while self._answers and next(iter(self._answers.values()))[0] < oldest:
            self._answers.pop(next(iter(self._answers)))
