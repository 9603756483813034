"""The channel's own parts: order and bounds, links to calendar files, keys, memory, settings."""

from __future__ import annotations

import asyncio
import stat
from contextlib import nullcontext
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from itsdangerous import BadData, SignatureExpired

from bot.channels.line.calendar_links import VALID_SECONDS, make_token, read_token
from bot.channels.line.chat_queue import Turns
from bot.channels.line.heard import HEARD, KEEP_SECONDS, Heard
from bot.channels.line.signature import sign, signature_ok
from bot.channels.line.unsend import events_of
from bot.settings import LINE_API, LINE_DATA_API, LineSettings, SettingError, read_settings
from bot.storage.engine import open_engine
from bot.storage.event_redaction import Event
from bot.storage.secret_keys import derive, installation_key, pseudonym

OLD_LINK = "zNo_1WaPYfVGFXm1jVtwaVs0MDAwNjA0ODAwLHsiMjAyNy0wNS0wMyI6IngifV0"  # as written by hand, of the year 2096
DAYS = {"2028-02-04": "証明書を更新できます", "2033-02-04": "カードを更新できます"}


def run_turns(entries: list[tuple[str, int, str]], failing: str = "") -> list[str]:
    """Adds work as (chat, time, name), all at once; returns the names in the order they ran."""
    done: list[str] = []

    async def run() -> None:
        turns = Turns()

        async def work(name: str) -> None:
            await asyncio.sleep(0)
            if name == failing:
                raise RuntimeError
            done.append(name)

        for chat, time, name in entries:
            turns.add(chat, time, lambda name=name: work(name))  # type: ignore[misc]
        await turns.close(grace_seconds=5)
        assert turns.pending == 0

    asyncio.run(run())
    return done


def test_a_chats_events_run_by_their_time() -> None:
    done = run_turns([("a", 1, "a1"), ("a", 3, "a3"), ("b", 9, "b9"), ("a", 2, "a2")])
    assert [name for name in done if name != "b9"] == ["a1", "a2", "a3"] and len(done) == 4


def test_chats_run_side_by_side() -> None:
    async def run() -> int:
        turns, other_began = Turns(), asyncio.Event()

        async def wait() -> None:
            await other_began.wait()

        async def begin() -> None:
            other_began.set()

        turns.add("a", 1, wait)
        turns.add("b", 9, begin)
        await turns.close(grace_seconds=5)
        return turns.pending

    assert asyncio.run(run()) == 0


def test_equal_times_keep_the_order_of_arrival_and_a_failure_stops_nothing() -> None:
    assert run_turns([("a", 1, "one"), ("a", 1, "two"), ("a", 1, "three")], failing="two") == ["one", "three"]


def test_what_does_not_end_is_given_up_at_the_stop() -> None:
    async def run() -> int:
        turns = Turns()
        turns.add("a", 1, lambda: asyncio.sleep(60))
        await turns.close(grace_seconds=0.05)
        return len(asyncio.all_tasks())

    assert asyncio.run(run()) == 1


def test_a_calendar_link_ends_and_cannot_be_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    token, now = make_token(b"key", DAYS), datetime.now().timestamp()
    days = {date.fromisoformat(day): title for day, title in DAYS.items()}
    assert read_token(b"key", token) == days
    for key, changed in ((b"other", token), (b"key", token[:-2]), (b"key", "A" + token), (b"key", OLD_LINK)):
        with pytest.raises(BadData):
            read_token(key, changed)
    for seconds, has_ended in ((VALID_SECONDS - 10, False), (VALID_SECONDS + 10, True)):
        monkeypatch.setattr("time.time", lambda later=now + seconds: later)
        with pytest.raises(SignatureExpired) if has_ended else nullcontext():
            assert read_token(b"key", token) == days


@given(st.text(max_size=80))
def test_nothing_else_is_a_calendar_link(token: str) -> None:
    with pytest.raises(BadData):
        read_token(b"key", token)


@given(st.binary(max_size=200), st.text(max_size=60))
def test_only_the_secrets_signature_passes(body: bytes, header: str) -> None:
    assert signature_ok("secret", body, sign("secret", body))
    assert signature_ok("secret", body, header) == (header == sign("secret", body))
    assert not signature_ok("secret", body, "\udce3\udc80")  # a header beyond ASCII, as Sanic decodes it


