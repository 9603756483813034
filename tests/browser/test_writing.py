"""Writing a question: input methods, long texts, and numbers that nobody should send."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.chat import Chat
from tests.browser.conftest import Visit
from tests.browser.watch import Watch

MOST = 2_000  # characters of a message
MY_NUMBER = "304479502616"


@pytest.mark.parametrize("key", [{"isComposing": True}, {"keyCode": 229}])
def test_enter_of_an_input_method_does_not_send(chat: Chat, key: dict[str, Any]) -> None:
    chat.open("ja")
    chat.field.fill("かーど")
    chat.field.dispatch_event("keydown", {"key": "Enter", "bubbles": True, "cancelable": True, **key})
    expect(chat.questions).to_have_count(0)
    expect(chat.field).to_have_value("かーど")


@pytest.mark.parametrize(("typed", "meant"), [("かーど", "カード"), ("kashi", "卡丢了"), ("ㅋㅏㄷㅡ", "카드")])
def test_composing_with_a_real_input_method(chat: Chat, typed: str, meant: str) -> None:
    chat.open("ja")
    chat.field.click()
    keyboard = chat.page.context.new_cdp_session(chat.page)
    keyboard.send("Input.imeSetComposition", {"text": typed, "selectionStart": 1, "selectionEnd": 1})
    expect(chat.field).to_have_value(typed)
    chat.page.keyboard.press("Enter")
    expect(chat.questions).to_have_count(0)
    chat.field.fill("")
    keyboard.send("Input.insertText", {"text": meant})
    chat.page.keyboard.press("Enter")
    expect(chat.words).to_have_text(meant)
    chat.answered()


def test_shift_enter_makes_a_line(chat: Chat) -> None:
    chat.open("en")
    chat.field.fill("I lost my card")
    height = chat.field.bounding_box()["height"]  # type: ignore[index]
    chat.field.press("Shift+Enter")
    chat.field.press_sequentially("yesterday")
    expect(chat.field).to_have_value("I lost my card\nyesterday")
    assert chat.field.bounding_box()["height"] > height  # type: ignore[index]
    chat.button("send").click()
    chat.answered()
    expect(chat.words).to_have_text("I lost my card\nyesterday", use_inner_text=True)


@pytest.mark.parametrize("blank", ["", "   ", "\n"])
def test_nothing_is_not_sent(chat: Chat, blank: str) -> None:
    chat.open("en")
    chat.write(blank)
    expect(chat.questions).to_have_count(0)


# fmt: off
@pytest.mark.parametrize("written", [
    "304479502616", "3044 7950 2616", "３０４４－７９５０－２６１６", "三〇四四七九五〇二六一六",
])
# fmt: on
def test_my_number_never_leaves_the_browser(chat: Chat, watch: Watch, written: str) -> None:
    chat.open("ja")
    chat.ask(f"私の番号は{written}です。カードをなくしました")
    expect(chat.words).to_have_text("私の番号は＊＊＊＊です。カードをなくしました")
    sent = [request.post_data or "" for request in watch.requests if request.method == "POST"]
    kept = chat.page.evaluate("JSON.stringify(sessionStorage)")
    assert len(sent) == 1 and "＊＊＊＊" in sent[0]
    for place in (*sent, kept, chat.panel.inner_text()):
        assert written not in place and MY_NUMBER not in place
    expect(chat.replies).to_have_count(3)  # the greeting, the notice, the answer
    expect(chat.replies.nth(1)).to_contain_text("番号")


def test_a_number_alone_is_not_even_sent(chat: Chat, watch: Watch) -> None:
    chat.open("en")
    chat.write(MY_NUMBER)
    expect(chat.words).to_have_text("＊＊＊＊")
    expect(chat.replies).to_have_count(2)
    expect(chat.status).to_be_empty()
    assert [request for request in watch.requests if request.method == "POST"] == []


@pytest.mark.parametrize(("language", "letter"), [("ja", "あ"), ("en", "a"), ("zh", "卡"), ("ko", "가")])
def test_long_text_is_refused_with_the_number_too_many(
    visit: Visit, labels: Any, watch: Watch, language: str, letter: str
) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"]).new_page()
    chat = Chat(page, labels).open(language)
    page.evaluate("(text) => navigator.clipboard.writeText(text)", letter * (MOST + 500))
    chat.field.click()
    page.keyboard.press("Control+V")
    expect(chat.panel.locator("#too-long")).to_have_text(chat.say("too_long", count=500))
    page.keyboard.press("Enter")
    expect(chat.field).to_have_value(letter * (MOST + 500))
    expect(chat.questions).to_have_count(0)
    assert [request for request in watch.requests if request.method == "POST"] == []
    chat.field.fill(letter * MOST)
    expect(chat.panel.locator("#too-long")).to_be_hidden()
