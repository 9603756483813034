"""Conversations are deleted when they have rested long enough."""

from __future__ import annotations

import asyncio
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.clock import utc_now
from bot.dialogue.agent_factory import open_store
from bot.insights.kept_questions import KeptQuestions
from bot.storage import retention
from bot.storage.engine import open_engine
from bot.storage.retention import DAY_SECONDS, HostClock, delete_old
from bot.storage.tables import METADATA, delete_old_rows


def test_only_rested_conversations_go(tmp_path: Path, loop: Any) -> None:
    store: Any = open_store(f"sqlite:///{tmp_path / 'conversations.db'}")
    now = time.time()
    for sender, days in (("old", (40, 35)), ("resumed", (40, 1)), ("new", (2,))):
        events = [UserUttered("hi", timestamp=now - day * DAY_SECONDS) for day in days]
        loop.run_until_complete(store.save(DialogueStateTracker.from_events(sender, events)))
    assert delete_old(store, keep_days=30, now=now) == 2
    assert set(loop.run_until_complete(store.keys())) == {"resumed", "new"}


def test_a_clock_that_jumps_is_seen_once() -> None:
    moment, passed = [1e9], [5.0]
    clock = HostClock(lambda: moment[0], lambda: passed[0])
    moment[0], passed[0] = moment[0] + 86_400, passed[0] + 86_400
    assert not clock.has_jumped()  # a day has gone by
    moment[0] += 400 * DAY_SECONDS
    assert clock.has_jumped() and not clock.has_jumped()
    moment[0] -= 400 * DAY_SECONDS
    assert clock.has_jumped() and not clock.has_jumped()


async def test_nothing_is_deleted_in_the_round_after_a_jump(monkeypatch: pytest.MonkeyPatch, caplog: Any) -> None:
    done, slept = list[str](), list[float]()
    jumps = iter([False, True, False])

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 3:
            raise asyncio.CancelledError

    monkeypatch.setattr(retention.HostClock, "has_jumped", lambda _self: next(jumps))
    monkeypatch.setattr(retention, "tidy_alone", lambda *_what: done.append("tidied") or True)
    monkeypatch.setattr(asyncio, "sleep", sleep)
    store: Any = None
    with pytest.raises(asyncio.CancelledError):
        await retention.tidy(store, 30)
    assert len(done) == 2 and slept == [retention.TIDY_SECONDS] * 3 and "has jumped" in caplog.text


OLD_ROWS: dict[str, dict[str, object]] = {
    "agent_sessions": {"token": "t", "agent": "a", "ends": utc_now() - timedelta(seconds=1)},
    "audit_trail": {"at": utc_now() - timedelta(days=367), "agent": "a", "action": "signed_in"},
    "feedback": {"day": date.today() - timedelta(days=31), "channel": "web", "language": "ja", "topic": "scam", "helpful": True},
    "handoffs": {"code": "123456", "sender": "s", "channel": "web", "language": "ja", "made": utc_now() - timedelta(minutes=31)},
    "line_events": {"event": "e", "heard": int(time.time()) - 86_401},
    "reviews": {"day": date.today() - timedelta(days=367), "language": "ja", "kind": "uncertain", "question": "q", "topic": "scam"},
    "turn_counts": {"day": date.today() - timedelta(days=1100), "hour": 1, "channel": "web", "language": "ja", "topic": "scam", "outcome": "answered", "count": 1},
}  # fmt: skip
STAYS = {"agents"}  # until somebody removes the account


def test_every_table_lets_go_of_what_is_old(tmp_path: Path) -> None:
    import bot.server  # noqa: F401 - all that has a table

    assert set(METADATA.tables) == {*OLD_ROWS, *STAYS}
    engine = open_engine(f"sqlite:///{tmp_path / 'desk.db'}")
    with engine.begin() as connection:
        for name, row in OLD_ROWS.items():
            connection.execute(METADATA.tables[name].insert().values(row))
    KeptQuestions(engine, b"key").delete_old(30)
    delete_old_rows(engine)
    with engine.connect() as connection:
        left = {name for name, table in METADATA.tables.items() if connection.execute(table.select()).first()}
    assert left == set()