def test_a_key_is_made_once_and_only_its_owner_may_read_it(tmp_path: Path) -> None:
    file = tmp_path / "var" / "key"
    key = installation_key(None, file)
    assert len(key) == 64 and installation_key(None, file) == key
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert installation_key("set by hand", file) == b"set by hand"
    assert derive(key, "line") != derive(key, "calendar")
    assert pseudonym(key, "U1") != pseudonym(b"other", "U1") and "U1" not in pseudonym(key, "U1")


def test_an_unsent_message_takes_along_what_followed_from_it() -> None:
    kinds = ["user", "slot", "bot", "user", "slot", "bot", "user", "bot"]
    events: list[Event] = [{"event": kind, "message_id": str(place)} for place, kind in enumerate(kinds)]
    assert [events_of(events, wanted) for wanted in ("3", "6", "1", "9")] == [[3, 4, 5], [6, 7], [], []]
    assert events_of([*events, events[3], events[7]], "3") == [3, 4, 5, 8, 9]  # heard once more, after a change


def test_an_event_is_first_once_on_every_server_and_after_a_restart(tmp_path: Path) -> None:
    url, clock = f"sqlite:///{tmp_path / 'a.db'}", [1_000_000.0]
    one, other = (Heard(open_engine(url), b"key", lambda: clock[0]) for _ in range(2))
    assert [one.is_first("E1"), other.is_first("E1"), other.is_first("E2"), one.is_first("E2")] == [
        True,
        False,
        True,
        False,
    ]
    assert b"E1" not in (tmp_path / "a.db").read_bytes()
    clock[0] += KEEP_SECONDS + 1
    assert one.is_first("E1")


def test_an_answer_goes_before_a_doubt(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'a.db'}")
    HEARD.drop(engine)
    assert Heard(engine, b"key").is_first("E1") and Heard(engine, b"key").is_first("E1")


# fmt: off
@pytest.mark.parametrize(("environment", "setting"), [
    ({"LINE_CHANNEL_SECRET": "a"},                                                                "LINE_CHANNEL_ACCESS_TOKEN"),
    ({"LINE_CHANNEL_SECRET": "秘密", "LINE_CHANNEL_ACCESS_TOKEN": "a"},                             "LINE_CHANNEL_SECRET"),
    ({"LINE_CHANNEL_SECRET": "a", "LINE_CHANNEL_ACCESS_TOKEN": "a\nb"},                           "LINE_CHANNEL_ACCESS_TOKEN"),
    ({"LINE_CHANNEL_SECRET": "a", "LINE_CHANNEL_ACCESS_TOKEN": "a", "LINE_API_URL": "line.me"},   "LINE_API_URL"),
    ({"LINE_CHANNEL_SECRET": "a", "LINE_CHANNEL_ACCESS_TOKEN": "a", "LINE_DATA_API_URL": "ftp:"}, "LINE_DATA_API_URL"),
    ({"MADOGUCHI_PUBLIC_URL": "desk.example"},                                                    "MADOGUCHI_PUBLIC_URL"),
    ({"MADOGUCHI_KEY": "short"},                                                                  "MADOGUCHI_KEY"),
])
# fmt: on
def test_a_wrong_setting_is_named(environment: dict[str, str], setting: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingError, match=setting):
        read_settings()


def test_settings_of_the_channel(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SECRET", "ACCESS_TOKEN", "ID"):
        monkeypatch.delenv(f"LINE_CHANNEL_{name}", raising=False)
    assert read_settings().line is None
    monkeypatch.setenv("LINE_CHANNEL_SECRET", "secret\n")
    monkeypatch.setenv("LINE_CHANNEL_ID", "1234")
    assert read_settings().line == LineSettings("secret", None, "1234", LINE_API, LINE_DATA_API)
    monkeypatch.setenv("LINE_API_URL", "http://localhost:1/")
    assert read_settings().line == LineSettings("secret", None, "1234", "http://localhost:1", LINE_DATA_API)
