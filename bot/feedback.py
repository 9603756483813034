"""Whether answers helped: kept for the review list, without anything that tells who said it."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import Boolean, Column, Date, Integer, String, Table, Text

from bot.database.tables import METADATA
from bot.gate import heard
from bot.privacy import MASK

REASONS = ("other_question", "unclear", "incomplete", "outdated", "other")
MAX_COMMENT = 500  # characters
# Telephone numbers, dates, addresses of mail.
_REACHES_SOMEBODY = re.compile(r"\d(?:[\s\-/.()]*\d){3,}|[^\s@]{1,64}@[\w.-]*\w")

FEEDBACK = Table(
    "feedback",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("day", Date, nullable=False),
    Column("channel", String(20), nullable=False),
    Column("language", String(2), nullable=False),
    Column("topic", String(60), nullable=False, index=True),
    Column("helpful", Boolean, nullable=False),
    Column("reason", String(20)),
    Column("comment", Text),
    Column("question", Text),
)


@dataclass(frozen=True)
class Feedback:
    """What somebody said of one answer.

    Attributes:
        day: in Asia/Tokyo; no time of day, which with a log could tell who it was.
        reason: one of `REASONS`, for an answer that did not help.
        question: what had been asked, as the gate let it through.
    """

    day: date
    channel: str
    language: str
    topic: str
    helpful: bool
    reason: str | None = None
    comment: str | None = None
    question: str | None = None


def impersonal(text: str | None) -> str | None:
    """A text without numbers and addresses that lead to somebody.

    >>> impersonal("電話は 090-1234-5678 です"), impersonal(" ")
    ('電話は ＊＊＊＊ です', None)
    """
    return _REACHES_SOMEBODY.sub(MASK, heard(text)).strip() or None if text else None


class FeedbackStore:
    """The table of feedback, in the desk's own database."""

    def __init__(self, engine: Any) -> None:
        """Keeps the engine; the table is made by the migrations."""
        self._engine = engine

    def add(self, feedback: Feedback) -> None:
        """Keeps one feedback, its texts made impersonal."""
        texts = {"comment": impersonal(feedback.comment), "question": impersonal(feedback.question)}
        with self._engine.begin() as connection:
            connection.execute(FEEDBACK.insert().values({**asdict(feedback), **texts}))

    def all(self) -> list[Feedback]:
        """Everything kept, oldest first."""
        return self.since(date.min)

    def since(self, first: date) -> list[Feedback]:
        """What was said from a day on, oldest first."""
        columns = [column for column in FEEDBACK.c if column.name != "id"]
        query = FEEDBACK.select().with_only_columns(columns).where(FEEDBACK.c.day >= first).order_by(FEEDBACK.c.id)
        with self._engine.connect() as connection:
            return [Feedback(**dict(row)) for row in connection.execute(query)]
