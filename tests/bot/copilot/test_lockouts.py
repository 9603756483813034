"""The door's counting, without a server: who is locked out by whom, for how long, and what the trail says of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.copilot.auth.accounts import Agents
from bot.copilot.auth.guard import Access
from bot.http.counters import Counters
from bot.http.lockout import ACCOUNT_FAILURES, ADDRESS_FAILURES, SIGN_IN_FAILURES
from bot.pages.templating import Pages
from bot.replies.speaker import Speaker
from bot.settings import read_settings
from bot.storage.audit_log import UNKNOWN, Trail
from bot.storage.engine import open_engine
from tests.ward import WARD

PASSWORD = "a long enough password"


@pytest.fixture
def engine(tmp_path: Path) -> Any:
    engine = open_engine(f"sqlite:///{tmp_path / 'desk.db'}")
    Agents(engine).add("alice", "agent", PASSWORD)
    return engine


@pytest.fixture
def access(engine: Any, monkeypatch: pytest.MonkeyPatch) -> Access:
    access = Access(engine, read_settings(), Pages(Speaker(WARD), "1"), Counters())
    monkeypatch.setattr(access.agents, "sign_in", lambda name, password: access.agents.find(name) if password == PASSWORD else None)  # fmt: skip
    return access  # with a check of passwords that takes no time: here it is counted, not hashed


def test_a_stranger_does_not_lock_out_an_account_elsewhere(access: Access) -> None:
    for _time in range(SIGN_IN_FAILURES.amount):
        assert access._let_in("alice", "wrong", "203.0.113.1") == (0, None)
    assert access._let_in("alice", PASSWORD, "203.0.113.1")[0] > 0
    assert access._let_in("alice", PASSWORD, "198.51.100.7")[1]


def test_a_name_guessed_from_many_addresses_is_locked(access: Access) -> None:
    for place in range(ACCOUNT_FAILURES.amount):
        assert access._let_in("alice", "wrong", f"203.0.113.{place}") == (0, None)
    assert access._let_in("alice", PASSWORD, "198.51.100.7")[0] > 0


def test_an_address_fills_no_trail(access: Access, engine: Any) -> None:
    for place in range(ADDRESS_FAILURES.amount * 3):
        access._let_in(f"304479502616 {place}", "x", "203.0.113.1")
    noted = Trail(engine).latest(1000)
    assert len(noted) == ADDRESS_FAILURES.amount and {entry.agent for entry in noted} == {UNKNOWN}


def test_a_lock_is_noted_once(access: Access, engine: Any) -> None:
    for _time in range(SIGN_IN_FAILURES.amount + 10):
        access._let_in("alice", "wrong", "203.0.113.1")
    actions = [entry.action for entry in Trail(engine).latest(1000)][::-1]
    assert actions == ["sign_in_failed"] * SIGN_IN_FAILURES.amount + ["locked_out"]
