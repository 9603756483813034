"""Readings over the Japanese answers, as a switch."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.web.chat.chat import LOST, Chat

WITHOUT_READINGS = """(element) => {
  const copy = element.cloneNode(true);
  copy.querySelectorAll("rt, rp").forEach((reading) => reading.remove());
  return copy.textContent;
}"""


def test_readings_come_and_go(chat: Chat) -> None:
    chat.open("ja")
    plain = chat.ask(LOST["ja"]).evaluate(WITHOUT_READINGS)
    switch = chat.panel.get_by_role("switch", name=chat.say("furigana"))
    switch.click()
    expect(chat.panel.get_by_role("switch")).to_be_checked()
    expect(chat.panel.get_by_role("switch")).to_be_focused()
    assert chat.answer.locator("ruby").count() > 20
    assert chat.answer.evaluate(WITHOUT_READINGS) == plain
    for part in (".lead", ".points", ".offers", ".feedback"):
        assert chat.answer.locator(f"{part} rt").count() > 0
    for reading in chat.panel.locator("rt").all_inner_texts():
        assert all("ぁ" <= letter <= "ん" or letter == "ー" for letter in reading), reading

    chat.ask("暗証番号を忘れました")
    assert chat.answer.locator("ruby").count() > 0
    chat.page.reload()
    expect(chat.panel.get_by_role("switch")).to_be_checked()
    chat.readings()
    expect(chat.panel.locator("ruby")).to_have_count(0)


def test_only_japanese_has_readings(chat: Chat) -> None:
    chat.open("ja")
    chat.readings()
    chat.switch("zh")
    expect(chat.panel.get_by_role("switch")).to_have_count(0)
    expect(chat.panel.locator("ruby")).to_have_count(0)
