"""Everything without a mouse, and what a screen reader hears."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import ViewportSize, expect

from bot.i18n.languages import LANGUAGES
from tests.web.chat.chat import LOST, Chat
from tests.web.chat.conftest import DESKTOP, PHONE
from tests.web.chat.test_dates import START

# The control that has the focus: whether the chat holds it, what marks it, and whether anything lies over it.
FOCUSED = """() => {
  const root = document.activeElement.shadowRoot;
  const element = (root && root.activeElement) || document.activeElement;
  const style = getComputedStyle(element), box = element.getBoundingClientRect();
  const [x, y] = [box.x + box.width / 2, box.y + Math.min(box.height / 2, 22)]; // an answer may be taller than the log
  const above = (root || document).elementFromPoint(x, y);
  return {
    inChat: Boolean(root),
    index: root ? [...root.querySelectorAll("*")].indexOf(element) : -1,
    name: element.className || element.textContent.trim().slice(0, 30),
    isMarked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    isCovered: !(above && (element.contains(above) || above.contains(element))),
  };
}"""
CONTROLS = ":is(a[href], button, summary, textarea, input, select):not([tabindex='-1']), [tabindex='0']"
IN_ANSWER = """() => {
  const { activeElement } = document.querySelector("madoguchi-chat").shadowRoot;
  const turn = activeElement.closest(".turn");
  return Boolean(turn) && !turn.nextElementSibling.matches(".turn") && turn.matches(".reply");
}"""
# What a screen reader is told to say.
NOTE_SAID = """(panel) => {
  window.said = [];
  const place = panel.querySelector("[aria-live=polite]");
  new MutationObserver(() => window.said.push(place.textContent))
    .observe(place, { childList: true });
}"""
# Turns added to a log that was there before: what it began with is not read.
COUNT_READ = """(panel) => {
  window.read = [];
  new MutationObserver((changes) => changes.forEach((change) =>
    change.addedNodes.forEach((node) => node.matches(".turn") && window.read.push(node.className))
  )).observe(panel, { childList: true, subtree: true });
}"""


def tab_through(chat: Chat) -> list[dict[str, Any]]:
    """The chat's controls in the order that Tab reaches them."""
    met: list[dict[str, Any]] = []
    for _ in range(80):
        chat.page.keyboard.press("Tab")
        focused = chat.page.evaluate(FOCUSED)
        if met and (not focused["inChat"] or focused["index"] == met[0]["index"]):
            break
        if focused["inChat"]:
            met.append(focused)
    return met


def test_tab_reaches_every_control_in_order_and_shows_where_it_is(chat: Chat) -> None:
    chat.open("en")
    chat.ask(LOST["en"])
    chat.button("menu").click()
    chat.page.locator("h1").click()
    met = tab_through(chat)
    visible = [one for one in chat.panel.locator(CONTROLS).all() if one.is_visible()]
    assert len(met) == len(visible)
    assert [one["index"] for one in met] == sorted(one["index"] for one in met)
    assert [one["name"] for one in met if not one["isMarked"] or one["isCovered"]] == []


def test_on_a_phone_tab_stays_in_the_window(phone: Chat) -> None:
    phone.open("ja")
    expect(phone.panel.get_by_role("heading", level=2)).to_be_focused()
    met = tab_through(phone)
    assert len(met) > 10 and all(one["isMarked"] and not one["isCovered"] for one in met)


def test_a_whole_question_without_a_mouse(chat: Chat) -> None:
    chat.open("ko")
    chat.page.keyboard.press("Escape")
    chat.field.focus()
    chat.page.keyboard.press("Escape")
    expect(chat.panel).to_be_hidden()
    expect(chat.launcher).to_be_focused()
    chat.page.keyboard.press("Enter")
    expect(chat.field).to_be_focused()
    chat.page.keyboard.type(LOST["en"])
    chat.page.keyboard.press("Enter")
    chat.answered()
    expect(chat.field).to_be_focused()
    chat.button("close").press("Space")
    expect(chat.launcher).to_be_focused()


def test_focus_is_never_lost(chat: Chat) -> None:
    chat.open("en")
    for press in (lambda: chat.press("Reissue of the card"), lambda: chat.switch("zh"), lambda: chat.use("copy")):
        press()
        assert chat.page.evaluate(FOCUSED)["inChat"]


@pytest.mark.parametrize("screen", [PHONE, DESKTOP])
def test_after_any_press_the_focus_is_on_the_new_answer(chat: Chat, screen: ViewportSize) -> None:
    chat.page.set_viewport_size(screen)
    chat.open("en")
    chat.ask(LOST["en"])
    expect(chat.field).to_be_focused()  # who writes goes on writing
    for press in (
        lambda: chat.answer.locator(".offers button").first.press("Enter"),
        lambda: chat.answer.locator(".offers button").last.click(),
        lambda: (chat.field.fill(START["en"]), chat.button("send").press("Space")),
        lambda: chat.date("western", "1978", "9", "11"),
    ):
        before = chat.replies.count()
        press()
        expect(chat.replies).to_have_count(before + 1)
        assert chat.page.evaluate(IN_ANSWER)
        assert not chat.page.evaluate(FOCUSED)["isCovered"]


