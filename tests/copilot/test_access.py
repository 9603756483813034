"""Accounts, sessions, lock-out and the trail, without a server."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from limits import parse

from bot.__main__ import main
from bot.copilot.agents import AGENTS, AccountError, Agent, Agents
from bot.copilot.lockout import Lockout
from bot.copilot.sessions import SESSION_LASTS, SESSIONS, Sessions, csrf_token, utc_now
from bot.copilot.trail import Trail
from bot.database.engine import open_engine

PASSWORD = "a long enough password"


@pytest.fixture
def engine(tmp_path: Path) -> Any:
    return open_engine(f"sqlite:///{tmp_path / 'desk.db'}")


@pytest.fixture
def agents(engine: Any) -> Agents:
    agents = Agents(engine)
    agents.add("hanako", "agent", PASSWORD)
    agents.add("taro", "reviewer", None)
    return agents


def test_only_the_right_password_opens_an_account(agents: Agents) -> None:
    assert agents.sign_in("hanako", PASSWORD) == Agent("hanako", "agent")
    for name, password in (("hanako", "wrong"), ("hanako", ""), ("nobody", PASSWORD), ("taro", ""), ("taro", PASSWORD)):
        assert agents.sign_in(name, password) is None


def test_passwords_are_kept_as_argon2id(engine: Any, agents: Agents) -> None:
    with engine.connect() as connection:
        (hashed,) = [row.password for row in connection.execute(AGENTS.select()) if row.password]
    assert hashed.startswith("$argon2id$") and PASSWORD not in hashed


@pytest.mark.parametrize(("name", "password"), [("", PASSWORD), ("a b", PASSWORD), ("é", PASSWORD), ("ok", "short")])
def test_accounts_that_cannot_be(agents: Agents, name: str, password: str) -> None:
    with pytest.raises(AccountError):
        agents.add(name, "agent", password)


def test_a_session_ends_with_time_sign_out_and_account(engine: Any, agents: Agents) -> None:
    moment = utc_now()
    sessions = Sessions(engine, agents, lambda: moment)
    hanako, token = Agent("hanako", "agent"), sessions.start(Agent("hanako", "agent"))
    assert sessions.agent(token) == hanako and sessions.agent("x" * 43) is None and sessions.agent(None) is None
    other = sessions.start(hanako)
    sessions.end(other)
    assert sessions.agent(other) is None
    moment += SESSION_LASTS + timedelta(seconds=1)
    assert Sessions(engine, agents, lambda: moment).agent(token) is None
    fresh = sessions.start(hanako)
    agents.remove("hanako")
    assert Sessions(engine, agents, lambda: moment).agent(fresh) is None


def test_the_database_holds_no_token(engine: Any, agents: Agents) -> None:
    token = Sessions(engine, agents).start(Agent("hanako", "agent"))
    with engine.connect() as connection:
        (row,) = connection.execute(SESSIONS.select())
    assert token not in str(tuple(row)) and csrf_token(token) not in str(tuple(row))


def test_lockout_counts_failures_and_forgives() -> None:
    lockout, limit = Lockout("memory://"), parse("2/15minutes")
    for _time in range(2):
        assert lockout.seconds((limit, "hanako")) == 0
        lockout.count((limit, "hanako"))
    assert 0 < lockout.seconds((limit, "taro"), (limit, "hanako")) <= 15 * 60
    lockout.forgive(limit, "hanako")
    assert lockout.seconds((limit, "hanako")) == 0


def test_the_command_makes_lists_and_removes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store = f"sqlite:///{tmp_path / 'desk.db'}"
    monkeypatch.setenv("MADOGUCHI_STORE_URL", store)
    monkeypatch.setattr("sys.stdin", (tmp_path / "password").open("w+"))
    assert main(["agent", "add", "hanako"]) == 2  # an empty line is no password
    assert "12 to 200 characters" in capsys.readouterr().err
    (tmp_path / "password").write_text(f"{PASSWORD}\n")
    monkeypatch.setattr("sys.stdin", (tmp_path / "password").open())
    assert main(["agent", "add", "hanako", "--role", "reviewer"]) == 0
    assert Agents(open_engine(store)).sign_in("hanako", PASSWORD) == Agent("hanako", "reviewer")
    capsys.readouterr()
    assert main(["agent", "list"]) == 0 and capsys.readouterr().out == "hanako\treviewer\n"
    assert main(["agent", "remove", "hanako"]) == 0 and main(["agent", "remove", "hanako"]) == 1
    assert [entry.action for entry in Trail(open_engine(store)).latest()] == ["account_removed", "account_made"]
    assert main(["agent", "trail"]) == 0 and "account_made\treviewer" in capsys.readouterr().out
