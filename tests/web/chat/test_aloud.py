"""Reading aloud: with the device's own voices alone, by readings; stops when the reader goes on; hidden without a voice."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.web.chat.chat import LOST, Chat
from tests.web.chat.test_old_phones import IDLE, long_conversation
from tests.web.chat.watch import Watch

# A device with voices; what is said is kept, and ends when the test says so.
VOICES = """(voices) => {
  const said = (window.said = []);
  const heard = new EventTarget();
  const synthesis = {
    getVoices: () => voices,
    speak: (utterance) => said.push(utterance),
    cancel: () => said.splice(0),
    addEventListener: (...to) => heard.addEventListener(...to),
    removeEventListener: (...from) => heard.removeEventListener(...from),
  };
  Object.defineProperty(window, "speechSynthesis", { value: synthesis, configurable: true });
  window.SpeechSynthesisUtterance = class extends EventTarget {
    constructor(text) { super(); this.text = text; }
  };
}"""
LOCAL, REMOTE = {"lang": "ja-JP", "localService": True}, {"lang": "ja-JP", "localService": False}
ENGLISH = {"lang": "en-GB", "localService": True}
MODULE = "/aloud.js"


def with_voices(chat: Chat, *voices: dict[str, Any]) -> Chat:
    chat.page.add_init_script(f"({VOICES})({json.dumps(voices)})")
    return chat


def said(chat: Chat) -> list[str]:
    return list(chat.page.evaluate("window.said.map(({ text }) => text)"))


def test_an_answer_is_read_by_its_readings_and_stops_at_the_second_press(chat: Chat) -> None:
    with_voices(chat, REMOTE, LOCAL).open("ja")
    chat.ask(LOST["ja"])
    own = chat.answer.locator(".aloud")
    expect(own).to_have_text("読み上げる")
    own.press("Enter")
    expect(own).to_have_text("読み上げを止める")
    text = " ".join(said(chat))
    assert "0 1 2 0" in text and not re.search(r"\d{4}-|[電話紛失]", text)
    assert chat.page.evaluate("window.said.every(({ voice }) => voice.localService)")
    expect(own).to_be_focused()
    own.press("Enter")
    expect(own).to_have_text("読み上げる")
    assert said(chat) == []


def test_the_end_is_told(chat: Chat) -> None:
    with_voices(chat, ENGLISH).open("en")
    own = chat.answer.locator(".aloud")
    own.click()
    expect(own).to_have_text("Stop reading")
    chat.page.evaluate("window.said.forEach((one) => one.dispatchEvent(new Event('end')))")
    expect(own).to_have_text("Read aloud")


@pytest.mark.parametrize("go_on", ["question", "language", "close"])
def test_it_stops_when_the_reader_goes_on(chat: Chat, go_on: str) -> None:
    with_voices(chat, LOCAL, ENGLISH).open("ja")
    chat.answer.locator(".aloud").click()
    assert said(chat)
    if go_on == "question":
        chat.ask(LOST["ja"])
    elif go_on == "language":
        chat.switch("en")
        expect(chat.answer.locator(".aloud")).to_have_text("Read aloud")
    else:
        chat.button("close").click()
    chat.page.wait_for_function("window.said.length === 0")


def test_without_a_voice_of_its_language_there_is_no_button(chat: Chat) -> None:
    with_voices(chat, ENGLISH).open("ja")
    chat.ask(LOST["ja"])
    expect(chat.panel.locator(".aloud")).to_have_count(0)
    chat.switch("en")
    expect(chat.panel.locator(".aloud")).to_have_count(2)
    chat.switch("ko")
    expect(chat.panel.locator(".aloud")).to_have_count(0)


@pytest.mark.parametrize("voices", [[], [REMOTE]], ids=["none", "only the network's"])
def test_nothing_is_loaded_without_a_voice_of_the_device(
    chat: Chat, watch: Watch, voices: list[dict[str, Any]]
) -> None:
    with_voices(chat, *voices).open("ja")
    chat.ask(LOST["ja"])
    assert not any(address.endswith(MODULE) for address in watch.addresses)


def test_older_answers_stay_one_stop_for_tab(chat: Chat) -> None:
    with_voices(chat, ENGLISH).open("en")
    chat.ask(LOST["en"])
    expect(chat.replies.first.locator(".aloud")).to_have_attribute("tabindex", "-1")
    expect(chat.answer.locator(".aloud")).not_to_have_attribute("tabindex", "-1")


def test_older_answers_that_are_drawn_late_have_the_button_and_end_nothing(phone: Chat) -> None:
    chat = long_conversation(with_voices(phone, LOCAL), 8)
    chat.answer.locator(".aloud").click()
    expect(chat.answer.locator(".aloud")).to_have_text("読み上げを止める")
    before = chat.answer.bounding_box()
    chat.page.evaluate(IDLE)
    expect(chat.replies).to_have_count(9)
    expect(chat.panel.locator(".aloud")).to_have_count(9)
    after = chat.answer.bounding_box()
    assert said(chat) and before and after and abs(before["y"] - after["y"]) <= 6
    expect(chat.answer.locator(".aloud")).to_have_text("読み上げを止める")
    chat.ask(LOST["ja"])
    assert said(chat) == []
