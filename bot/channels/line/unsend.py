"""Deletes a message that its sender took back or changed, and what was made of it, from the tracker store."""

from __future__ import annotations

import json

from bot.storage.event_redaction import Event, forget_event
from bot.storage.tracker_store import ForgettingSQLStore


def unsend(store: ForgettingSQLStore, sender_id: str, message_id: str) -> bool:
    """Rewrites the stored events of one message; returns whether it was stored at all."""
    with store.session_scope() as session:
        rows = session.query(store.SQLEvent).filter_by(sender_id=sender_id).order_by(store.SQLEvent.id).all()
        events = [json.loads(row.data) for row in rows]
        places = events_of(events, message_id)
        for place in places:
            rows[place].data = json.dumps(forget_event(events[place], is_inside=True))
        session.commit()
    store.wipe()
    return bool(places)


def events_of(events: list[Event], message_id: str) -> list[int]:
    """Where a message stands, and what followed from it: slots, and replies that may say it back.

    A message that was changed stands there once more under its name.
    """
    places: list[int] = []
    is_of_it = False
    for place, event in enumerate(events):
        if event["event"] == "user":
            is_of_it = event.get("message_id") == message_id
        if is_of_it:
            places.append(place)
    return places


def without_store(sender_id: str, message_id: str) -> None:
    """Where conversations are not stored, nothing is to be deleted."""
