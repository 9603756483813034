"""Hears how each turn ended, and counts it beside the conversation: a visitor never waits for it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime

from sqlalchemy.engine import Engine

from bot import clock
from bot.dialogue.agent import Turned
from bot.insights.review_queue import Reviews
from bot.insights.turn_counts import UNANSWERED, UNCERTAIN, Turn, Turns, turn_of
from bot.insights.turn_metrics import WRITES, count
from bot.replies.reply import Reply

logger = logging.getLogger(__name__)


class Counting:
    """Called by the agent after each turn; one thread writes, one turn after the other.

    A question that was not answered outright goes to the review list, made impersonal.

    Args:
        engine: of the desk's database.
        now: the time in Tokyo.
        digest: makes what is kept with a row instead of its conversation's name; None: nothing is kept.
    """

    def __init__(
        self,
        engine: Engine,
        now: Callable[[], datetime] = clock.now,
        digest: Callable[[str], str] | None = None,
    ) -> None:
        self._turns, self._reviews, self._now = Turns(engine), Reviews(engine, digest), now
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="counting")

    def __call__(self, turned: Turned) -> None:
        """Counts the turn that a reply ends."""
        given = turned.given
        turn = turn_of(given, turned.channel, self._now()) if given else None
        count(turned, turn)
        if given and turn:
            self.after_writing(self._keep, turn, turned.question, first_offer(given.reply), turned.sender)

    def after_writing(self, task: Callable[..., object], *arguments: object) -> Future[object]:
        """Runs a task after all that is still to be written: what it deletes then stays deleted."""
        WRITES.inc()
        done = self._writer.submit(task, *arguments)
        done.add_done_callback(log_failure)
        return done

    def _keep(self, turn: Turn, question: str, guess: str | None, sender: str) -> None:
        try:
            self._turns.add(turn)
        finally:  # a count that is lost takes no question with it
            if turn.outcome in (UNCERTAIN, UNANSWERED):
                self._reviews.add(turn.day, turn.language, turn.outcome, question, guess, sender)


def first_offer(reply: Reply) -> str | None:
    """The topic of a reply's first button: what the desk thought likeliest."""
    return reply.buttons[0].topic if reply.buttons else None


def log_failure(done: Future[object]) -> None:
    """Says in the log that something was not written."""
    WRITES.dec()
    if done.exception():
        logger.warning("A turn could not be counted, or a question not be deleted: %s", type(done.exception()).__name__)
