"""How often somebody may ask, who counts as one, and what happens while the place of counting is away."""

from __future__ import annotations

import logging
import time
from typing import Any, cast

import pytest
from limits.storage import storage_from_string

from bot.http.connections import Connections, network_of
from bot.http.counters import Counters
from bot.http.lockout import Lockout, per_minutes
from bot.http.rate_limits import RateLimits
from bot.settings import SettingError, read_settings
from tests.desk import free_port

NOBODY = f"redis://127.0.0.1:{free_port()}/0"


def test_sender_and_address_are_counted_apart() -> None:
    limits = RateLimits(of_sender=2, of_address=3)
    waits = [limits.seconds_to_wait(sender, "10.0.0.1") for sender in ("a", "a", "a", "b")]
    assert waits[:2] == [0, 0] and 0 < waits[2] <= 60  # of the sender
    assert waits[3] > 0  # of the address: a refused message counts
    assert limits.seconds_to_wait("b", "10.0.0.2") == 0
    assert limits.seconds_to_wait_for_page("10.0.0.1") == 0  # pages are another count


def test_nought_is_no_limit() -> None:
    limits = RateLimits(of_sender=0, of_address=0)
    assert not any(limits.seconds_to_wait("a", "10.0.0.1") for _time in range(700))
    assert not any(limits.seconds_to_wait_for_page("10.0.0.1") for _time in range(700))


@pytest.mark.parametrize("name", ["MADOGUCHI_LIMIT_SENDER", "MADOGUCHI_LIMIT_ADDRESS", "MADOGUCHI_CONNECTIONS"])
@pytest.mark.parametrize("value", ["-1", "1.5", "many", "", "６０", "²", "1_0", " 5", "1" * 5000])
def test_a_limit_that_is_no_whole_number_stops_the_start(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingError, match=name):
        read_settings()


def test_the_limits_are_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (read_settings().limit_sender, read_settings().limit_address) == (60, 600)
    monkeypatch.setenv("MADOGUCHI_LIMIT_SENDER", "0")
    monkeypatch.setenv("MADOGUCHI_LIMIT_ADDRESS", "7")
    assert (read_settings().limit_sender, read_settings().limit_address) == (0, 7)


@pytest.mark.parametrize(("one", "other", "same"), [
    ("2001:db8::1", "2001:db8:0:0:ffff::2", True), ("2001:db8::1", "2001:db8:0:1::1", False), ("fe80::1%eth0", "fe80::2", True),
    ("10.0.0.1", "10.0.0.2", False), ("10.0.0.1", "::ffff:10.0.0.1", True), ("not an address", "not an address", True), ("", "a", False),
])  # fmt: skip
def test_networks(one: str, other: str, same: bool) -> None:
    assert (network_of(one) == network_of(other)) == same


def test_while_redis_is_away_memory_counts_and_the_log_says_it_once(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "bot.storage.reach"):
        limits = RateLimits(NOBODY, of_sender=2)
        waits = [limits.seconds_to_wait("a", "10.0.0.1") for _time in range(3)]
    assert waits[:2] == [0, 0] and waits[2] > 0 and limits.counters.is_away
    (record,) = caplog.records
    assert "MADOGUCHI_LIMITS_URL is away" in record.message and record.exc_info is None


class Flaky:
    """A storage in memory that is away when told so."""

    def __init__(self) -> None:
        self.is_down, self._storage = True, storage_from_string("memory://")

    def incr(self, *args: Any, **kwargs: Any) -> object:
        if self.is_down:
            raise ConnectionError
        return self._storage.incr(*args, **kwargs)


def test_it_counts_together_again_when_it_is_back() -> None:
    storage, counters = Flaky(), Counters()
    counters._shared = cast("Any", storage)
    counters.reach._pause = 0.0
    assert counters.incr("a", 60) == 1 and counters.is_away
    assert counters.incr("a", 60) == 2 and not counters.reach.check()
    storage.is_down = False
    while counters.is_away:  # a thread looks
        time.sleep(0.01)
    assert counters.incr("a", 60) == 1 and counters.reach.check()


def test_no_name_of_a_conversation_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = RateLimits()
    limits.seconds_to_wait("a conversation's name", "203.0.113.7")
    assert "name" not in (keys := str(vars(limits.counters._shared))) and "203.0" not in keys


def test_who_is_locked_out_stays_so_when_redis_goes_away() -> None:
    counters = Counters()
    counters.is_shared = True
    lockout, limit = Lockout(counters), per_minutes(2, 15, "test")
    for _time in range(2):
        lockout.count((limit, "hanako"))
    counters._shared = cast("Any", None)  # whatever is asked of it fails
    assert lockout.seconds((limit, "hanako")) > 0 and counters.is_away
    lockout.forgive(limit, "hanako")
    assert lockout.seconds((limit, "hanako")) == 0


class Waiting:
    """A connection that waits, or works."""

    def __init__(self, is_at_work: bool = False) -> None:
        self.is_at_work, self.is_silent, self.is_closed = is_at_work, not is_at_work, False
        self.is_stuck = False

    def close_after_answer(self) -> None:
        """Nobody asks for it here."""

    def hurry(self) -> None:
        """Nor for this."""

    def abort(self) -> None:
        self.is_closed = True


def test_who_waits_longest_gives_way() -> None:
    connections = Connections(most=3, most_of_address=2)
    working, first, second, other = Waiting(is_at_work=True), Waiting(), Waiting(), Waiting()
    assert connections.admit(working, "a") and connections.admit(first, "a")
    assert connections.admit(second, "a") and first.is_closed  # a third of one address
    assert connections.admit(other, "b") and not second.is_closed
    assert connections.admit(Waiting(is_at_work=True), "c") and second.is_closed and not working.is_closed
    other.is_at_work = True
    assert not connections.admit(Waiting(), "d")  # all are at work
    connections.leave(working)
    assert connections.admit(Waiting(), "d")


def test_behind_proxies_an_address_is_not_bounded() -> None:
    connections = Connections(most=9, most_of_address=None)
    assert all(connections.admit(Waiting(is_at_work=True), "proxy") for _one in range(9))
