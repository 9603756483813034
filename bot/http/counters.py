"""Where limits are counted: in Redis where several servers count together; while Redis is away, in this process."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast

from limits.storage import MovingWindowSupport, Storage, storage_from_string
from prometheus_client import Gauge

from bot.storage.reach import Reach, patience

IN_MEMORY = "memory://"
SETTING = "MADOGUCHI_LIMITS_URL"
AWAY = Gauge("madoguchi_limits_in_memory", "1 while limits count in memory because Redis is away")
PREFIX = "madoguchi:limits"  # of keys in Redis, which others may use too
Answer = TypeVar("Answer")


if TYPE_CHECKING:

    class Windows(Storage, MovingWindowSupport):
        """What the storages of the limits library that are opened here both are."""


class Counters(Storage, MovingWindowSupport):
    """A storage for the limiters of the limits library that never fails: another in memory counts meanwhile.

    Args:
        url: an address of the limits library (`memory://`, `redis://…`).

    Attributes:
        own: what this process counts while the storage is away.
    """

    STORAGE_SCHEME = None  # never opened by an address

    def __init__(self, url: str = IN_MEMORY) -> None:
        super().__init__()
        options: dict[str, Any] = {} if url == IN_MEMORY else {**patience(), "key_prefix": PREFIX}
        self._shared = cast("Windows", storage_from_string(url, **options))
        self.own = cast("Windows", storage_from_string(IN_MEMORY))
        self.reach = Reach(SETTING, lambda: self._shared.incr(f"{PREFIX}:probe", 1))
        self.is_shared = url != IN_MEMORY
        AWAY.set_function(lambda: float(self.reach.is_away))

    @property
    def is_away(self) -> bool:
        """Whether this process counts for itself."""
        return self.reach.is_away

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
        return self.reach.check()

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
        return self.reach.ask(lambda: question(self._shared), lambda: question(self.own))
