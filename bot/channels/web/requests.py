"""What the web chat sends, read and checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeGuard

from bot.channels.rest import BadRequest
from bot.i18n.languages import READERS, language_of
from bot.insights.feedback import MAX_COMMENT, REASONS, Feedback
from bot.replies.builder import all_topics
from bot.text.well_formed import one_of

NAME = "web"
MOST_MESSAGES = 60  # as many turns as a chat keeps (web/chat/state/memory.js)
Record = Mapping[str, object]  # a body that is an object, unchecked
_DRAWN = re.compile(r"[A-Za-z0-9_-]{22,64}")  # 128 bits or more, base64url: nobody guesses another's conversation


@dataclass(frozen=True)
class Said:
    """What the browser sends: a message, or whether an answer helped.

    Attributes:
        session: the conversation, drawn by the browser.
        message: the message's own name, drawn by the browser; a copy has the same.
        language: what the chat is shown in: a language or a register.
    """

    session: str
    message: str
    language: str


def is_drawn(name: object) -> TypeGuard[str]:
    """Whether something is a name that a browser or the desk drew."""
    return isinstance(name, str) and bool(_DRAWN.fullmatch(name))


def read_said(record: object) -> Said:
    """Reads what every request holds.

    Raises:
        BadRequest: naming the field that is wrong.
    """
    if not isinstance(record, dict):
        raise BadRequest("The body must be a JSON object.")
    for field in ("session", "message"):
        if not is_drawn(record.get(field)):
            raise BadRequest(f"'{field}' must be 22 to 64 letters, digits, - or _.")
    if not one_of(record.get("language"), READERS):
        raise BadRequest(f"'language' must be one of {', '.join(READERS)}.")
    return Said(*(str(record[field]) for field in ("session", "message", "language")))


def read_text(record: Record) -> str:
    """The text of a message.

    Raises:
        BadRequest: when it is none.
    """
    if not isinstance(record.get("text"), str):
        raise BadRequest("'text' must be a string.")
    return str(record["text"])


def read_messages(record: Record) -> list[str]:
    """The names of earlier messages.

    Raises:
        BadRequest: when they are none, or too many.
    """
    names = record.get("messages")
    if not isinstance(names, list) or len(names) > MOST_MESSAGES or not all(map(is_drawn, names)):
        raise BadRequest(f"'messages' must be at most {MOST_MESSAGES} names of messages.")
    return names


def read_feedback(record: Record, said: Said, question: str | None, day: date) -> Feedback:
    """What somebody says of an answer.

    Args:
        record: the body, unchecked.
        said: what every request holds, read before.
        question: what had been asked, as the gate let it through.
        day: in Asia/Tokyo.

    Raises:
        BadRequest: naming the field that is wrong.
    """
    topic, helpful, reason, comment = (record.get(name) for name in ("topic", "helpful", "reason", "comment"))
    if not one_of(topic, all_topics()):
        raise BadRequest("'topic' must be a topic of the desk.")
    if not isinstance(helpful, bool):
        raise BadRequest("'helpful' must be true or false.")
    if reason is not None and not one_of(reason, REASONS):
        raise BadRequest(f"'reason' must be one of {', '.join(REASONS)}.")
    if comment is not None and (not isinstance(comment, str) or len(comment) > MAX_COMMENT):
        raise BadRequest(f"'comment' must be a string of at most {MAX_COMMENT} characters.")
    return Feedback(day, NAME, language_of(said.language), str(topic), helpful, reason, comment, question)
