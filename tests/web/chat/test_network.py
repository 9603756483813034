"""Slow, broken and missing networks: said so, and nothing is sent twice."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.web.chat.chat import LOST, SEND, Chat
from tests.web.chat.running import RunningDesk
from tests.web.chat.watch import Watch


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


@pytest.mark.parametrize("answer", [
    {"status": 500, "body": "oops"},
    {"status": 200, "json": {}},
    {"status": 200, "json": {"said": "not this", "replies": [{"language": "en", "versions": {}}]}},
    {"status": 200, "body": "<p>a proxy's page</p>"},
])  # fmt: skip
def test_what_fails_each_time_is_given_up_with_words(chat: Chat, watch: Watch, answer: dict[str, Any]) -> None:
    if answer["status"] == 500:
        watch.expect("status of 500")
    chat.open("ko")
    chat.page.clock.install()

    def spoil(route: Route) -> None:
        if "not this" in (route.request.post_data or ""):
            route.fulfill(**answer)
        else:
            route.continue_()

    chat.page.route(SEND, spoil)
    chat.write("not this")
    chat.write(LOST["ko"])
    for _ in range(10):
        chat.page.wait_for_timeout(100)
        chat.page.clock.fast_forward(20_000)
    given_up, answered = chat.questions.all()
    expect(given_up).to_contain_text(chat.say("failed"))
    expect(given_up.get_by_role("link").first).to_have_attribute("href", re.compile(r"tel:[\d-]+"))
    expect(answered).not_to_contain_text(chat.say("failed"))
    expect(chat.answered().locator(".lead")).to_contain_text("0120-95-0178")
    chat.page.reload()
    expect(chat.questions.first).to_contain_text(chat.say("failed"))
    chat.switch("zh")
    expect(chat.questions.first).to_contain_text(chat.say("failed"))
    chat.page.unroute(SEND)
    chat.questions.first.get_by_role("button").click()
    expect(chat.replies).to_have_count(3)
    expect(chat.questions.first).not_to_contain_text(chat.say("failed"))


def test_each_answer_stands_under_its_question(chat: Chat) -> None:
    chat.open("en")
    chat.page.context.set_offline(True)
    for question in (LOST["en"], "I forgot my PIN"):
        chat.write(question)
    chat.page.context.set_offline(False)
    expect(chat.replies).to_have_count(3)
    kinds = [str(turn.get_attribute("class")).split()[-1] for turn in chat.panel.locator(".turn").all()]
    assert kinds == ["reply", "asked", "reply", "asked", "reply"]
    shown = chat.panel.locator(".lead").all_inner_texts()
    chat.page.reload()
    expect(chat.panel.locator(".lead")).to_have_text(shown)


def test_a_double_click_asks_once(chat: Chat, watch: Watch) -> None:
    chat.open("en")
    chat.ask(LOST["en"])
    chat.answer.locator(".offers button").first.dblclick()
    expect(chat.questions).to_have_count(2)
    chat.answered()
    chat.field.fill("I forgot my PIN")
    chat.button("send").dblclick()
    expect(chat.replies).to_have_count(4)
    chat.answered()
    assert len(sent(watch)) == 3


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
