"""Conversations as rows: what a damaged row holds is stepped over, what cannot be stored is made storable."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterable, Iterator
from types import NoneType

from rasa.shared.core.events import BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Row

logger = logging.getLogger(__name__)
MAX_NAME = 255  # characters of the column `sender_id`
RANKED = 5  # topics kept of what a message could have meant


class StoredTracker(DialogueStateTracker):
    """A conversation's present session.

    Attributes:
        stored: how many of its events are in the store.
        first: the row of the first of them; 0 where there is none.
    """

    stored, first = 0, 0


def stored_name(name: str) -> str:
    """A conversation's name as the database can take it: its digest, where it holds what no text may, or is too long.

    >>> stored_name("web-1"), stored_name("a" + chr(0)) == stored_name("a" + chr(0xD83D))
    ('web-1', False)
    """
    raw = name.encode("utf-8", "surrogatepass")
    if "\0" in name or len(name) > MAX_NAME or raw != name.encode("utf-8", "replace"):
        return hashlib.sha256(raw).hexdigest()
    return name


def row_of(name: str, event: Event) -> dict[str, object]:
    """An event as a row of Rasa's table."""
    data = event.as_dict()
    parsed = data.get("parse_data") or {}
    if "intent_ranking" in parsed:
        data["parse_data"] = {**parsed, "intent_ranking": parsed["intent_ranking"][:RANKED]}
    return {
        "sender_id": name,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": (parsed.get("intent") or {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }


def events_of(rows: Iterable[Row]) -> Iterator[tuple[int, Event | None]]:
    """The number and the event of each row; None for a row that cannot be read, or is of an unknown kind."""
    for row in rows:
        try:
            yield row.id, sound_event(json.loads(row.data))
        except Exception as error:  # whatever is wrong with a row, the others are read
            logger.error("A stored event cannot be read, row %d: %s", row.id, type(error).__name__)
            yield row.id, None


def sound_event(data: dict[str, object]) -> Event:
    """An event of the shapes that the desk writes.

    Raises:
        Exception: of many kinds, for anything else.
    """
    event = Event.from_parameters(data)
    if event is None or not isinstance(event.timestamp, float) or not isinstance(event.metadata, dict):
        raise ValueError("no event")
    if isinstance(event, (UserUttered, BotUttered)) and not isinstance(event.text, (str, NoneType)):
        raise ValueError("no text")
    if isinstance(event, UserUttered):
        event.intent.get("name"), event.parse_data.get("intent"), [entity["entity"] for entity in event.entities]
    if isinstance(event, SlotSet) and not isinstance(event.key, str):
        raise ValueError("no slot")
    if isinstance(event, BotUttered) and not isinstance(event.data, dict):
        raise ValueError("no reply")
    return event


def recreate(tracker: DialogueStateTracker, rows: Iterable[Row]) -> None:
    """Plays stored events back; those that cannot be read are stepped over."""
    for _number, event in events_of(rows):
        if event is not None:
            tracker.update(event)
