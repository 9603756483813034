"""Whether answers helped: kept for the review list, without anything that tells who said it."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy import Boolean, Column, Date, Integer, String, Table, Text

from bot import clock
from bot.dialogue.preprocessing import heard
from bot.insights.question_table import QuestionTable
from bot.masking.mask import MASK
from bot.storage.tables import METADATA
from bot.text.well_formed import well_formed
from dates.reader import read_dates

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
    Column("conversation", String(32), index=True),
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
    """A text without numbers, addresses and whole dates, which lead to somebody; well-formed, for any database.

    >>> impersonal("電話は 090-1234-5678 です"), impersonal("H2.5.3生まれ、五月三日に申請"), impersonal(" ")
    ('電話は ＊＊＊＊ です', '＊＊＊＊生まれ、五月三日に申請', None)
    """
    if not text:
        return None
    masked = without_dates(heard(well_formed(text)))
    return _REACHES_SOMEBODY.sub(MASK, masked).strip() or None


def without_dates(text: str) -> str:
    """A text without the days that name their year: a birth date does."""
    dates = [one for one in read_dates(text, clock.now().date()) if one.year is not None or one.days]
    for one in sorted(dates, key=lambda one: -one.start):
        text = text[: one.start] + MASK + text[one.end :]
    return text


class FeedbackStore(QuestionTable):
    """The table of feedback."""

    def add(self, feedback: Feedback, sender: str | None = None) -> None:
        """Keeps one feedback, its texts made impersonal."""
        texts = {"comment": impersonal(feedback.comment), "question": impersonal(feedback.question)}
        row = {**asdict(feedback), **texts, "conversation": self._digest_of(sender)}
        with self._engine.begin() as connection:
            connection.execute(FEEDBACK.insert().values(row))

    def all(self) -> list[Feedback]:
        """Everything kept, oldest first."""
        return self.since(date.min)

    def since(self, first: date) -> list[Feedback]:
        """What was said from a day on, oldest first."""
        columns = [column for column in FEEDBACK.c if column.name not in ("id", "conversation")]
        query = FEEDBACK.select().with_only_columns(columns).where(FEEDBACK.c.day >= first).order_by(FEEDBACK.c.id)
        with self._engine.connect() as connection:
            return [Feedback(**dict(row)) for row in connection.execute(query)]
