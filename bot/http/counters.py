"""Where limits are counted: in Redis where several servers count together; while Redis is away, in this process."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar, cast

from limits.storage import MovingWindowSupport, Storage, storage_from_string
from prometheus_client import Gauge

logger = logging.getLogger(__name__)
IN_MEMORY = "memory://"
AWAY = Gauge("madoguchi_limits_in_memory", "1 while limits count in memory because Redis is away")
Answer = TypeVar("Answer")
ANSWER_SECONDS = 0.5  # that Redis may take; visitors wait meanwhile
TRY_AGAIN_SECONDS = 10.0


if TYPE_CHECKING:

    class Windows(Storage, MovingWindowSupport):
        """What the storages of the limits library that are opened here both are."""


class Counters(Storage, MovingWindowSupport):
    """A storage for the limiters of the limits library that never fails: another in memory counts meanwhile.

    Args:
        url: an address of the limits library (`memory://`, `redis://…`).
        now: a clock in seconds that never goes back.
    """

    STORAGE_SCHEME = None  # never opened by an address

    def __init__(self, url: str, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        patience = {"socket_timeout": ANSWER_SECONDS, "socket_connect_timeout": ANSWER_SECONDS}
        self._shared = cast("Windows", storage_from_string(url, **({} if url == IN_MEMORY else patience)))
        self._own = cast("Windows", storage_from_string(IN_MEMORY))
        self._now, self.is_away, self._try_again = now, False, 0.0

    @property
    def base_exceptions(self) -> type[Exception]:
        """None that a limiter would see."""
        return Exception

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Counts on; the new count."""
        return int(self._ask(lambda storage: storage.incr(key, expiry, amount)))

    def get(self, key: str) -> int:
        """The count."""
        return int(self._ask(lambda storage: storage.get(key)))

    def get_expiry(self, key: str) -> float:
        """Seconds since 1970 when the count ends."""
        return float(self._ask(lambda storage: storage.get_expiry(key)))

    def check(self) -> bool:
        """Whether the storage answers."""
        return bool(self._ask(lambda storage: storage.check()))

    def reset(self) -> int | None:
        """Forgets all counts; how many."""
        return self._ask(lambda storage: storage.reset())

    def clear(self, key: str) -> None:
        """Forgets one count."""
        self._ask(lambda storage: storage.clear(key))

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Counts in a moving window; whether there was room.

        Args:
            key: what is counted.
            limit: the most in a window.
            expiry: the window's length in seconds.
            amount: how many are counted at once.
        """
        return bool(self._ask(lambda storage: storage.acquire_entry(key, limit, expiry, amount)))

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        """The beginning of the window in seconds since 1970, and its count."""
        begins, count = self._ask(lambda storage: storage.get_moving_window(key, limit, expiry))
        return float(begins), int(count)

    def _ask(self, question: Callable[[Windows], Answer]) -> Answer:
        if self.is_away and self._now() < self._try_again:
            return question(self._own)
        try:
            answer = question(self._shared)
        except Exception as error:  # whatever the storage's client raises; a visitor is answered all the same
            self._try_again = self._now() + TRY_AGAIN_SECONDS
            self._note(True, type(error).__name__)
            return question(self._own)
        self._note(False)
        return answer

    def _note(self, is_away: bool, why: str = "") -> None:
        """Says once what changed."""
        if is_away == self.is_away:
            return
        self.is_away = is_away
        AWAY.set(is_away)
        where = f"in memory, for MADOGUCHI_LIMITS_URL is away: {why}" if is_away else "in MADOGUCHI_LIMITS_URL again"
        logger.warning("Limits count %s.", where)
