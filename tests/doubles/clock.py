"""A host's clock that jumps while the desk runs (see `host_clock/sitecustomize.py`)."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from bot.settings import ROOT

HOOK = Path(__file__).parent / "host_clock"


class Clock:
    """What the desk's host believes the time to be."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "clock"
        self.jump(timedelta())

    @property
    def settings(self) -> dict[str, str]:
        """The environment of a process that lives by this clock."""
        return {"HOST_CLOCK": str(self._file), "PYTHONPATH": os.pathsep.join(map(str, (HOOK, ROOT)))}

    def jump(self, away: timedelta) -> None:
        """Is so far from the true time from now on."""
        new = self._file.with_suffix(".new")
        new.write_text(str(away.total_seconds()))
        new.replace(self._file)
