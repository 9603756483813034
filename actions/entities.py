"""Reads what the entity extractors found in the visitor's last message."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Required, TypedDict

from rasa_sdk import Tracker

from expiry.draft import Heard, HeardDate

LISTEN = "action_listen"
REQUESTED = "requested_slot"  # Rasa's name of the slot a form has asked for


class DateParts(TypedDict, total=False):
    """What was said of a date."""

    year: int | None
    month: int | None
    day: int | None


class Entity(TypedDict, total=False):
    """What an extractor of bot/nlu found.

    Attributes:
        role: the slot that a date was said to be for.
        days: the days that a date can be, as ISO dates.
        doubtful: whether a date was called something that it cannot well be.
        clear: whether a residence group was stated, not mentioned in passing.
    """

    entity: Required[str]
    value: str
    role: str | None
    days: list[str]
    parts: DateParts
    doubtful: bool
    clear: bool


def entities_of(tracker: Tracker) -> list[Entity]:
    """The entities of the last message."""
    return tracker.latest_message.get("entities") or []


def values_of(tracker: Tracker, kind: str) -> list[str]:
    """The values of one kind of entity."""
    return [entity["value"] for entity in entities_of(tracker) if entity["entity"] == kind]


def heard_in(entities: Iterable[Entity]) -> Heard:
    """Dates, residence group and form words of a message.

    >>> entities = [{"entity": "form_word", "value": "unknown"}, {"entity": "residence", "value": "permanent"}]
    >>> heard_in(entities).residence
    'permanent'
    """
    entities = list(entities)
    residence = next((entity for entity in entities if entity["entity"] == "residence"), None)
    return Heard(
        dates=tuple(heard_date(entity) for entity in entities if entity["entity"] == "date"),
        residence=residence.get("value") if residence else None,
        is_clear=bool(residence and residence.get("clear")),
        words=frozenset(entity["value"] for entity in entities if entity["entity"] == "form_word"),
    )


def heard_date(entity: Entity) -> HeardDate:
    """One date entity of bot.nlu.date_extractor."""
    days = tuple(date.fromisoformat(day) for day in entity.get("days") or [])
    parts: DateParts = entity.get("parts") or {}
    return HeardDate(days, entity.get("role"), **parts, is_doubtful=bool(entity.get("doubtful")))


def is_new_message(tracker: Tracker) -> bool:
    """Whether a form hears the last message now, or has been called again after an answer in between."""
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return True
        if event.get("event") == "action" and event.get("name") not in (LISTEN, tracker.active_loop.get("name")):
            return False
    return True
