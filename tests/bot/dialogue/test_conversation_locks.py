"""One task at a time for each conversation, in the order of coming; other servers are waited for, but not for ever."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from bot.dialogue import conversation_locks
from bot.dialogue.conversation_locks import ConversationLocks
from bot.storage.away import StoreAway


class Others:
    """The locks of all servers, as another server uses them: what it holds, and what was given back."""

    def __init__(self, *held: str, is_away: bool = False, seconds: float = 0) -> None:
        self.seconds = seconds
        self.held, self.is_away, self.given_back, self.looks = {*held}, is_away, list[str](), 0

    async def take(self, name: str) -> bool:
        self.looks += 1
        await asyncio.sleep(self.seconds)
        if self.is_away:
            raise StoreAway
        return name not in self.held

    def give_back(self, name: str) -> None:
        self.given_back.append(name)


async def test_tasks_of_a_conversation_follow_each_other_and_leave_nothing() -> None:
    locks, order = ConversationLocks(), list[str]()

    async def work(name: str, mark: str) -> None:
        async with locks.lock(name):
            order.append(f"{mark}…")
            await asyncio.sleep(0.01)
            order.append(mark)

    await asyncio.gather(work("a", "1"), work("a", "2"), work("a", "3"))
    assert order == ["1…", "1", "2…", "2", "3…", "3"]
    order.clear()
    await asyncio.gather(work("a", "1"), work("b", "2"))
    assert order[:2] == ["1…", "2…"] and not locks._own


async def test_another_server_is_waited_for() -> None:
    others: Any = Others("a")
    locks = ConversationLocks(others)
    waiting = asyncio.ensure_future(take(locks, "a"))
    await asyncio.sleep(0.05)
    assert not waiting.done() and others.looks > 1
    others.held.clear()
    await waiting
    assert others.given_back == ["a"]


async def test_but_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversation_locks, "LONGEST_WAIT", 0.0)
    others: Any = Others("a")
    locks = ConversationLocks(others)
    with pytest.raises(StoreAway):
        await take(locks, "a")
    assert not locks._own and not others.given_back


async def test_whoever_hangs_up_while_waiting_holds_nothing() -> None:
    others: Any = Others("a", seconds=60)
    locks = ConversationLocks(others)
    waiting = asyncio.ensure_future(take(locks, "a"))
    while not others.looks:
        await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.wait({waiting})
    assert others.given_back == ["a"] and not locks._own


async def test_while_the_database_is_away_a_server_locks_for_itself() -> None:
    others: Any = Others(is_away=True)
    await take(ConversationLocks(others), "a")
    assert not others.given_back


async def take(locks: ConversationLocks, name: str) -> None:
    async with locks.lock(name):
        pass
