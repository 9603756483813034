"""What was asked and how it ended, counted by hour: no conversation, no text, nobody's name."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Column, Date, Integer, String, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Engine

from bot import clock
from bot.replies.reply import Given
from bot.storage.tables import METADATA, OLD

ANSWERED, UNCERTAIN, UNANSWERED, HANDED_OVER, FAILED = "answered", "uncertain", "unanswered", "handed_over", "failed"
KEPT = timedelta(days=3 * 366)  # three business years, to be compared
OUTCOMES = (ANSWERED, UNCERTAIN, UNANSWERED, HANDED_OVER, FAILED)
# The replies that are no answer, and what they say of the turn.
ENDINGS = {
    "uncertain": UNCERTAIN,
    "out_of_scope": UNANSWERED,
    "human_handoff": HANDED_OVER,
    "handover": HANDED_OVER,
    "error": FAILED,
    "unavailable": FAILED,
}

TURNS: Table = Table(
    "turn_counts",
    METADATA,
    Column("day", Date, primary_key=True),
    Column("hour", Integer, primary_key=True, autoincrement=False),
    Column("channel", String(20), primary_key=True),
    Column("language", String(2), primary_key=True),
    Column("topic", String(60), primary_key=True),
    Column("outcome", String(12), primary_key=True),
    Column("count", Integer, nullable=False),
    info={OLD: lambda: TURNS.c.day < clock.now().date() - KEPT},
)
INSERTS = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}  # of the databases that the desk knows
KEYS = ("day", "hour", "channel", "language", "topic", "outcome")


@dataclass(frozen=True)
class Turn:
    """One question and its outcome; day and hour in Asia/Tokyo."""

    day: date
    hour: int
    channel: str
    language: str
    topic: str
    outcome: str


def turn_of(given: Given, channel: str, now: datetime) -> Turn | None:
    """The turn that a reply ends; None for a form's question, whose answer is still to come."""
    topic = given.reply.topic
    if given.reply.asks:
        return None
    return Turn(now.date(), now.hour, channel, given.language, topic, ENDINGS.get(topic, ANSWERED))


class Turns:
    """The table of counts."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, turn: Turn) -> None:
        """Counts one turn, in one statement: several servers may count the first of an hour at once."""
        first = INSERTS[self._engine.dialect.name](TURNS).values(**asdict(turn), count=1)
        counted = first.on_conflict_do_update(index_elements=list(KEYS), set_={"count": TURNS.c["count"] + 1})
        with self._engine.begin() as connection:
            connection.execute(counted)

    def since(self, days: int, today: date) -> list[tuple[Turn, int]]:
        """The turns of the last days, today included, with their counts."""
        first = today - timedelta(days=days - 1)
        with self._engine.connect() as connection:
            rows = connection.execute(TURNS.select().where(TURNS.c.day >= first))
            return [(Turn(*(row[name] for name in KEYS)), row["count"]) for row in rows.mappings()]
