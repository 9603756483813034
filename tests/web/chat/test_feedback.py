"""Was this helpful: what is kept of it, and what is not."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests.web.chat.chat import LOST, Chat
from tests.web.chat.running import RunningDesk

LAST = "SELECT * FROM feedback ORDER BY id DESC LIMIT 1"


def given(chat: Chat, desk: RunningDesk, press: Any) -> dict[str, Any]:
    """What the desk keeps of an opinion."""
    with chat.page.expect_response("**/webhooks/web/feedback") as response:
        press()
    assert response.value.ok
    thanks = chat.answer.locator(".thanks")
    expect(thanks).to_have_text(chat.say("feedback_thanks"))
    expect(thanks).to_be_focused()
    return desk.rows(LAST)[0]


def test_yes(chat: Chat, desk: RunningDesk) -> None:
    chat.open("zh")
    yes = chat.ask(LOST["zh"]).get_by_role("button", name=chat.say("yes"), exact=True)
    kept = given(chat, desk, yes.click)
    assert (kept["topic"], kept["helpful"], kept["language"], kept["reason"]) == ("lost_card", 1, "zh", None)
    chat.switch("en")
    expect(chat.answer.locator(".thanks")).to_have_text(chat.say("feedback_thanks"))  # asked once, in any language
    chat.page.reload()
    expect(chat.answer.locator(".thanks")).to_be_visible()


def test_no_with_reason_and_comment(chat: Chat, desk: RunningDesk) -> None:
    chat.open("ja")
    answer = chat.ask(LOST["ja"])
    answer.get_by_role("button", name=chat.say("no"), exact=True).click()
    first = answer.get_by_role("radio").first
    expect(first).to_be_focused()
    first.press("ArrowDown")
    expect(answer.get_by_label(chat.say("unclear"))).to_be_checked()
    answer.get_by_label(chat.say("comment")).fill("電話は090-1234-5678です")
    kept = given(chat, desk, answer.get_by_role("button", name=chat.say("send_feedback")).click)
    assert (kept["topic"], kept["helpful"], kept["reason"]) == ("lost_card", 0, "unclear")
    assert kept["comment"] == "電話は＊＊＊＊です" and kept["question"] == LOST["ja"]
    assert not {"session", "sender_id", "time", "address"} & set(kept)


def test_no_without_a_word(chat: Chat, desk: RunningDesk) -> None:
    chat.open("ko")
    answer = chat.ask(LOST["ko"])
    answer.get_by_role("button", name=chat.say("no"), exact=True).click()
    kept = given(chat, desk, answer.get_by_role("button", name=chat.say("send_feedback")).click)
    assert (kept["helpful"], kept["reason"], kept["comment"]) == (0, "other", None)


def test_greeting_is_not_asked_about(chat: Chat) -> None:
    expect(chat.open("en").panel.locator(".feedback")).to_have_count(0)
