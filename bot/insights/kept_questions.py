"""Questions that outlive their turn, in the review list and the feedback: whose they are, and when they go."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import Table
from sqlalchemy.engine import Engine
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.elements import ColumnElement

from bot import clock
from bot.insights.feedback import FEEDBACK
from bot.insights.review_queue import REVIEWS
from bot.storage.secret_keys import derive, pseudonym
from bot.storage.wiping import empty_log

PORTION = 500  # rows deleted at once
DECIDED_KEPT = timedelta(days=366)  # a decided question is training data by then, or never will be
QUESTIONS = {FEEDBACK: None, REVIEWS: REVIEWS.c.topic.is_(None)}  # with what makes a row go when its time is over


class KeptQuestions:
    """What is kept beside conversations, under a digest of theirs that only the installation's key makes.

    Args:
        engine: of the desk's database.
        key: the installation's; its own is derived from it.
    """

    def __init__(self, engine: Engine, key: bytes) -> None:
        self._engine, self._key = engine, derive(key, "conversation")

    def digest(self, sender: str) -> str:
        """What is stored with a row instead of the conversation's name."""
        return pseudonym(self._key, sender)

    def forget(self, sender: str) -> None:
        """Deletes what is kept of a conversation that its visitor deletes, whatever a reviewer made of it."""
        for table in QUESTIONS:
            with self._engine.begin() as connection:
                connection.execute(table.delete().where(table.c.conversation == self.digest(sender)))
        empty_log(self._engine)  # else the words are still in SQLite's file

    def delete_old(self, keep_days: int) -> None:
        """Deletes feedback, and questions that nobody decided; of the others nobody knows any more whose they were.

        A decided question goes after a year.
        """
        first = clock.now().date() - timedelta(days=keep_days)
        for table, may_go in QUESTIONS.items():
            old = table.c.day < first
            self._repeat(table.delete, table, old if may_go is None else old & may_go)
        self._repeat(REVIEWS.delete, REVIEWS, REVIEWS.c.day < clock.now().date() - DECIDED_KEPT)
        decided = (REVIEWS.c.day < first) & REVIEWS.c.conversation.isnot(None)
        self._repeat(lambda: REVIEWS.update().values(conversation=None), REVIEWS, decided)

    def _repeat(self, change: Callable[[], UpdateBase], table: Table, which: ColumnElement) -> None:
        """Makes a change in portions, so that others write in between."""
        portion = table.select().with_only_columns([table.c.id]).where(which).limit(PORTION)
        while True:
            with self._engine.begin() as connection:
                if not connection.execute(change().where(table.c.id.in_(portion))).rowcount:
                    return
