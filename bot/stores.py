"""Tracker stores that forget what a person told a form as soon as the form has ended (DESIGN, section 3)."""

from __future__ import annotations

import json
import time
from typing import Any

from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore, SQLTrackerStore, TrackerStore
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy import func
from sqlalchemy.event import listen

from bot.forgetting import PERSONAL_SLOTS, forget
from expiry.draft import NOTES

READ_AHEAD = 64  # conversations kept between the agent's look at them and Rasa's


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
        self._ahead: dict[str, DialogueStateTracker] = {}

    async def read_ahead(self, sender_id: str) -> DialogueStateTracker | None:
        """Reads a conversation that Rasa will read next, which then need not ask the database again."""
        tracker = await super().retrieve(sender_id)
        if len(self._ahead) >= READ_AHEAD:  # of messages that never came to Rasa
            self._ahead.clear()
        if tracker:
            self._ahead[sender_id] = tracker
        return tracker

    def drop_ahead(self, sender_id: str) -> None:
        """Drops what was read ahead of a conversation whose stored events are rewritten."""
        self._ahead.pop(sender_id, None)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The conversation read ahead, unless it was saved since; else the one in the database."""
        return self._ahead.pop(sender_id, None) or await super().retrieve(sender_id)

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Saves, then rewrites what must be forgotten."""
        self.drop_ahead(tracker.sender_id)
        await super().save(tracker)
        if must_forget(tracker):
            self.forget_conversation(tracker.sender_id)

    def forget_conversation(self, sender_id: str) -> None:
        """Rewrites the stored events of one conversation, all its sessions."""
        self.drop_ahead(sender_id)
        with self.session_scope() as session:
            rows = session.query(self.SQLEvent).filter_by(sender_id=sender_id).order_by(self.SQLEvent.id).all()
            for row, event in zip(rows, forget([json.loads(row.data) for row in rows]), strict=True):
                row.data = json.dumps(event)
            session.commit()

    def delete(self, sender_id: str) -> None:
        """Deletes a whole conversation."""
        self.drop_ahead(sender_id)
        with self.session_scope() as session:
            session.query(self.SQLEvent).filter_by(sender_id=sender_id).delete(synchronize_session=False)
            session.commit()

    def forget_abandoned(self, now: float | None = None) -> int:
        """Forgets what was told to forms that nobody came back to within a session; returns how many."""
        expired = (now or time.time()) - 60 * self.domain.session_config.session_expiration_time
        event = self.SQLEvent
        with self.session_scope() as session:
            told = session.query(event.sender_id).filter(event.type_name == "slot", event.data.contains(f'"{NOTES}"'))
            told = told.filter(~event.data.contains('"value": null'))
            senders = {row.sender_id for row in told} & set(self.rested(session, expired))
        for sender_id in senders:
            self.forget_conversation(sender_id)
        return len(senders)

    def rested(self, session: Any, before: float) -> list[str]:
        """The conversations whose last event is older than a moment."""
        event = self.SQLEvent
        last = session.query(event.sender_id).group_by(event.sender_id).having(func.max(event.timestamp) < before)
        return [row.sender_id for row in last]


def sql_store(store: TrackerStore) -> ForgettingSQLStore | None:
    """The SQL store behind Rasa's wrapper, where there is one."""
    store = store._tracker_store if isinstance(store, FailSafeTrackerStore) else store
    return store if isinstance(store, ForgettingSQLStore) else None
