"""Measures the effect of decided questions in a process of its own, so that nobody who asks the desk waits for it."""

from __future__ import annotations

import asyncio
import json
import sys

from bot.settings import ROOT

COMMAND = ("nice", sys.executable, "-m", "bot.insights.effect")


class Measuring:
    """One measurement at a time.

    Attributes:
        found: the last one's effects (`bot.insights.effect.Effect` as dicts); None before the first.
        has_failed: whether the last one ended without a result.
    """

    def __init__(self, command: tuple[str, ...] = COMMAND) -> None:
        self.found: list[dict[str, object]] | None = None
        self.has_failed = False
        self._command, self._task = command, None  # type: tuple[str, ...], asyncio.Task[None] | None

    @property
    def is_running(self) -> bool:
        """Whether one is under way."""
        return self._task is not None and not self._task.done()

    def start(self) -> None:
        """Starts one, unless one is under way."""
        if not self.is_running:
            self._task = asyncio.create_task(self._run())

    async def _run(self) -> None:
        quiet = asyncio.subprocess.DEVNULL
        process = await asyncio.create_subprocess_exec(
            *self._command, cwd=ROOT, stdout=asyncio.subprocess.PIPE, stderr=quiet
        )
        out, _none = await process.communicate()
        self.has_failed = process.returncode != 0
        if not self.has_failed:
            self.found = json.loads(out)
