"""Hands conversations over: gives visitors their codes, and shows agents what stands behind one."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.agent import GuardedAgent
from bot.copilot.handoffs import Handoffs, has_begun, transcript
from bot.copilot.lockout import CODE_FAILURES, CODES_OF_ADDRESS, CODES_OF_CONVERSATION, Lockout
from bot.copilot.trail import Trail


class HandoffDesk:
    """What channels and the co-pilot ask; a channel calls `code` at its visitor's wish, whatever the dialogue does."""

    def __init__(self, agent: GuardedAgent, engine: Any, limits_url: str) -> None:
        """Keeps the conversations, the codes, and what counts."""
        self._agent, self._handoffs, self._trail = agent, Handoffs(engine), Trail(engine)
        self._lockout = Lockout(limits_url)

    async def code(self, sender: str, channel: str, language: str, address: str) -> str | None:
        """A code for a conversation; None before anything was said, and for one who asks too often."""
        counted = ((CODES_OF_CONVERSATION, sender), (CODES_OF_ADDRESS, address))
        if self._lockout.seconds(*counted):
            return None
        self._lockout.count(*counted)
        tracker = await self._agent.tracker_store.retrieve(sender)
        return await asyncio.to_thread(self._handoffs.give, sender, channel, language) if has_begun(tracker) else None

    async def open(self, code: str, name: str) -> tuple[int, dict[str, Any]]:
        """Seconds that an agent must wait after too many wrong codes, and what a right one shows; else nothing."""
        wait = self._lockout.seconds((CODE_FAILURES, name))
        if wait:
            self._trail.note(name, "handoff_locked")
            return wait, {}
        self._lockout.count((CODE_FAILURES, name))
        handoff = await asyncio.to_thread(self._handoffs.take, code)
        tracker = await self._agent.tracker_store.retrieve_full_tracker(handoff.sender) if handoff else None
        if handoff is None or tracker is None:
            self._trail.note(name, "handoff_refused")
            return 0, {}
        self._lockout.forgive(CODE_FAILURES, name)
        self._trail.note(name, "handoff_seen", f"{handoff.channel} {handoff.id}")
        return 0, await asyncio.to_thread(transcript, tracker, handoff, self._agent.speaker)  # visitors need not wait

    def forget(self, sender: str) -> None:
        """Takes back the code of a conversation that is deleted."""
        self._handoffs.forget(sender)
