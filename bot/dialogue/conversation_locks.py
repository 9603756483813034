"""One task at a time for each conversation: within this server in the order of coming, and once for all servers."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from prometheus_client import Counter, Histogram
from rasa.core.lock import TicketLock
from rasa.core.lock_store import LockStore
from sqlalchemy.exc import SQLAlchemyError

from bot.storage.advisory_locks import AdvisoryLocks
from bot.storage.away import StoreAway

logger = logging.getLogger(__name__)
FIRST_PAUSE, LONGEST_PAUSE = 0.01, 0.1  # seconds between two looks whether another server is done
LONGEST_WAIT = 25.0  # seconds; a turn takes 30 at most, and who waits for two such turns is told so
WAITED = Histogram("madoguchi_lock_wait_seconds", "Seconds that a turn waited for others of its conversation")
UNSHARED = Counter("madoguchi_unshared_locks_total", "Locks that held in one server alone, for PostgreSQL was away")


class ConversationLocks(LockStore):
    """Rasa's lock store, without tickets, polling in one server, and keys that a dead server leaves behind.

    Args:
        shared: the locks of all servers; None where there is one.
    """

    def __init__(self, shared: AdvisoryLocks | None = None) -> None:
        self._shared = shared
        self._own: dict[str, tuple[asyncio.Lock, int]] = {}  # with how many hold it or wait
        super().__init__()

    @asynccontextmanager
    async def lock(self, conversation_id: str, *_lifetime: float, **_wait: float) -> AsyncIterator[TicketLock]:
        """Holds the lock of a name; while the database is away, in this server alone.

        Raises:
            StoreAway: when another server holds it for too long.
        """
        started = time.monotonic()
        own = self._queue(conversation_id)
        try:
            async with own:
                is_shared = await self._take_shared(conversation_id)
                WAITED.observe(time.monotonic() - started)
                try:
                    yield TicketLock(conversation_id)
                finally:
                    if is_shared and self._shared:
                        self._shared.give_back(conversation_id)
        finally:
            self._leave(conversation_id)

    def _queue(self, name: str) -> asyncio.Lock:
        lock, users = self._own.get(name) or (asyncio.Lock(), 0)
        self._own[name] = (lock, users + 1)
        return lock

    def _leave(self, name: str) -> None:
        lock, users = self._own.pop(name)
        if users > 1:
            self._own[name] = (lock, users - 1)

    async def _take_shared(self, name: str) -> bool:
        """Waits for the other servers; whether there is a lock to give back."""
        if self._shared is None:
            return False
        latest, pause = time.monotonic() + LONGEST_WAIT, FIRST_PAUSE
        while (is_taken := await self._try_shared(self._shared, name)) is False:
            if time.monotonic() > latest:
                raise StoreAway("Another server holds a conversation for too long.")
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        return is_taken is True

    async def _try_shared(self, shared: AdvisoryLocks, name: str) -> bool | None:
        """Whether a lock could be taken; None where the database does not say, and can then store nothing either."""
        try:
            return await shared.take(name)
        except (SQLAlchemyError, StoreAway) as error:
            logger.warning("A conversation is locked in this server alone: %s", type(error).__name__)
            UNSHARED.inc()
            return None
        except asyncio.CancelledError:  # the look goes on, and may succeed
            shared.give_back(name)
            raise
