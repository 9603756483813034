"""Redis, the database or a server is away and comes back: everybody is answered, and /readyz and /metrics say what it is."""

from __future__ import annotations

import signal
import time
from functools import partial

from tests.bot.servers.shared import Servers, at_once, name, topics, web

BOUND = 5.0  # seconds in which /readyz answers, whatever hangs: it gives up after two
NOT_THERE = {"model": True, "store": True, "actions": True, "redis": False, "limits": False}


def ask_both(servers: Servers, turns: int = 3) -> None:
    """Has both servers answer pairs, copies and codes, as if nothing were wrong."""
    one, other = servers.desks
    for _turn in range(turns):
        session, message = name(), name()
        first, copy = at_once([partial(web, desk, session, "I lost my card", message) for desk in servers.desks])
        assert first == copy and first[0] == 200 and topics(first[1]) == ["lost_card"]
        assert len(servers.events(session, "user")) == 1
        pair = at_once([partial(web, desk, session, "How much is a new card?") for desk in servers.desks])
        assert [status for status, _answer in pair] == [200, 200] and len(servers.events(session, "user")) == 3
    assert web(other, session, "", path="handoff")[0] == 200


def is_whole(servers: Servers) -> bool:
    return all(all(servers.ready(place).values()) for place in range(len(servers.desks)))


def test_without_redis_each_goes_on_and_with_it_again_together(servers: Servers) -> None:
    one, _other = servers.desks
    servers.redis.kill()
    ask_both(servers)
    for place, desk in enumerate(servers.desks):
        assert servers.ready(place) == NOT_THERE and desk.request("/readyz")[0] == 200
        assert 'madoguchi_redis_away{setting="MADOGUCHI_REDIS_URL"} 1.0' in desk.request("/metrics")[1]
        assert desk.request("/sign-in")[0] == 200
    servers.redis.start()
    servers.wait_until(lambda: is_whole(servers))
    assert 'madoguchi_redis_away{setting="MADOGUCHI_REDIS_URL"} 0.0' in one.request("/metrics")[1]
    ask_both(servers)
    assert all("Traceback" not in desk.log.read_text() for desk in servers.desks)


def test_a_redis_that_hangs_holds_nobody_up_for_long(servers: Servers) -> None:
    servers.redis.process.send_signal(signal.SIGSTOP)
    try:
        started = time.monotonic()
        assert web(servers.desks[0], name(), "I lost my card")[0] == 200
        assert time.monotonic() - started < BOUND
    finally:
        servers.redis.process.send_signal(signal.SIGCONT)
    servers.wait_until(lambda: is_whole(servers))


def test_without_the_database_readyz_names_it_and_who_asks_is_answered(servers: Servers) -> None:
    servers.database.stop()
    for place, desk in enumerate(servers.desks):
        started = time.monotonic()
        assert desk.request("/readyz")[0] == 503 and time.monotonic() - started < BOUND
        assert servers.ready(place) == {"model": True, "store": False, "actions": True, "redis": True, "limits": True}
    session = name()
    answers = at_once([partial(web, desk, session, "I lost my card") for desk in servers.desks])
    assert [(status, topics(answer)) for status, answer in answers] == [(200, ["lost_card"])] * 2
    servers.database.start()
    servers.wait_until(lambda: is_whole(servers))
    ask_both(servers)
