"""From chat to telephone: a code that a visitor reads out, and what the agent then sees of the conversation."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import NotRequired, TypedDict

from rasa.shared.core.events import BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import Column, DateTime, Integer, String, Table
from sqlalchemy.engine import Connection, Engine

from bot.clock import utc_now
from bot.handoff.transcript import in_both_languages
from bot.i18n.languages import ORIGINAL
from bot.insights.feedback import impersonal
from bot.masking.mask import MASK
from bot.replies.reply import Given
from bot.replies.side_by_side import Row
from bot.replies.speaker import Speaker
from bot.replies.stored import given_from_json
from bot.storage.tables import METADATA, OLD

CODE_MINUTES = 30  # that a code for the telephone works
CODE_LASTS = timedelta(minutes=CODE_MINUTES)
CODE_DIGITS = 6  # read out on the telephone
MOST_TYPED = 40  # characters that are looked at: six digits, however they are parted
TRIES = 20  # draws until a free code is found; a million codes, some hundred in use

HANDOFFS: Table = Table(
    "handoffs",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("code", String(CODE_DIGITS), nullable=False, unique=True, index=True),
    Column("sender", String(255), nullable=False, index=True),
    Column("channel", String(20), nullable=False),
    Column("language", String(2), nullable=False),
    Column("made", DateTime, nullable=False),
    info={OLD: lambda: HANDOFFS.c.made <= utc_now() - CODE_LASTS},
)


@dataclass(frozen=True)
class Handoff:
    """A conversation that its visitor handed over; `made` is UTC, `sender` Rasa's name for the conversation."""

    id: int
    sender: str
    channel: str
    language: str
    made: datetime


class TurnSeen(TypedDict):
    """A message or a reply as the agent sees it.

    Attributes:
        who: `visitor` or `desk`.
        title: of a reply, its topic in Japanese.
        rows: of a reply, its parts in both languages.
    """

    who: str
    text: str
    title: NotRequired[str]
    rows: NotRequired[list[Row]]


class Told(TypedDict):
    """An answer that the visitor was given."""

    topic: str
    title: str


class Transcript(TypedDict):
    """What an agent sees of a conversation that was handed over."""

    channel: str
    language: str
    turns: list[TurnSeen]
    told: list[Told]


class Handoffs:
    """The codes that are in use: each works once, for half an hour; who reads the database learns none of them.

    Args:
        engine: of the desk's database.
        now: a clock in UTC, without a zone.
        key: of the codes' digests; without one, codes work in this process alone.
    """

    def __init__(self, engine: Engine, now: Callable[[], datetime] = utc_now, key: bytes | None = None) -> None:
        self._engine, self._now, self._key = engine, now, key or secrets.token_bytes(32)

    def give(self, sender: str, channel: str, language: str) -> str:
        """Draws a code for a conversation; one it had before works no more.

        Raises:
            RuntimeError: when no code is free.
        """
        self.forget(sender)
        with self._engine.begin() as connection:
            connection.execute(HANDOFFS.delete().where(HANDOFFS.c.made <= self._now() - CODE_LASTS))
            code = self._free_code(connection)
            row = {
                "code": self.kept(code),
                "sender": sender,
                "channel": channel,
                "language": language,
                "made": self._now(),
            }
            connection.execute(HANDOFFS.insert().values(row))
        return code

    def take(self, code: str) -> Handoff | None:
        """The conversation of a code, which is used up by that; None for a wrong, old or used one."""
        kept = self.kept(code)
        with self._engine.begin() as connection:
            row = connection.execute(HANDOFFS.select().where(HANDOFFS.c.code == kept)).first()
            if row is None or not connection.execute(HANDOFFS.delete().where(HANDOFFS.c.id == row.id)).rowcount:
                return None
        is_old = row.made <= self._now() - CODE_LASTS
        return None if is_old else Handoff(row.id, row.sender, row.channel, row.language, row.made)

    def sender_of(self, code: str) -> str | None:
        """Rasa's name for the conversation of a code that works, which stays so."""
        with self._engine.connect() as connection:
            row = connection.execute(HANDOFFS.select().where(HANDOFFS.c.code == self.kept(code))).first()
        return str(row.sender) if row and row.made > self._now() - CODE_LASTS else None

    def forget(self, sender: str) -> None:
        """Takes back the code of a conversation."""
        with self._engine.begin() as connection:
            connection.execute(HANDOFFS.delete().where(HANDOFFS.c.sender == sender))

    def kept(self, code: str) -> str:
        """What the database holds of a code: 36 bits of its keyed digest, as many characters as the code has."""
        drawn = hmac.new(self._key, digits_of(code).encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(drawn).decode()[:CODE_DIGITS]

    def _free_code(self, connection: Connection) -> str:
        for _try in range(TRIES):
            code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}}"
            if connection.execute(HANDOFFS.select().where(HANDOFFS.c.code == self.kept(code))).first() is None:
                return code
        raise RuntimeError("No hand-off code is free.")


