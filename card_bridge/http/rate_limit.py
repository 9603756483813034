"""How often something may happen."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable


class Limit:
    """At most `most` times in any `seconds`."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._seconds, self._clock = most, seconds, clock
        self._times: deque[float] = deque()

    def wait(self) -> float:
        """Counts one more and returns 0; else the seconds until it may happen, without counting it."""
        now = self._clock()
        while self._times and self._times[0] <= now - self._seconds:
            self._times.popleft()
        if len(self._times) >= self._most:
            return self._times[0] + self._seconds - now
        self._times.append(now)
        return 0
