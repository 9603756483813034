"""Which errors say that the database does not answer, rather than that something is wrong with the desk."""

from __future__ import annotations

import time
from collections.abc import Callable

from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree

SLOW_SECONDS, REST_SECONDS = 1.0, 5.0  # after a failure that took so long, the database is not asked for so long


class StoreAway(OSError):
    """The store has just failed to answer in time, and is left alone for a while."""


AWAY: tuple[type[Exception], ...] = (OperationalError, InterfaceError, NoConnectionFree, StoreAway)


class Rest:
    """Whether the database is left alone, since it has just kept somebody waiting for nothing.

    Args:
        now: a clock in seconds that never goes back.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now, self._until = now, 0.0

    def check(self) -> float:
        """The moment at which a question begins.

        Raises:
            StoreAway: while the database is left alone.
        """
        started = self._now()
        if started < self._until:
            raise StoreAway("The store is left alone for a while.")
        return started

    def after_failure(self, started: float) -> None:
        """Begins a rest, where a question that failed took long."""
        if self._now() - started > SLOW_SECONDS:
            self._until = self._now() + REST_SECONDS

    def end(self) -> None:
        """Ends it: the database answers again."""
        self._until = 0.0
