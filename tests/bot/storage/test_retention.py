"""Conversations are deleted when they have rested long enough."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.dialogue.agent_factory import open_store
from bot.storage.retention import DAY_SECONDS, delete_old


def test_only_rested_conversations_go(tmp_path: Path, loop: Any) -> None:
    store: Any = open_store(f"sqlite:///{tmp_path / 'conversations.db'}")
    now = time.time()
    for sender, days in (("old", (40, 35)), ("resumed", (40, 1)), ("new", (2,))):
        events = [UserUttered("hi", timestamp=now - day * DAY_SECONDS) for day in days]
        loop.run_until_complete(store.save(DialogueStateTracker.from_events(sender, events)))
    assert delete_old(store, keep_days=30, now=now) == 2
    assert set(loop.run_until_complete(store.keys())) == {"resumed", "new"}
