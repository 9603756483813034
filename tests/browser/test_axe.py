"""axe-core finds nothing in any state, by day and by night, on a desktop and on the smallest phone."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from bot.languages import LANGUAGES
from tests.browser.chat import LOST, Chat
from tests.browser.conftest import Visit
from tests.browser.test_dates import START

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": RULES}}
SCREENS = [("light", 1280, 800), ("dark", 320, 568), ("dark", 1280, 800), ("light", 320, 568)]


def greeting(chat: Chat, language: str) -> None:
    chat.open(language)


def answer(chat: Chat, language: str) -> None:
    chat.open(language)
    chat.ask(LOST[language])
    chat.ask("PIN")  # has a notice of what has changed


def feedback_form(chat: Chat, language: str) -> None:
    answer(chat, language)
    chat.answer.get_by_role("button", name=chat.say("no"), exact=True).click()


def date_form(chat: Chat, language: str) -> None:
    chat.open(language)
    chat.ask(START[language]).locator(".picture button").click()


def date_error(chat: Chat, language: str) -> None:
    date_form(chat, language)
    chat.date("reiwa", "", "13", "1")


def delete_confirm(chat: Chat, language: str) -> None:
    answer(chat, language)
    chat.use("delete")


def person(chat: Chat, language: str) -> None:
    chat.open(language)
    chat.panel.locator("details.person summary").click()


def offline(chat: Chat, language: str) -> None:
    chat.open(language)
    chat.page.context.set_offline(True)
    chat.write(LOST[language])
    expect(chat.status).to_contain_text(chat.say("offline"))


def too_long(chat: Chat, language: str) -> None:
    chat.open(language)
    chat.field.fill("a" * 2_001)


def readings(chat: Chat, language: str) -> None:
    answer(chat, "ja")
    chat.panel.get_by_role("switch").click()


def closed(chat: Chat, language: str) -> None:
    chat.open(language)
    chat.button("close").click()


def plain_page(chat: Chat, language: str) -> None:
    chat.page.goto(f"/plain?language={language}")
    chat.page.locator("textarea").fill(START[language])
    chat.page.locator("button.send").click()


def booklet(chat: Chat, language: str) -> None:
    chat.page.goto(f"/booklet?language={language}#page-12-1")


STATES: list[Callable[[Chat, str], None]] = [
    greeting, answer, feedback_form, date_form, date_error, delete_confirm, person, offline, too_long, readings, closed,
    plain_page, booklet,
]  # fmt: skip
CASES = [
    (reach, *screen, language)
    for (place, screen) in enumerate(SCREENS)
    for reach, language in zip(STATES, cycle([*LANGUAGES][place:] + [*LANGUAGES][:place]))
]


@pytest.mark.parametrize(("reach", "scheme", "width", "height", "language"), CASES)
def test_axe_finds_nothing(
    visit: Visit, labels: Any, reach: Any, scheme: str, width: int, height: int, language: str
) -> None:
    # axe itself sets styles that the pages forbid.
    context = visit(color_scheme=scheme, viewport={"width": width, "height": height}, bypass_csp=True)
    chat = Chat(context.new_page(), labels)
    reach(chat, language)
    violations = Axe().run(chat.page, options=OPTIONS).response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in violations] == []
