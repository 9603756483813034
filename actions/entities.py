"""Reads what the entity extractors found in the visitor's last message."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from rasa_sdk import Tracker

from expiry.draft import Heard, HeardDate

LISTEN = "action_listen"
REQUESTED = "requested_slot"  # Rasa's name of the slot a form has asked for


def entities_of(tracker: Tracker) -> list[dict[str, Any]]:
    """The entities of the last message."""
    return tracker.latest_message.get("entities") or []


def values_of(tracker: Tracker, kind: str) -> list[str]:
    """The values of one kind of entity."""
    return [entity["value"] for entity in entities_of(tracker) if entity["entity"] == kind]


def heard_in(entities: Iterable[Mapping[str, Any]]) -> Heard:
    """Dates, residence group and form words of a message.

    >>> entities = [{"entity": "form_word", "value": "unknown"}, {"entity": "residence", "value": "permanent"}]
    >>> heard_in(entities).residence
    'permanent'
    """
    entities = list(entities)
    residence = next((entity for entity in entities if entity["entity"] == "residence"), {})
    return Heard(
        dates=tuple(heard_date(entity) for entity in entities if entity["entity"] == "date"),
        residence=residence.get("value"),
        is_clear=bool(residence.get("clear")),
        words=frozenset(entity["value"] for entity in entities if entity["entity"] == "form_word"),
    )


def heard_date(entity: Mapping[str, Any]) -> HeardDate:
    """One date entity of bot.nlu.date_extractor."""
    days = tuple(date.fromisoformat(day) for day in entity.get("days") or [])
    parts = entity.get("parts") or {}
    return HeardDate(days, entity.get("role"), **parts, is_doubtful=bool(entity.get("doubtful")))


def is_new_message(tracker: Tracker) -> bool:
    """Whether a form hears the last message now, or has been called again after an answer in between."""
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            return True
        if event.get("event") == "action" and event.get("name") not in (LISTEN, tracker.active_loop.get("name")):
            return False
    return True
