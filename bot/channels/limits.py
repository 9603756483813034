"""How many messages a visitor may send: enough for anybody who reads the answers."""

from __future__ import annotations

import math
import time

from limits import parse
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

PER_CONVERSATION = parse("60/minute")
PER_ADDRESS = parse("600/minute")  # a school or an office behind one address
IN_MEMORY = "memory://"


class RateLimits:
    """Counts messages by conversation and by address; over several servers in Redis."""

    def __init__(self, storage: str = IN_MEMORY) -> None:
        """Opens the storage at an address of the limits library (`memory://`, `redis://…`)."""
        self._storage = storage_from_string(storage)  # the limiter holds it only weakly
        self._limiter = MovingWindowRateLimiter(self._storage)

    def seconds_to_wait(self, conversation: str, address: str) -> int:
        """Counts one message; 0 when it may pass, else the seconds until the next may."""
        for limit, key in ((PER_ADDRESS, address), (PER_CONVERSATION, conversation)):
            if not self._limiter.hit(limit, key):
                resets, _left = self._limiter.get_window_stats(limit, key)
                return max(1, math.ceil(float(resets) - time.time()))
        return 0
