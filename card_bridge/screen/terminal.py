"""The bridge's own terminal as its screen."""

from __future__ import annotations

import asyncio
import sys
import threading
from contextlib import suppress
from typing import TextIO

from card_bridge.screen import texts
from card_bridge.screen.consent import CONSENT_SECONDS, code_lines, question
from card_bridge.screen.sentences import say

YES = frozenset({"y", "yes"})


class Terminal:
    """Asks on the terminal that the bridge was started in."""

    def __init__(
        self, language: str, source: TextIO | None = None, sink: TextIO | None = None, seconds: float = CONSENT_SECONDS
    ) -> None:
        """Reads lines from `source` (stdin) in a thread: not every system can wait for a terminal otherwise."""
        self._language, self._seconds = language, seconds
        self._source, self._sink = source or sys.stdin, sink or sys.stdout
        self._lines: asyncio.Queue[str] = asyncio.Queue()
        self._ended = False
        threading.Thread(target=self._listen, args=(asyncio.get_running_loop(),), daemon=True).start()

    async def show_code(self, code: str, origin: str) -> None:
        """Prints it."""
        self._print(*code_lines(code, origin, self._language))

    async def agrees(self, origin: str, with_month: bool) -> bool:
        """Asks for a y; what was typed before the question is no answer to it."""
        self._lines = asyncio.Queue()
        self._print(*question(origin, with_month, self._language), self._say(texts.TYPE_YES))
        line = await self._answer()
        if line is None:
            return False
        agreed = line.strip().lower() in YES
        self._print(self._say(texts.AGREED if agreed else texts.NOT_AGREED))
        return agreed

    async def _answer(self) -> str | None:
        """The next line; None when none comes in time, or the page leaves before, or there is no terminal."""
        if self._ended:
            self._print(self._say(texts.NO_TERMINAL))
            return None
        line = None
        try:
            line = await asyncio.wait_for(self._lines.get(), self._seconds)
        except TimeoutError:
            pass
        finally:
            if line is None:
                self._print(self._say(texts.WITHDRAWN))
        return line

    def _listen(self, loop: asyncio.AbstractEventLoop) -> None:
        with suppress(RuntimeError):  # the bridge has ended
            for line in iter(self._source.readline, ""):
                loop.call_soon_threadsafe(self._heard, line)
            loop.call_soon_threadsafe(self._end)

    def _heard(self, line: str) -> None:
        self._lines.put_nowait(line)

    def _end(self) -> None:
        self._ended = True
        self._lines.put_nowait("")

    def _say(self, msgid: str) -> str:
        return say(msgid, self._language)

    def _print(self, *lines: str) -> None:
        print(*lines, sep="\n", file=self._sink, flush=True)
