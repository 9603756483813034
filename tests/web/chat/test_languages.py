"""The language that the chat is shown in: whose choice it is, and that every text says which one it has."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from bot.i18n.languages import LANGUAGES
from tests.web.chat.chat import LOST, Chat
from tests.web.chat.running import RunningDesk

# The texts that are shown and spoken, without those of the language buttons.
TEXTS = """(panel) => {
  const texts = [];
  for (const element of panel.querySelectorAll("*")) {
    if (element.closest(".languages button, .asked .words")) continue;
    for (const name of ["aria-label", "placeholder", "alt", "title"])
      if (element.hasAttribute(name)) texts.push(element.getAttribute(name));
    if (!element.closest("span")) texts.push(element.textContent);
  }
  return texts;
}"""
# Every text with the language that it is said to have; an option can hold no mark.
SPOKEN = """(panel) => {
  const walker = document.createTreeWalker(panel, NodeFilter.SHOW_TEXT), spoken = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim();
    if (text && !walker.currentNode.parentElement.matches("option")) spoken.push([walker.currentNode.parentElement.closest("[lang]").lang, text]);
  }
  return spoken;
}"""
KANA, KANJI, HANGUL = "\u3040-\u30fa\u30fc-\u30ff", "\u3400-\u9fff", "\uac00-\ud7a3"
FOREIGN = {"ja": f"[{HANGUL}]", "en": f"[{KANA}{KANJI}{HANGUL}]", "zh": f"[{KANA}{HANGUL}]", "ko": f"[{KANA}{KANJI}]"}
FOREIGN.update({"ja-x-easy": FOREIGN["ja"], "zh-Hant": FOREIGN["zh"]})
OWN = {"ja": f"[{KANA}{KANJI}0-9×]", "en": "[A-Za-z0-9×]", "zh": f"[{KANJI}0-9×]", "ko": f"[{HANGUL}0-9×]"}
OWN.update({"ja-x-easy": OWN["ja"], "zh-Hant": OWN["zh"]})


def is_wrong(language: str, text: str) -> bool:
    """Whether a text has letters that its language does not write; GB 2312 holds the simplified characters."""
    simplified = re.sub(f"[^{KANJI}]", "", text).encode("gb2312", "replace")
    return bool(re.search(FOREIGN[language], text)) or (language == "zh" and b"?" in simplified)


def fill_the_screen(chat: Chat) -> None:
    """A conversation with a typed question, a pressed button, a form, the menu and all lines."""
    chat.open("ja")
    chat.ask(LOST["ja"])
    chat.press("カードの再発行")
    chat.ask("有効期限を計算してください")
    chat.panel.locator("details.person summary").click()
    chat.use("delete")


def test_switching_relabels_everything_and_keeps_the_conversation(chat: Chat) -> None:
    fill_the_screen(chat)
    turns = chat.panel.locator(".turn").count()
    for language in reversed(LANGUAGES):
        chat.switch(language)
        chat.use("delete")
        assert_labels(chat, language)
        assert_spoken(chat, language)
        expect(chat.panel.locator(".turn")).to_have_count(turns)
        expect(chat.words.first).to_have_text(LOST["ja"])  # what was typed stays


def assert_labels(chat: Chat, language: str) -> None:
    """No label is left in another language, and the right button is pressed."""
    others = {text for code, own in chat.labels.items() if code != language for text in own.values()}
    shown = {text.strip() for text in chat.panel.evaluate(TEXTS)}
    assert shown & (others - set(chat.labels[language].values())) == set()
    expect(chat.panel.locator("[data-code][aria-pressed=true]")).to_have_attribute("data-code", language)


def assert_spoken(chat: Chat, language: str) -> None:
    """Every text says its language."""
    spoken = chat.panel.evaluate(SPOKEN)
    assert [text for code, text in spoken if is_wrong(code, text)] == []
    assert len([text for code, text in spoken if code == language and re.search(OWN[language], text)]) > 40
    assert language == "ja" or any(code == "ja" for code, _ in spoken)


def test_focus_stays_on_the_language(chat: Chat) -> None:
    chat.open("ja")
    chat.switch("ko")
    expect(chat.panel.locator("[data-code=ko]")).to_be_focused()


def test_japanese_terms_have_japanese_letters(chat: Chat) -> None:
    chat.open("zh")
    term = chat.answer.locator("span[lang=ja]").first
    assert "JP" in term.evaluate("(element) => getComputedStyle(element).fontFamily")
    assert "SC" in chat.answer.locator(".lead").evaluate("(element) => getComputedStyle(element).fontFamily")


def test_choice_outlives_reload_and_restart(chat: Chat, desk: RunningDesk) -> None:
    # /lost is kept ten seconds after the page is open, which may be while the desk is down
    chat.page.add_init_script("delete Navigator.prototype.serviceWorker")
    chat.open("ja")
    chat.ask(LOST["ja"])
    chat.switch("ko")
    chat.page.reload()
    expect(chat.panel).to_have_attribute("lang", "ko")
    desk.restart()
    chat.ask("PIN")
    expect(chat.panel).to_have_attribute("lang", "ko")
    expect(chat.answer.locator(".lead")).to_contain_text(re.compile(f"[{HANGUL}]"))
    chat.page.reload()
    expect(chat.panel).to_have_attribute("lang", "ko")
    expect(chat.questions).to_have_count(2)


@pytest.mark.parametrize(("shown", "typed", "then"), [
    ("ja", LOST["en"], "en"), ("ja", LOST["ko"], "ko"), ("en", LOST["zh"], "zh"), ("ko", LOST["ja"], "ja"),
])  # fmt: skip
def test_chat_follows_a_clear_sentence(chat: Chat, shown: str, typed: str, then: str) -> None:
    chat.open(shown)
    chat.ask(typed)
    expect(chat.panel).to_have_attribute("lang", then)
    expect(chat.questions).to_have_count(1)
    chat.ask("PIN")
    expect(chat.panel).to_have_attribute("lang", then)


def test_a_bare_word_changes_nothing(chat: Chat) -> None:
    chat.open("ja")
    chat.ask("PIN")
    expect(chat.panel).to_have_attribute("lang", "ja")
    chat.switch("zh")
    chat.ask("PIN")
    expect(chat.panel).to_have_attribute("lang", "zh")
    expect(chat.answer).to_have_attribute("lang", "zh")
