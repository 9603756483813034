"""Accounts, sessions, lock-out and the trail, without a server."""

from __future__ import annotations

import unicodedata
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from limits import parse

from bot.__main__ import main
from bot.cli.agent import printable
from bot.clock import utc_now
from bot.copilot.auth.accounts import AGENTS, SESSIONS, AccountError, Agent, Agents, hasher
from bot.copilot.auth.sessions import SESSION_LASTS, AccountChanged, Sessions, csrf_token
from bot.http.counters import Counters
from bot.http.lockout import CODE_FAILURES, SIGN_IN_FAILURES, Lockout
from bot.storage.audit_log import KEPT, Trail
from bot.storage.engine import open_engine

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


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("", PASSWORD),
        ("a b", PASSWORD),
        ("é", PASSWORD),
        ("ok", "short"),
        ("ok", f"{PASSWORD}\r"),
        ("ok", f"{PASSWORD}\udcff"),
        ("ok", "e\u0301" * 11),  # eleven letters, however many characters a keyboard makes of them
    ],
)
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


def test_a_name_that_no_database_may_take_is_nobodys(agents: Agents) -> None:
    for name in ("hanako\0", "\udcff", "\ud83d", "hanako\n", "x" * 100_000):
        assert agents.find(name) is None and agents.sign_in(name, PASSWORD) is None


JAPANESE = "がぎぐげごのパスワード é 2026"


@pytest.mark.parametrize("made", ["NFC", "NFD"])
@pytest.mark.parametrize("typed", ["NFC", "NFD"])
def test_a_password_is_the_same_on_every_keyboard(agents: Agents, made: str, typed: str) -> None:
    agents.add("jiro", "agent", unicodedata.normalize(made, JAPANESE))  # type: ignore[arg-type]
    written = unicodedata.normalize(typed, JAPANESE)  # type: ignore[arg-type]
    assert agents.sign_in("jiro", written) and agents.sign_in("jiro", written.replace(" ", "\u3000"))
    assert not agents.sign_in("jiro", written.replace("2026", "2027")) and not agents.sign_in("jiro", "\udcff" * 12)


@pytest.mark.parametrize("made", ["NFC", "NFD"])
def test_passwords_hashed_before_they_were_prepared_still_open(engine: Any, agents: Agents, made: str) -> None:
    hashed = hasher().hash(unicodedata.normalize(made, JAPANESE))  # type: ignore[arg-type]
    with engine.begin() as connection:
        connection.execute(AGENTS.update().where(AGENTS.c.name == "hanako").values(password=hashed))
    for typed in ("NFC", "NFD"):
        assert agents.sign_in("hanako", unicodedata.normalize(typed, JAPANESE))  # type: ignore[arg-type]


def test_a_new_password_ends_sessions_and_an_account_made_again_has_none(engine: Any, agents: Agents) -> None:
    hanako = Agent("hanako", "agent")
    before, other = Sessions(engine, agents).start(hanako), Sessions(engine, agents).start(Agent("taro", "reviewer"))
    agents.add("hanako", "agent", "another long password")
    assert Sessions(engine, agents).agent(before) is None
    again = Sessions(engine, agents).start(hanako)
    agents.remove("hanako")
    agents.add("hanako", "agent", PASSWORD)
    assert Sessions(engine, agents).agent(again) is None
    assert Sessions(engine, agents).agent(other) == Agent("taro", "reviewer")


def test_a_sign_in_that_is_under_way_ends_with_its_password(engine: Any, agents: Agents) -> None:
    let_in = agents.sign_in("hanako", PASSWORD)
    assert let_in and Sessions(engine, agents).start(let_in)
    agents.add("hanako", "agent", "another long password")
    with pytest.raises(AccountChanged):
        Sessions(engine, agents).start(let_in)
    agents.remove("hanako")
    with pytest.raises(AccountChanged):
        Sessions(engine, agents).start(Agent("hanako", "agent"))
    with engine.connect() as connection:
        assert connection.execute(SESSIONS.select()).all() == []


def test_the_database_holds_no_token(engine: Any, agents: Agents) -> None:
    token = Sessions(engine, agents).start(Agent("hanako", "agent"))
    with engine.connect() as connection:
        (row,) = connection.execute(SESSIONS.select())
    assert token not in str(tuple(row)) and csrf_token(token) not in str(tuple(row))