def digits_of(code: str) -> str:
    """The digits of a code as it was read out or typed, in groups or full width.

    >>> digits_of("482 913"), digits_of("４８２－９１３"), digits_of("no code")
    ('482913', '482913', '')
    """
    return "".join(str(unicodedata.decimal(one)) for one in code[:MOST_TYPED] if one.isdecimal())


def has_begun(tracker: DialogueStateTracker | None) -> bool:
    """Whether a visitor has said something that could be handed over."""
    return tracker is not None and any(isinstance(event, UserUttered) for event in tracker.events)


def transcript(tracker: DialogueStateTracker, handoff: Handoff, speaker: Speaker) -> Transcript:
    """What the visitor saw until they asked for the code, numbers masked once more; and what they were told."""
    until = handoff.made.replace(tzinfo=UTC).timestamp()
    seen = [event for event in tracker.events if event.timestamp <= until]
    told = dict.fromkeys(topic for topic in map(topic_of, seen) if topic and topic in speaker.topics)
    return {
        "channel": handoff.channel,
        "language": handoff.language,
        "turns": list(turns(seen, handoff.language, speaker)),
        "told": [{"topic": topic, "title": speaker.say(speaker.answers[topic].title, ORIGINAL)} for topic in told],
    }


def turns(events: Iterable[Event], language: str, speaker: Speaker) -> Iterator[TurnSeen]:
    """Each message and reply as text; a button's payload as the title that was pressed, a reply's parts as rows."""
    for event in events:
        if isinstance(event, UserUttered) and event.text:
            yield {"who": "visitor", "text": impersonal(written(event.text, language, speaker)) or ""}
        elif isinstance(event, BotUttered):
            given = given_of(event)
            if given and speaker.can_write(given):
                yield both_languages(given, speaker)
            elif given or event.text:  # of a form that is forgotten, or with a fact that is gone since
                yield {"who": "desk", "text": event.text or MASK}


def written(text: str, language: str, speaker: Speaker) -> str:
    """What a visitor saw of their own message; of a button that says more than its topic, the topic."""
    answer = speaker.answers.get(text[1:].partition("{")[0]) if text.startswith("/") else None
    return speaker.say(answer.title, language) if answer else text


def both_languages(given: Given, speaker: Speaker) -> TurnSeen:
    """A reply's text, its title in Japanese, and its parts in both languages."""
    topic = given.reply.topic
    title = speaker.say(speaker.answers[topic].title, ORIGINAL) if topic in speaker.answers else ""
    text = speaker.write(given.reply, given.language)["text"]
    return {"who": "desk", "text": text, "title": title, "rows": list(in_both_languages(given, speaker))}


def topic_of(event: Event) -> str | None:
    """The topic of a reply."""
    given = given_of(event) if isinstance(event, BotUttered) else None
    return given.reply.topic if given else None


def given_of(event: BotUttered) -> Given | None:
    """The reply that was given."""
    return given_from_json((event.data or {}).get("custom"))
