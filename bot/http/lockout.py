"""Locks out who fails too often at signing in or at hand-off codes, and who asks for too many of them."""

from __future__ import annotations

import hashlib
import logging
import math
import time
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from limits import RateLimitItem, RateLimitItemPerDay, RateLimitItemPerMinute
from limits.storage import storage_from_string
from limits.strategies import FixedWindowRateLimiter

logger = logging.getLogger(__name__)
Result = TypeVar("Result")
IN_MEMORY = "memory://"


def per_minutes(amount: int, minutes: int, name: str) -> RateLimitItem:
    """So many in so many minutes; its own name keeps it apart from every other limit in one storage."""
    return RateLimitItemPerMinute(amount, minutes, namespace=name)


SIGN_IN_FAILURES = per_minutes(5, 15, "sign_in")  # of one account from one address: nobody locks out another's desk
ACCOUNT_FAILURES = per_minutes(50, 15, "sign_in_account")  # of one account, from anywhere
ADDRESS_FAILURES = per_minutes(30, 15, "sign_in_address")  # of one address, over all accounts
CODE_FAILURES = per_minutes(5, 15, "code")  # of one agent: a millionth of the codes each
CODE_FAILURES_A_DAY = RateLimitItemPerDay(20, 1, namespace="code_day")
CODES_OF_CONVERSATION = per_minutes(3, 10, "codes_given")  # hand-off codes
CODES_OF_ADDRESS = per_minutes(60, 10, "codes_given_address")  # an office behind one address
NOTED = per_minutes(1, 15, "noted")  # entries of the trail that say that somebody is locked out


class Lockout:
    """Counts failures; over several servers in Redis, and in this process while Redis is away.

    Args:
        storage: an address of the limits library.
    """

    def __init__(self, storage: str) -> None:
        self._storages = [storage_from_string(one, **patience(one)) for one in dict.fromkeys((storage, IN_MEMORY))]
        self._limiters = [FixedWindowRateLimiter(one) for one in self._storages]  # which hold them only weakly

    def seconds(self, *counted: tuple[RateLimitItem, str]) -> int:
        """0 while none of these has failed too often, else the seconds until they may try again."""
        return max((self._wait(limit, key) for limit, key in counted), default=0)

    def count(self, *counted: tuple[RateLimitItem, str]) -> None:
        """Counts one for each."""
        for limit, key in counted:
            self._ask(partial(self._hit, limit, key))

    def forgive(self, limit: RateLimitItem, key: str) -> None:
        """Forgets the failures of one who has succeeded."""
        self._ask(lambda limiter: limiter.clear(limit, fingerprint(key)))

    def is_first(self, key: str) -> bool:
        """Whether this is the first time in a quarter of an hour: what is noted is noted once."""
        return self._ask(partial(self._hit, NOTED, key))

    @staticmethod
    def _hit(limit: RateLimitItem, key: str, limiter: FixedWindowRateLimiter) -> bool:
        return bool(limiter.hit(limit, fingerprint(key)))

    def _wait(self, limit: RateLimitItem, key: str) -> int:
        if self._ask(lambda limiter: limiter.test(limit, fingerprint(key))):
            return 0
        resets, _left = self._ask(lambda limiter: limiter.get_window_stats(limit, fingerprint(key)))
        return max(1, math.ceil(float(resets) - time.time()))

    def _ask(self, ask: Callable[[FixedWindowRateLimiter], Result]) -> Result:
        """What the storage says; what this process knows while the storage is away."""
        try:
            return ask(self._limiters[0])
        except Exception as error:  # each storage has errors of its own
            logger.warning("The storage of the limits is away (%s); counted here.", type(error).__name__)
            return ask(self._limiters[-1])


def patience(storage: str) -> dict[str, float]:
    """How many seconds a storage may take; one in memory takes none."""
    return {} if storage == IN_MEMORY else dict.fromkeys(("socket_timeout", "socket_connect_timeout"), 1.0)


def fingerprint(key: str) -> str:
    """What is kept of a key: somebody may have typed a password as their name."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