def test_older_answers_are_one_stop_each(chat: Chat) -> None:
    chat.open("en")
    for question in (LOST["en"], "I forgot my PIN", LOST["en"]):
        chat.ask(question)
    older = chat.replies.and_(chat.panel.locator("[tabindex='0']"))
    expect(older).to_have_count(3)  # the greeting, and two answers
    assert older.locator(CONTROLS).count() == 0
    assert chat.answer.locator(CONTROLS).count() > 3
    older.last.press("Enter")
    expect(older.last.locator(":focus")).to_have_count(1)
    chat.page.keyboard.press("Tab")
    expect(older.last.locator(":focus")).to_have_count(1)
    chat.page.keyboard.press("Escape")
    expect(older.last).to_be_focused()
    older.first.focus()
    assert older.locator(CONTROLS).count() == 0
    chat.switch("ko")
    expect(older).to_have_count(3)


def test_one_press_skips_the_conversation(chat: Chat) -> None:
    chat.open("ja")
    chat.ask(LOST["ja"])
    chat.button("close").focus()
    while chat.page.evaluate(FOCUSED)["name"] != "skip":
        chat.page.keyboard.press("Tab")
    chat.page.keyboard.press("Enter")
    expect(chat.field).to_be_focused()


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_an_answer_the_first_sentence_and_the_number_of_points_is_said_once(chat: Chat, language: str) -> None:
    chat.open(language)
    expect(chat.log).to_have_attribute("aria-live", "off")
    chat.panel.evaluate(NOTE_SAID)
    lead = chat.ask(LOST[language]).locator(".lead").text_content()
    points = chat.answer.locator(".points li").count()
    assert chat.page.evaluate("window.said") == [f"{lead} {chat.say('points', count=points)}"]


def test_each_answer_is_read_once(chat: Chat) -> None:
    chat.open("ja")
    expect(chat.log).to_have_accessible_name(chat.say("conversation"))
    chat.panel.evaluate(COUNT_READ)
    for question in (LOST["ja"], "暗証番号を忘れました"):
        chat.ask(question)
    assert chat.page.evaluate("window.read") == ["turn asked", "turn reply"] * 2


def test_an_answer_in_another_language_is_read_too(chat: Chat) -> None:
    chat.open("ja")
    chat.panel.evaluate(NOTE_SAID)
    lead = chat.ask(LOST["en"]).locator(".lead").inner_text()
    expect(chat.log).to_have_accessible_name(chat.labels["en"]["conversation"])
    (said,) = filter(None, chat.page.evaluate("window.said"))  # the log was drawn anew, and is silent
    assert said.startswith(lead)


def test_what_happens_is_said(chat: Chat) -> None:
    chat.open("en")
    chat.page.context.set_offline(True)
    chat.write(LOST["en"])
    expect(chat.panel.get_by_role("status")).to_contain_text(chat.say("offline"))


def test_an_escape_that_ends_a_conversion_closes_nothing(chat: Chat) -> None:
    chat.open("ja")
    for details in ("{ isComposing: true }", "{ keyCode: 229 }"):
        chat.field.evaluate(f"""(field) => field.dispatchEvent(
          new KeyboardEvent("keydown", {{ key: "Escape", bubbles: true, cancelable: true, ...{details} }}))""")
        expect(chat.panel).to_be_visible()


def test_escape_closes_the_menu_first(phone: Chat) -> None:
    phone.open("en")
    phone.button("menu").click()
    expect(phone.tools).to_be_visible()
    phone.page.keyboard.press("Escape")
    expect(phone.tools).to_be_hidden()
    expect(phone.button("menu")).to_be_focused()
    phone.page.keyboard.press("Escape")
    expect(phone.panel).to_be_hidden()


def test_a_pressed_button_that_leaves_the_screen_leaves_the_focus(chat: Chat) -> None:
    chat.open("en")
    chat.ask(LOST["en"])
    offer = chat.answer.locator(".offers button").first
    offer.focus()
    chat.page.keyboard.press("Enter")
    expect(chat.replies).to_have_count(3)
    focused = chat.page.evaluate(FOCUSED)
    assert focused["inChat"] and not focused["isCovered"]
    expect(offer.and_(chat.panel.locator(":focus"))).to_have_count(0)


def test_what_is_read_aloud_is_not_what_takes_the_focus(chat: Chat) -> None:
    chat.open("ko")
    expect(chat.log).not_to_have_attribute("tabindex", re.compile(".*"))
    expect(chat.panel.locator("[tabindex='0']")).to_have_attribute("role", "group")  # one: no answer is old yet
