"""Tracker stores that forget what a person told a form as soon as the form has ended (DESIGN, section 3)."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from typing import Any

from rasa.core.tracker_store import InMemoryTrackerStore, SQLTrackerStore
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import func
from sqlalchemy.event import listen

from bot.privacy import MASK

PERSONAL_SLOTS = frozenset(
    {"birth_date", "issue_date", "stay_expiry", "certificate_issue_date", "printed_expiry", "residence", "expiry_notes"}
)
KEPT_ENTITIES = frozenset({"language", "requested_language", "urgent"})
Event = dict[str, Any]


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


def mask_dates(text: str, entities: Iterable[dict[str, Any]]) -> str:
    """A text without the dates found in it."""
    dates = [entity for entity in entities if entity["entity"] == "date"]
    for entity in sorted(dates, key=lambda entity: -entity["start"]):
        text = text[: entity["start"]] + MASK + text[entity["end"] :]
    return text


def is_personal(event: Any) -> bool:
    """Whether one of Rasa's events still holds what should be forgotten."""
    if isinstance(event, SlotSet):
        return event.key in PERSONAL_SLOTS and event.value is not None
    return isinstance(event, UserUttered) and any(entity["entity"] == "date" for entity in event.entities)


def must_forget(tracker: DialogueStateTracker) -> bool:
    """Whether no form is running any more and something personal is left."""
    return tracker.active_loop_name is None and any(is_personal(event) for event in tracker.events)


def overwrite_deleted(connection: Any, record: Any) -> None:
    """Has SQLite write zeros over deleted content (PRAGMA secure_delete)."""
    connection.execute("PRAGMA secure_delete = ON")


class ForgettingMemoryStore(InMemoryTrackerStore):
    """Keeps conversations in memory, without what forms were told."""

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Saves, forgetting first."""
        if must_forget(tracker):
            events = forget([event.as_dict() for event in tracker.events])
            tracker = DialogueStateTracker.from_dict(tracker.sender_id, events, self.domain.slots)
        await super().save(tracker)


class ForgettingSQLStore(SQLTrackerStore):
    """Keeps conversations in a database, without what forms were told."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Opens the database; SQLite overwrites what is rewritten, so that the file forgets it too."""
        super().__init__(*args, **kwargs)
        if self.engine.dialect.name == "sqlite":
            listen(self.engine, "connect", overwrite_deleted)
            self.engine.dispose()  # the connections opened before do not know

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Saves, then rewrites what must be forgotten."""
        await super().save(tracker)
        if must_forget(tracker):
            self.forget_conversation(tracker.sender_id)

    def forget_conversation(self, sender_id: str) -> None:
        """Rewrites the stored events of one conversation, all its sessions."""
        with self.session_scope() as session:
            rows = session.query(self.SQLEvent).filter_by(sender_id=sender_id).order_by(self.SQLEvent.id).all()
            for row, event in zip(rows, forget([json.loads(row.data) for row in rows]), strict=True):
                row.data = json.dumps(event)
            session.commit()

    def forget_abandoned(self, now: float | None = None) -> int:
        """Forgets what was told to forms that nobody came back to within a session; returns how many."""
        expired = (now or time.time()) - 60 * self.domain.session_config.session_expiration_time
        event = self.SQLEvent
        with self.session_scope() as session:
            told = session.query(event.sender_id).filter(
                event.type_name == "slot", event.data.contains('"expiry_notes"')
            )
            told = told.filter(~event.data.contains('"value": null'))
            rested = (
                session.query(event.sender_id).group_by(event.sender_id).having(func.max(event.timestamp) < expired)
            )
            senders = {row.sender_id for row in told} & {row.sender_id for row in rested}
        for sender_id in senders:
            self.forget_conversation(sender_id)
        return len(senders)
