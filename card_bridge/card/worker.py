"""One read at a time, in a thread: PC/SC calls block and cannot be called off."""

from __future__ import annotations

import asyncio
import concurrent.futures
import logging
import threading
import time
from collections.abc import Sequence

from card_bridge.card.problems import InUse, ReadFailed, TooSlow
from card_bridge.card.report import Report, not_read
from card_bridge.card.slots import Readers
from card_bridge.card.survey import PAUSES, Survey

READ_SECONDS = 5.0  # the slowest readers take one second
Result = concurrent.futures.Future[Report]

logger = logging.getLogger(__name__)


class Worker:
    """Reads cards; what a late read still brings is thrown away."""

    def __init__(self, readers: Readers, seconds: float = READ_SECONDS, pauses: Sequence[float] = PAUSES) -> None:
        """`seconds` bounds the whole of a read, all readers together."""
        self._readers, self._seconds, self._pauses = readers, seconds, pauses
        self._free = threading.Lock()

    def read_now(self) -> Report:
        """Reads and waits."""
        try:
            return self._begin().result(self._seconds)
        except concurrent.futures.TimeoutError:
            return not_read(TooSlow())

    async def read(self) -> Report:
        """Reads without holding up the event loop."""
        try:
            return await asyncio.wait_for(asyncio.wrap_future(self._begin()), self._seconds)
        except TimeoutError:
            return not_read(TooSlow())

    def _begin(self) -> Result:
        result: Result = concurrent.futures.Future()
        result.set_running_or_notify_cancel()
        if self._free.acquire(blocking=False):
            # A daemon: a driver that never answers must not keep the program from ending.
            threading.Thread(target=self._run, args=(result,), daemon=True).start()
        else:
            result.set_result(not_read(InUse()))  # by a read of ours that came too late
        return result

    def _run(self, result: Result) -> None:
        try:
            report = Survey(self._readers, time.monotonic() + self._seconds, pauses=self._pauses).report()
        except Exception as mistake:  # of ours; its text could hold what was read
            logger.error("reading failed: %s", type(mistake).__name__)
            report = not_read(ReadFailed())
        finally:
            self._free.release()
        result.set_result(report)
