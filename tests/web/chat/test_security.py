"""What neither the network nor a reader can make the chat do; and that nothing is kept or sent that need not be."""

from __future__ import annotations

import json
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.web.chat.chat import LOST, SEND, Chat
from tests.web.chat.watch import Watch

HOSTILE = "<img src=x onerror=\"document.title='hacked'\"><script>document.title='hacked'</script>"


def test_session_is_in_no_address_and_no_cookie(chat: Chat, watch: Watch) -> None:
    chat.open("en")
    chat.ask(LOST["en"]).get_by_role("button", name=chat.say("yes"), exact=True).click()
    session = chat.memory["session"]
    chat.use("delete", "delete_yes")
    expect(chat.questions).to_have_count(0)
    assert len(session) >= 22 and watch.addresses
    assert [address for address in watch.addresses if session in address] == []
    assert chat.page.evaluate("document.cookie") == ""


def test_sessions_are_drawn_anew(chat: Chat) -> None:
    first = chat.open("en").memory["session"]
    assert Chat(chat.page.context.new_page(), chat.labels).open("en").memory["session"] != first


def test_a_question_is_text(chat: Chat) -> None:
    chat.open("en")
    chat.ask(HOSTILE)
    expect(chat.words).to_have_text(HOSTILE)
    expect(chat.panel.locator("img, script")).to_have_count(0)
    assert "hacked" not in chat.page.title()


def test_an_answer_is_text(chat: Chat) -> None:
    def spoil(route: Route) -> None:
        answer = route.fetch().json()
        route.fulfill(json=spoiled(answer))

    chat.open("en")
    chat.page.route(SEND, spoil)
    chat.ask(LOST["en"])
    expect(chat.answer.locator(".lead")).to_have_text(HOSTILE)
    expect(chat.panel.locator("img, script")).to_have_count(0)
    assert "hacked" not in chat.page.title()


def spoiled(part: Any) -> Any:
    """An answer with markup in every text."""
    if isinstance(part, dict):
        kept = ("language", "payload", "kind", "kinds", "order", "topic", "place", "asks", "value")
        return {key: value if key in kept else spoiled(value) for key, value in part.items()}
    if isinstance(part, list):
        return [spoiled(one) for one in part]
    return HOSTILE if isinstance(part, str) else part


def test_a_plain_page_shows_a_question_as_text(chat: Chat) -> None:
    chat.page.goto("/plain?language=en")
    chat.page.locator("textarea").fill(HOSTILE)
    chat.page.locator("button.send").click()
    expect(chat.page.locator(".asked")).to_contain_text(HOSTILE)
    expect(chat.page.locator("img, script")).to_have_count(0)


def test_a_broken_memory_is_a_new_conversation(chat: Chat) -> None:
    chat.page.add_init_script("sessionStorage.setItem('madoguchi', '{broken')")
    chat.open("en")
    chat.ask(LOST["en"])
    expect(chat.replies).to_have_count(2)


@pytest.mark.parametrize("path", ["/", "/plain", "/booklet"])
def test_pages_allow_no_script_but_the_desks_own(chat: Chat, path: str) -> None:
    answer = chat.page.goto(path)
    assert answer
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert chat.page.locator("script:not([src]), [style], [onclick]").count() == 0


def test_nothing_is_sent_before_something_is_asked(chat: Chat, watch: Watch) -> None:
    chat.open("ja")
    chat.field.press_sequentially("カードを")
    assert [request.url for request in watch.requests if request.method != "GET"] == []


def test_the_tab_keeps_only_the_conversation(chat: Chat) -> None:
    chat.open("en")
    chat.ask(LOST["en"])
    assert set(chat.memory) <= {"version", "session", "language", "furigana", "isOpen", "turns", "isSwitched", "isBare"}
    assert json.loads(chat.page.evaluate("JSON.stringify(Object.keys(sessionStorage))")) == ["madoguchi"]
