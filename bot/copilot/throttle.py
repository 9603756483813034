"""How much the co-pilot may ask of the server at once, so that visitors are answered as ever."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


class Overtaken(Exception):
    """The agent has typed on; nobody waits for this any more."""


class Pace:
    """One computation between two turns of the event loop; of each page only what was typed last."""

    def __init__(self) -> None:
        self._turn = asyncio.Semaphore(1)
        self._last: dict[str, object] = {}

    async def run(self, page: str | None, compute: Callable[[], Result]) -> Result:
        """Computes when it is this request's turn; a request that names no page is never overtaken.

        Raises:
            Overtaken: when the same page has asked for something else meanwhile.
        """
        who, mine = page or secrets.token_hex(), object()
        self._last[who] = mine
        try:
            async with self._turn:
                await asyncio.sleep(0)  # first whatever else is ready: visitors' turns, answers on their way
                if self._last.get(who) is not mine:
                    raise Overtaken
                return compute()
        finally:  # also when nobody waits any more
            if self._last.get(who) is mine:
                del self._last[who]
