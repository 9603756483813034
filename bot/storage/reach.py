"""Something beside the desk that may be away: while it is, nobody waits for it, and a thread looks when it is back."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from threading import Lock, Thread
from typing import Any, TypeVar

from prometheus_client import Gauge

logger = logging.getLogger(__name__)
Answer = TypeVar("Answer")
ANSWER_SECONDS = 0.5  # that Redis may take; visitors wait meanwhile
TRY_AGAIN_SECONDS = 2.0
AWAY = Gauge("madoguchi_redis_away", "1 while Redis does not answer, by the setting that names it", ["setting"])


class Reach:
    """Whether something answers.

    Args:
        name: the setting that names it, for log and metrics.
        probe: asks it something; raises where it is away.
        pause: seconds between two probes.

    Attributes:
        is_away: whether the last question failed, and no probe has succeeded since.
    """

    def __init__(self, name: str, probe: Callable[[], object], pause: float = TRY_AGAIN_SECONDS) -> None:
        self._name, self._probe, self._pause = name, probe, pause
        self._changing, self.is_away = Lock(), False
        AWAY.labels(name).set(0)

    def ask(self, question: Callable[[], Answer], otherwise: Callable[[], Answer]) -> Answer:
        """What it says; what else there is to say while it is away."""
        if not self.is_away:
            try:
                return question()
            except Exception as error:  # whatever the client raises: a visitor is answered all the same
                self._lose(error)
        return otherwise()

    def check(self) -> bool:
        """Asks now, whatever is known; whether it answers."""
        self.ask(self._probe, lambda: None)
        return not self.is_away

    def _lose(self, error: Exception) -> None:
        with self._changing:
            if self.is_away:
                return
            self.is_away = True
        AWAY.labels(self._name).set(1)
        logger.warning("%s is away, and this server goes on alone: %s", self._name, type(error).__name__)
        Thread(target=self._look, name="reach", daemon=True).start()

    def _look(self) -> None:
        """Probes until there is an answer."""
        while self.is_away:
            time.sleep(self._pause)
            try:
                self._probe()
            except Exception:  # noqa: S112 - told once, when it went away
                continue
            AWAY.labels(self._name).set(0)
            logger.warning("%s is back.", self._name)
            self.is_away = False


def patience() -> dict[str, Any]:
    """How a client of Redis waits: not long, and without tries of its own."""
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    seconds = {"socket_timeout": ANSWER_SECONDS, "socket_connect_timeout": ANSWER_SECONDS}
    return {**seconds, "retry": Retry(NoBackoff(), 1)}  # one more: a connection that was kept may have ended since
