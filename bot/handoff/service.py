"""Hands conversations over: gives visitors their codes, and shows agents what stands behind one."""

from __future__ import annotations

import asyncio

from sqlalchemy.engine import Engine

from bot.dialogue.agent import GuardedAgent
from bot.handoff.codes import Handoff, Handoffs, Transcript, has_begun, transcript
from bot.http.lockout import CODE_FAILURES, CODE_FAILURES_A_DAY, CODES_OF_ADDRESS, CODES_OF_CONVERSATION, Lockout
from bot.settings import Settings
from bot.storage.audit_log import Trail
from bot.storage.beside import beside
from bot.storage.secret_keys import derive, key_of


def code_key(settings: Settings) -> bytes:
    """The key under which codes are kept; several servers need the same (MADOGUCHI_KEY).

    Raises:
        SettingError: when it can be neither read nor kept.
    """
    return derive(key_of(settings), "handoff")


class HandoffDesk:
    """What channels and the co-pilot ask; a channel calls `code` at its visitor's wish, whatever the dialogue does.

    Args:
        engine: of the desk's database.
        limits_url: where wrong codes are counted (the limits library's address).
        key: of the codes; several servers need the same.
    """

    def __init__(self, agent: GuardedAgent, engine: Engine, limits_url: str, key: bytes | None = None) -> None:
        self._agent, self._handoffs, self._trail = agent, Handoffs(engine, key=key), Trail(engine)
        self._lockout, self._looking = Lockout(limits_url), asyncio.Lock()
        self._asking = asyncio.Lock()

    async def code(self, sender: str, channel: str, language: str, address: str) -> str | None:
        """A code for a conversation; None before anything was said, and for one who asks too often.

        Args:
            sender: Rasa's name for the conversation.
            channel: by which it is held.
            language: of the visitor.
            address: whose codes are counted, beside the conversation's.
        """
        async with self._asking:  # look and count, as below
            if not await asyncio.to_thread(self._may_ask, sender, address):
                return None
        tracker = await self._agent.tracker_store.retrieve(sender)
        return await beside(self._handoffs.give, sender, channel, language) if has_begun(tracker) else None

    def _may_ask(self, sender: str, address: str) -> bool:
        """Counts one who asks for a code, unless they have asked too often; the storage may be another machine."""
        counted = ((CODES_OF_CONVERSATION, sender), (CODES_OF_ADDRESS, address))
        if self._lockout.seconds(*counted):
            return False
        self._lockout.count(*counted)
        return True

    async def open(self, code: str, name: str) -> tuple[int, Transcript | None]:
        """Seconds that an agent must wait after too many wrong codes, and what a right one shows; else nothing."""
        async with self._looking:  # look, take and count: of many at once none slips through
            wait, handoff = await beside(self._take, code, name)
        tracker = await self._agent.tracker_store.retrieve_full_tracker(handoff.sender) if handoff else None
        if handoff is None or tracker is None:
            return wait, None
        return 0, await asyncio.to_thread(transcript, tracker, handoff, self._agent.speaker)  # visitors need not wait

    def _take(self, code: str, name: str) -> tuple[int, Handoff | None]:
        """What a code opens; wrong ones are counted, and right ones in between forgive none of them."""
        failures = ((CODE_FAILURES, name), (CODE_FAILURES_A_DAY, name))
        wait = self._lockout.seconds(*failures)
        if wait:
            if self._lockout.is_first(f"code {name}"):
                self._trail.note(name, "handoff_locked", f"{wait} s")
            return wait, None
        handoff = self._handoffs.take(code)
        if handoff is None:
            self._lockout.count(*failures)
            self._trail.note(name, "handoff_refused")
        else:
            self._trail.note(name, "handoff_seen", f"{handoff.channel} {handoff.id}")
        return 0, handoff

    def forget(self, sender: str) -> None:
        """Takes back the code of a conversation that is deleted."""
        self._handoffs.forget(sender)
