"""The review list: questions that the desk was not sure of, could not answer, or answered badly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import Column, Date, Integer, String, Table, Text, case, func, select
from sqlalchemy.engine import Connection, Row
from sqlalchemy.sql.elements import ColumnElement
from sqlalchemy.sql.expression import Select

from bot.insights.feedback import FEEDBACK, impersonal
from bot.insights.question_table import QuestionTable
from bot.insights.wording_similarity import likenesses
from bot.storage.tables import METADATA
from bot.storage.wiping import empty_log

NOT_OURS = "out_of_scope"  # the topic of questions that are none of the desk's
UNHELPFUL = "unhelpful"  # beside the outcomes `uncertain` and `unanswered` of bot.insights.turn_counts
ALIKE = 0.5  # Dice coefficient of pairs of letters from which two questions are one group
MOST = 500  # open questions looked at, newest first
LONGEST = 300  # characters that are kept of a question: what comes after is no wording to learn from
MOST_A_DAY = 500  # questions kept of one day and language, so that nobody can fill the list without end
SAME_A_DAY = 20  # of these, of one wording

REVIEWS = Table(
    "reviews",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("day", Date, nullable=False),
    Column("language", String(2), nullable=False),
    Column("kind", String(12), nullable=False),
    Column("question", Text, nullable=False),
    Column("guess", String(60)),
    Column("topic", String(60), index=True),
    Column("conversation", String(32), index=True),
)


@dataclass(frozen=True)
class Doubt:
    """One question to look at.

    Attributes:
        kind: `uncertain`, `unanswered` or `unhelpful`.
        question: without numbers and addresses that lead to somebody.
        guess: the topic that the desk thought likeliest, or that did not help.
        topic: what a reviewer decided; None while open.
    """

    id: int
    day: date
    language: str
    kind: str
    question: str
    guess: str | None
    topic: str | None


SHOWN = tuple(field.name for field in fields(Doubt))


class Reviews(QuestionTable):
    """The table of questions to look at; it knows no channel, no time of day, and of a conversation only a digest."""

    def add(
        self, day: date, language: str, kind: str, question: str, guess: str | None, sender: str | None = None
    ) -> None:
        """Keeps one question, made impersonal; nothing where no words are left, or for a button.

        Each time it was asked is a row of its own: who deletes their conversation takes back only theirs.

        Args:
            day: in Asia/Tokyo.
            language: of the visitor.
            kind: `uncertain`, `unanswered` or `unhelpful`.
            question: as the gate let it through.
            guess: the topic that the desk thought likeliest, or that did not help.
            sender: Rasa's name for the conversation, of which a digest is kept.
        """
        text = (impersonal(question[: 2 * LONGEST]) or "")[:LONGEST]  # cut first: no more is read than may be kept
        if text and not text.startswith("/"):
            row = {"day": day, "language": language, "kind": kind, "question": text, "guess": guess}
            row["conversation"] = self._digest_of(sender)
            with self._engine.begin() as connection:
                if not is_full(connection, row):
                    connection.execute(REVIEWS.insert().values(row))

    def open(self, language: str) -> list[Doubt]:
        """What nobody has decided yet in a language, newest first."""
        query = REVIEWS.select().where(REVIEWS.c.language == language, REVIEWS.c.topic.is_(None))
        return self._read(query.order_by(REVIEWS.c.id.desc()).limit(MOST))

    def waiting(self) -> dict[str, int]:
        """How many questions nobody has decided yet, by language."""
        query = select(REVIEWS.c.language, func.count()).where(REVIEWS.c.topic.is_(None))
        with self._engine.connect() as connection:
            return dict(connection.execute(query.group_by(REVIEWS.c.language)).all())

    def decided(self) -> list[Doubt]:
        """What has a topic, oldest first."""
        return self._read(REVIEWS.select().where(REVIEWS.c.topic.isnot(None)).order_by(REVIEWS.c.id))

    def decide(self, ids: Sequence[int], topic: str) -> int:
        """Gives open questions their topic; returns how many."""
        with self._engine.begin() as connection:
            found = REVIEWS.update().where(REVIEWS.c.id.in_(ids), REVIEWS.c.topic.is_(None))
            return int(connection.execute(found.values(topic=topic)).rowcount)

    def reopen(self, ids: Sequence[int], topic: str) -> int:
        """Takes back a decision; returns how many questions are open again. One decided anew since stays so."""
        with self._engine.begin() as connection:
            found = REVIEWS.update().where(REVIEWS.c.id.in_(ids), REVIEWS.c.topic == topic)
            return int(connection.execute(found.values(topic=None)).rowcount)

    def throw_away(self, ids: Sequence[int]) -> int:
        """Deletes open questions for good, also where the feedback holds their words; returns how many."""
        which = REVIEWS.c.id.in_(ids) & REVIEWS.c.topic.is_(None)
        with self._engine.begin() as connection:
            for row in connection.execute(REVIEWS.select().where(which, REVIEWS.c.kind == UNHELPFUL)).all():
                connection.execute(FEEDBACK.update().where(*same_words(row)).values(question=None))
            count = int(connection.execute(REVIEWS.delete().where(which)).rowcount)
        empty_log(self._engine)
        return count

    def _read(self, query: Select) -> list[Doubt]:
        with self._engine.connect() as connection:
            rows = connection.execute(query).mappings()
            return [Doubt(**{name: row[name] for name in SHOWN}) for row in rows]


def same_words(row: Row) -> tuple[ColumnElement, ...]:
    """What finds the feedback that a question came with; there it is not cut."""
    begins = FEEDBACK.c.question.startswith(row.question, autoescape=True)
    return FEEDBACK.c.day == row.day, FEEDBACK.c.language == row.language, begins


def is_full(connection: Connection, row: Mapping[str, object]) -> bool:
    """Whether a day has as many questions of this language, or of this very wording, as are kept."""
    today = (REVIEWS.c.day == row["day"], REVIEWS.c.language == row["language"])
    same = func.sum(case((REVIEWS.c.question == row["question"], 1), else_=0))
    all_of_day, of_wording = connection.execute(select(func.count(), same).where(*today)).one()
    return bool(all_of_day >= MOST_A_DAY or (of_wording or 0) >= SAME_A_DAY)


def grouped(doubts: Sequence[Doubt]) -> list[list[Doubt]]:
    """Questions that are worded alike together, the largest group first; each joins the first group it is like.

    Some 500 long ones take a tenth of a second: for a thread, never for the event loop.
    """
    wordings = by_wording(doubts)
    alike = likenesses(list(wordings)) >= ALIKE
    groups: dict[int, list[Doubt]] = {}  # by the place of the wording that each began with
    for place, same in enumerate(wordings.values()):
        first = next((begun for begun in groups if alike[place, begun]), place)
        groups.setdefault(first, []).extend(same)
    return sorted(groups.values(), key=lambda group: -len(group))


def by_wording(doubts: Sequence[Doubt]) -> dict[str, list[Doubt]]:
    """The questions of one very wording together, in the order in which each wording comes first."""
    found: dict[str, list[Doubt]] = {}
    for doubt in doubts:
        found.setdefault(doubt.question, []).append(doubt)
    return found
