"""Python runs this at the start of a process whose PYTHONPATH names this folder: its clock is what a file says."""

from __future__ import annotations

import os
import time
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import bot.clock

AWAY = Path(os.environ.get("HOST_CLOCK", os.devnull))  # how many seconds from the true time
true_time = time.time


def seconds_away() -> float:
    return float(AWAY.read_text() or 0)


class Shifted(datetime):
    """What `bot.clock` asks for the present."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return datetime.now(tz) + timedelta(seconds=seconds_away())


if "HOST_CLOCK" in os.environ:  # not where pytest looks for examples in it
    time.time = lambda: true_time() + seconds_away()
    bot.clock.datetime = Shifted  # type: ignore[attr-defined]
