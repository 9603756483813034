"""What stays of stored events when a form has ended: nothing that a person told it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Required, TypedDict

from bot.masking.mask import MASK
from expiry.draft import NOTES, SLOTS

PERSONAL_SLOTS = frozenset({*SLOTS, NOTES})
KEPT_ENTITIES = frozenset({"language", "requested_language", "urgent"})


class Entity(TypedDict, total=False):
    """What an extractor found, from character `start` to `end`; `certain`: by a wording."""

    entity: Required[str]
    value: str
    certain: bool
    start: int
    end: int


class Parsed(TypedDict, total=False):
    """What the model made of a message."""

    intent: dict[str, object] | None
    entities: list[Entity]
    text: str


class Event(TypedDict, total=False):
    """One of Rasa's events as it is stored: of its keys those that are read or changed here; the others stay."""

    event: Required[str]
    name: str | None
    value: object
    text: str | None
    message_id: str | None
    parse_data: Parsed | None
    data: dict[str, object] | None
    metadata: dict[str, object] | None


def forget(events: Iterable[Event]) -> list[Event]:
    """The events without what was said in forms, and without dates said outside of them.

    Of a message in a form its topic stays, of a reply that there was one.
    """
    events = list(events)
    inside = form_places(events)
    return [forget_event(event, place in inside) for place, event in enumerate(events)]


def form_places(events: list[Event]) -> set[int]:
    """Where forms run: from the message that starts one to the replies after its end."""
    places: set[int] = set()
    start, is_running, is_ending = 0, False, False
    for place, event in enumerate(events):
        if event["event"] == "user":
            start, is_ending = place, False
        elif event["event"] == "session_started":
            is_running = is_ending = False
        elif event["event"] == "active_loop":
            is_running, is_ending = bool(event.get("name")), not event.get("name")
            places.update(range(start, place))
        if is_running or is_ending:
            places.add(place)
    return places


def forget_event(event: Event, is_inside: bool) -> Event:
    """One event without what is personal in it."""
    if event["event"] == "slot" and event["name"] in PERSONAL_SLOTS:
        return {**event, "value": None}
    if event["event"] == "user":
        return forget_message(event, is_inside)
    if event["event"] == "bot" and is_inside:
        said = {"utter_action": (event.get("metadata") or {}).get("utter_action")}
        return {**event, "text": MASK, "data": {"custom": None}, "metadata": said}
    return event


def forget_message(event: Event, is_inside: bool) -> Event:
    """A visitor's message: nothing but its topic inside a form, its dates masked outside."""
    parsed = event.get("parse_data") or {}
    entities = parsed.get("entities") or []
    text = MASK if is_inside else mask_dates(event.get("text") or "", entities)
    kept = [entity for entity in entities if entity["entity"] in KEPT_ENTITIES]
    if not is_inside and text == (event.get("text") or ""):
        return event
    return {**event, "text": text, "parse_data": {"intent": parsed.get("intent"), "entities": kept, "text": text}}


def mask_dates(text: str, entities: Iterable[Entity]) -> str:
    """A text without the dates found in it."""
    dates = [entity for entity in entities if entity["entity"] == "date"]
    for entity in sorted(dates, key=lambda entity: -entity["start"]):
        text = text[: entity["start"]] + MASK + text[entity["end"] :]
    return text