def test_lockout_counts_failures_and_forgives() -> None:
    lockout, limit = Lockout(Counters()), parse("2/15minutes")
    for _time in range(2):
        assert lockout.seconds((limit, "hanako")) == 0
        lockout.count((limit, "hanako"))
    assert 0 < lockout.seconds((limit, "taro"), (limit, "hanako")) <= 15 * 60
    lockout.forgive(limit, "hanako")
    assert lockout.seconds((limit, "hanako")) == 0


def test_limits_of_one_storage_are_counted_apart() -> None:
    lockout = Lockout(Counters())  # one storage, as Redis is
    for _time in range(CODE_FAILURES.amount):
        lockout.count((CODE_FAILURES, "hanako"))
    assert lockout.seconds((CODE_FAILURES, "hanako")) and not lockout.seconds((SIGN_IN_FAILURES, "hanako"))
    lockout.forgive(SIGN_IN_FAILURES, "hanako")
    assert lockout.seconds((CODE_FAILURES, "hanako"))


def test_failures_are_counted_while_the_storage_is_away(caplog: pytest.LogCaptureFixture) -> None:
    lockout, limit = Lockout(Counters("redis://127.0.0.1:1")), parse("2/15minutes")  # nobody listens there
    for _time in range(2):
        assert lockout.seconds((limit, "a password typed as a name")) == 0
        lockout.count((limit, "a password typed as a name"))
    assert lockout.seconds((limit, "a password typed as a name")) > 0
    assert "is away" in caplog.text and "typed" not in caplog.text


def test_the_trail_forgets_after_a_year(engine: Any) -> None:
    moment = utc_now()
    Trail(engine, lambda: moment - KEPT - timedelta(days=1)).note("hanako", "sign_in")
    Trail(engine, lambda: moment - KEPT + timedelta(days=1)).note("hanako", "sign_in")
    trail = Trail(engine, lambda: moment)
    trail.note("taro", "exported")
    assert [entry.agent for entry in trail.latest()] == ["taro", "hanako"]
    assert [entry.agent for entry in trail.latest(action="sign_in")] == ["hanako"]


@pytest.mark.parametrize("text", ["x\n2026-11-30T01:00:00Z\trita\texported", "\x1b[2J\x1b]0;owned\x07", "a\u202eb\x9b"])
def test_what_is_printed_moves_no_cursor(text: str) -> None:
    assert printable(text).isprintable() and printable("田中 é") == "田中 é"


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """`madoguchi agent …` with a line from a pipe; what it left behind."""
    store = f"sqlite:///{tmp_path / 'desk.db'}"
    monkeypatch.setenv("MADOGUCHI_STORE_URL", store)

    def run(*words: str, line: str = "") -> int:
        (tmp_path / "password").write_bytes(line.encode())
        with (tmp_path / "password").open(newline="") as pipe:
            monkeypatch.setattr("sys.stdin", pipe)
            return main(["agent", *words])

    return run, store


def test_an_account_that_is_there_keeps_its_role_and_is_named(command: Any, capsys: pytest.CaptureFixture[str]) -> None:
    run, store = command
    assert run("add", "taro", "--role", "reviewer", line=f"{PASSWORD}\n") == 0
    capsys.readouterr()
    assert run("add", "taro", line="another long password\n") == 0
    said = capsys.readouterr().out
    assert "was there already" in said and "still reviewer" in said and "sessions of before have ended" in said
    assert Agents(open_engine(store)).sign_in("taro", "another long password") == Agent("taro", "reviewer")
    assert run("add", "taro", "--role", "agent", "--sso") == 0
    assert "agent (was reviewer)" in capsys.readouterr().out
    assert [entry.action for entry in Trail(open_engine(store)).latest()] == ["account_changed"] * 2 + ["account_made"]
    assert run("trail", "--action", "account_made") == 0
    assert capsys.readouterr().out.count("\n") == 1


@pytest.mark.parametrize("end", ["", "\n", "\r\n", "\r"])
def test_a_piped_password_ends_as_any_system_ends_a_line(command: Any, end: str) -> None:
    run, store = command
    assert run("add", "jiro", line=f"\ufeff{PASSWORD}{end}") == 0
    assert Agents(open_engine(store)).sign_in("jiro", PASSWORD)


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
