"""Small screens, large letters, dark rooms: nothing is cut, everything can be hit."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from bot.i18n.languages import LANGUAGES
from tests.web.chat.chat import FORGOT, Chat
from tests.web.chat.conftest import DESKTOP, PHONE, Visit
from tests.web.chat.test_dates import START

LETTERS = (100, 130, 150, 200)  # per cent
TARGET = 44  # px, the width and height of what a finger hits
# Controls that are too small; the label of a radio button or a checkbox is as good as itself.
SMALL = """(root, least) => [...root.querySelectorAll("a[href], button, input, select, textarea, summary")]
  .map((control) => (control.matches("[type=radio], [type=checkbox]") ? control.closest("label") : control))
  .filter((control) => control.checkVisibility({ visibilityProperty: true }))
  .map((control) => [control, control.getBoundingClientRect()])
  .filter(([control, box]) => box.right > 0 && (box.width < least - 0.5 || box.height < least - 0.5))
  .map(([control, box]) => `${control.tagName} ${control.textContent.trim()} ${box.width} x ${box.height}`)"""
# What reaches over the side of the screen, or is wider than its own box.
CUT = """(root) => [...root.querySelectorAll("*")]
  .filter((element) => element.checkVisibility() && !element.matches("rp, rt, option, .visually-hidden, .skip"))
  .filter((element) => {
    const box = element.getBoundingClientRect();
    const scrolls = element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== "inline";
    return box.right > innerWidth + 0.5 || box.left < -0.5 || (scrolls && !element.matches("textarea, select, input"));
  })
  .map((element) => `${element.tagName}.${element.className}`)"""
MOVING = """(root) => [...root.querySelectorAll("*")].flatMap((element) =>
  ["", "::before", "::after"].map((part) => getComputedStyle(element, part))
    .filter((style) => style.animationName !== "none" || parseFloat(style.transitionDuration) > 0)
    .map(() => element.className))"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_chat_fits_a_screen_of_320_px(phone: Chat, language: str) -> None:
    phone.open(language)
    assert_fits(phone)  # the greeting
    phone.ask(FORGOT[language]).get_by_role("button", name=phone.say("no"), exact=True).click()
    phone.panel.locator("details.person summary").click()
    phone.use("delete")
    assert_fits(phone)  # an answer with its feedback, all lines, the menu
    phone.ask(START[language]).locator(".picture button").click()
    phone.date("western", "2023", "2", "29")
    assert_fits(phone)  # a form
    phone.button("close").click()
    expect(phone.launcher).to_be_in_viewport(ratio=1)


def assert_fits(chat: Chat) -> None:
    """Nothing is cut, on the smallest phone and on a desktop at 400 %."""
    for height in (256, 568):
        chat.page.set_viewport_size({"width": 320, "height": height})
        assert_nothing_is_cut(chat.page, chat.panel)


def assert_nothing_is_cut(page: Page, root: Locator) -> None:
    assert page.evaluate("document.scrollingElement.scrollWidth - document.documentElement.clientWidth") <= 0
    assert root.evaluate(CUT) == []
    assert root.evaluate(SMALL, TARGET) == []


def test_turning_the_phone(phone: Chat) -> None:
    phone.open("en")
    phone.field.fill("I lost")
    link = phone.page.locator("main a").first
    for size, is_modal in ((DESKTOP, False), (PHONE, True), (DESKTOP, False)):
        phone.page.set_viewport_size(size)
        expect(phone.page.locator("dialog.panel:modal")).to_have_count(int(is_modal))
        expect(phone.field).to_be_focused()
    link.click(trial=True)  # the page is in reach again
    phone.page.keyboard.type(" my card")
    expect(phone.field).to_have_value("I lost my card")


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_fit_a_screen_of_320_px(visit: Visit, language: str) -> None:
    page = visit(viewport=PHONE, java_script_enabled=False).new_page()
    for path in ("/", "/plain", "/booklet", "/accessibility", "/accessibility-untested"):
        page.goto(f"{path}?language={language}")
        assert_nothing_is_cut(page, page.locator("body"))


def resize_letters(page: Page, percent: int) -> None:
    page.evaluate("(percent) => (document.documentElement.style.fontSize = `${percent}%`)", percent)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fields_of_a_date_fit_with_letters_of_every_size(phone: Chat, language: str) -> None:
    phone.open(language).ask(START[language])
    for percent in LETTERS:
        resize_letters(phone.page, percent)
        assert phone.answer.evaluate(CUT) == [], percent
        assert phone.answer.evaluate(SMALL, TARGET) == [], percent


def test_words_without_an_end_stay_in_the_window(phone: Chat) -> None:
    phone.open("ko")
    for text in ("\u1112" * 80, "👨\u200d" * 60, "W" * 400):
        phone.ask(text)
        assert phone.panel.evaluate(CUT) == []
        expect(phone.words.last).to_have_text(text)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_letters_of_twice_the_size(visit: Visit, labels: Any, language: str) -> None:
    page = visit(viewport={"width": 640, "height": 900}).new_page()
    chat = Chat(page, labels).open(language)
    resize_letters(page, 200)
    chat.ask(FORGOT[language])
    if language == "ja":
        chat.readings()
    assert chat.panel.evaluate(CUT) == []
    expect(chat.field).to_be_in_viewport(ratio=1)


# WCAG 2.2, 1.4.12
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_with_more_space_between_letters_and_lines(visit: Visit, labels: Any, language: str) -> None:
    chat = Chat(visit(viewport=PHONE, bypass_csp=True).new_page(), labels).open(language)
    add_style = "(panel, text) => panel.before(Object.assign(document.createElement('style'), { textContent: text }))"
    chat.panel.evaluate(add_style, SPACED)
    chat.ask(START[language])
    assert chat.panel.evaluate(CUT) == []
    chat.panel.locator("details.person summary").click()
    chat.button("menu").click()
    assert chat.panel.evaluate(CUT) == []


def test_reduced_motion_has_none(visit: Visit, labels: Any) -> None:
    page = visit(reduced_motion="reduce").new_page()
    chat = Chat(page, labels).open("en")
    chat.page.route("**/webhooks/web/webhook", lambda route: None)  # stays under way
    chat.write("PIN")
    expect(chat.status).to_have_text(chat.say("typing"))
    assert chat.panel.evaluate(MOVING) == []
    page.emulate_media(reduced_motion="no-preference")
    assert chat.panel.evaluate(MOVING) != []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_dark_rooms(visit: Visit, labels: Any, scheme: str) -> None:
    chat = Chat(visit(color_scheme=scheme).new_page(), labels).open("ja")
    paper = chat.panel.evaluate("(panel) => getComputedStyle(panel).backgroundColor")
    brightness = sum(map(int, paper[4:-1].split(",")))
    assert (brightness < 3 * 60) == (scheme == "dark")
