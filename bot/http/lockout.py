"""Locks out who fails too often at signing in or at hand-off codes, and who asks for too many of them."""

from __future__ import annotations

import hashlib
import math
import time

from limits import RateLimitItem, RateLimitItemPerDay, RateLimitItemPerMinute
from limits.strategies import FixedWindowRateLimiter

from bot.http.counters import Counters


def per_minutes(amount: int, minutes: int, name: str) -> RateLimitItem:
    """So many in so many minutes; its own name keeps it apart from every other limit in one storage."""
    return RateLimitItemPerMinute(amount, minutes, namespace=name)


SIGN_IN_FAILURES = per_minutes(5, 15, "sign_in")  # of one account from one address: nobody locks out another's desk
ACCOUNT_FAILURES = per_minutes(50, 15, "sign_in_account")  # of one account, from anywhere
ADDRESS_FAILURES = per_minutes(30, 15, "sign_in_address")  # of one address, over all accounts
CODE_FAILURES = per_minutes(5, 15, "code")  # of one agent: a millionth of the codes each
CODE_FAILURES_A_DAY = RateLimitItemPerDay(20, 1, namespace="code_day")
CODE_FAILURES_OF_ADDRESS = per_minutes(30, 15, "code_address")  # over all agents: an office behind one address
CODE_TRIED = per_minutes(5, 15, "code_tried")  # one wrong code, whoever tries it and wherever
CODES_OF_CONVERSATION = per_minutes(3, 10, "codes_given")  # hand-off codes
CODES_OF_ADDRESS = per_minutes(60, 10, "codes_given_address")  # an office behind one address
NOTED = per_minutes(1, 15, "noted")  # entries of the trail that say that somebody is locked out


class Lockout:
    """Counts failures; over several servers in Redis, and in this process while Redis is away.

    What is counted in Redis is counted here as well: Redis's going away frees nobody whom this server has locked out.

    Args:
        counters: where.
    """

    def __init__(self, counters: Counters) -> None:
        self._counters, self._limiter = counters, FixedWindowRateLimiter(counters)
        self._own = FixedWindowRateLimiter(counters.own)

    def seconds(self, *counted: tuple[RateLimitItem, str]) -> int:
        """0 while none of these has failed too often, else the seconds until they may try again."""
        return max((self._wait(limit, fingerprint(key)) for limit, key in counted), default=0)

    def count(self, *counted: tuple[RateLimitItem, str]) -> None:
        """Counts one for each."""
        for limit, key in counted:
            self._limiter.hit(limit, fingerprint(key))
            if self._counts_elsewhere:
                self._own.hit(limit, fingerprint(key))

    def forgive(self, limit: RateLimitItem, key: str) -> None:
        """Forgets the failures of one who has succeeded."""
        self._limiter.clear(limit, fingerprint(key))
        if self._counts_elsewhere:
            self._own.clear(limit, fingerprint(key))

    def is_first(self, key: str) -> bool:
        """Whether this is the first time in a quarter of an hour: what is noted is noted once."""
        return bool(self._limiter.hit(NOTED, fingerprint(key)))

    @property
    def _counts_elsewhere(self) -> bool:
        return self._counters.is_shared and not self._counters.is_away

    def _wait(self, limit: RateLimitItem, key: str) -> int:
        if self._limiter.test(limit, key):
            return 0
        resets, _left = self._limiter.get_window_stats(limit, key)
        return max(1, math.ceil(float(resets) - time.time()))


def fingerprint(key: str) -> str:
    """What is kept of a key: somebody may have typed a password as their name."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
