"""Keeps no conversation longer than it may be kept, and no unfinished form longer than its session."""

from __future__ import annotations

import asyncio
import logging
import time

from bot.stores import ForgettingSQLStore

logger = logging.getLogger(__name__)
DAY_SECONDS = 24 * 60 * 60
TIDY_SECONDS = 10 * 60


def delete_old(store: ForgettingSQLStore, keep_days: int, now: float | None = None) -> int:
    """Deletes every conversation whose last event is older; returns how many events went."""
    oldest = (now or time.time()) - keep_days * DAY_SECONDS
    event = store.SQLEvent
    with store.session_scope() as session:
        senders = store.rested(session, oldest)
        deleted = session.query(event).filter(event.sender_id.in_(senders)).delete(synchronize_session=False)
        session.commit()
    return int(deleted)


async def tidy(store: ForgettingSQLStore, keep_days: int) -> None:
    """Forgets and deletes what is due, every few minutes, for as long as the server runs."""
    while True:
        forgotten = await asyncio.to_thread(store.forget_abandoned)
        deleted = await asyncio.to_thread(delete_old, store, keep_days)
        if forgotten or deleted:
            logger.info(
                "Forgot %d unfinished forms, deleted %d events older than %d days", forgotten, deleted, keep_days
            )
        await asyncio.sleep(TIDY_SECONDS)
