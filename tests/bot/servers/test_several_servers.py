"""What holds once for all servers of a PostgreSQL and a Redis: turns, answers, counts, limits, codes, pages."""

from __future__ import annotations

import re
from functools import partial
from urllib.parse import urlencode

import pytest
from sqlalchemy import func, select

from bot.http.lockout import CODE_FAILURES, SIGN_IN_FAILURES
from bot.insights.review_queue import REVIEWS
from bot.insights.turn_counts import TURNS
from tests.bot.copilot.agent import AGENT, FORM, AgentOverHttp, send, sign_in
from tests.bot.servers.shared import Servers, at_once, name, topics, web

PAIRS = 8
BORN, ISSUED, LAST = "1 May 1990", "2 June 2021", "not renewed"


def test_of_two_messages_at_once_none_is_lost_and_each_is_answered_before_the_next(servers: Servers) -> None:
    one, other = servers.desks
    for _pair in range(PAIRS):
        session, messages = name(), [name(), name()]
        web(one, session, "hello")
        answers = at_once([
            partial(web, one, session, "I lost my card", messages[0]),
            partial(web, other, session, "When does my card expire?", messages[1]),
        ])  # fmt: skip
        assert [status for status, _answer in answers] == [200, 200]
        assert {event["message_id"] for event in servers.events(session, "user")} >= {*messages}
        assert re.fullmatch("(UB+){3}", servers.kinds(session)), servers.kinds(session)


def test_a_form_takes_two_answers_at_once_one_after_the_other(servers: Servers) -> None:
    one, other = servers.desks
    for _pair in range(PAIRS):
        session = name()
        web(one, session, "When does my card expire?")
        at_once([partial(web, one, session, BORN), partial(web, other, session, BORN)])
        asked = [event["value"] for event in servers.events(session, "slot") if event["name"] == "requested_slot"]
        assert asked[:2] == ["birth_date", "issue_date"] and re.fullmatch("(UB+){3}", servers.kinds(session))


def test_a_message_that_comes_to_both_is_answered_once_and_alike(servers: Servers) -> None:
    one, other = servers.desks
    for _pair in range(PAIRS):
        session, message = name(), name()
        ask = [partial(web, desk, session, "I lost my card", message) for desk in servers.desks]
        first, copy = at_once(ask)
        assert first == copy and first[0] == 200 and topics(first[1]) == ["lost_card"]
        assert len(servers.events(session, "user")) == 1
        assert web(other, session, "I lost my card", message) == first


def test_what_a_form_computed_is_said_again_by_another_server_and_stands_nowhere_readable(servers: Servers) -> None:
    one, other = servers.desks
    session, message = name(), name()
    for words in ("When does my card expire?", BORN, ISSUED, "I am Japanese"):
        web(one, session, words)
    status, answer = web(one, session, LAST, message)
    assert status == 200 and "2031" in str(answer)  # the tenth birthday after it was issued
    assert web(other, session, LAST, message) == (200, answer)
    held = servers.held_in_redis()
    assert held and not re.search(
        rb"(?<![\w-])(?:2031|1990)|expire|" + session.encode() + b"|" + message.encode(), held
    )
    assert web(other, session, "", path="forget")[0] == 204
    assert topics(web(other, session, LAST, message)[1]) != topics(answer)


def test_counts_and_questions_are_exact(servers: Servers) -> None:
    before = counted(servers)
    asked = "What do you think of the zebra crossing in front of the opera house?"
    at_once([partial(web, desk, name(), asked) for desk in servers.desks * 6])
    servers.wait_until(lambda: counted(servers)[0] == before[0] + 12)
    servers.wait_until(lambda: counted(servers)[1] == before[1] + 12)


def counted(servers: Servers) -> tuple[int, int]:
    with servers.engine.connect() as connection:
        turns = connection.execute(select(func.sum(TURNS.c["count"]))).scalar()
        questions = connection.execute(select(func.count()).select_from(REVIEWS)).scalar()
    return int(turns or 0), int(questions or 0)


def test_a_conversation_is_limited_as_a_whole(servers: Servers) -> None:
    session = name()
    statuses = [web(servers.desks[turn % 2], session, "hi", path="feedback")[0] for turn in range(31)]
    assert statuses[:30] == [400] * 30 and statuses[30] == 429


def test_failures_are_counted_together_and_codes_apart_from_passwords(servers: Servers) -> None:
    one, other = servers.desks
    agents = [AgentOverHttp(desk, AGENT) for desk in servers.desks]
    for turn in range(CODE_FAILURES.amount):
        assert agents[turn % 2].post("handoff", code=f"00000{turn}").status == 404
    assert [agent.post("handoff", code="000009").status for agent in agents] == [429, 429]
    assert sign_in(one, AGENT).status == 303  # which frees nobody
    assert agents[1].post("handoff", code="000009").status == 429
    for turn in range(SIGN_IN_FAILURES.amount):
        assert sign_in(servers.desks[turn % 2], "nobody", "x" * 12).status == 401
    assert [sign_in(desk, "nobody", "x" * 12).status for desk in (one, other)] == [429, 429]


def test_a_conversation_has_one_code(servers: Servers) -> None:
    session = name()
    web(servers.desks[0], session, "hello")
    codes = at_once([partial(web, desk, session, "", path="handoff") for desk in servers.desks])
    assert {status for status, _code in codes} == {200}
    with servers.engine.connect() as connection:
        rows = connection.exec_driver_sql("SELECT count(*) FROM handoffs WHERE sender = %s", (session,)).scalar()
    assert rows == 1


def test_a_page_without_scripts_is_shown_by_the_other_server_with_what_came_before(servers: Servers) -> None:
    one, other = servers.desks
    session, pages = name(), []
    for desk, words in ((one, "I lost my card"), (other, "How much is a new card?")):
        form = urlencode({"session": session, "message": words}).encode()
        answer = send(desk, "/plain?language=en", form, {"Content-Type": FORM})
        assert answer.status == 303
        pages.append("/" + answer.headers["Location"].partition("#")[0])
    shown = [desk.request(pages[1])[1] for desk in servers.desks]
    assert all("How much is a new card?" in page and "I lost my card" in page for page in shown)


def test_what_a_server_cannot_share_it_does_not_start_without(monkeypatch: pytest.MonkeyPatch) -> None:
    from bot.settings import SettingError, read_settings

    monkeypatch.setenv("MADOGUCHI_REDIS_URL", "redis://:secret@127.0.0.1:6379/0")
    with pytest.raises(SettingError, match="MADOGUCHI_STORE_URL"):
        read_settings()
    monkeypatch.setenv("MADOGUCHI_STORE_URL", "postgresql://desk@/desk")
    with pytest.raises(SettingError, match="MADOGUCHI_KEY"):
        read_settings()
    monkeypatch.setenv("MADOGUCHI_KEY", "k" * 32)
    assert read_settings().limits_url == read_settings().redis_url
    monkeypatch.setenv("MADOGUCHI_LIMITS_URL", "memory://")
    assert read_settings().limits_url == "memory://"
    monkeypatch.setenv("MADOGUCHI_REDIS_URL", "http://:secret@127.0.0.1")
    with pytest.raises(SettingError, match="MADOGUCHI_REDIS_URL") as told:
        read_settings()
    assert "secret" not in str(told.value)
