"""Keeps no conversation longer than it may be kept, and no unfinished form longer than its session."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from functools import partial

from prometheus_client import Gauge

from bot.storage.tracker_store import EVENT, ForgettingSQLStore

logger = logging.getLogger(__name__)
JUMP_SECONDS = 60 * 60  # by which a host's clock may go another way than time does
DAY_SECONDS = 24 * 60 * 60
TIDY_SECONDS = 10 * 60
RETRY_SECONDS = 60  # after an error, or where another server was at it
ALONE = "retention"  # the name of its lock
PORTION = 200  # conversations deleted at once: visitors' turns are stored in between
TIDIED = Gauge("madoguchi_last_tidy_timestamp_seconds", "When conversations were last forgotten and deleted, Unix time")


class HostClock:
    """Sees whether the host's clock goes as time does.

    Args:
        now: that clock, in seconds since 1970.
        passed: one that never jumps.
    """

    def __init__(
        self, now: Callable[[], float] = lambda: time.time(), passed: Callable[[], float] = time.monotonic
    ) -> None:
        self._now, self._passed = now, passed
        self._apart = now() - passed()

    def has_jumped(self) -> bool:
        """Whether it has jumped since it was last looked at."""
        before, self._apart = self._apart, self._now() - self._passed()
        return abs(self._apart - before) > JUMP_SECONDS


def delete_old(store: ForgettingSQLStore, keep_days: int, now: float | None = None) -> int:
    """Deletes every conversation whose last event is older; returns how many events went."""
    oldest = (now or time.time()) - keep_days * DAY_SECONDS
    deleted, last = 0, None
    while True:
        with store.session_scope() as session:
            names = store.rested(session, oldest, last, PORTION)
            if not names:
                break
            deleted += session.query(EVENT).filter(EVENT.sender_id.in_(names)).delete(synchronize_session=False)
            session.commit()
        last = names[-1]
    if deleted:
        store.wipe()
    return deleted


async def tidy(
    store: ForgettingSQLStore, keep_days: int, others: Callable[[int], None] = lambda keep_days: None
) -> None:
    """Forgets and deletes what is due, every few minutes, for as long as the server runs.

    An error is logged and tried again; `others` deletes what is kept beside conversations. After a jump of the host's
    clock nothing is deleted for one round: a clock that went wrong is often put right soon, and a year ahead of the
    true time everything is due.
    """
    clock = HostClock()
    while True:
        try:
            if clock.has_jumped():
                logger.warning("The clock of this machine has jumped: nothing is deleted for %d s.", TIDY_SECONDS)
                await asyncio.sleep(TIDY_SECONDS)
                continue
            has_run = await asyncio.to_thread(tidy_alone, store, keep_days, others)
            wait = TIDY_SECONDS if has_run else RETRY_SECONDS
        except Exception as error:
            logger.error("Conversations could not be tidied, once more soon: %s", type(error).__name__)
            wait = RETRY_SECONDS
        await asyncio.sleep(wait)


def tidy_alone(store: ForgettingSQLStore, keep_days: int, others: Callable[[int], None]) -> bool:
    """Forgets and deletes what is due, unless another server is at it; whether this one did."""
    task = partial(tidy_once, store, keep_days, others)
    if store.locks is not None:
        return store.locks.run_alone(ALONE, task)
    task()
    return True


def tidy_once(store: ForgettingSQLStore, keep_days: int, others: Callable[[int], None]) -> None:
    """Forgets and deletes what is due.

    Raises:
        SQLAlchemyError: when the database fails.
    """
    forgotten = store.forget_abandoned()
    deleted = delete_old(store, keep_days)
    others(keep_days)
    store.wipe()
    TIDIED.set_to_current_time()
    if forgotten or deleted:
        logger.info("Forgot %d unfinished forms, deleted %d events older than %d days", forgotten, deleted, keep_days)
