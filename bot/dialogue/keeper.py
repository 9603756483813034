"""Reads and keeps conversations, whatever the store does; knows of which the last turn was not kept."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from cachetools import LRUCache
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.computed import new_memory
from bot.storage.event_rows import StoredTracker

logger = logging.getLogger(__name__)
LOST_TURNS = 1_000  # conversations of which it is known that the last turn was not kept


class Keeper:
    """The conversations of one store.

    Attributes:
        computed: what results were computed from, for a few minutes.
        lost: conversations whose last turn was not kept: "the second one" there means nothing.
    """

    def __init__(self, store: TrackerStore, domain: Domain) -> None:
        """Keeps the store, and the domain that trackers are made of."""
        self._store, self._domain = store, domain
        self.computed = new_memory()
        self.lost: LRUCache[str, bool] = LRUCache(LOST_TURNS)

    async def remember(self, sender_id: str) -> tuple[DialogueStateTracker, bool]:
        """The conversation so far, or a new one; and whether that is because the store cannot be read."""
        try:
            return await self._store.retrieve(sender_id) or self.new(sender_id), False
        except Exception as error:
            logger.error("The tracker store cannot be read: %s", type(error).__name__)
            return self.new(sender_id), True

    async def keep(self, tracker: DialogueStateTracker) -> bool:
        """Stores a turn; returns whether that was possible."""
        try:
            await self._store.save(tracker)
        except Exception as error:
            logger.error("A turn could not be kept: %s", type(error).__name__)
            self.lost[tracker.sender_id] = True
            return False
        self.lost.pop(tracker.sender_id, None)
        return True

    async def note(self, sender_id: str, event: Event) -> None:
        """Adds an event to a conversation that has begun; to another there is nothing to add."""
        tracker, is_away = await self.remember(sender_id)
        if tracker.events:
            tracker.update(event)
            await self.keep(tracker)
        elif is_away:
            self.lost[sender_id] = True

    async def everything(self, sender_id: str) -> DialogueStateTracker | None:
        """A conversation with all its sessions; None where there is none, or it cannot be read."""
        try:
            return await self._store.retrieve_full_tracker(sender_id)
        except Exception as error:
            logger.error("The tracker store cannot be read: %s", type(error).__name__)
            return None

    def new(
        self, sender_id: str, events: Sequence[Event] = (), like: DialogueStateTracker | None = None
    ) -> DialogueStateTracker:
        """A tracker of its own with some events, stored as those of another are."""
        tracker = StoredTracker.from_events(sender_id, list(events), self._domain.slots)
        tracker.stored, tracker.first = getattr(like, "stored", 0), getattr(like, "first", 0)
        return tracker
