"""The person at the bridge, scripted."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field


@dataclass
class ScriptedScreen:
    """Agrees or not, and remembers what it was shown; with `hold` it answers only when that is set."""

    answer: bool = True
    hold: asyncio.Event | None = None
    codes: list[tuple[str, str]] = field(default_factory=list)
    questions: list[tuple[str, bool]] = field(default_factory=list)

    async def show_code(self, code: str, origin: str) -> None:
        """Keeps the code."""
        self.codes.append((code, origin))

    async def agrees(self, origin: str, with_month: bool) -> bool:
        """Keeps the question and answers."""
        self.questions.append((origin, with_month))
        if self.hold:
            await self.hold.wait()
        return self.answer
