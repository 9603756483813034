"""Slow, broken and missing networks: said so, and nothing is sent twice."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import Route, expect

from tests.browser.chat import LOST, SEND, Chat
from tests.browser.running import RunningDesk
from tests.browser.watch import Watch


def sent(watch: Watch) -> list[dict[str, Any]]:
    """The messages that left the browser."""
    return [json.loads(request.post_data or "") for request in watch.requests if request.url.endswith("/web/webhook")]


def test_offline_and_back(chat: Chat, watch: Watch, desk: RunningDesk) -> None:
    chat.open("zh")
    chat.page.context.set_offline(True)
    chat.write(LOST["zh"])
    expect(chat.status).to_contain_text(chat.say("offline"))
    expect(chat.questions.last).to_contain_text(chat.say("unsent"))
    assert sent(watch) == []
    chat.switch("ko")  # what has happened is said in any language
    expect(chat.status).to_contain_text(chat.say("offline"))
    expect(chat.questions.last).to_contain_text(chat.say("unsent"))
    chat.page.context.set_offline(False)
    chat.answered()
    expect(chat.replies).to_have_count(2)
    expect(chat.questions.last.locator(".unsent")).to_be_hidden()
    (message,) = sent(watch)
    assert len(desk.heard(message["message"])) == 1


def test_questions_wait_in_line(chat: Chat, watch: Watch) -> None:
    chat.open("en")
    chat.page.context.set_offline(True)
    for question in ("I lost my card", "I forgot my PIN"):
        chat.write(question)
    expect(chat.panel.locator(".unsent:visible")).to_have_count(2)
    chat.page.context.set_offline(False)
    expect(chat.replies).to_have_count(3)
    chat.answered()
    assert [message["text"] for message in sent(watch)] == ["I lost my card", "I forgot my PIN"]


def test_a_lost_answer_is_fetched_again_not_made_again(chat: Chat, watch: Watch, desk: RunningDesk) -> None:
    watch.expect("net::ERR_FAILED")
    chat.open("ja")
    chat.lose_once()
    chat.ask(LOST["ja"])
    expect(chat.replies).to_have_count(2)
    first, second = sent(watch)
    assert first == second
    assert len(desk.heard(first["message"])) == 1


def test_a_broken_desk_is_asked_again(chat: Chat, watch: Watch) -> None:
    watch.expect("status of 500")
    chat.open("ko")
    chat.answer_once(status=500, body="oops")
    chat.write(LOST["ko"])
    expect(chat.status).to_contain_text(chat.say("retrying"))
    expect(chat.questions.last).to_contain_text(chat.say("unsent"))
    chat.answered()
    expect(chat.replies).to_have_count(2)
    assert len(sent(watch)) == 2


def test_send_again_now(chat: Chat, watch: Watch) -> None:
    watch.expect("net::ERR_FAILED")
    chat.open("en")
    chat.page.clock.install()  # no second try but by hand
    chat.page.route(SEND, lambda route: route.abort())
    chat.write(LOST["en"])
    expect(chat.status).to_contain_text(chat.say("retrying"))
    chat.page.unroute(SEND)
    chat.button("retry").click()
    chat.answered()
    expect(chat.replies).to_have_count(2)


def test_too_many_messages_wait_politely(chat: Chat, watch: Watch) -> None:
    watch.expect("status of 429")
    chat.open("en")
    chat.answer_once(status=429, headers={"retry-after": "1"}, json={"replies": []})
    chat.write(LOST["en"])
    expect(chat.status).to_contain_text(chat.say("busy"))
    chat.answered()
    expect(chat.replies).to_have_count(2)
    assert len(sent(watch)) == 2


def test_a_refused_question_is_said_and_does_not_block(chat: Chat, watch: Watch) -> None:
    watch.expect("status of 400")
    chat.open("ja")
    chat.answer_once(status=400, json={"error": "no"})
    chat.write("not this")
    expect(chat.questions.last).to_contain_text(chat.say("refused"))
    chat.ask(LOST["ja"])
    expect(chat.replies).to_have_count(2)


def test_a_slow_desk_is_said_to_be_slow(chat: Chat) -> None:
    held: list[Route] = []
    chat.open("ko")
    chat.page.clock.install()
    chat.page.route(SEND, lambda route: held.append(route))
    chat.write(LOST["ko"])
    expect(chat.status).to_have_text(chat.say("typing"))
    chat.page.clock.fast_forward(8_000)
    expect(chat.status).to_have_text(chat.say("slow"))
    held[0].continue_()
    chat.answered()
    expect(chat.replies).to_have_count(2)
