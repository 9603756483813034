"""Hears how each turn ended, and counts it beside the conversation: a visitor never waits for it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from typing import Any

from bot.copilot.turns import Turns, turn_of
from knowledge.lines import TOKYO

logger = logging.getLogger(__name__)


class Counting:
    """Called by the agent after each turn; one thread writes, one turn after the other."""

    def __init__(self, engine: Any, now: Callable[[], datetime] = lambda: datetime.now(TOKYO)) -> None:
        """Keeps the table and the clock."""
        self._turns, self._now = Turns(engine), now
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="counting")

    def __call__(self, reply: dict[str, Any], channel: str) -> None:
        """Counts the turn that a reply ends."""
        turn = turn_of(reply.get("custom") or {}, channel, self._now())
        if turn:
            self._writer.submit(self._turns.add, turn).add_done_callback(report)


def report(done: Future[None]) -> None:
    """Says in the log that a turn was not counted."""
    if done.exception():
        logger.warning("A turn could not be counted: %s", type(done.exception()).__name__)
