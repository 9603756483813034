"""Counts for limits, in Redis where several servers count together; while Redis is away, in this process."""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable
from typing import Any, TypeVar

from limits import RateLimitItem
from limits.storage import storage_from_string
from limits.strategies import RateLimiter
from prometheus_client import Gauge

logger = logging.getLogger(__name__)
IN_MEMORY = "memory://"
AWAY = Gauge("madoguchi_limits_in_memory", "1 while limits count in memory because Redis is away")
ANSWER_SECONDS = 0.5  # that Redis may take; visitors wait meanwhile
TRY_AGAIN_SECONDS = 10.0
Answer = TypeVar("Answer")


class Counters:
    """A limiter of the limits library that never fails: another in memory counts until its storage is back."""

    def __init__(self, url: str, strategy: Callable[[Any], RateLimiter]) -> None:
        """Opens the storage at an address of the limits library (`memory://`, `redis://…`)."""
        patience = {"socket_timeout": ANSWER_SECONDS, "socket_connect_timeout": ANSWER_SECONDS}
        shared = storage_from_string(url, **({} if url == IN_MEMORY else patience))
        self._storages = [shared, storage_from_string(IN_MEMORY)]  # limiters hold them weakly
        self._shared, self._own = map(strategy, self._storages)
        self._away_until = 0.0

    @property
    def is_away(self) -> bool:
        """Whether the storage did not answer last time."""
        return self._away_until > 0

    def hit(self, limit: RateLimitItem, key: str) -> bool:
        """Counts one; whether it is within the limit."""
        return bool(self._ask(lambda limiter: limiter.hit(limit, key)))

    def test(self, limit: RateLimitItem, key: str) -> bool:
        """Whether one more would be within the limit."""
        return bool(self._ask(lambda limiter: limiter.test(limit, key)))

    def clear(self, limit: RateLimitItem, key: str) -> None:
        """Forgets what was counted."""
        self._ask(lambda limiter: limiter.clear(limit, key))

    def wait(self, limit: RateLimitItem, key: str) -> int:
        """The seconds until the next is within the limit, at least one."""
        resets, _left = self._ask(lambda limiter: limiter.get_window_stats(limit, key))
        return max(1, math.ceil(float(resets) - time.time()))

    def _ask(self, question: Callable[[RateLimiter], Answer]) -> Answer:
        if time.monotonic() < self._away_until:
            return question(self._own)
        try:
            answer = question(self._shared)
        except Exception as error:  # whatever the storage's client raises; a visitor is answered all the same
            if not self.is_away:
                logger.error("Limits count in memory, for MADOGUCHI_LIMITS_URL is away: %s", type(error).__name__)
            self._away_until = time.monotonic() + TRY_AGAIN_SECONDS
            AWAY.set(1)
            return question(self._own)
        if self.is_away:
            logger.warning("Limits count in MADOGUCHI_LIMITS_URL again.")
            self._away_until = 0.0
            AWAY.set(0)
        return answer
