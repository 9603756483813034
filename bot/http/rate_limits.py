"""How much a visitor may ask: enough for anybody who reads the answers."""

from __future__ import annotations

import math
import time

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.strategies import MovingWindowRateLimiter

from bot.http.counters import IN_MEMORY, Counters
from bot.http.lockout import fingerprint

OF_SENDER, OF_ADDRESS = 60, 600  # messages a minute; a school or an office is behind one address
SENDER, ADDRESS, PAGES, AGENTS = "sender", "address", "pages", "agents"
OF_AGENTS = 10  # times as many: a whole call centre is behind one address, and the page asks at every key


class RateLimits:
    """Counts messages by conversation and by address, and by address what else is asked.

    A limit of 0 is none.
    """

    def __init__(self, storage: str = IN_MEMORY, of_sender: int = OF_SENDER, of_address: int = OF_ADDRESS) -> None:
        self.counters = Counters(storage)  # the limiter holds it only weakly
        self._limiter = MovingWindowRateLimiter(self.counters)
        self._limits = {SENDER: _a_minute(of_sender), ADDRESS: _a_minute(of_address), PAGES: _a_minute(of_address)}
        self._limits[AGENTS] = _a_minute(OF_AGENTS * of_address)

    def seconds_to_wait(self, conversation: str, address: str) -> int:
        """Counts one message; 0 when it may pass, else the seconds until the next may."""
        return self._count(ADDRESS, address) or self._count(SENDER, conversation)

    def seconds_to_wait_for_page(self, address: str, is_agents: bool = False) -> int:
        """Counts one request that is no message; 0 when it may pass, else the seconds until the next may."""
        return self._count(AGENTS if is_agents else PAGES, address)

    def _count(self, what: str, key: str) -> int:
        limit, counted = self._limits[what], fingerprint(key)  # whoever knows a conversation's name may delete it
        if limit is None or self._limiter.hit(limit, what, counted):
            return 0
        resets, _left = self._limiter.get_window_stats(limit, what, counted)
        return max(1, math.ceil(float(resets) - time.time()))


def _a_minute(amount: int) -> RateLimitItem | None:
    return RateLimitItemPerMinute(amount) if amount else None
