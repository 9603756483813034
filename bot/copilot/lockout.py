"""Locks out who fails too often at signing in or at hand-off codes, and who asks for too many of them."""

from __future__ import annotations

import math
import time

from limits import RateLimitItem, parse
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter

SIGN_IN_FAILURES = parse("5/15minutes")  # of one account
ADDRESS_FAILURES = parse("30/15minutes")  # of one address, over all accounts
CODE_FAILURES = parse("5/15minutes")  # of one agent: a millionth of the codes each
CODES_OF_CONVERSATION = parse("3/10minutes")  # hand-off codes given
CODES_OF_ADDRESS = parse("60/10minutes")  # an office behind one address


class Lockout:
    """Counts failures; over several servers in Redis."""

    def __init__(self, storage: str) -> None:
        """Opens the storage at an address of the limits library."""
        self._storage = storage_from_string(storage)  # the limiter holds it only weakly
        self._limiter = FixedWindowRateLimiter(self._storage)

    def seconds(self, *counted: tuple[RateLimitItem, str]) -> int:
        """0 while none of these has failed too often, else the seconds until they may try again."""
        return max((self._wait(limit, key) for limit, key in counted), default=0)

    def count(self, *counted: tuple[RateLimitItem, str]) -> None:
        """Counts one for each."""
        for limit, key in counted:
            self._limiter.hit(limit, key)

    def forgive(self, limit: RateLimitItem, key: str) -> None:
        """Forgets the failures of one who has succeeded."""
        self._storage.clear(limit.key_for(key))

    def _wait(self, limit: RateLimitItem, key: str) -> int:
        if self._limiter.test(limit, key):
            return 0
        resets, _left = self._limiter.get_window_stats(limit, key)
        return max(1, math.ceil(float(resets) - time.time()))
