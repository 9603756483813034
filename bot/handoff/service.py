"""Hands conversations over: gives visitors their codes, and shows agents what stands behind one."""

from __future__ import annotations

import asyncio

from sqlalchemy.engine import Engine

from bot.dialogue.agent import GuardedAgent
from bot.handoff.codes import CODE_DIGITS, Handoff, Handoffs, Transcript, digits_of, has_begun, transcript
from bot.http.counters import Counters
from bot.http.lockout import (
    CODE_FAILURES,
    CODE_FAILURES_A_DAY,
    CODE_FAILURES_OF_ADDRESS,
    CODE_TRIED,
    CODES_OF_ADDRESS,
    CODES_OF_CONVERSATION,
    Lockout,
)
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


LOOKING = "codes are looked up"  # by one agent at a time: a lock's name


class HandoffDesk:
    """What channels and the co-pilot ask; a channel calls `code` at its visitor's wish, whatever the dialogue does.

    Args:
        engine: of the desk's database.
        counters: count wrong codes, and codes that were asked for.
        key: of the codes; several servers need the same.
    """

    def __init__(self, agent: GuardedAgent, engine: Engine, counters: Counters, key: bytes | None = None) -> None:
        self._agent, self._handoffs, self._trail = agent, Handoffs(engine, key=key), Trail(engine)
        self._lockout = Lockout(counters)

    async def code(self, sender: str, channel: str, language: str, address: str) -> str | None:
        """A code for a conversation; None before anything was said, and for one who asks too often.

        Args:
            sender: Rasa's name for the conversation.
            channel: by which it is held.
            language: of the visitor.
            address: whose codes are counted, beside the conversation's.
        """
        async with self._agent.lock_store.lock(f"code of {sender}"):  # look and count, as below; and one code at a time
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

    async def open(self, code: str, name: str, address: str) -> tuple[int, Transcript | None]:
        """Seconds to wait after too many wrong codes, and what a right one shows; else nothing.

        Args:
            code: as it was typed.
            name: the agent's.
            address: where the agent is.
        """
        async with self._agent.lock_store.lock(LOOKING):  # look, take and count: of many at once none slips through
            wait, handoff = await beside(self._take, code, name, address)
        tracker = await self._agent.tracker_store.retrieve_full_tracker(handoff.sender) if handoff else None
        if handoff is None or tracker is None:
            return wait, None
        return 0, await asyncio.to_thread(transcript, tracker, handoff, self._agent.speaker)  # visitors need not wait

    def _take(self, code: str, name: str, address: str) -> tuple[int, Handoff | None]:
        """What a code opens; wrong ones are counted, and right ones in between forgive none of them."""
        counted = {CODE_FAILURES: name, CODE_FAILURES_A_DAY: name, CODE_FAILURES_OF_ADDRESS: address}
        one_code = [(CODE_TRIED, self._handoffs.kept(code))] if len(digits_of(code)) == CODE_DIGITS else []
        failures = (*one_code, *counted.items())
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
