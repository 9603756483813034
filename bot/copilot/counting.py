"""Hears how each turn ended, and counts it beside the conversation: a visitor never waits for it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from typing import Any

from bot.copilot.reviews import Reviews
from bot.copilot.turns import UNANSWERED, UNCERTAIN, Turn, Turns, turn_of
from knowledge.lines import TOKYO

logger = logging.getLogger(__name__)


class Counting:
    """Called by the agent after each turn; one thread writes, one turn after the other.

    A question that was not answered outright goes to the review list, made impersonal.
    """

    def __init__(self, engine: Any, now: Callable[[], datetime] = lambda: datetime.now(TOKYO)) -> None:
        """Keeps the tables and the clock."""
        self._turns, self._reviews, self._now = Turns(engine), Reviews(engine), now
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="counting")

    def __call__(self, reply: dict[str, Any], channel: str, question: str) -> None:
        """Counts the turn that a reply ends."""
        turn = turn_of(reply.get("custom") or {}, channel, self._now())
        if turn:
            self._writer.submit(self._keep, turn, question, first_offer(reply)).add_done_callback(report)

    def _keep(self, turn: Turn, question: str, guess: str | None) -> None:
        try:
            self._turns.add(turn)
        finally:  # a count that is lost takes no question with it
            if turn.outcome in (UNCERTAIN, UNANSWERED):
                self._reviews.add(turn.day, turn.language, turn.outcome, question, guess)


def first_offer(reply: dict[str, Any]) -> str | None:
    """The topic of a reply's first button: what the desk thought likeliest."""
    buttons = reply.get("buttons") or [{}]
    return str(buttons[0].get("payload", "")).lstrip("/") or None


def report(done: Future[None]) -> None:
    """Says in the log that a turn was not counted."""
    if done.exception():
        logger.warning("A turn could not be counted: %s", type(done.exception()).__name__)
