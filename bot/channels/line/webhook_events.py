"""Reads the events of a webhook's body (LINE's webhook.yml); what is new or odd in it is left out."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.text.well_formed import NotJson, read_json

logger = logging.getLogger(__name__)
CHAT_IDS = {"user": "userId", "group": "groupId", "room": "roomId"}
CONTENT_NAMES = {"messageEdited": "message"}  # where the content is not named like the event's type


class BadBody(ValueError):
    """A body that is no webhook's; the message says why."""


@dataclass(frozen=True)
class Chat:
    """Where an event happened.

    Attributes:
        id: what messages are pushed to: a user's, a group's or a room's id.
        user: who did it; groups do not always tell.
        is_private: whether it is a chat with one person.
    """

    id: str
    user: str | None
    is_private: bool


@dataclass(frozen=True)
class Event:
    """One event.

    Attributes:
        id: the same for every delivery of the event.
        timestamp: milliseconds since 1970.
        is_active: whether the account may answer; in standby another module does.
        content: the object that the event's type names: message (of an edited one too), postback, unsend …
    """

    type: str
    id: str
    timestamp: int
    is_active: bool
    chat: Chat
    reply_token: str | None
    content: Mapping[str, object] = field(default_factory=dict)


def read_events(body: bytes) -> list[Event]:
    """Every event of a body that the desk can read.

    Raises:
        BadBody: when it is no JSON, or not a webhook's.
    """
    try:
        parsed = read_json(body)
    except NotJson:
        raise BadBody("The body must be JSON.") from None
    events = parsed.get("events") if isinstance(parsed, dict) else None
    if not isinstance(events, list):
        raise BadBody("'events' must be an array.")
    read = [read_event(event) for event in events]
    return [event for event in read if event]


def read_event(raw: object) -> Event | None:
    """One event; None for what has no chat (a failed account link) or is no event at all."""
    if not isinstance(raw, dict):
        return None
    kind, chat = text_of(raw, "type"), read_chat(raw.get("source"))
    if kind is None or chat is None:
        logger.info("An event without type or source was left out.")
        return None
    timestamp, content = raw.get("timestamp"), raw.get(CONTENT_NAMES.get(kind, kind))
    return Event(
        type=kind,
        id=text_of(raw, "webhookEventId") or "",
        timestamp=timestamp if isinstance(timestamp, int) else 0,
        is_active=raw.get("mode") != "standby",
        chat=chat,
        reply_token=text_of(raw, "replyToken"),
        content=content if isinstance(content, dict) else {},
    )


def read_chat(source: object) -> Chat | None:
    """The chat of an event's source."""
    if not isinstance(source, dict):
        return None
    kind = text_of(source, "type") or ""
    chat_id = text_of(source, CHAT_IDS.get(kind, ""))
    return Chat(chat_id, text_of(source, "userId"), kind == "user") if chat_id else None


def text_of(raw: Mapping[str, object], name: str) -> str | None:
    """A field that is a string and not empty.

    >>> text_of({"id": "1"}, "id"), text_of({"id": 1}, "id"), text_of({}, "id")
    ('1', None, None)
    """
    value = raw.get(name)
    return value if isinstance(value, str) and value else None
