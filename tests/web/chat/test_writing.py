"""Writing a question: input methods, long texts, and numbers that nobody should send."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from bot.i18n.languages import LANGUAGES
from tests.web.chat.chat import Chat, Labels
from tests.web.chat.conftest import Visit
from tests.web.chat.watch import Watch

MOST = 2_000  # characters of a message
WRITTEN = ["304479502616", "3044 7950 2616", "３０４４－７９５０－２６１６", "三〇四四七九五〇二六一六"]


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


def test_nothing_is_not_sent(chat: Chat) -> None:
    chat.open("en")
    for blank in ("", "   ", "\n"):
        chat.write(blank)
    expect(chat.questions).to_have_count(0)


def posted(watch: Watch) -> list[str]:
    """What left the browser."""
    return [request.post_data or "" for request in watch.requests if request.method == "POST"]


def test_my_number_never_leaves_the_browser(chat: Chat, watch: Watch) -> None:
    chat.open("ja")
    for written in WRITTEN:
        chat.ask(f"私の番号は{written}です。カードをなくしました")
        expect(chat.words.last).to_have_text("私の番号は＊＊＊＊です。カードをなくしました")
    kept = chat.page.evaluate("JSON.stringify(sessionStorage)")
    assert len(posted(watch)) == len(WRITTEN)
    for place in (*posted(watch), kept, chat.panel.inner_text()):
        assert not [written for written in WRITTEN if written in place]
    expect(chat.replies).to_have_count(1 + 2 * len(WRITTEN))  # the greeting; then a notice and an answer each
    expect(chat.replies.nth(1).locator(".title")).to_have_text("番号を送らないでください")


def test_a_number_alone_is_not_even_sent(chat: Chat, watch: Watch) -> None:
    chat.open("en")
    chat.write(WRITTEN[0])
    expect(chat.words).to_have_text("＊＊＊＊")
    expect(chat.replies).to_have_count(2)
    expect(chat.status).to_be_empty()
    assert posted(watch) == []


def test_long_text_is_refused_with_the_number_too_many(visit: Visit, labels: Labels, watch: Watch) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"]).new_page()
    chat = Chat(page, labels).open("ja")
    page.evaluate("(text) => navigator.clipboard.writeText(text)", "𠮟" * (MOST + 500))  # two UTF-16 units each
    chat.field.click()
    page.keyboard.press("Control+V")
    for language in LANGUAGES:
        chat.switch(language)
        chat.field.press("Enter")
        expect(chat.panel.locator("#too-long")).to_have_text(chat.say("too_long", count=500))
        expect(chat.field).to_have_value("𠮟" * (MOST + 500))
    expect(chat.questions).to_have_count(0)
    assert posted(watch) == []
    chat.field.fill("𠮟" * MOST)
    expect(chat.panel.locator("#too-long")).to_be_hidden()
